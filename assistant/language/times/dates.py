"""Dates of a text: days, months, years and weekdays, in whatever form they are written."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from corpus.text.calendar import MONTH_NUMBERS, MONTHS, WEEKDAYS, either

_MONTH = f"(?P<month>{either(MONTH_NUMBERS)})"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}-(?P<number>[01]?\d)-(?P<day>[0-3]?\d)(?=\b|T)",
        rf"\b(?P<number>[0-3]?\d)/(?P<day>[0-3]?\d)/{_YEAR}\b",
        rf"\b{_MONTH}\b\.? {_DAY}(?: ?, ?|,? ){_YEAR}\b",
        rf"\b(?:the )?{_DAY}(?: day)?(?: of)? {_MONTH}\b\.?,? ?{_YEAR}\b",
        rf"\b{_MONTH}\b\.? (?:the )?{_DAY}\b(?!,\d|\.\d|:\d| ?%| percent| million| billion)",
        rf"\b(?:the )?{_DAY}(?: of)? {_MONTH}\b",
        rf"\b{_MONTH}\b\.?(?: of|,)? {_YEAR}\b",
        r"(?<![\d$€£,.:])\b(?P<year>1[89]\d\d|20\d\d)(?:[-/]\d\d)?\b"
        r"(?![,.]\d|%| ?(?:percent|people|troops|soldiers|miles|meters|tons)\b)",
    )
)
_WEEKDAY = re.compile(rf"\b({either(WEEKDAYS)})s?\b", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"\b{either(month.capitalize() for month in MONTHS)}\b(?! \d)")
_RELATIVE = re.compile(
    r"\b(today|yesterday|tomorrow|tonight|(?:last|next|this|past|coming|previous|following)"
    r" (?:week|month|year|weekend|decade|century|evening|night|summer|spring|autumn|fall|winter))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is told: any of year, month, day of the month may be None; `at` and `end` are offsets."""

    year: int | None
    month: int | None
    day: int | None
    text: str
    at: int
    end: int
    either: bool = False
    """Written as 3/7/2022, which may be either way round."""

    @property
    def weekday(self) -> str | None:
        """The weekday of a full date, in lower case."""
        if self.year and self.month and self.day:
            try:
                return WEEKDAYS[date(self.year, self.month, self.day).weekday()]
            except ValueError:
                return None
        return None

    def within(self, other: "Day") -> bool:
        """Whether the other date says this one: every part told here is told there, alike, or left open by the year."""
        if self.either and replace(self, month=self.day, day=self.month, either=False).within(other):
            return True
        if self.month is not None and self.month != other.month:
            return False
        if self.day is not None and self.day != other.day:
            return False
        return self.year is None or other.year == self.year

    def agrees(self, other: "Day") -> bool:
        """Whether month and day, as far as told here, are told there, and the year is not told otherwise."""
        same = self.month is not None and self.month == other.month and self.day in (None, other.day)
        return same and (self.year is None or other.year is None or self.year == other.year)


@lru_cache(maxsize=4096)
def days(folded: str) -> tuple[Day, ...]:
    """The dates of a folded text, fullest form first found, in order of place; years alone and months alone count."""
    taken: list[tuple[int, int]] = []
    out: list[Day] = []
    for form in _FORMS:
        for match in form.finditer(folded):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            groups = match.groupdict()
            month = (
                int(groups["number"])
                if groups.get("number")
                else MONTH_NUMBERS.get((groups.get("month") or "").lower())
            )
            day = int(groups["day"]) if groups.get("day") else None
            year = int(groups["year"]) if groups.get("year") else None
            slashed = "/" in match.group() and month is not None
            if slashed and month is not None and day is not None and month > 12:
                month, day = day, month
            if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
                continue
            if (
                groups.get("month", "").lower() == "may"
                and not match.group().strip()[0].isdigit()
                and "May" not in match.group()
            ):
                continue
            taken.append(match.span())
            out.append(Day(year, month, day, match.group(), *match.span(), slashed and (day or 0) <= 12))
    for match in _MONTH_ALONE.finditer(folded):
        if not any(match.start() < end and start < match.end() for start, end in taken) and _is_month(folded, match):
            out.append(Day(None, MONTH_NUMBERS[match.group().lower()], None, match.group(), *match.span()))
    return tuple(sorted(out, key=lambda item: item.at))


def weekdays(folded: str) -> tuple[str, ...]:
    """The weekdays that a folded text names, in lower case."""
    return tuple(match.group(1).lower() for match in _WEEKDAY.finditer(folded))


def relative(folded: str) -> tuple[str, ...]:
    """The words of a folded text that tell a time from the day of writing (`yesterday`, `last week`)."""
    found = (match.group(1).lower() for match in _RELATIVE.finditer(folded))
    return tuple("tonight" if word in ("this evening", "this night") else word for word in found)


def _is_month(folded: str, match: re.Match[str]) -> bool:
    """`May` and `March` are months only after a word that leads a date, or before a year's edge."""
    if match.group() not in ("May", "March"):
        return True
    before = folded[: match.start()].split(" ")
    return len(before) > 1 and before[-2].lower() in (
        "in",
        "since",
        "until",
        "by",
        "of",
        "last",
        "this",
        "early",
        "late",
        "mid",
        "next",
        "from",
        "for",
        "before",
        "after",
        "through",
        "during",
        "between",
    )
