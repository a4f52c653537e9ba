"""Words that name a time ('late July 2021', 'last week', 'Q2', '지난주') and the days that they span."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from assistant.days import (
    DAY,
    MONTHS,
    ORDINALS,
    WEEKDAYS,
    Period,
    around,
    month,
    number,
    part,
    quarter,
    season,
    shifted,
    week,
    year_of,
)


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


MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|" \
        r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
YEAR = r"(?:19|20)\d\d"
DAYNUM = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|couple of|few|several|a couple of|a few)"
UNIT = r"(?:day|week|fortnight|month|quarter|year|decade)"
PART = r"(?:(?:very )?early|mid(?:dle)?|late|(?:the )?(?:very )?(?:start|beginning|outset|opening|end|close|middle) of|" \
       r"(?:the )?(?:first|second|latter) half of|(?:the )?first (?:days|weeks|months) of|(?:the )?last (?:days|weeks|months) of)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
SEEN = r"(?:early|mid|late|last|this|next|in|since|by|during|until|till|from|to|and|or|before|after|between|through|" \
       r"of|on|around|about|for|the|both|past|previous|than|versus|vs|whole|start|end|beginning|middle|as of|\d+(?:st|nd|rd|th)?)"
IN = r"(?:,? (?:in |of )?(?:the year )?|, )"


def _which(words: str) -> str:
    words = words.lower()
    for sign, value in (("first half", "first"), ("second half", "second"), ("latter half", "second"), ("mid", "mid"),
                        ("earl", "early"), ("start", "start"), ("begin", "start"), ("outset", "start"),
                        ("opening", "start"), ("first", "start"), ("end", "end"), ("close", "end"), ("last", "end")):
        if sign in words:
            return value
    return "late"


def _year(words: str | None) -> int | None:
    return int(words) if words else None


def _month(words: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(words.lower().rstrip(".")[:3]))


def _is_month(text: str, m: re.Match[str], name: str) -> bool:
    """Whether the word is the month and not the verb, or the name of a person ('may', 'March on', 'April Ryan')."""
    word = m[name]
    start, end = m.span(name)
    before = re.search(r"([\w.'’-]+)[\s(–-]*$", text[:start])
    after = re.match(r"['’]?\s*([\w'’]*)", text[end:])
    previous, following = before[1] if before else "", after[1] if after else ""
    if m.end() > end and re.search(r"\d", m.group()) or re.search(r"\d", m.group()[: start - m.start()]):
        return True
    if following[:1].isdigit() and len(following) == 4:
        return True
    seen = re.fullmatch(SEEN, previous, re.I) is not None
    low = word.lower().rstrip(".")
    if low in ("may", "march", "mar"):
        if word[0].islower():
            return previous.lower() in ("in", "since", "by", "during", "until", "till", "early", "mid", "late", "last",
                                        "next", "of") and low != "mar"
        return seen and not (low == "march" and following.lower() in ("on", "for", "of", "against"))
    if len(low) <= 4 and low not in ("june", "july"):
        return seen and word[0].isupper() and not (following[:1].isupper() and previous.lower() != "the")
    if low in ("april", "june", "august") and not seen:
        return word[0].isupper() and not following[:1].isupper() and low != "august"
    return not (low == "august" and word[0].islower() and not seen)


NAMES = re.compile(
    r"\b(?:September 11(?:th)?(?! ?,? ?\d{4})(?= (?:attack|terror|hijack|memorial|commission|famil|era|victim))|9/11|"
    r"(?:March 1(?:st)?|April 19(?:th)?|May 18(?:th)?|June 15(?:th)?|October 4(?:th)?|July 4(?:th)?)(?= (?:Mo|Rev|Up|Dem|Dec|Joint)\w*)|"
    r"Fourth of July|June Fourth|(?:Black|Good|Bloody|Casual) (?:Friday|Monday|Sunday|Wednesday)|(?:Arab|Prague) Spring|"
    r"(?:Fridays for Future|Sunday (?:Times|Telegraph|Mirror|Express|Post)|Summer (?:Olympics|Games)|Winter (?:Olympics|Games))|"
    r"(?:[Rr]esolutions?|UNSCRs?|[Nn]o\.|[Oo]rder|[Aa]rticle|[Ss]ection|[Pp]age|[Rr]oom|[Ff]light|E\.O\.) (?:19|20)\d\d|"
    r"(?:Theresa|Brian|Robert|Elaine|Peter|James) May)\b"
)

Handler = Callable[[re.Match[str], Clock], tuple[Period, str] | None]
RULES: list[tuple[re.Pattern[str], Handler]] = []


def rule(pattern: str) -> Callable[[Handler], Handler]:
    """Add a rule: a pattern, and what turns its match into days."""

    def add(handler: Handler) -> Handler:
        RULES.append((re.compile(rf"(?<![\w$€£₩])(?:{pattern})(?![\w%])", re.I), handler))
        return handler

    return add


def _day(year: int, number_: int, day: int, clock: Clock) -> Period | None:
    try:
        found = date(year, number_, day)
    except ValueError:
        clock.note(f"There is no day {year}-{number_:02}-{day:02}; the whole month is taken.")
        return month(year, number_) if 1 <= number_ <= 12 else None
    return Period(found, found)


@rule(r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?:T[\d:]+Z?)?")
def _iso(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    days = _day(int(m["y"]), int(m["m"]), int(m["d"]), clock)
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
        days = _day(year, second, first, clock) if second <= 12 else None
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


@rule(rf"(?:(?P<w>{WEEKDAY}),? (?:the )?)?(?P<d>{DAYNUM})(?: ?(?:-|–|to|and|&|/) ?(?P<e>{DAYNUM}))? (?:of )?(?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?")
def _day_month(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    return _days_of(m, clock)


@rule(rf"(?:(?P<w>{WEEKDAY}),? )?(?P<m>{MONTH}) (?:the )?(?P<d>{DAYNUM})(?! ?(?:percent|people|troops|missiles))(?: ?(?:-|–|to|and|&) ?(?P<e>{DAYNUM})(?!\d))?(?:,? (?P<y>{YEAR}))?")
def _month_day(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    return _days_of(m, clock)


def _days_of(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    number_, start = _month(m["m"]), _digits(m["d"])
    until = _digits(m["e"]) if m["e"] else start
    if until < start:
        return None

    def make(year: int) -> Period:
        one, other = _day(year, number_, start, clock), _day(year, number_, until, clock)
        return Period((one or month(year, number_)).first, (other or month(year, number_)).last)

    return _checked(clock.place(make, _year(m["y"]), m.start()), m["w"], clock)


@rule(rf"(?:(?P<q>last|this|next|past|previous|coming) )?(?:(?P<p>{PART})[ -])?(?:(?:last|this|next) )?(?P<m>{MONTH})(?: ?['’](?P<yy>\d\d)|{IN}(?P<y>{YEAR}|(?P<r>last|this|next) year))?(?:['’]s)?")
def _month_named(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    number_ = _month(m["m"])
    if not _is_month(m.string, m, "m"):
        return None
    year = 2000 + int(m["yy"]) if m["yy"] else None
    if m["r"]:
        year = clock.as_of.year + {"last": -1, "this": 0, "next": 1}[m["r"].lower()]
    elif m["y"]:
        year = int(m["y"])
    inner = re.search(r"(last|this|next) $", m.group()[: m.start("m") - m.start()], re.I)
    which = (m["q"] or (inner[1] if inner else "")).lower()
    days = clock.place(lambda y: month(y, number_), year, m.start(), which)
    return (part(days, _which(m["p"])) if m["p"] else days), "named"


@rule(rf"(?:the )?(?P<o>first|second|third|fourth|last) (?P<u>week|weekend|few days|days) (?:of|in) (?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?")
def _week_of_month(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    number_ = _month(m["m"])
    whole = clock.place(lambda y: month(y, number_), _year(m["y"]), m.start())
    if m["o"].lower() == "last":
        return Period(whole.last - 6 * DAY, whole.last), "named"
    start = whole.first + 7 * DAY * ORDINALS.index(m["o"].lower())
    return Period(start, start + 6 * DAY), "named"


@rule(rf"(?:(?P<p>{PART})[ -])?(?:(?P<q>q[1-4]|(?:the )?(?:first|second|third|fourth|last|1st|2nd|3rd|4th) quarter)|(?P<h>h[12]|(?:the )?(?:first|second|1st|2nd|latter) half))(?: (?:of |in )?(?:the )?(?P<y>{YEAR}|(?P<r>last|this|next) year|year))?")
def _quarter(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    words = (m["q"] or m["h"]).lower()
    if m["h"] and not (m["y"] or words in ("h1", "h2")):
        return None
    which = next((n for n, o in enumerate(("1|first", "2|second|latter", "3|third", "4|fourth|last"), 1) if re.search(o, words)), 0)
    year = _year(m["y"]) if m["y"] and m["y"][0].isdigit() else None
    if m["r"]:
        year = clock.as_of.year + {"last": -1, "this": 0, "next": 1}[m["r"].lower()]
    if m["y"] and m["y"].lower() == "year":
        year = clock.as_of.year
    make = (lambda y: quarter(y, which)) if m["q"] else (lambda y: part(year_of(y), "first" if which == 1 else "second"))
    days = clock.place(make, year, m.start())
    return (part(days, _which(m["p"])) if m["p"] else days), "named"


@rule(rf"(?:(?P<p>early|mid|late)[ -])?(?P<s>{SEASON})(?:(?: of)? (?P<y>{YEAR})(?:[-/–](?P<z>{YEAR}|\d\d))?| (?P<r>last|this|next) year)?|(?P<Y>{YEAR})['’]?s? (?P<S>{SEASON})")
def _season_named(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    name = (m["s"] or m["S"]).lower()
    year = _year(m["y"] or m["Y"])
    if m["r"]:
        year = clock.as_of.year + {"last": -1, "this": 0, "next": 1}[m["r"].lower()]
    before = re.search(r"(\w+)(?: the)? $", m.string[: m.start()])
    previous = before[1].lower() if before else ""
    which = previous if previous in ("last", "this", "next", "past", "previous", "coming") else ""
    if year is None and not which and not m["p"]:
        if previous not in ("in", "since", "over", "during", "by", "until", "before", "after", "through") or name == "fall":
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


@rule(rf"(?:(?P<p>{PART})[ -](?:the year )?)?(?:fy ?|fiscal year |calendar year )?(?P<y>{YEAR})(?:[-–/](?P<z>{YEAR}|\d\d)(?!\d))?(?:['’]s)?")
def _year_named(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    after = m.string[m.end():]
    if re.match(r" (?:people|troops|soldiers|missiles|jobs|tons|tonnes|km|kilometers|kilometres|miles|metres|meters|dollars|won|euros|cases|deaths|cubic)\b", after):
        return None
    days = year_of(int(m["y"]))
    if m["z"]:
        last = int(m["z"]) if len(m["z"]) == 4 else int(m["y"][:2] + m["z"])
        if last <= int(m["y"]):
            return None
        days = Period(days.first, year_of(last).last)
    return (part(days, _which(m["p"])) if m["p"] else days), "named"


@rule(r"(?<=over )the weekend|(?<=at )the weekend|(?<=during )the weekend")
def _weekend(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    if re.match(r" (?:of|in|before|after|following)\b", m.string[m.end():]):
        return None
    return around(clock.as_of, "weekend", 0 if clock.as_of.weekday() >= 5 else -1), "past"


@rule(r"(?:(?P<p>early|mid|late)[ -])?(?:the )?(?P<p2>(?:early|mid|late)[ -])?(?:(?P<y>(?:19|20)\d0)|['’](?P<yy>\d0))['’]?s")
def _decade(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    start = int(m["y"]) if m["y"] else (1900 if m["yy"] > "2" else 2000) + int(m["yy"])
    low, high = {"": (0, 9), "early": (0, 3), "mid": (3, 6), "late": (6, 9)}[(m["p"] or (m["p2"] or "")[:-1] or "").lower()]
    return Period(date(start + low, 1, 1), date(start + high, 12, 31)), "named"


@rule(r"the day before yesterday|yesterday(?: (?:morning|afternoon|evening|night))?|last night|today|tonight|"
      r"this (?:morning|afternoon|evening)|(?:the day after )?tomorrow|right now|at the moment|currently|"
      r"(?<=by )now|(?<=until )now|(?<=as of )now")
def _near(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    words = m.group().lower()
    offset = (-2 if "before yesterday" in words else -1 if "yesterday" in words or words == "last night"
              else 2 if "after tomorrow" in words else 1 if "tomorrow" in words else 0)
    return around(clock.as_of, "day", offset), "now" if offset == 0 else "past" if offset < 0 else "ahead"


@rule(rf"(?P<p>earlier|later|so far|(?:very )?early|late|mid|(?:the )?(?:start|beginning|end|middle|first half|second half|turn) of)[ -](?:in )?(?:(?P<q>this|last|next|the) )?(?P<u>week|month|quarter|year)")
def _part_relative(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    words, which, unit = m["p"].lower(), (m["q"] or "the").lower(), m["u"].lower()
    days = around(clock.as_of, unit, {"last": -1, "next": 1}.get(which, 0))
    kind = {"last": "past", "next": "ahead"}.get(which, "now")
    if words in ("earlier", "so far"):
        return Period(days.first, min(days.last, clock.as_of)), kind
    if words == "later":
        return Period(max(days.first, clock.as_of), days.last), "ahead"
    if "turn" in words:
        return Period(days.first - 10 * DAY, days.first + 10 * DAY), kind
    days = part(days, _which(words))
    return days, kind if kind != "now" else "past" if days.last < clock.as_of else "ahead" if days.first > clock.as_of else "now"


@rule(rf"(?P<q>this|last|next|past|previous|coming|current|the current) (?P<u>week|fortnight|month|quarter|year|weekend)(?:['’]s)?(?: (?P<x>so far|to date))?")
def _relative(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    which, unit = m["q"].lower(), m["u"].lower()
    before = m.string[: m.start()].lower()
    if which in ("past", "last") and re.search(r"\b(?:the|this) $", before) and unit != "weekend":
        return _rolling(clock, unit, 1), "now"
    if re.search(r"\bthis time $", before):
        middle = shifted(clock.as_of, unit, -1)
        return Period(middle - 10 * DAY, middle + 10 * DAY), "past"
    if which in ("previous", "coming") and re.search(r"\bthe $", before) and clock.anchor:
        return None
    offset = -1 if which in ("last", "past", "previous") else 1 if which in ("next", "coming") else 0
    days = around(clock.as_of, unit, offset)
    if unit == "weekend" and offset == -1 and clock.as_of.weekday() >= 5:
        days = around(clock.as_of, unit, -1)
    if m["x"]:
        days = Period(days.first, clock.as_of)
    return days, "past" if offset < 0 else "ahead" if offset > 0 else "now"


def _rolling(clock: Clock, unit: str, count: int) -> Period:
    if unit == "weekend":
        return Period(week(clock.as_of, -count).last - DAY, clock.as_of)
    return Period(shifted(clock.as_of, unit, -count), clock.as_of)


@rule(rf"(?:the |these |this )?(?P<q>past|last|previous|preceding|next|coming|following) (?P<n>{COUNT}) (?P<u>{UNIT})s?(?! (?:ago|earlier|later|before|after))|"
      rf"(?:the )?(?P<l>last|past) (?P<n2>{COUNT}) (?P<u2>weekend|{UNIT})s?|(?:within|in) (?P<w>the space of )?(?P<n3>{COUNT}) (?P<u3>{UNIT})s?(?P<t>['’]? time| from now)")
def _counted(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    count = number(m["n"] or m["n2"] or m["n3"])
    unit = (m["u"] or m["u2"] or m["u3"]).lower()
    if count is None:
        return None
    if m["n3"]:
        middle = shifted(clock.as_of, unit, count)
        return around(middle, unit), "ahead"
    if (m["q"] or m["l"]).lower() in ("next", "coming", "following"):
        return Period(clock.as_of, shifted(clock.as_of, unit, count)), "ahead"
    return _rolling(clock, unit, count), "now"


@rule(r"(?:in |over |during )?(?:the )?(?:recent|latest|past few|last few) (?P<u>days|weeks|months|years)|(?P<w>recently|lately|of late|these days|nowadays)")
def _recent(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    unit = (m["u"] or "weeks").lower()[:-1]
    if m["w"]:
        return Period(shifted(clock.as_of, "week", -6), clock.as_of), "now"
    return _rolling(clock, unit, {"day": 7, "week": 6, "month": 4, "year": 3}[unit]), "now"


@rule(rf"(?:(?:just )?(?:over|under|about|around|almost|nearly|some|more than|less than) )?(?P<n>{COUNT}) (?P<u>{UNIT})s? (?:ago|back)(?: (?P<t>today))?")
def _ago(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    count, unit = number(m["n"]), m["u"].lower()
    if count is None:
        return None
    middle = shifted(clock.as_of, unit, -count)
    # 'two weeks ago' is as exact as its unit: half a unit on both sides, a day itself exact.
    slack = {"day": 0, "week": 3, "fortnight": 5, "month": 15, "quarter": 45, "year": 60 if count == 1 else 183,
             "decade": 1800}[unit]
    if m["t"]:
        slack = 0
    elif m["n"].lower() in ("few", "a few", "several"):
        slack = max(slack, {"day": 2, "week": 10, "month": 45}.get(unit, slack))
    return Period(middle - slack * DAY, min(clock.as_of, middle + slack * DAY)), "past"


@rule(rf"(?:(?P<q>last|this|next|past|previous|coming) )?(?P<w>{WEEKDAY})(?:['’]s)?(?: (?:morning|afternoon|evening|night))?(?P<l> last week| next week)?")
def _weekday(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    if not m["w"][0].isupper() and not re.search(r"\b(?:on|last|this|next|since|by|until|before|after) $", m.string[: m.start("w")], re.I):
        return None
    target, which = WEEKDAYS.index(m["w"].lower()), (m["q"] or "").lower()
    if m["l"]:
        found = week(clock.as_of, -1 if "last" in m["l"] else 1).first + DAY * target
    elif clock.anchor and not which:
        found = clock.anchor.first + DAY * ((target - clock.anchor.first.weekday()) % 7)
        return Period(found, found), "told"
    elif which in ("next", "coming") or (clock.future and which != "last"):
        found = clock.as_of + DAY * ((target - clock.as_of.weekday() - 1) % 7 + 1)
    elif which == "this":
        found = week(clock.as_of).first + DAY * target
    else:
        behind = (clock.as_of.weekday() - target) % 7
        found = clock.as_of - DAY * (behind or (7 if which else 0))
    return Period(found, found), "past" if found < clock.as_of else "ahead" if found > clock.as_of else "now"


@rule(rf"(?:later |earlier )?(?:on )?(?P<s>that|the same|the very same) (?:same )?(?P<su>day|week|month|year)|"
      rf"the (?P<n>next|following|previous|preceding) (?P<nu>day|week|month|year|morning)|"
      rf"the (?P<bu>day|week|month|year) (?P<b>before|after|earlier|later|afterwards)(?=\s*(?:[?.,;!]|$|and\b|or\b))|"
      rf"(?P<cn>{COUNT}) (?P<cu>day|week|month|year)s? (?P<c>later|earlier|before|after|afterwards|beforehand)(?=\s*(?:[?.,;!]|$|and\b|or\b))")
def _told(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    if clock.anchor is None:
        return None
    first, last = clock.anchor
    if m["s"]:
        unit = m["su"].lower()
        return (clock.anchor if unit == "day" else Period(around(first, unit).first, around(last, unit).last)), "told"
    unit = (m["nu"] or m["bu"] or m["cu"]).lower().replace("morning", "day")
    forward = (m["n"] or m["b"] or m["c"]).lower() in ("next", "following", "after", "later", "afterwards")
    count = (number(m["cn"]) if m["cn"] else 1) or 1
    count = count if forward else -count
    base = last if forward else first
    moved = shifted(base, unit, count)
    return (Period(moved, moved) if unit == "day" else around(moved, unit)), "told"


KOREAN_WORDS = {
    "그저께": ("day", -2), "그제": ("day", -2), "어제": ("day", -1), "오늘": ("day", 0), "내일": ("day", 1),
    "지난주": ("week", -1), "이번 주": ("week", 0), "이번주": ("week", 0), "다음 주": ("week", 1), "다음주": ("week", 1),
    "지난달": ("month", -1), "이번 달": ("month", 0), "이번달": ("month", 0), "이달": ("month", 0),
    "다음 달": ("month", 1), "다음달": ("month", 1),
    "재작년": ("year", -2), "작년": ("year", -1), "지난해": ("year", -1), "올해": ("year", 0), "내년": ("year", 1),
}
KOREAN = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)년(?:\s*(?P<part>초|중반|말|상반기|하반기)(?!\s*\d))?\s*)?(?:(?P<m>1[0-2]|0?[1-9])월(?:\s*(?P<d>3[01]|[12]\d|0?[1-9])일"
    r"|\s*(?P<mp>초|중순|말))?)?|" + "(?P<w>" + "|".join(sorted(KOREAN_WORDS, key=len, reverse=True)) + ")")


def _korean(text: str, clock: Clock) -> Iterator[Mention]:
    for m in KOREAN.finditer(text):
        if m["w"]:
            unit, offset = KOREAN_WORDS[m["w"]]
            days, kind = around(clock.as_of, unit, offset), "now" if offset == 0 else "past" if offset < 0 else "ahead"
        elif m["m"]:
            month_, day = int(m["m"]), int(m["d"]) if m["d"] else None
            days = clock.place(
                lambda y, n=month_, d=day: (_day(y, n, d, clock) if d else None) or month(y, n),  # type: ignore[misc]
                _year(m["y"]), m.start())
            days = part(days, {"초": "early", "중순": "mid", "말": "late"}[m["mp"]]) if m["mp"] else days
            kind = "named"
        elif m["y"]:
            days, kind = year_of(int(m["y"])), "named"
            names = {"초": "early", "중반": "mid", "말": "late", "상반기": "first", "하반기": "second"}
            days = part(days, names[m["part"]]) if m["part"] else days
        else:
            continue
        yield Mention(m.start(), m.end(), days.first, days.last, kind)


def mentions(text: str, clock: Clock) -> list[Mention]:
    """The times that a text names, in order and without overlap; remarks are added to `clock.notes`.

    Where two rules match the same words, the longer match is meant. Names that hold a date ('September 11
    attacks', 'Theresa May', 'resolution 2017') are not times.
    """
    masked = NAMES.sub(lambda m: "_" * len(m.group()), text).replace("\n", " ")
    clock.years = [
        (m.start(), int(m["y"]))
        for pattern, _ in RULES
        for m in pattern.finditer(masked)
        if "y" in pattern.groupindex and m["y"] and re.fullmatch(YEAR, m["y"])
    ]
    kept = list(clock.notes)
    found: list[tuple[Mention, list[str]]] = []
    for pattern, handler in RULES:
        for m in pattern.finditer(masked):
            clock.notes = []
            result = handler(m, clock)
            if result is not None:
                found.append((Mention(m.start(), m.end(), *result[0], result[1]), clock.notes))
    for mention in _korean(masked, clock):
        found.append((mention, []))
    clock.notes = kept
    chosen: list[tuple[Mention, list[str]]] = []
    for mention, notes in sorted(found, key=lambda item: (item[0].start - item[0].end, item[0].start)):
        if all(mention.end <= other.start or mention.start >= other.end for other, _ in chosen):
            chosen.append((mention, notes))
    chosen.sort(key=lambda item: item[0].start)
    for _, notes in chosen:
        for words in notes:
            clock.note(words)
    return [mention for mention, _ in chosen]
