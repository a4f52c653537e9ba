"""Who says what in a sentence, and the sentence without who says it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant import phrasing
from assistant.gate.cited_text import content
from assistant.language.lexicon import OFFICE_WORDS, ROLES, SAYING
from assistant.language.lexicon import words as listed
from assistant.language.names import Name, names
from assistant.language.quotations import Quotation
from assistant.language.words import Token, fold, tokens
from corpus.text.speakers import LABEL
from corpus.text.tables import bag

# What may stand between a name and its verb of saying.
_BETWEEN = bag("also has have had then later again further reportedly")
# Verbs after which the speaker may stand (`..., said Price`).
_TURNED = listed("verbs", "turned")
# These say that something was said and nothing more; `replied` and `denied` are themselves what happened.
_PLAIN = listed("verbs", "plain")
_ASKING = listed("verbs", "asking")
_MARK = re.compile(r"[^\w\s']")
# What follows a speaker that stands after its verb: the end of the clause, or when and where it was said.
_CLOSED = re.compile(r"\s?(?:$|[^\w\s]|(?:on|in|at|during|after|before|when|while|as|to|and|of|from)\b)")
_LEADS, _FOLLOWS = re.compile(r"[:—–-]\s*$"), re.compile(r"\s*[(,—–-]")
_LABELLED = re.compile(r"([A-Z][\w .'’-]{1,60}):\s+(?=\w)")
_PART = re.compile(r"\w[^,:;()—–]*(?<!\s)")  # of what stands beside a quotation
_CAPITALS = re.compile(r"(?:(?:[^\W_a-z][\w.'&-]*+|of|the|for|in|at|first|later|editorial)(?: |$))+")
_ASKER = Name(fold(phrasing.QUESTION), ("question", "reporter"), "", 0, 0)
_OPENS = re.compile(r"[:\"“]")  # what is said begins there: no apposition goes on over it
_ASIDE = 90
"""The longest apposition, in characters: `Psaki, the press secretary of the White House, said`."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A speaker, the stems of what is given as said, and where in the sentence name and verb stand.

    `titles`: the words before the name, in lower case. `quoted`: what is given to the letter, under a name alone.
    """

    name: Name
    stems: frozenset[str]
    start: int
    end: int
    titles: frozenset[str] = frozenset()
    quoted: str = ""


def sayings(sentence: str) -> tuple[Saying, ...]:
    """Who says what in a folded sentence: `X said ...`, `..., said X`, `according to X`, in order of place.

    What is said runs from the verb to the next speaker, or, where the speaker closes a clause, from the one before;
    what somebody was asked before (`Asked about it, X said ...`) is not said by them.
    """
    places = sorted(set(_places(sentence)), key=lambda place: place[1])
    out, last = [], 0
    for at, (name, start, end) in enumerate(places):
        following = places[at + 1][1] if at + 1 < len(places) else len(sentence)
        if len(places) == 1:
            asked = any(token.lower in _ASKING for token in tokens(sentence[:start])[:3])
            said = sentence[end:] if asked else f"{sentence[:start]} {sentence[end:]}"
        elif content(sentence[last:start]) and not content(sentence[end:following]):
            said = sentence[last:start]
        else:
            said = sentence[end:following]
        last = end
        out.append(Saying(name, content(said), start, end, _titles(sentence, name)))
    return tuple(out)


def attributions(sentence: str, quoted: Iterable[Quotation]) -> Iterator[Saying]:
    """Who is named with a quotation and no verb: `Harbour Post, 3 May 2021, Mayor Vale: “...”`, `“...” (Mayor Vale)`.

    Offsets are those of the sentence as given. Names before a quotation hold for those right behind it. The outlet is
    among them: only the cited text tells which of the names it is. A transcript's label (`MR VALE: It is shut.`) names
    who says all behind it.
    """
    yield from _labelled(sentence)
    placed = sorted(quoted, key=lambda one: one.start)
    ends = [*(one.start for one in placed), len(sentence)][1:]
    last, named = 0, list[Saying]()
    for one, end in zip(placed, ends, strict=True):
        before, after = sentence[last : one.start], sentence[one.end : end]
        if any(map(str.isalnum, before)):
            found = _named(before, last) if _LEADS.search(before) else None
            named = [] if found is None else found or named  # 'Later, 5 May 2021: “...”' names nobody else
        behind = _named(after, one.end) if _FOLLOWS.match(after) and not _LEADS.search(after) else None
        yield from (replace(each, stems=content(fold(one.text)), quoted=one.text) for each in behind or named)
        last = one.end


def _labelled(sentence: str) -> Iterator[Saying]:
    """Who is named by a label, in capitals or with a title, before words without quotation marks."""
    label = _LABELLED.match(sentence)
    if label is None or (label[1].isupper() and not LABEL.match(sentence)):  # 'UPDATE: ...'
        return
    for one in _named(label[1].title() if label[1].isupper() else label[1], 0) or ():
        if not one.name.canonical and (label[1].isupper() or any(title.rstrip(".") in ROLES for title in one.titles)):
            yield replace(one, stems=content(fold(sentence[label.end() :])))


def _named(text: str, at: int) -> list[Saying] | None:
    """Those named in what stands beside a quotation at a place; None if that is more than names, days and outlets."""
    found: list[Saying] = []
    for part in _PART.finditer(text):
        bare, start = fold(part[0]).removeprefix("and "), at + part.end() - len(part[0].removeprefix("and "))
        office = tuple(bare.lower().removeprefix("the ").split())
        name = Name(bare, office, "", 0, 0) if OFFICE_WORDS & {*office} and ROLES.issuperset(office) else None
        name = _ASKER if bare == fold(phrasing.QUESTION) else name
        if name is None and not _CAPITALS.fullmatch(bare):
            return None
        led = f"by {bare}"  # a first word is no name by its capital alone
        name = name or next((one for one in names(led) if one.end == len(led)), None)
        if name is not None and not name.place and (name.words == office or name.words[-1] not in ROLES):
            found.append(Saying(name, frozenset(), start, at + part.end(), _titles(led, name)))
    return found


def _titles(sentence: str, name: Name) -> frozenset[str]:
    return frozenset(sentence[name.lead : name.start].lower().split())


def unspoken(sentence: str) -> str:
    """A folded sentence without who says it: `there would be talks` of `Price said there would be talks`."""
    out, last = [], 0
    for one in sayings(sentence):
        if not _PLAIN & {token.lower for token in tokens(sentence[one.start : one.end])}:
            continue
        out.append(sentence[last : max(last, one.start)])
        last = max(last, one.end)
    bare = " ".join((*out, sentence[last:])).strip(" ,")
    return bare if content(bare) else sentence


def _places(sentence: str) -> Iterator[tuple[Name, int, int]]:
    """Each speaker with where its name (titles before it included) and verb begin and end."""
    found = [name for name in names(sentence) if not name.office]
    words = tokens(sentence)
    starts = {name.start: name for name in found}
    ends = {name.end: name for name in found if not _owns(sentence, name)}
    for at, token in enumerate(words):
        if token.lower == "according" and at + 1 < len(words) and words[at + 1].lower == "to":
            name = next((starts[one.start] for one in words[at + 2 : at + 10] if one.start in starts), None)
            if name and name.start - words[at + 1].end <= 40:
                yield name, token.start, name.end
        if token.lower not in SAYING:
            continue
        if before := _before(sentence, words, at, ends):
            yield before, before.lead, token.end
        elif token.lower in _TURNED and (name := _after(sentence, words, at, starts)):
            yield name, token.start, name.end


def _owns(sentence: str, name: Name) -> bool:
    """Whether a name stands in the possessive: `Maduro's announced readiness` is said by nobody."""
    return sentence.startswith("'", name.end)


def _before(sentence: str, words: Sequence[Token], at: int, ends: dict[int, Name]) -> Name | None:
    """The name before a verb of saying: right before it, or before or inside an apposition that ends there."""
    between = at > 1 and (words[at - 1].lower in _BETWEEN or words[at - 1].lower.endswith("ly"))
    end = words[at - 2].end if between else words[at - 1].end if at else 0
    if end in ends and not _MARK.search(sentence[end : words[at].start]):
        return ends[end]
    closed = words[at - 1].end if at else 0
    if sentence[closed : words[at].start].strip() != ",":
        return None
    opening = sentence.rfind(",", max(0, closed - _ASIDE), closed)
    if opening < 0 or _OPENS.search(sentence, opening, closed):
        return None
    if opening in ends:
        return ends[opening]
    inside = ends.get(closed)  # `her spokesman, Erik Dahl, replied`
    return inside if inside and sentence[opening + 1 : closed].strip() == inside.text else None


def _after(sentence: str, words: Sequence[Token], at: int, starts: dict[int, Name]) -> Name | None:
    """The name after a verb of saying, where the clause ends with it."""
    for token in words[at + 1 : at + 8]:
        if name := starts.get(token.start):
            gap, end = sentence[words[at].end : name.start], name.end
            return name if "," not in gap and not _owns(sentence, name) and _CLOSED.match(sentence, end) else None
        if token.lower not in ROLES | {"the", "white", "house"}:
            return None
    return None
