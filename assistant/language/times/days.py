"""Spans of days: months, quarters, seasons, weeks, and their early, middle and late thirds."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from corpus.text.calendar import WEEKDAYS
from corpus.text.number_words import CARDINALS, ROUGH

DAY = timedelta(days=1)


class Days(NamedTuple):
    """A run of days, both ends included; `None` leaves an end open."""

    first: date | None
    last: date | None


class Period(NamedTuple):
    """A run of days with both ends known, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days it spans."""
        return (self.last - self.first).days + 1

    def holds(self, other: "Period") -> bool:
        """Whether all days of the other lie within it."""
        return self.first <= other.first and other.last <= self.last


def month(year: int, number: int) -> Period:
    """The days of one month; a number beyond 1 to 12 runs on into the years around."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def months(year: int, start: int, count: int) -> Period:
    """The days of `count` months from month `start` on."""
    return Period(month(year, start).first, month(year, start + count - 1).last)


def year_of(year: int) -> Period:
    """The days of a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def week(day: date, offset: int = 0) -> Period:
    """Monday to Sunday of the week that `day` is in, `offset` weeks on."""
    monday = day - DAY * day.weekday() + 7 * DAY * offset
    return Period(monday, monday + 6 * DAY)


def quarter(year: int, number: int) -> Period:
    """The days of a quarter, 1 to 4."""
    return months(year, 3 * number - 2, 3)


def season(year: int, name: str) -> Period:
    """The three months of a northern season; `winter` is the one that begins in December of `year`."""
    return months(year, {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name], 3)


def part(period: Period, which: str) -> Period:
    """The `early`, `mid` or `late` third of a period, its `first` or `second` half, its `start` or `end`.

    A month is cut as 1-10, 10-20, 20-end: 'early' and 'mid' touch, since writers do not count. Longer periods
    are cut at month boundaries where they have at least three months.
    """
    first, last = period
    span = (last.year - first.year) * 12 + last.month - first.month + 1
    if which in ("start", "end") and span >= 6:  # two months of a year, one of a half
        size = span // 6
        return months(first.year, first.month + (0 if which == "start" else span - size), size)
    cuts = 2 if which in ("first", "second") else 3
    place = {"early": 0, "start": 0, "first": 0, "mid": 1, "second": 1, "late": 2, "end": 2}[which]
    if span >= cuts and span % cuts == 0 and first.day == 1 and span > 1:
        size = span // cuts
        return months(first.year, first.month + place * size, size)
    if span == 1 and first.day == 1 and last.day > 27:
        borders = (1, 10, 20, last.day) if cuts == 3 else (1, 15, last.day)
        return Period(first.replace(day=borders[place]), first.replace(day=borders[place + 1]))
    size = max(1, round(period.length / cuts))
    start = first + DAY * (place * size)
    return Period(start, last if place == cuts - 1 else min(last, start + DAY * (size - 1)))


def piece(period: Period, unit: str, place: int, count: int) -> Period:
    """`count` units of a period: its first ones for a `place` of 1, its second ones for 2, its last ones for 0.

    They may reach beyond it; a weekend, and a weekday by its name, is of the period that it begins in.
    """
    first, last = period
    if unit == "weekend" or unit in WEEKDAYS:
        target = WEEKDAYS.index("saturday" if unit == "weekend" else unit)
        start = first + DAY * ((target - first.weekday()) % 7 + 7 * (place - 1) * count)
        if not place:
            start = last - DAY * ((last.weekday() - target) % 7 + 7 * (count - 1))
        return Period(start, start + DAY * (7 * (count - 1) + (unit == "weekend")))
    if not place:
        return Period(shifted(last + DAY, unit, -count), last)
    start = shifted(first, unit, (place - 1) * count)
    return Period(start, shifted(start, unit, count) - DAY)


def shifted(day: date, unit: str, count: int) -> date:
    """`day` moved by `count` days, weeks, fortnights, months, quarters or years, kept inside the month it lands in."""
    if unit in ("day", "week", "fortnight"):
        return day + DAY * count * {"day": 1, "week": 7, "fortnight": 14}[unit]
    total = day.year * 12 + day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    year, number = divmod(total, 12)
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))


def around(day: date, unit: str, offset: int = 0) -> Period:
    """The calendar day, week, month, quarter or year that `day` is in, moved by `offset` of them."""
    if unit == "week":
        return week(day, offset)
    if unit == "fortnight":
        return Period(week(day, 2 * offset - 1).first, week(day, 2 * offset).last)
    if unit == "month":
        return month(day.year, day.month + offset)
    if unit == "quarter":
        return months(day.year, 3 * ((day.month - 1) // 3) + 1 + 3 * offset, 3)
    if unit == "year":
        return year_of(day.year + offset)
    if unit == "weekend":
        return Period(week(day, offset).last - DAY, week(day, offset).last)
    moved = day + DAY * offset
    return Period(moved, moved)


def number(words: str) -> int | None:
    """The value of a small number in digits or words, or None."""
    words = words.lower().removeprefix("a ").removesuffix(" of").strip()
    return int(words) if words.isdigit() else CARDINALS.get(words, ROUGH.get(words))
