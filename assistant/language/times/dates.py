"""Dates of a sentence for the gate: days, months and years as far as they are told, weekdays, and relative times."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.language.times.days import Period
from assistant.language.times.derived import derived_days
from assistant.language.times.mentions import Clock, Mention, mentions
from assistant.language.times.named import RULES as NAMED
from assistant.language.times.relative import COUNTED
from corpus.text.calendar import WEEKDAYS, either

_ANY = date(2024, 12, 31)  # what two texts of one unknown day tell is compared as if it were this one
_VERB = re.compile(r"\d{1,2} (?:may|march)")  # those over 18 may vote
_WEEKDAY = re.compile(rf"\b({either(WEEKDAYS)})s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is told, written as `text` at `at` to `end`."""

    readings: tuple[Period, ...]
    """Its days; two of them where it is written as 3/7/2022. Where no year is told, any year is meant."""
    parts: str
    """Which of year, month and day are told: `ymd`, `md`, `ym`, `m`, `y`."""
    text: str
    at: int
    end: int

    @property
    def year(self) -> int | None:
        """Its year, if that is told."""
        return self.readings[0].first.year if "y" in self.parts else None

    @property
    def month(self) -> int | None:
        """Its month, if that is told."""
        return self.readings[0].first.month if "m" in self.parts else None

    @property
    def day(self) -> int | None:
        """Its day of the month, if that is told."""
        return self.readings[0].first.day if "d" in self.parts else None

    @property
    def weekday(self) -> str | None:
        """The weekday of a whole date, in lower case."""
        one = self.readings[0]
        return WEEKDAYS[one.first.weekday()] if self.parts == "ymd" and one.length == 1 else None

    def fits(self, other: "Day") -> bool:
        """Whether the other date lies within this one; the year counts only where both tell it."""
        whole = "y" in self.parts and "y" in other.parts
        if not whole and not ("m" in self.parts and "m" in other.parts):
            return False
        mine, theirs = (one.readings if whole else tuple(map(_yearless, one.readings)) for one in (self, other))
        return any(one.holds(two) for one in mine for two in theirs)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday that is named."""

    name: str
    start: int


@dataclass(frozen=True, slots=True)
class Relative:
    """A time told from the day of writing (`yesterday`, `last week`), and its days if that were a certain day."""

    text: str
    start: int
    days: Period


def _yearless(days: Period) -> Period:
    """The days moved to the year 2000, which has a 29 February."""
    first = days.first.replace(year=2000)
    return Period(first, first + (days.last - days.first))


@lru_cache(maxsize=4096)
def times(folded: str) -> tuple[Mention, ...]:
    """The times of a folded text but its weekdays, read once for all that is asked of them."""
    return tuple(mentions(folded, Clock(_ANY), (*NAMED, *COUNTED)))


@lru_cache(maxsize=4096)
def days(folded: str) -> tuple[Day, ...]:
    """The dates of a folded text in order of place; of a range of days ('20 to 22 May') both ends."""
    out = []
    for found in times(folded):
        if not found.parts or _VERB.fullmatch(folded, found.start, found.end):
            continue
        ends = [Period(day, day) for day in dict.fromkeys((found.first, found.last))]
        each = ends if "d" in found.parts else [found.period]
        readings = [tuple(each)] if found.either else [(one,) for one in each]
        out += [Day(one, found.parts, folded[found.start : found.end], found.start, found.end) for one in readings]
    return tuple(out)


def meant(text: str, published: str) -> tuple[Day, ...]:
    """The dates that the relative times of a text mean, in the order of the text, for an article of that day."""
    return tuple(
        Day((one.told,), "ymd", one.phrase, one.span.start, one.span.end) for one in derived_days(text, published)
    )


def weekdays(folded: str) -> tuple[Weekday, ...]:
    """The weekdays that a folded text names, in lower case."""
    return tuple(Weekday(match[1].lower(), match.start()) for match in _WEEKDAY.finditer(folded))


def relative(folded: str) -> tuple[Relative, ...]:
    """The words of a folded text that tell a time from the day of writing, without article and in lower case."""
    found = []
    for one in times(folded):
        if one.sure and not one.parts:
            words = folded[one.start : one.end].lower().removesuffix("'s")
            bare = words.removeprefix("the ")
            text = "tonight" if bare == "this evening" else bare
            found.append(Relative(text, one.start + len(words) - len(bare), one.period))
    return tuple(found)
