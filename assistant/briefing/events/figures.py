"""Agreement and disagreement: where two origins tell the same with another number, on another day, or deny it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, combinations

from assistant import phrasing
from assistant.briefing.events.days import SAYS
from assistant.briefing.events.differing.asked import is_one_number, said
from assistant.briefing.events.differing.claims import claims
from assistant.briefing.events.differing.corrected import corrections
from assistant.briefing.events.differing.days import NEAR, other_days
from assistant.briefing.events.differing.matters import (
    ANEW,
    SCALE,
    WILL,
    are_apart,
    comparable,
    counted,
    fate,
    goes_on,
    in_article,
    is_count,
    is_vote,
    matter,
    placed,
    values,
    whom,
)
from assistant.briefing.events.kinds import kind_of
from assistant.briefing.events.tellings import Telling
from assistant.language.lexicon import CALENDAR
from assistant.language.measures import LASTING
from assistant.language.quantities import Quantity, same_value
from assistant.language.words import tokens
from corpus import clock
from corpus.article import Span
from corpus.text.number_words import ORDINALS

WIDEST = 5.0  # times: numbers further apart count different things
ALIKE = 0.5  # share of the words on the matter of a count that the shorter of two sentences has too, and...
ALIKE_SUMS = 0.75  # ... of a sum or a measure, whose unit does not say of what it is: all names are shared there too
MORE = 2  # words on its matter that one of two sentences may have where the other has none
LATER = 7  # days in which a count of people is told anew
NEXT = 1  # day in which a sentence that names nothing counts anew what that of another article counts
AROUND = 11  # words on either side of a value that are quoted of a long sentence
ASKED = 40  # pairs in unlike words, the nearest, of which the reader says whether they tell one number
Pair = tuple[tuple[Telling, Quantity], tuple[Telling, Quantity]]
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
    if at < 0 or value == one.text or one.words <= 2 * AROUND:
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
            if one.article.id == other.article.id or not _apart(first, second, before):
                continue
            if not (before or comparable(one, other)) or _tells(one, second) or _tells(other, first):
                continue
            least = _least(one, first, other)
            if least is None or not _can_be_one(pair):
                continue
            if _one_matter(pair, least):
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


def _least(one: Telling, of: Quantity, other: Telling) -> float | None:
    """What share of the words of the longer of two sentences both must have to count the same of one event; None where
    they speak of two times.
    """
    if _one_time(one, other):
        return 0.0
    return ALIKE_SUMS if _both_ahead(one, other) else ALIKE if _later(one, of, other) else None


def _can_be_one(pair: Pair) -> bool:
    """Whether two sentences can count the same of one event: nothing else became of it, under common names."""
    (one, first), (other, second) = pair
    if len({fate(one.folded, first), fate(other.folded, second)} - {""}) > 1:
        return False
    if are_apart((one.folded, first), (other.folded, second)):
        return False
    if first.unit == SCALE and _which(one) != _which(other):
        return False
    return _shared(*map(whom, _named(one, other))) == 1


def _one_matter(pair: Pair, least: float) -> bool:
    """Whether two sentences count the same of one event by their words: the same became of it, in like words; or with
    at `least` this share of the words of the longer. So do votes, which tell nothing else.
    """
    (one, first), (other, second) = pair
    if (became := fate(one.folded, first)) != fate(other.folded, second):
        return False
    mine, theirs = _named(one, other)
    named = (whom(mine), whom(theirs))
    matters = (matter(mine, first), matter(theirs, second))
    if not (is_count(first) or is_vote(first)):  # 'the price of the Ankova metro', 'the Ankova metro costs'
        of_both = (matters[0] & placed(theirs)) | (matters[1] & placed(mine))
        matters = (matters[0] | of_both, matters[1] | of_both)
    if least:  # by their own words: what a sentence without a name does not repeat, its article does
        matters = (matter(one.folded, first), matter(other.folded, second))
    if least or is_vote(first):
        return len(matters[0] & matters[1]) >= (least or ALIKE_SUMS) * max(1, *map(len, matters))
    if became and not all(matters):  # all that one of them says of it is whose it is
        more = max(map(len, matters))
        most = MORE if is_count(first) or first.unit in LASTING else 0
        return named[0] == named[1] and len(named[0]) > 1 and more <= most
    return (of := _shared(*matters)) > 0 and of >= (ALIKE if is_count(first) else ALIKE_SUMS)


def _named(one: Telling, other: Telling) -> tuple[str, str]:
    """Two folded sentences, with what names the events of them where one names nothing."""
    mine, theirs = (each.folded if one.names and other.names else in_article(each) for each in (one, other))
    return mine, theirs


def _later(one: Telling, of: Quantity, other: Telling) -> bool:
    """Whether a later sentence counts anew what became of people in an event of which the earlier one tells: where both
    name days, the same. Of two that came out on one day either may be the later one.
    """
    apart = (date.fromisoformat(other.article.day) - date.fromisoformat(one.article.day)).days
    first, second = _days_of_it(one), _days_of_it(other)
    if apart > LATER or (first and second and first != second) or not (apart <= NEXT or (one.names and other.names)):
        return False
    return fate(one.folded, of) in ANEW and (goes_on(one, other) or (apart == 0 and goes_on(other, one)))


def _which(one: Telling) -> frozenset[str]:
    """Which of several a sentence tells of: 'a second earthquake'."""
    return frozenset(each.lower for each in tokens(one.folded)) & (ORDINALS.keys() | {"another", "aftershock", "later"})


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """What share of the fewer of two sets of words the other has too."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _apart(one: Quantity, other: Quantity, before: bool) -> bool:
    """Whether two numbers cannot both be told of one thing: `at least 400` and 420 can."""
    low, high = sorted((one, other), key=lambda each: each.value)
    if one.kind == "money" and not before and _rounded(low, high):
        return False
    if low.value <= 0 or high.value > WIDEST * low.value or same_value(one, other) or same_value(other, one):
        return False
    if low.limit == high.limit == "at least":  # so many each of them has counted
        return True
    return not (low.limit in ("more than", "at least") or high.limit in ("less than", "at most"))


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Whether the sum that is told with fewer digits, but more than one, is the other one rounded."""
    (most, rough), (_, fine) = sorted((len(f"{each.value:.0f}".rstrip("0")), each.value) for each in (one, other))
    return most > 1 and float(f"{fine:.{most - 1}e}") == rough


def _one_time(one: Telling, other: Telling) -> bool:
    """Whether two sentences speak of the same day; a count of another day may be another count.

    One of them names it, or both stand in reports, which tell what came to be shortly before.
    """
    reported = kind_of(one.article) == kind_of(other.article) == "report"
    return one.is_of_day(other) and (one.dated or other.dated or reported)


def _both_ahead(one: Telling, other: Telling) -> bool:
    """Whether two sentences published within days tell what will be, of the same time or of none: it grows by no day.

    `Repairs will cost 3 million crowns` and, two days later, 4 million: not `in June` and `in July`.
    """
    days_apart = abs((date.fromisoformat(one.article.day) - date.fromisoformat(other.article.day)).days)
    ahead = WILL.search(one.folded) and WILL.search(other.folded)
    return bool(ahead) and days_apart <= NEAR and _days_of_it(one) == _days_of_it(other)


def _days_of_it(one: Telling) -> frozenset[str]:
    """The days and months that a sentence names, but for the one on which it is said."""
    return frozenset(each.lower for each in tokens(SAYS.sub(" ", one.folded))) & CALENDAR
