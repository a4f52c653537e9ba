"""Times by name: dates, months, quarters, seasons, years, decades."""

import re
from datetime import date

from assistant.language.times.clock import Clock
from assistant.language.times.days import DAY, Period, around, month, part, quarter, season, year_of
from assistant.language.times.words import (
    DAYNUM,
    IN,
    MONTH,
    PART,
    SEASON,
    WEEKDAY,
    YEAR,
    is_month,
    month_number,
    rule,
    to_year,
    which_part,
)
from corpus.text.calendar import WEEKDAYS
from corpus.text.number_words import ORDINALS


def exact_day(year: int, number_: int, day: int, clock: Clock) -> Period | None:
    """One day as a period; where it does not exist its month, with a remark; None where the month does not either."""
    try:
        found = date(year, number_, day)
    except ValueError:
        clock.note(f"There is no day {year}-{number_:02}-{day:02}; the whole month is taken.")
        return month(year, number_) if 1 <= number_ <= 12 else None
    return Period(found, found)


@rule(r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?:T[\d:]+Z?)?")
def _iso(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    days = exact_day(int(m["y"]), int(m["m"]), int(m["d"]), clock)
    return days and (days, "named")


@rule(r"(?P<y>(?:19|20)\d\d)-(?P<m>1[0-2]|0[1-9])(?!-?\d)")
def _iso_month(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    return month(int(m["y"]), int(m["m"])), "named"


@rule(r"(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d|\d\d)")
def _numeric(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    year += 2000 if year < 100 else 0
    if not (1 <= a <= 31 and 1 <= b <= 31):
        return None
    if a > 12 or b > 12 or a == b or m["s"] == ".":
        first, second = (a, b) if b <= 12 else (b, a)
        days = exact_day(year, second, first, clock) if second <= 12 else None
        return days and (days, "named")
    one, other = sorted((date(year, b, a), date(year, a, b)))
    clock.note(f"'{m.group()}' can mean {one} or {other}; the days from one to the other are taken.")
    return Period(one, other), "named"


def _checked(days: Period | None, weekday: str | None, clock: Clock) -> tuple[Period, str] | None:
    if days is None:
        return None
    if weekday and days.length == 1 and WEEKDAYS[days.first.weekday()] != weekday.lower():
        clock.note(f"{days.first} is a {WEEKDAYS[days.first.weekday()].capitalize()}, not a {weekday.capitalize()}.")
    return days, "named"


def _digits(words: str) -> int:
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]


@rule(
    rf"(?:(?P<w>{WEEKDAY}),? (?:the )?)?(?P<d>{DAYNUM})(?: ?(?:-|–|to|and|&|"
    rf"/) ?(?P<e>{DAYNUM}))? (?:of )?(?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?"
)
def _day_month(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    return _days_of(m, clock)


@rule(
    rf"(?:(?P<w>{WEEKDAY}),? )?(?P<m>{MONTH}) (?:the )?(?P<d>{DAYNUM})(?! ?(?:percent|people|troops|"
    rf"missiles))(?: ?(?:-|–|to|and|&) ?(?P<e>{DAYNUM})(?!\d))?(?:,? (?P<y>{YEAR}))?"
)
def _month_day(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    return _days_of(m, clock)


def _days_of(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    number_, start = month_number(m["m"]), _digits(m["d"])
    until = _digits(m["e"]) if m["e"] else start
    if until < start:
        return None

    def make(year: int) -> Period:
        one, other = exact_day(year, number_, start, clock), exact_day(year, number_, until, clock)
        return Period((one or month(year, number_)).first, (other or month(year, number_)).last)

    return _checked(clock.place(make, to_year(m["y"]), m.start()), m["w"], clock)


@rule(
    rf"(?:(?P<q>last|this|next|past|previous|coming) )?(?:(?P<p>{PART})[ -])?(?:(?:last|this|"
    rf"next) )?(?P<m>{MONTH})(?: ?['’](?P<yy>\d\d)|{IN}(?P<y>{YEAR}|(?P<r>last|this|"
    r"next) year))?(?:['’]s)?"
)
def _month_named(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    number_ = month_number(m["m"])
    if not is_month(m.string, m, "m"):
        return None
    year = 2000 + int(m["yy"]) if m["yy"] else None
    if m["r"]:
        year = clock.as_of.year + {"last": -1, "this": 0, "next": 1}[m["r"].lower()]
    elif m["y"]:
        year = int(m["y"])
    inner = re.search(r"(last|this|next) $", m.group()[: m.start("m") - m.start()], re.I)
    which = (m["q"] or (inner[1] if inner else "")).lower()
    days = clock.place(lambda y: month(y, number_), year, m.start(), which)
    return (part(days, which_part(m["p"])) if m["p"] else days), "named"


@rule(
    r"(?:the )?(?P<o>first|second|third|fourth|last) (?P<u>week|weekend|few days|days) (?:of|"
    rf"in) (?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?"
)
def _week_of_month(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    number_ = month_number(m["m"])
    whole = clock.place(lambda y: month(y, number_), to_year(m["y"]), m.start())
    if m["o"].lower() == "last":
        return Period(whole.last - 6 * DAY, whole.last), "named"
    start = whole.first + 7 * DAY * (ORDINALS[m["o"].lower()] - 1)
    return Period(start, start + 6 * DAY), "named"


@rule(
    rf"(?:(?P<p>{PART})[ -])?(?:(?P<q>q[1-4]|(?:the )?(?:first|second|third|fourth|last|1st|2nd|3rd|"
    r"4th) quarter)|(?P<h>h[12]|(?:the )?(?:first|second|1st|2nd|latter) half))(?: (?:of |"
    rf"in )?(?:the )?(?P<y>{YEAR}|(?P<r>last|this|next) year|year))?"
)
def _quarter(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    words = (m["q"] or m["h"]).lower()
    if m["h"] and not (m["y"] or words in ("h1", "h2")):
        return None
    which = next(
        (n for n, o in enumerate(("1|first", "2|second|latter", "3|third", "4|fourth|last"), 1) if re.search(o, words)),
        0,
    )
    year = to_year(m["y"]) if m["y"] and m["y"][0].isdigit() else None
    if m["r"]:
        year = clock.as_of.year + {"last": -1, "this": 0, "next": 1}[m["r"].lower()]
    if m["y"] and m["y"].lower() == "year":
        year = clock.as_of.year
    make = (
        (lambda y: quarter(y, which)) if m["q"] else (lambda y: part(year_of(y), "first" if which == 1 else "second"))
    )
    days = clock.place(make, year, m.start())
    return (part(days, which_part(m["p"])) if m["p"] else days), "named"


@rule(
    rf"(?:(?P<p>early|mid|late)[ -])?(?P<s>{SEASON})(?:(?: of)? (?P<y>{YEAR})(?:[-/–](?P<z>{YEAR}|"
    rf"\d\d))?| (?P<r>last|this|next) year)?|(?P<Y>{YEAR})['’]?s? (?P<S>{SEASON})"
)
def _season_named(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    name = (m["s"] or m["S"]).lower()
    year = to_year(m["y"] or m["Y"])
    if m["r"]:
        year = clock.as_of.year + {"last": -1, "this": 0, "next": 1}[m["r"].lower()]
    before = re.search(r"(\w+)(?: the)? $", m.string[: m.start()])
    previous = before[1].lower() if before else ""
    which = previous if previous in ("last", "this", "next", "past", "previous", "coming") else ""
    led = previous in ("in", "since", "over", "during", "by", "until", "before", "after", "through") and name != "fall"
    if year is None and not (which or m["p"] or led):
        return None
    if name == "winter":
        return _winter(m, year, which, clock)
    days = clock.place(lambda y: season(y, name), year, m.start(), which)
    return (part(days, m["p"].lower()) if m["p"] else days), "named"


def _winter(m: re.Match[str], year: int | None, which: str, clock: Clock) -> tuple[Period, str]:
    """A winter has two years: 'early' takes its December, 'late' its February, 'winter 2022' can be either."""
    piece = (m["p"] or "").lower()
    if year is not None and (m["z"] or piece == "early"):
        days = season(year, "winter")
    elif year is not None and piece in ("mid", "late"):
        days = season(year - 1, "winter")
    elif year is None:
        days = clock.place(lambda y: season(y - 1, "winter"), None, m.start(), which)
    else:
        days, later = season(year - 1, "winter"), season(year, "winter")
        if later.first <= clock.as_of or clock.future:
            clock.note(f"'{m.group()}' can be the winter that began in {year - 1} or in {year}; both are taken.")
            return Period(days.first, later.last), "named"
    return (part(days, piece) if piece else days), "named"


@rule(
    rf"(?:(?P<p>{PART})[ -](?:the year )?)?(?:fy ?|fiscal year |"
    rf"calendar year )?(?P<y>{YEAR})(?:[-–/](?P<z>{YEAR}|\d\d)(?!\d))?(?:['’]s)?"
)
def _year_named(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    after = m.string[m.end() :]
    if re.match(
        (
            r" (?:people|troops|soldiers|missiles|jobs|tons|tonnes|km|kilometers|kilometres|miles|metres|"
            r"meters|dollars|won|euros|cases|deaths|cubic)\b"
        ),
        after,
    ):
        return None
    days = year_of(int(m["y"]))
    if m["z"]:
        last = int(m["z"]) if len(m["z"]) == 4 else int(m["y"][:2] + m["z"])
        if last <= int(m["y"]):
            return None
        days = Period(days.first, year_of(last).last)
    return (part(days, which_part(m["p"])) if m["p"] else days), "named"


@rule(r"(?<=over )the weekend|(?<=at )the weekend|(?<=during )the weekend")
def _weekend(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    if re.match(r" (?:of|in|before|after|following)\b", m.string[m.end() :]):
        return None
    return around(clock.as_of, "weekend", 0 if clock.as_of.weekday() >= 5 else -1), "past"


@rule(
    r"(?:(?P<p>early|mid|late)[ -])?(?:the )?(?P<p2>(?:early|mid|late)[ -])?(?:(?P<y>(?:19|20)\d0)|"
    r"['’](?P<yy>\d0))['’]?s"
)
def _decade(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    start = int(m["y"]) if m["y"] else (1900 if m["yy"] > "2" else 2000) + int(m["yy"])
    low, high = {"": (0, 9), "early": (0, 3), "mid": (3, 6), "late": (6, 9)}[
        (m["p"] or (m["p2"] or "")[:-1] or "").lower()
    ]
    return Period(date(start + low, 1, 1), date(start + high, 12, 31)), "named"
