"""Names in a sentence: what in it is a name, where it stands, and which titles stand before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.language.lexicon import (
    ACTS,
    CALENDAR,
    COMMON_ENDINGS,
    COMPOUNDS,
    INSTITUTIONS,
    NUMERIC,
    OF_HEADS,
    OFFICE_WORDS,
    OPENERS,
    PARTICLES,
    PLACE_WORDS,
    ROLES,
    SAYING,
    STOP,
    TITLES,
    WIDE,
)
from assistant.language.naming import CAPITALS, OFFICES
from assistant.language.words import Token, canonical, named

_Group = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, without its possessive; offsets are into the sentence.

    `words`: its words in lower case, small ones (`of`, `bin`) left out. `canonical`: `@japan` for all that the press
    calls Japan, empty for a name of its own. `lead`: where the titles before it begin. `office`: it only tells which
    office (`Foreign Minister`, `Finance` before `Minister`). `place`: it tells where.
    """

    text: str
    words: tuple[str, ...]
    canonical: str
    start: int
    lead: int
    office: bool = False
    place: bool = False

    @property
    def end(self) -> int:
        """Where it ends; its possessive may follow."""
        return self.start + len(self.text)


def names(sentence: str, *, skip: frozenset[int] = frozenset()) -> tuple[Name, ...]:
    """The names of a folded sentence in order; words that begin at an offset of `skip` (parts of dates) are none.

    A first word, of the sentence or after a mark, is no name by its capital alone: what follows must tell that it did,
    owned or was something.
    """
    groups = named(sentence)
    out: list[Name] = []
    for run in (part for whole in _runs(sentence, groups, skip) for part in _parts(groups, whole)):
        name = _name(sentence, groups, run)
        if name is not None:
            led = out and out[-1].office and sentence[out[-1].end : name.lead] == " "
            out.append(replace(name, lead=out[-1].lead) if led else name)
    return tuple(out)


def phrases(found: Sequence[Name], sentence: str) -> list[tuple[int, int]]:
    """Where names that stand side by side begin and end as one phrase, titles included: `U.S. envoy Sung Kim`."""
    out: list[tuple[int, int]] = []
    for name in found:
        gap = sentence[out[-1][1] : name.lead] if out else ""
        of = out and gap in (" of ", " of the ") and sentence[: out[-1][1]].rpartition(" ")[2].lower() in OF_HEADS
        if gap == " " or of:
            out[-1] = (out[-1][0], name.end)
        else:
            out.append((name.lead, name.end))
    return out


def _runs(sentence: str, groups: Sequence[_Group], skip: frozenset[int]) -> Iterator[list[int]]:
    """The groups, by their places, that may be a name: each thing of several names alone, else words with capitals."""
    heading = _heading(groups)
    run: list[int] = []
    for at, group in enumerate(groups):
        token, apart = group[0], _is_whole(group)
        if run and (apart or not _goes_on(sentence, groups, at)):
            yield run
            run = []
        if apart:
            if token.start not in skip and sentence[token.end : token.end + 1] != "$":
                yield [at]
        elif (token.start not in skip and _may_name(sentence, token, heading)) or _is_attached(
            sentence, groups, run, at
        ):
            run.append(at)
        elif run and not _is_small(groups, run, at):
            yield run
            run = []
    if run:
        yield run


def _parts(groups: Sequence[_Group], run: list[int]) -> Iterator[list[int]]:
    """A run parted where another name begins: `Fiji | Prime Minister Josaia`, `Secretary of State | Antony Blinken`."""
    first = 0
    for at in range(1, len(run)):
        if groups[run[at]][0].lower in OFFICE_WORDS and any(groups[one][0].lower not in ROLES for one in run[first:at]):
            yield from _of_parts(groups, run[first:at])
            first = at
    yield from _of_parts(groups, run[first:])


