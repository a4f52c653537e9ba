"""The cited text made ready for looking things up: its sentences, and who speaks each of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.language.name_index import Known, known
from assistant.language.naming import CAPITALS
from assistant.language.words import Token, canonical, fold, named, tokens
from corpus.text.sentences import sentence_spans

# A speaker's label as transcripts print it: `SECRETARY BLINKEN:`, `MR PRICE:`, `QUESTION:`, `Q`.
_LABEL = re.compile(
    r"(?:(?<=^)|(?<=[\n.?!”\"\])] )|(?<=\n))"
    r"(?:(?P<name>[A-Z][A-Z.’' -]{1,45}(?: \([^)]{1,40}\))?):(?=\s)|(?P<q>Q)\s{1,8}(?=[A-Z“\"]))"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of the cited text: folded, with its stems (names of one thing under one form) and its speaker."""

    text: str
    stems: frozenset[str]
    speaker: str

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens."""
        return tokens(self.text)


@dataclass(frozen=True, slots=True)
class Source:
    """All cited texts of a sentence: each folded whole, and all their units in order."""

    texts: tuple[str, ...]
    units: tuple[Unit, ...]
    whole: str
    known: Known
    bigrams: frozenset[tuple[str, str]]
    together: frozenset[tuple[str, str]]
    """Pairs of content words of which the second follows within six in one sentence."""

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all its content words."""
        return frozenset().union(*(unit.stems for unit in self.units))

    def best(self, stems: frozenset[str], most: int = 4) -> tuple[Unit, ...]:
        """The units that hold most of the stems, each chosen for what those before it leave open, best first."""
        left = set(stems)
        chosen: list[Unit] = []
        pool = list(self.units)
        while pool and len(chosen) < most:
            unit = max(pool, key=lambda one: (len(one.stems & left) * 2 + len(one.stems & stems), -len(one.stems)))
            if not unit.stems & left and chosen:
                break
            chosen.append(unit)
            left -= unit.stems
            pool.remove(unit)
        return tuple(chosen)


def row(folded: str) -> list[str]:
    """The stems of a folded text's content words in order, names of one thing (a capital and its country too) as one."""
    return [stem for stem, group in grouped(folded) if len(group) > 1 or group[0].content or stem[0] == "@"]


@lru_cache(maxsize=4096)
def grouped(folded: str) -> tuple[tuple[str, tuple[Token, ...]], ...]:
    """The words of a folded text, names of one thing as one, each with the stem by which it is compared."""
    return tuple((_country(group), group) for group in named(folded))


def _country(group: tuple[Token, ...]) -> str:
    capital = CAPITALS.get(group[0].lower) if len(group) == 1 and group[0].text[0].isupper() else None
    return f"@{capital}" if capital else canonical(group)


@lru_cache(maxsize=4096)
def content(folded: str) -> frozenset[str]:
    """The stems of a folded text's content words."""
    return frozenset(row(folded))


def pairs(folded: str) -> list[tuple[str, str]]:
    """The pairs of neighbouring stems of a folded text, function words included."""
    row = [canonical(group) for group in named(folded)]
    return list(pairwise(row))


@lru_cache(maxsize=512)
def source(quotes: tuple[str, ...]) -> Source:
    """The cited texts made ready; kept for the last 512 sets of texts."""
    units: list[Unit] = []
    for quote in quotes:
        speaker = ""
        for label, words in _turns(quote):
            speaker = label or speaker
            units += [Unit(text, content(text), speaker) for text in sentences(words) if text]
    texts = tuple(fold(quote) for quote in quotes)
    whole = " ".join(texts)
    bigrams = frozenset(pair for text in texts for pair in pairs(text))
    rows = [row(unit.text) for unit in units]
    together = frozenset((one, two) for words in rows for at, one in enumerate(words) for two in words[at + 1 : at + 7])
    return Source(texts, tuple(units), whole, known(whole), bigrams, together)


def _turns(text: str) -> Iterator[tuple[str, str]]:
    last, label = 0, ""
    for match in _LABEL.finditer(text):
        if match.start() > last:
            yield label, text[last : match.start()]
        label = fold(match.group("name") or "QUESTION")
        last = match.end()
    yield label, text[last:]


def sentences(text: str) -> list[str]:
    """The folded sentences of a text."""
    return [fold(text[start:end]) for start, end in sentence_spans(text)]
