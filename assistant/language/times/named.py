"""Times by name: dates, months, quarters, seasons, years, decades."""

import re
from datetime import date

from assistant.language.times.clock import Clock, Reading
from assistant.language.times.days import Period, month, part, quarter, season, year_of
from assistant.language.times.tense import Tense
from assistant.language.times.words import (
    DAYNUM,
    IN,
    MONTH,
    NO_THINGS,
    NOT_COUNTED,
    OF_YEAR,
    PART,
    SEASON,
    TO,
    WEEKDAY,
    YEAR,
    before,
    is_month,
    month_number,
    rule,
    to_year,
    which_part,
)
from corpus.text.calendar import WEEKDAYS


def exact_day(year: int, number_: int, day: int, clock: Clock) -> Period | None:
    """One day as a period; where it does not exist its month, with a remark; None where the month does not either."""
    try:
        found = date(year, number_, day)
    except ValueError:
        clock.note(f"There is no day {year}-{number_:02}-{day:02}; the whole month is taken.")
        return month(year, number_) if 1 <= number_ <= 12 else None
    return Period(found, found)


@rule(r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?:T[\d:]+Z?)?")
def _iso(m: re.Match[str], clock: Clock) -> Reading | None:
    days = exact_day(int(m["y"]), int(m["m"]), int(m["d"]), clock)
    return Reading(days, parts="ymd") if days else None


@rule(r"(?P<y>(?:19|20)\d\d)-(?P<m>1[0-2]|0[1-9])(?!-?\d)")
def _iso_month(m: re.Match[str], clock: Clock) -> Reading | None:
    return Reading(month(int(m["y"]), int(m["m"])), parts="ym")


@rule(r"(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d|\d\d)")
def _numeric(m: re.Match[str], clock: Clock) -> Reading | None:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if not (1 <= a <= 31 and 1 <= b <= 31) or (year < 100 and m["s"] != "/"):
        return None
    year += 2000 if year < 100 else 0
    if a > 12 or b > 12 or a == b or m["s"] == ".":
        first, second = (a, b) if b <= 12 else (b, a)
        days = exact_day(year, second, first, clock) if second <= 12 else None
        return Reading(days, parts="ymd") if days else None
    one, other = sorted((date(year, b, a), date(year, a, b)))
    clock.note(f"'{m.group()}' can mean {one} or {other}; the days from one to the other are taken.")
    return Reading(Period(one, other), parts="ymd", either=True)


def _year(m: re.Match[str], clock: Clock) -> int | None:
    """The year that a match tells in digits, or as this, last or next year; None where it tells none."""
    if m["r"]:
        return clock.as_of.year + {"last": -1, "this": 0, "next": 1}[m["r"].lower()]
    return int(m["y"]) if m["y"] else None


def _digits(words: str) -> int:
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]


@rule(
    rf"(?:(?P<w>{WEEKDAY}),? (?:the )?)?(?P<d>{DAYNUM})(?: ?(?:{TO}|and|&|"
    rf"/) ?(?:the )?(?P<e>{DAYNUM}))? (?:of )?(?P<m>{MONTH})(?:(?: ?, ?| )(?P<y>{YEAR})|{OF_YEAR})?"
)
def _day_month(m: re.Match[str], clock: Clock) -> Reading | None:
    return _days_of(m, clock)


@rule(
    rf"(?P<all>(?<=between )|(?<=the ))?(?:(?P<w>{WEEKDAY}),? )?(?P<m>{MONTH}) (?:the )?(?P<d>{DAYNUM}){NOT_COUNTED}"
    rf"(?!:\d)(?: ?(?:{TO}|(?P<and>and|&)) ?(?:the )?(?P<e>{DAYNUM})(?!\d| (?:of )?{MONTH})"
    rf"(?(all)|(?(and){NO_THINGS})))?"
    rf"(?:(?: ?, ?| )(?P<y>{YEAR})|{OF_YEAR})?"
)
def _month_day(m: re.Match[str], clock: Clock) -> Reading | None:
    return _days_of(m, clock)


def _days_of(m: re.Match[str], clock: Clock) -> Reading | None:
    number_, start = month_number(m["m"]), _digits(m["d"])
    until = _digits(m["e"]) if m["e"] else start
    if until < start:
        return None

    def make(year: int) -> Period:
        one, other = exact_day(year, number_, start, clock), exact_day(year, number_, until, clock)
        return Period((one or month(year, number_)).first, (other or month(year, number_)).last)

    days = clock.place(make, _year(m, clock), m)
    if m["w"] and days.length == 1 and (right := WEEKDAYS[days.first.weekday()]) != m["w"].lower():
        clock.note(f"{days.first} is a {right.capitalize()}, not a {m['w'].capitalize()}.")
    return Reading(days, parts="ymd" if m["y"] else "md")


@rule(
    rf"(?:(?P<q>last|this|next|past|previous|coming) )?(?:(?P<p>{PART})[ -])?(?:(?:last|this|"
    rf"next) )?(?P<m>{MONTH})(?: ?['’](?P<yy>\d\d)|{IN}(?P<y>{YEAR}|(?P<r>last|this|"
    r"next) year))?(?:['’]s)?"
)
def _month_named(m: re.Match[str], clock: Clock) -> Reading | None:
    number_ = month_number(m["m"])
    if not is_month(m.string, m, "m"):
        return None
    year = 2000 + int(m["yy"]) if m["yy"] else _year(m, clock)
    inner = re.search(r"(last|this|next) $", m.group()[: m.start("m") - m.start()], re.I)
    which = (m["q"] or (inner[1] if inner else "")).lower()
    days = clock.place(lambda y: month(y, number_), year, m, which)
    told = "ym" if year is not None and not m["r"] else "m"
    return Reading(part(days, which_part(m["p"])) if m["p"] else days, parts=told)


