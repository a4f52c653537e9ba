"""Whether an archive knows the names of a question: as they stand, in another spelling, or not; and what is nearest."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant import phrasing
from assistant.language.name_index import absent, forms, holds, known
from assistant.language.names import Name, names
from assistant.language.naming import CAPITALS, FORMS, SAME
from assistant.language.outlets import asked_outlets, in_full, names_of
from assistant.language.stems import stem
from assistant.language.words import fold
from assistant.question.foreign import SMALL, WORD, remark
from corpus.evidence import Evidence
from corpus.models.words import common_like, is_common, is_word
from corpus.scope import Scope
from corpus.search import match_any
from corpus.store.archive import Archive
from corpus.store.vocabulary import opining, outlets, outlets_and_authors, spelled_like, spelled_out, unknown_outlets
from corpus.text.metadata import plain_name
from corpus.text.spelling import american, left_out_or_swapped, plain
from corpus.text.stop_words import FUNCTION, HANDED_ON, LIGHT

_SHORTEST = 5  # letters of a word in which one wrong letter is taken for a slip: `Iran` is no `Iraq`
_LONG = 9  # ... and two
_FEWEST = 3  # ... and of a small word, of which no letter is wrong
_MOST_INITIALS = 8
_LOOKED = 8  # names of a question that are looked up at most
_MISTYPED = 5  # words of a question that are looked up at most
_ASKING = ("who", "whom", "whose", "what", "which", "when", "where", "why", "how")
_SMALL = FUNCTION | LIGHT | HANDED_ON
_OPENS = re.compile(r"\W*(?P<word>[A-Za-z][a-z]+) (?=[a-z])")
_READ = 20  # passages on a surname in which it is looked for whether it stands with another given name


@dataclass(frozen=True, slots=True)
class NamesRead:
    """A question with its names as the archive writes them.

    `missing`: names that it does not know, `nearest`: what it has that is spelled most like each; `outlets`: those of
    the archive whose words are asked for, or that the question names and no article speaks of. `unheld`: outlets of the
    press whose words are asked for, and that the archive does not have. `notes`: which name was read how.
    """

    question: str
    missing: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """The outlets whose words are asked for."""
        return self.unheld or self.outlets


def read_names(question: str, archive: Archive) -> NamesRead:
    """Look the names of a question up in an archive. A question in another language than English is left as it is."""
    question, notes = _retyped(question, archive)
    own = outlets(archive)
    question = in_full(question, tuple(own.values()))
    unheld = not_held(question, archive)
    unknown = [name for name in absent(question, archive.mentions) if not any(name in one for one in unheld)]
    called = {name.removeprefix("the "): full for name, full in own.items()} | own
    asked = [*asked_outlets(question, opining(archive)), *_unspoken(question, called, archive)]
    named = {called[plain(name)]: None for name in asked if plain(name) in called}
    if not unknown or not _is_english(question, archive):
        return NamesRead(question, outlets=tuple(named), unheld=unheld, notes=tuple(notes))
    others = outlets_and_authors(archive)
    missing, nearest = list[str](), list[str]()
    for name in list(dict.fromkeys(unknown))[:_LOOKED]:
        if (
            plain(name) in called
            or any(f" {plain(name)} " in f" {other} " for other in others)
            or _leads_alone(question, name)
            or _stands_short(name, archive)
        ):
            continue
        read, near = _respelled(name, archive)
        if read:
            question = _exchanged(question, name, read)
            notes.append(f"{phrasing.unnamed(name)}: it was read as “{read}”.")
        else:
            missing.append(name)
            nearest.append(near)
    return NamesRead(question, tuple(missing), tuple(nearest), tuple(named), unheld, tuple(notes))


def _unspoken(question: str, called: Mapping[str, str], archive: Archive) -> list[str]:
    """The outlets of an archive that a question names, and no article does, though it may have their words apart."""
    found = [one.text for one in names(fold(question)) if plain(one.text) in called]
    return [name for name in found if not any(map(archive.mentions, forms(name)))]


def _retyped(question: str, archive: Archive) -> tuple[str, list[str]]:
    """The question with its mistyped words as they are spelled, and which word was read how."""
    notes: list[str] = []
    if remark(question, archive.mentions):
        return question, notes
    opens = found["word"] if (found := _OPENS.match(question)) else ""
    words = dict.fromkeys(one.removesuffix("'s").removesuffix("’s") for one in WORD.findall(question))
    odd = [one for one in words if len(one) >= _FEWEST and (one == opens or (one.islower() and not is_word(one)))]
    for word in [one for one in odd if one.lower() not in _SMALL and not archive.mentions(one)][:_MISTYPED]:
        asked = _only(_slips(word.lower(), _ASKING)) if word == opens else ""
        if read := asked or _retyped_word(word, archive):
            read = read.capitalize() if word[0].isupper() else read
            question = re.sub(rf"\b{re.escape(word)}\b", read, question)
            notes.append(f"No article has the word “{word}”: it was read as “{read}”.")
    return question, notes


def _most_wrong(word: str) -> int:
    """How many letters of a word may be wrong where it is surely a slip of another."""
    length = len(plain(word))
    return 0 if length < _SHORTEST else 1 if length < _LONG else 2


def _retyped_word(word: str, archive: Archive) -> str:
    """What a word that the archive lacks is surely a slip of; empty where it is a word, or may be one of several.

    That is a word of the archive, another form of one, or a small word such as every question has; of a British
    spelling it is the American one, and no other word.
    """
    if is_word(word) or not word.islower():
        return ""
    if is_word(american(word)):
        return american(word) if archive.mentions(american(word)) else ""
    if len(word) < _SHORTEST:
        slips = _slips(word, _SMALL)
        # Of three letters none is left out: `sma` is no `same`.
        return _only([one for one in slips if len(one) == len(word)] if len(word) == _FEWEST else slips)
    found = {written: apart for apart, _, written in spelled_like(archive, word) if apart <= _most_wrong(word)}
    for one in common_like(word):  # with a letter exchanged, it is as well a word that the archive lacks
        if (len(one) != len(word) or left_out_or_swapped(word, one)) and (one in _SMALL or archive.mentions(one)):
            found.setdefault(one, 1)
    best = [one for one, apart in found.items() if apart == min(found.values())]
    likely = [one for one in best if left_out_or_swapped(word, one)] or best
    return likely[0] if len({stem(plain(one)) for one in likely}) == 1 else ""


def _slips(word: str, words: Iterable[str]) -> list[str]:
    """Those of these words that a short one is with a letter left out or two swapped; with its first letter, if any."""
    likely = [one for one in words if left_out_or_swapped(word, one)]
    return [one for one in likely if one[0] == word[0]] or likely


def _only(words: Sequence[str]) -> str:
    """The word, where there is one alone; empty for several."""
    return words[0] if len(words) == 1 else ""


def not_in(missing: Sequence[str], evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The names that the evidence does not hold either: in their initials (`WMO`), or as initials of its own."""
    if not missing:
        return ()
    text = known(fold("\n".join(f"{one.title}. {one.text}" for one in evidence)))
    return tuple(name for name in missing if not any(holds(one, text) for one in _as_names(name)))


