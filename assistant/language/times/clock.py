"""What a time is counted from, and a time that a text names."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from assistant.language.times.days import Period


class Mention(NamedTuple):
    """A time that `text[start:end]` names.

    `kind`: `named` (a date, month, year), `now` (runs up to or over the as-of date), `past` (counted back from it),
    `ahead` (after it), `told` (counted from another time in the conversation).
    """

    start: int
    end: int
    first: date
    last: date
    kind: str = "named"

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.first, self.last)


@dataclass(slots=True)
class Clock:
    """What a yearless or relative expression is counted from: the as-of date, the tense, an earlier time."""

    as_of: date
    future: bool = False
    anchor: Period | None = None
    years: list[tuple[int, int]] = field(default_factory=list)
    """Years that the text itself gives, as (offset, year)."""
    notes: list[str] = field(default_factory=list)

    def note(self, words: str) -> None:
        """Keep a remark for the reader, once."""
        if words not in self.notes:
            self.notes.append(words)

    def place(self, make: Callable[[int], Period], year: int | None, at: int, which: str = "") -> Period:
        """The one of a recurring period (a month, a day of the year, a season) that is meant.

        With a year, that one; `last`, `this` and `next` count from the as-of date; else the nearest year that the
        text gives, else the year of the earlier time, else the latest that has begun (or, speaking of the future,
        the next to end).
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
            return make(min(self.years, key=lambda given: (abs(given[0] - at), -given[0]))[1])
        if self.anchor is not None:
            return make(self.anchor.first.year)
        if self.future:
            return next(make(y) for y in (here - 1, here, here + 1, here + 2) if make(y).last >= self.as_of)
        return next(make(y) for y in (here, here - 1, here - 2) if make(y).first <= self.as_of)
