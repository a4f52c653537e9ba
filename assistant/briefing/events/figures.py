"""Agreement and disagreement: where two origins tell the same with another number, on another day, or deny it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations

from assistant import phrasing
from assistant.briefing.events.differing.asked import is_one_number, said
from assistant.briefing.events.differing.claims import claims
from assistant.briefing.events.differing.corrected import corrections
from assistant.briefing.events.differing.counts import Pair, can_be_one, exclude, is_one_matter, least_alike
from assistant.briefing.events.differing.days import other_days
from assistant.briefing.events.differing.fates import is_vote
from assistant.briefing.events.differing.matters import comparable, counted, elsewhere, values
from assistant.briefing.events.tellings import Telling
from assistant.language.quantities import Quantity, same_value
from corpus import clock
from corpus.article import Span

AROUND = 11  # words on either side of a value that are quoted of a long sentence
ASKED = 40  # pairs in unlike words, the nearest, of which the reader says whether they tell one number
_WORD = re.compile(r"\S+")
DIFFER = "Sources differ:"
"""What a remark on a difference begins with."""


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

    @property
    def day(self) -> str | None:
        """The day of both; None where each speaks of its own."""
        one, other = self.pair
        return (one if one.certain else other).day if one.is_of_day(other) else None

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

    def is_told(self, items: Iterable[Iterable[tuple[str, int, int]]]) -> bool:
        """Whether one of the items cites both sentences side by side, each item by its spans."""
        return any(all(self.held(cited)) for cited in items)


def differences(found: Sequence[Telling], *, before: bool = False) -> list[Difference]:
    """Where sentences of different articles differ on a number, a day or a claim, each pair once; in their order.

    `before`: also where a sum is the other one rounded, or a plan and its outcome differ, as kept briefings once told.
    """
    told = sorted(found, key=lambda one: (one.article.day, one.article.id, one.span.start))
    by_unit: dict[tuple[str, str], list[tuple[Telling, Quantity]]] = defaultdict(list)
    for one in told:
        for unit, quantity in counted(one).items():
            by_unit[unit].append((one, quantity))
    pairs = {(id(one.one), id(one.other)): one for one in _numbers(by_unit, before)}
    claimed = ((one, other, (one.text, other.text)) for one, other in claims(told))
    for one, other, values_said in chain(corrections(told), other_days(told), claimed):
        pairs.setdefault((id(one), id(other)), Difference(one, other, values_said))
    return list(pairs.values())


def _around(one: Telling, value: str) -> Telling:
    at = one.text.find(value)
    if at < 0 or one.right or value == one.text or one.words <= 2 * AROUND:  # no correction is cut
        return one
    starts = [match.start() for match in _WORD.finditer(one.text)]
    place = sum(start <= at for start in starts) - 1
    first = starts[max(0, place - AROUND)]
    last = starts[place + AROUND] if place + AROUND < len(starts) else len(one.text)
    text = one.text[first:last].rstrip(" ,;:")
    return replace(one, span=Span(one.span.start + first, one.span.start + first + len(text)), text=text)


def _tells(one: Telling, value: Quantity) -> bool:
    """Whether a sentence tells a value too, of whatever: then it does not say otherwise."""
    return any(same_value(each, value) for each in values(one.folded))


def _numbers(by_unit: dict[tuple[str, str], list[tuple[Telling, Quantity]]], before: bool) -> Iterator[Difference]:
    unlike: list[Pair] = []
    for told in by_unit.values():
        for pair in combinations(told, 2):
            clock.go_on()
            (one, first), (other, second) = pair
            if one.article.id == other.article.id or not exclude(first, second, before):
                continue
            alike = comparable(one, other) and not elsewhere(one.folded, other.folded)
            if not (before or alike) or _tells(one, second) or _tells(other, first):
                continue
            least = least_alike(pair)
            if least is None or not can_be_one(pair):
                continue
            if is_one_matter(pair, least):
                yield _difference(pair)
            elif not least and not is_vote(first):
                unlike.append(pair)
    for pair in sorted(unlike, key=lambda each: -sum(one.rank for one, _ in each))[:ASKED]:
        clock.go_on()
        if is_one_number(*pair):
            yield _difference(pair)


def _difference(pair: Pair) -> Difference:
    (one, first), (other, second) = pair
    return Difference(one, other, (said(one, first), said(other, second)))
