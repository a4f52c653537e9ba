"""Who says it: the speaker that a sentence names, against the speaker of the cited words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.gate.cited_text import Unit, content
from assistant.language.lexicon import ROLES, SAYING
from assistant.language.lexicon import words as listed
from assistant.language.names import Name, names
from assistant.language.naming import CAPITALS, NATIONS
from assistant.language.words import Token, tokens
from corpus.text.tables import bag

_QUESTION = frozenset({"question", "q", "reporter", "journalist", "press", "media"})
# What may stand between a name and its verb of saying.
_BETWEEN = bag("also has have had then later again further reportedly")
# Verbs after which the speaker may stand (`..., said Price`).
_TURNED = listed("verbs", "turned")
_MARK = re.compile(r"[^\w\s']")
_ASIDE = 90
"""The longest apposition, in characters: `Psaki, the press secretary of the White House, said`."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A speaker, the stems of what is given as said, and where in the sentence name and verb stand."""

    name: Name
    stems: frozenset[str]
    start: int
    end: int


@lru_cache(maxsize=4096)
def sayings(sentence: str) -> tuple[Saying, ...]:
    """Who says what in a folded sentence: `X said ...`, `..., said X`, `according to X`, in order of place.

    What is said runs from the verb to the next speaker, or, where the speaker closes a clause, from the one before.
    """
    places = sorted(set(_places(sentence)), key=lambda place: place[1])
    out, last = [], 0
    for at, (name, start, end) in enumerate(places):
        following = places[at + 1][1] if at + 1 < len(places) else len(sentence)
        if len(places) == 1:
            said = f"{sentence[:start]} {sentence[end:]}"
        elif content(sentence[last:start]) and not content(sentence[end:following]):
            said = sentence[last:start]
        else:
            said = sentence[end:following]
        last = end
        out.append(Saying(name, content(said), start, end))
    return tuple(out)


# These say that something was said and nothing more; `replied` and `denied` are themselves what happened.
_PLAIN = listed("verbs", "plain")


@lru_cache(maxsize=4096)
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
    for at, token in enumerate(words):
        if token.lower == "according" and at + 1 < len(words) and words[at + 1].lower == "to":
            name = next((name for name in found if 0 <= name.start - words[at + 1].end <= 40), None)
            if name:
                yield name, token.start, name.end
        if token.lower not in SAYING:
            continue
        before = _before(sentence, words, at, found)
        if before:
            yield before, _titles(sentence, words, before), token.end
        elif token.lower in _TURNED:
            after = list(words[at + 1 : at + 8])
            while after and after[0].lower in ROLES | {"the", "white", "house"} and after[0].start not in starts:
                after.pop(0)
            if after and after[0].start in starts and "," not in sentence[token.end : after[0].start]:
                name = starts[after[0].start]
                yield name, token.start, name.end


def _before(sentence: str, words: Sequence[Token], at: int, found: Sequence[Name]) -> Name | None:
    """The name before a verb of saying: right before it, or before or inside an apposition that ends there."""
    between = at > 1 and (words[at - 1].lower in _BETWEEN or words[at - 1].lower.endswith("ly"))
    end = words[at - 2].end if between else words[at - 1].end if at else 0
    for name in found:
        if name.end == end and not _MARK.search(sentence[end : words[at].start]):
            return name
    head = sentence[: words[at].start].rstrip()
    opening = head[:-1].rfind(",") if head.endswith(",") else -1
    if opening < 0 or len(head) - opening > _ASIDE:
        return None
    inside = head[opening + 1 : -1]
    for name in found:
        if name.end == opening:
            return name
        if name.start > opening and inside.strip() == name.text:  # `her spokesman, Erik Dahl, replied`
            return name
    return None


def _titles(sentence: str, words: Sequence[Token], name: Name) -> int:
    """Where the titles before a name begin."""
    start = name.start
    for token in reversed([token for token in words if token.end <= name.start]):
        if token.lower not in ROLES or sentence[token.end : start].strip():
            break
        start = token.start
    return start


def misattributed(sentence: str, units: Sequence[Unit], lean: str) -> list[str]:
    """Reasons where a sentence gives the words of one speaker to another; `lean` is what the archive says itself."""
    for claim in sayings(sentence):
        name = claim.name
        if (name.canonical and name.canonical[1:] not in NATIONS) or (
            not name.canonical and name.words[-1] in CAPITALS
        ):
            continue
        said = claim.stems - content(name.text)
        reason = _otherwise(name, said, units, lean) if said else ""
        if reason:
            return [f"says {name.text} said it; in the cited text {reason}"]
    return []


def _otherwise(name: Name, said: frozenset[str], units: Sequence[Unit], lean: str) -> str:
    """Who says the words in the cited text, if it is not the one named; empty if it is, or is not told."""
    rated = [(len(said & stems), speakers, unit) for unit in units for speakers, stems in _spoken(unit)]
    most = max((shared for shared, _, _ in rated), default=0)
    if most < min(2, len(said)):
        return ""
    mine = {word for word in name.words if word not in ROLES}
    told, unknown = "", False
    for shared, speakers, unit in rated:
        label = {token.lower.rstrip(".") for token in tokens(unit.speaker)}
        if (any(_same(name, other) for other in speakers) or label & mine) and shared >= 0.75 * most:
            return ""
        if shared < most:
            continue
        if label & _QUESTION:
            told = told or "it is a reporter's question"
        elif speakers and all(bool(other.canonical) == bool(name.canonical) for other in speakers):
            told = told or f"{speakers[0].text} says it"
        elif not speakers and label and not name.canonical and not _titled(name, label, lean):
            told = told or f"{unit.speaker.title()} says it"
        else:
            unknown = True
    return "" if unknown else told


def _spoken(unit: Unit) -> list[tuple[tuple[Name, ...], frozenset[str]]]:
    """The clauses of a cited sentence by their speakers; the whole sentence where it names none or one."""
    found = sayings(unit.text)
    if len(found) < 2:
        return [(tuple(one.name for one in found), unit.stems)]
    return [((one.name,), one.stems) for one in found]


def _same(one: Name, other: Name) -> bool:
    if one.canonical or other.canonical:
        return one.canonical == other.canonical or CAPITALS.get(one.words[-1]) == other.canonical[1:]
    return bool({w for w in one.words if w not in ROLES} & {w for w in other.words if w not in ROLES})


def _titled(name: Name, label: set[str], lean: str) -> bool:
    """Whether the archive names the speaker whom the transcript only labels (`MODERATOR`, `THE PRESIDENT`)."""
    surnames = {word for word in label if word not in ROLES | {"the", "a"}}
    return not surnames and name.words[-1] in lean.lower()