def _of_parts(groups: Sequence[_Group], run: list[int]) -> Iterator[list[int]]:
    """An office with what it is of, and the person named after it."""
    if _is_of(groups, run, OFFICE_WORDS) and groups[run[-1]][0].lower not in INSTITUTIONS:
        size = 3 if groups[run[1]][0].lower in WIDE else 2
        yield run[:size]
        run = run[size:]
    if run:
        yield run


def _is_of(groups: Sequence[_Group], run: Sequence[int], heads: frozenset[str]) -> bool:
    """Whether small words join the first word of a run, one of the heads, to the next."""
    return len(run) > 1 and run[1] > run[0] + 1 and groups[run[0]][0].lower in heads


def _is_whole(group: _Group) -> bool:
    """Whether a group is a name by itself: a form of something with several names, or a capital."""
    known = canonical(group)[0] == "@" or group[0].lower in CAPITALS
    return known and any(token.text[0].isupper() for token in group)


def _goes_on(sentence: str, groups: Sequence[_Group], at: int) -> bool:
    last = groups[at - 1][-1]
    return continues(sentence[last.end : groups[at][0].start], last)


def continues(gap: str, last: Token) -> bool:
    """Whether a name goes on over the gap after its last word: a stop only after an initial or a short title, no dash
    between spaces (`PORTO CLARO - Mines Minister Calder`).
    """
    if " - " in gap or gap.strip(" .-&'") or (last.text.endswith("'s") and not _is_everyday(last)):
        return False
    return "." not in gap or len(last.text) <= 3 or last.lower in TITLES


def _is_attached(sentence: str, groups: Sequence[_Group], run: Sequence[int], at: int) -> bool:
    """Whether a word that names nobody by itself belongs to the word before it.

    The halves of a given name (`Lee In-young`, `Park Min-ho`; no `Biden-led`), the number of a model (`Hwasong-17`).
    """
    if not run or run[-1] != at - 1:
        return False
    token, gap = groups[at][0], sentence[groups[at - 1][-1].end : groups[at][0].start]
    if token.text.isdigit():
        return gap in ("", "-") and len(token.text) <= 4
    if token.text[0].isupper():
        return gap == " " and at + 1 < len(groups) and _is_second_half(sentence, groups, at + 1)
    return len(run) > 1 and _is_second_half(sentence, groups, at)


def _is_second_half(sentence: str, groups: Sequence[_Group], at: int) -> bool:
    """Whether a word in small letters is the second half of a given name."""
    token = groups[at][0]
    attached = sentence[groups[at - 1][-1].end : token.start] == "-" and token.text.islower()
    return attached and len(token.text) <= 6 and token.lower not in COMPOUNDS


def _is_small(groups: Sequence[_Group], run: Sequence[int], at: int) -> bool:
    """Whether a small word may stand inside the name that is open: `bin`, the `of the` of an office or institution."""
    low, before = groups[at][0].text, groups[at - 1][0].lower
    if run[-1] == at - 1:
        return low in PARTICLES or (low in _OF and before in OF_HEADS) or (low == "of" and before in OFFICE_WORDS)
    return low == "the" and run[-1] == at - 2 and before in _OF


_OF = ("of", "for", "on")


def _may_name(sentence: str, token: Token, heading: bool) -> bool:
    """Whether a word may be part of a name by its capital."""
    if not (token.text[0].isupper() and token.text[0].isalpha()) or token.lower in STOP | CALENDAR | NUMERIC:
        return False
    if not _is_everyday(token):
        return True
    if heading and not token.text.isupper():
        return False
    return token.lower in TITLES or not _leads(sentence, token.start)