def spellings(missing: Sequence[str]) -> frozenset[str]:
    """All forms of the names that are missing, and of their words."""
    return frozenset(form for name in missing for part in (name, *name.split()) for form in forms(part))


def told(missing: Sequence[str], read: NamesRead) -> list[str]:
    """A sentence for each name that the archive does not know, with the nearest that it has."""
    near = dict(zip(read.missing, read.nearest, strict=True))
    return [_nearest_told(phrasing.unnamed(name), near.get(name, "")) for name in missing]


def no_outlet(asked: Sequence[str], archive: Archive) -> tuple[str, ...]:
    """A sentence for each outlet asked for that the archive does not have, with the nearest that it has."""
    unknown = unknown_outlets(archive, asked).items()
    return tuple(
        _nearest_told(f"{phrasing.NO_OUTLET} “{plain_name(name)}”", near and plain_name(near)) for name, near in unknown
    )


def not_held(question: str, archive: Archive) -> tuple[str, ...]:
    """The outlets that a question asks for, where none of them is an outlet or an author of the archive; none else."""
    asked = asked_outlets(question)
    held = [_apart(name) for name in outlets_and_authors(archive)] if asked else []
    forms = [_apart(plain(form)) for name in asked for form in names_of(name)]
    return () if any(form in one or one in form for form in forms for one in held) else asked


def _apart(name: str) -> str:
    """The words of a name, so that one name stands in another: `cnn` in `cnn.com`."""
    return " ".join(["", *re.findall(r"[^\W_]+", name), ""])


def why_nothing(scope: Scope, archive: Archive) -> str:
    """Why nothing was found within a scope: the archive has none of its outlets, or no article of its dates."""
    if not archive.newest():
        return "not_stated"
    asked = scope.named_outlets
    return "name_absent" if asked and len(unknown_outlets(archive, asked)) == len(set(asked)) else "outside_dates"


def _nearest_told(sentence: str, near: str) -> str:
    return f"{sentence}{f'; the nearest name in the archive is “{near}”' if near else ''}."


