"""Agreement and disagreement: where two origins tell the same thing with another number, or on another day."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from assistant import phrasing
from assistant.briefing.events.tellings import Telling
from assistant.language.quantities import Quantity, quantities, same_value
from assistant.language.times.dates import days
from corpus.article import Span

WIDEST = 5.0  # times: numbers further apart count different things
NEAR = 3  # days: two days of one event lie no further apart
ALIKE = 0.5  # share of the shorter sentence's words that both have where a number differs, and...
ALIKE_DAYS = 0.6  # ... where only the day does
AROUND = 11  # words on either side of a value that are quoted of a long sentence
FAR = 30  # characters between a number and its noun
_WORD = re.compile(r"\S+")
_BOUND = re.compile(r"\b(?:as of|by|until|till|before|after) $", re.I)
DIFFER = "Sources differ:"
"""What a remark on a difference begins with."""
COUNTED = ("count", "money", "percent")


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sentences of different origins on one thing; `values`: what each says of it, in its own words."""

    one: Telling
    other: Telling
    values: tuple[str, str]

    @property
    def remark(self) -> str:
        """The difference for a reader: both values, each with who says it and when; neither is preferred."""
        told = (
            f"{phrasing.attribution(each.evidence)}, says “{value}”"
            for each, value in zip(self.pair, self.values, strict=True)
        )
        return f"{DIFFER} {'; '.join(told)}."

    @property
    def pair(self) -> tuple[Telling, Telling]:
        """Both sentences, the earlier first."""
        return self.one, self.other

    def excerpts(self) -> list[Telling]:
        """Both sentences, or of a long one the words around its value."""
        return [_around(each, value) for each, value in zip(self.pair, self.values, strict=True)]

    def held(self, cited: Iterable[tuple[str, int, int]]) -> tuple[bool, bool]:
        """Which of the two sentences is cited by spans of articles (id, start, end)."""
        places = list(cited)
        one, other = (
            any(
                id in (each.article.id, *each.evidence.also) and each.span.start < end and start < each.span.end
                for id, start, end in places
            )
            for each in self.pair
        )
        return one, other


def differences(found: Sequence[Telling]) -> list[Difference]:
    """Where sentences of different articles differ on a number or a day, each pair once; in their order."""
    told = sorted(found, key=lambda one: (one.article.day, one.article.id, one.span.start))
    by_unit: dict[tuple[str, str], list[tuple[Telling, Quantity]]] = defaultdict(list)
    by_month: dict[str, list[Telling]] = defaultdict(list)
    for one in told:
        for unit, counted in _counted(one).items():
            by_unit[unit].append((one, counted))
        if one.dated and len(one.day) == 10 and _one_day(one):
            by_month[one.day[:7]].append(one)
    pairs = {(id(one.one), id(one.other)): one for one in _numbers(by_unit)}
    for each in _days(by_month):
        pairs.setdefault((id(each.one), id(each.other)), each)
    return list(pairs.values())


def _around(one: Telling, value: str) -> Telling:
    at = one.text.find(value)
    if at < 0 or one.words <= 2 * AROUND:
        return one
    starts = [match.start() for match in _WORD.finditer(one.text)]
    place = sum(start <= at for start in starts) - 1
    first = starts[max(0, place - AROUND)]
    last = starts[place + AROUND] if place + AROUND < len(starts) else len(one.text)
    text = one.text[first:last].rstrip(" ,;:")
    return replace(one, span=Span(one.span.start + first, one.span.start + first + len(text)), text=text)


def _counted(one: Telling) -> dict[tuple[str, str], Quantity]:
    """The numbers of a sentence by kind and unit; none of a unit that it tells several of."""
    found: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    dated = frozenset(at for day in days(one.folded) for at in range(day.at, day.end))
    for quantity in quantities(one.folded, dated):
        if quantity.kind in COUNTED and (quantity.unit or quantity.kind == "percent") and not quantity.definite:
            found[quantity.kind, quantity.unit].append(quantity)
    return {unit: several[0] for unit, several in found.items() if len(several) == 1}


def _numbers(by_unit: dict[tuple[str, str], list[tuple[Telling, Quantity]]]) -> Iterator[Difference]:
    for told in by_unit.values():
        for (one, first), (other, second) in combinations(told, 2):
            if one.article.id == other.article.id or not _apart(first, second) or not _one_time(one, other):
                continue
            if _alike(one, other) >= ALIKE and one.names & other.names:
                yield Difference(one, other, (_said(one, first), _said(other, second)))


def _days(by_month: dict[str, list[Telling]]) -> Iterator[Difference]:
    for told in by_month.values():
        for one, other in combinations(told, 2):
            apart = abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)
            if one.article.id == other.article.id or not 0 < apart <= NEAR or one.numbers != other.numbers:
                continue
            if _alike(one, other) >= ALIKE_DAYS and one.names & other.names:
                yield Difference(one, other, (phrasing.day(one.day), phrasing.day(other.day)))


def _one_day(one: Telling) -> bool:
    """Whether a sentence names one day only, its own: not `he spoke today of the launch of March 24`.

    Nor one by which things stood so: `as of March 25 there were six`.
    """
    named = [day for day in days(one.folded) if "d" in day.parts]
    bounds = any(_BOUND.search(one.folded, max(0, day.at - FAR), day.at) for day in named)
    return not bounds and {day.day for day in named} == {date.fromisoformat(one.day).day}


def _apart(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers cannot both be told of one thing: `at least 400` and 420 can."""
    low, high = sorted((one, other), key=lambda each: each.value)
    if low.value <= 0 or high.value > WIDEST * low.value or same_value(one, other) or same_value(other, one):
        return False
    return not (low.limit in ("more than", "at least") or high.limit in ("less than", "at most"))


def _one_time(one: Telling, other: Telling) -> bool:
    """Whether two sentences speak of the same day; a count of another day may be another count."""
    return one.day == other.day and (one.dated or other.dated)


def _alike(one: Telling, other: Telling) -> float:
    """The share of the shorter sentence's content words, numbers aside, that the other has too."""
    first, second = (
        frozenset(key for key in each.keys if not any(letter.isdigit() for letter in key)) for each in (one, other)
    )
    return len(first & second) / max(1, min(len(first), len(second)))


def _said(one: Telling, of: Quantity) -> str:
    """A number with its limit and its noun, to the letter."""
    before, after = one.folded[: of.start].rstrip(), one.folded[of.end :]
    start = len(before) - len(of.limit) if of.limit and before.endswith(of.limit) else of.start
    noun = after.find(of.noun) if of.noun else -1
    return one.folded[start : of.end + (noun + len(of.noun) if 0 <= noun < FAR else 0)]