def _name(sentence: str, groups: Sequence[_Group], run: list[int]) -> Name | None:
    """The name that a run holds, without the titles before it and the roles after it; None where nothing is left."""
    first, lead = groups[run[0]], groups[run[0]][0].start
    if _is_whole(first):
        place = run[0] > 0 and groups[run[0] - 1][-1].lower in PLACE_WORDS
        known = canonical(first) if canonical(first)[0] == "@" else ""
        text = _written(sentence, first[0], first[-1])
        return Name(text, tuple(t.lower for t in first), known, lead, lead, known[1:] in OFFICES, place)
    words = [groups[at][0] for at in run]
    if not _is_of(groups, run, OF_HEADS):
        while words and words[0].lower in ROLES:
            words.pop(0)
        while words and words[-1].lower in ROLES - INSTITUTIONS:
            words.pop()
    if all(word.lower in ROLES for word in words):
        return None
    opens = len(words) == 1 and lead == words[0].start and _leads(sentence, lead)
    if opens and not _acts(sentence, groups, run[-1]):
        return None
    text = _written(sentence, words[0], words[-1])
    office = _is_of(groups, run, OFFICE_WORDS) or _before_office(sentence, groups, run[-1])
    return Name(text, tuple(word.lower for word in words), "", words[0].start, lead, office)


def _before_office(sentence: str, groups: Sequence[_Group], at: int) -> bool:
    """Whether a word stands before an office as its field or country: `Finance Minister Ortega`."""
    if at + 1 == len(groups):
        return False
    one, two = groups[at][0], groups[at + 1][0]
    office = two.text[0].isupper() and (two.lower in OFFICE_WORDS or two.lower in TITLES)
    return office and sentence[one.end : two.start] == " "


def _written(sentence: str, first: Token, last: Token) -> str:
    """A name as it is written, its possessive aside."""
    return sentence[first.start : last.end].removesuffix("'s")


def _heading(groups: Sequence[_Group]) -> bool:
    """Whether a text is written like a headline, most words with a capital."""
    words = [group[0] for group in groups if group[0].text[0].isalpha() and group[0].lower not in STOP]
    return len(words) >= 6 and sum(token.text[0].isupper() for token in words) > 0.8 * len(words)


def _leads(sentence: str, at: int) -> bool:
    """Whether a place is the first of its sentence, or follows a mark."""
    while at and sentence[at - 1] in " '\"([-":
        at -= 1
    return not at or sentence[at - 1] in ":;.!?"


def _acts(sentence: str, groups: Sequence[_Group], at: int) -> bool:
    """Whether a first word is a name: no everyday word, and what follows says that it did, owned or was something."""
    token = groups[at][0]
    if token.text[1:] != token.text[1:].lower() or token.text.endswith("'s") or sentence[token.end :][:1] == "'":
        return True
    if _is_everyday(token):
        return False
    aside = _APPOSITION.match(sentence, token.end)
    if aside and (aside[1] in ACTS or aside[1].endswith("ed")):
        return True
    following = [word for group in groups[at + 1 : at + 3] for word in group][:2]
    if not following or sentence[token.end : following[0].start] != " ":
        return False
    low = following[0].lower
    if len(following) == 2 and low in _ADDING:
        low = following[1].lower
    if len(following) == 2 and low == "and" and following[1].text[0].isupper():
        return True
    if token.lower.endswith("s") and not token.lower.endswith("ss"):  # a plural, or Harris
        return low in SAYING or low in ("has", "does", "was")
    return low in ACTS or low.endswith("ed")


_ADDING = ("also", "then", "later", "again")  # between a name and what it did: 'Kim also said'
_APPOSITION = re.compile(r", (?:the|a|an|who|her|his|its|their|[A-Z])[^,]{0,88}, (\w+)")


def _is_everyday(token: Token) -> bool:
    return is_everyday(token.lower)


def is_everyday(low: str) -> bool:
    """Whether a word in lower case names nothing by the capital that it has as the first of a sentence."""
    ends = len(low) > 4 and low.endswith(COMMON_ENDINGS)  # Ned, Fred and Ally are names
    return low in OPENERS or low in ROLES or ends or (low[-1:] == "s" and low[:-1] in OPENERS)