def _is_english(question: str, archive: Archive) -> bool:
    """Whether the small words of a question are English, and its other words known, mistyped ones aside.

    In other languages any noun may have a capital, and the archive has none of their words.
    """
    small = [word for word in WORD.findall(question) if word.islower()]
    if any(word in SMALL for word in small):
        return False
    strange = [word for word in small if not is_common(word) and "-" not in word and not archive.mentions(word)]
    return not strange or 2 * len(strange) < len([word for word in small if word in FUNCTION | LIGHT])


def _as_names(name: str) -> Sequence[Name]:
    return names(fold(f"It is {name}"))


def _leads_alone(question: str, name: str) -> bool:
    """Whether a word may have its capital only since a sentence or a heading begins with it."""
    before = question[: question.find(name)].rstrip(" '\"“‘(")
    return " " not in name and name[1:].islower() and (not before or before[-1] in ".:;?!")


def _stands_short(name: str, archive: Archive) -> bool:
    """Whether a full name stands in the archive in its short form: a surname with no other given name, initials."""
    words = [word for word in re.split(r"[\s-]+", name) if word[:1].isupper()]
    ends = [word for word in (words[-1], words[0]) if archive.mentions(word)] if len(words) > 1 else []
    letters = "".join(word[0] for word in words)
    if len(words) > 1 and len(letters) > 2 and archive.mentions(letters):
        ends.append(letters)
    if not ends and name.isupper() and _FEWEST <= len(name) <= _MOST_INITIALS:
        return False  # initials: what they stand for may be in the evidence
    passages = archive.passages.hits(
        [one for end in ends for one, _ in archive.passages.lexical(match_any(end), _READ, Scope())]
    )
    text = known(fold("\n".join(hit.text for hit in passages.values())))
    return bool(passages) and any(holds(one, text) for one in _as_names(name))


def _respelled(name: str, archive: Archive) -> tuple[str, str]:
    """A name as the archive spells it, where that is sure; and else the nearest that it has; each empty for none."""
    if name.casefold() in CAPITALS or name.casefold().replace(" ", "_") in FORMS or any(one.isdigit() for one in name):
        return "", ""
    initials = name.isupper() and _FEWEST <= len(name) <= _MOST_INITIALS and (name.lower(),) not in SAME
    if initials and (whole := spelled_out(archive, name)):
        return "", whole
    read: list[str] = []
    near: list[str] = []
    sure = True  # whether each is near for its length; one letter of a short one may be a slip where the whole is there
    for word in name.split():
        if archive.mentions(word) or not word[0].isupper():
            read.append(word)
            near.append(word)
            continue
        found = _nearest(word, archive)
        apart = found[0][0] if found and not word.isupper() else len(word)
        sure = sure and apart <= len(word) // 4
        near.append(found[0][2] if found and apart <= max(len(word) // 4, 1) else "")
        read.append(found[0][2] if found and _is_slip(word, found) else "")
    pairs = zip(name.split(), near, strict=True)
    slipped = len(near) > 1 and all(one == two or left_out_or_swapped(one, two) for one, two in pairs)
    if slipped and archive.mentions(" ".join(near)):
        read = near
    whole = " ".join(read) if all(read) else ""
    if whole and len(read) > 1 and not archive.mentions(whole):
        whole = whole if archive.mentions(read[-1]) and _stands_short(whole, archive) else ""
    close = all(near) and (sure or (len(near) > 1 and archive.mentions(" ".join(near))))
    return whole, " ".join(near) if close else ""


def _nearest(word: str, archive: Archive) -> list[tuple[int, int, str]]:
    """What the archive spells like a word: of those as near the ones of which no letter is wrong first, and alone."""
    found = spelled_like(archive, word)
    best = [one for one in found if one[0] == found[0][0]]
    likely = [one for one in best if left_out_or_swapped(plain(word), plain(one[2]))]
    return likely or found


def _is_slip(word: str, found: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a word is surely the nearest one that is found: other marks, or a slip in a word that is none itself."""
    apart = found[0][0]
    if any(one[0] == apart and plain(one[2]) != plain(found[0][2]) for one in found[1:]):
        return False
    slipped = len(word) >= _SHORTEST and left_out_or_swapped(word.lower(), found[0][2].lower())
    return apart == 0 or ((slipped or apart <= _most_wrong(word)) and not is_common(word))


def _exchanged(question: str, name: str, read: str) -> str:
    folded = fold(question)
    at = folded.find(name)
    if len(folded) == len(question) and at >= 0:
        return question[:at] + read + question[at + len(name) :]
    return question.replace(name, read)
