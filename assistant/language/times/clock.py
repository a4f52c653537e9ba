"""What a time is counted from, what a rule reads, and a time that a text names."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from assistant.language.times.days import Period
from assistant.language.times.tense import Tense, tense


class Reading(NamedTuple):
    """What the words of a time mean.

    `kind`: `named` (a date, month, year), `now` (runs up to or over the as-of date), `past` (counted back from it),
    `ahead` (after it), `told` (counted from another time in the text or the conversation).
    """

    period: Period
    kind: str = "named"
    sure: bool = True
    """Whether the words settle these days: 'in recent weeks' does not, nor a weekday without a tense."""
    parts: str = ""
    """Which of year, month and day the words of a date tell: `ymd`, `md`, `ym`, `m`, `y`; empty for other times."""
    either: bool = False
    """Whether one of the two days at its ends is meant, as in 3/7/2022."""
    about: bool = False
    """Whether a day in the middle of these days is meant, or one near to it: 'two years ago'."""


class Mention(NamedTuple):
    """A time that `text[start:end]` names; from `period` on the fields of its `Reading`."""

    start: int
    end: int
    period: Period
    kind: str = "named"
    sure: bool = True
    parts: str = ""
    either: bool = False
    about: bool = False

    @property
    def first(self) -> date:
        """Its first day."""
        return self.period.first

    @property
    def last(self) -> date:
        """Its last day."""
        return self.period.last


@dataclass(slots=True)
class Clock:
    """What a yearless or relative expression is counted from: the as-of date, an earlier time, the text around it."""

    as_of: date
    anchor: Period | None = None
    """A time of the conversation, which 'the day after' counts from where the text itself names none before it."""
    notes: list[str] = field(default_factory=list)
    text: str = ""
    plain: str = ""
    """The text by whose tense a month is placed: a question without its 'may' and 'could'."""
    years: list[tuple[int, int]] = field(default_factory=list)
    """Years that the text itself gives, as (offset, year), in order."""
    named: list[Mention] = field(default_factory=list)
    """Times already found in the text, in order."""

    def note(self, words: str) -> None:
        """Keep a remark for the reader, once."""
        if words not in self.notes:
            self.notes.append(words)

    def tense(self, m: re.Match[str]) -> Tense:
        """What the text around a match says of its place in time."""
        return tense(self.text, m.start(), m.end())

    def before(self, at: int) -> Mention | None:
        """The last time that the same paragraph of the text names before an offset."""
        place = bisect_left(self.named, at, key=lambda mention: mention.end)
        found = self.named[place - 1] if place else None
        return found if found and "\n" not in self.text[found.end : at] else None

    def place(self, make: Callable[[int], Period], year: int | None, m: re.Match[str], which: str = "") -> Period:
        """The one of a recurring period (a month, a day of the year, a season) that a match means.

        With a year, that one; `last`, `this` and `next` count from the as-of date; else the nearest year that the
        text gives, else the year of the earlier time, else the latest that has begun (or, where the text speaks of
        the future, the next to end).
        """
        here = self.as_of.year
        if year is not None:
            return make(year)
        if which == "this":
            return make(here)
        if which in ("last", "past", "previous"):
            return next(make(y) for y in (here, here - 1, here - 2) if make(y).last < self.as_of)
        if which in ("next", "coming"):
            return next(make(y) for y in (here, here + 1, here + 2) if make(y).first > self.as_of)
        if self.years:
            place = bisect_left(self.years, (m.start(), 0))
            near = self.years[max(0, place - 1) : place + 1]
            return make(min(near, key=lambda given: (abs(given[0] - m.start()), -given[0]))[1])
        if self.anchor is not None:
            return make(self.anchor.first.year)
        if tense(self.plain, m.start(), m.end()) is Tense.FUTURE:
            return next(make(y) for y in (here - 1, here, here + 1, here + 2) if make(y).last >= self.as_of)
        return next(make(y) for y in (here, here - 1, here - 2) if make(y).first <= self.as_of)