@rule(
    rf"(?:(?P<p>{PART})[ -])?(?:(?P<q>q[1-4]|(?:the )?(?:first|second|third|fourth|last|1st|2nd|3rd|"
    r"4th) quarter)|(?P<h>h[12]|(?:the )?(?:first|second|1st|2nd|latter) half))(?: (?:of |"
    rf"in )?(?:the )?(?:(?:fiscal|financial|business)(?: year)? )?(?P<y>{YEAR}|(?P<r>last|this|next) year|year))?"
)
def _quarter(m: re.Match[str], clock: Clock) -> Reading | None:
    words = (m["q"] or m["h"]).lower()
    if not (m["y"] or (m["q"] and "last" not in words) or words in ("h1", "h2")):
        return None  # 'last quarter' is the one before this
    which = next(
        (n for n, o in enumerate(("1|first", "2|second|latter", "3|third", "4|fourth|last"), 1) if re.search(o, words)),
        0,
    )
    year = clock.as_of.year if (m["y"] or "").lower() == "year" else _year(m, clock)
    make = (
        (lambda y: quarter(y, which)) if m["q"] else (lambda y: part(year_of(y), "first" if which == 1 else "second"))
    )
    days = clock.place(make, year, m)
    told = "y" if m["y"] and m["y"][0].isdigit() else ""
    return Reading(part(days, which_part(m["p"])) if m["p"] else days, parts=told)


@rule(
    rf"(?:(?P<q>last|this|next|past|previous|coming|following) )?(?:(?P<p>early|mid|late)[ -])?(?P<s>{SEASON})"
    rf"(?:(?: of)? (?P<y>{YEAR})(?:[-/–](?P<z>{YEAR}|\d\d))?| (?P<r>last|this|next) year)?|(?P<Y>{YEAR})['’]?s? "
    rf"(?P<S>{SEASON})"
)
def _season_named(m: re.Match[str], clock: Clock) -> Reading | None:
    name = (m["s"] or m["S"]).lower()
    year = to_year(m["Y"]) or _year(m, clock)
    led = re.search(r"(\w{1,20})(?: the)? $", before(m))
    previous = led[1].lower() if led else ""
    which = (m["q"] or "").lower().replace("following", "coming")
    dating = (
        previous in ("in", "since", "over", "during", "by", "until", "before", "after", "through") and name != "fall"
    )
    if year is None and not (which or m["p"] or dating):
        return None
    if name == "winter":
        return _winter(m, year, which, clock)
    days = clock.place(lambda y: season(y, name), year, m, which)
    told = "y" if m["y"] or m["Y"] else ""
    return Reading(part(days, m["p"].lower()) if m["p"] else days, parts=told)


def _winter(m: re.Match[str], year: int | None, which: str, clock: Clock) -> Reading:
    """A winter has two years: 'early' takes its December, 'late' its February, 'winter 2022' can be either."""
    piece = (m["p"] or "").lower()
    if year is not None and (m["z"] or piece == "early"):
        days = season(year, "winter")
    elif year is not None and piece in ("mid", "late"):
        days = season(year - 1, "winter")
    elif year is None:
        days = clock.place(lambda y: season(y - 1, "winter"), None, m, which)
    else:
        days, later = season(year - 1, "winter"), season(year, "winter")
        if later.first <= clock.as_of or clock.tense(m) is Tense.FUTURE:
            clock.note(f"'{m.group()}' can be the winter that began in {year - 1} or in {year}; both are taken.")
            return Reading(Period(days.first, later.last), parts="y")
    return Reading(part(days, piece) if piece else days, parts="y" if year is not None and not m["r"] else "")


@rule(
    rf"(?:(?P<p>{PART})[ -](?:the year )?)?(?:fy ?|fiscal year |"
    rf"calendar year )?(?<![\d][.,:])(?P<y>{YEAR})(?:[-–/](?P<z>{YEAR}|\d\d)(?!\d))?(?:['’]s)?"
    rf"{NOT_COUNTED}"
)
def _year_named(m: re.Match[str], clock: Clock) -> Reading | None:
    if int(m["y"]) < 1800:  # so many of a thing, far more often
        return None
    days = year_of(int(m["y"]))
    if m["z"]:
        last = int(m["z"]) if len(m["z"]) == 4 else int(m["y"][:2] + m["z"])
        if last <= int(m["y"]):
            return None
        days = Period(days.first, year_of(last).last)
    return Reading(part(days, which_part(m["p"])) if m["p"] else days, parts="y")


@rule(
    r"(?:(?P<p>early|mid|late)[ -])?(?:the )?(?P<p2>(?:early|mid|late)[ -])?(?:(?P<y>(?:19|20)\d0)|"
    r"['’](?P<yy>\d0))['’]?s"
)
def _decade(m: re.Match[str], clock: Clock) -> Reading | None:
    start = int(m["y"]) if m["y"] else (1900 if m["yy"] > "2" else 2000) + int(m["yy"])
    low, high = {"": (0, 9), "early": (0, 3), "mid": (3, 6), "late": (6, 9)}[
        (m["p"] or (m["p2"] or "")[:-1] or "").lower()
    ]
    return Reading(Period(date(start + low, 1, 1), date(start + high, 12, 31)), parts="y")


RULES = (
    _iso,
    _iso_month,
    _numeric,
    _day_month,
    _month_day,
    _month_named,
    _quarter,
    _season_named,
    _year_named,
    _decade,
)
"""The rules of times by name."""
