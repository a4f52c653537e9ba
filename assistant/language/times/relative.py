"""Times counted from the as-of date or from another time: 'last week', 'two days ago', 'the month before'."""

import re

from assistant.language.times.clock import Clock
from assistant.language.times.days import DAY, Period, around, number, part, shifted, week
from assistant.language.times.words import COUNT, UNIT, WEEKDAY, rule, which_part
from corpus.text.calendar import WEEKDAYS


@rule(
    r"the day before yesterday|yesterday(?: (?:morning|afternoon|evening|night))?|last night|today|tonight|"
    r"this (?:morning|afternoon|evening)|(?:the day after )?tomorrow|right now|at the moment|currently|"
    r"(?<=by )now|(?<=until )now|(?<=as of )now"
)
def _near(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    words = m.group().lower()
    offset = (
        -2
        if "before yesterday" in words
        else -1
        if "yesterday" in words or words == "last night"
        else 2
        if "after tomorrow" in words
        else 1
        if "tomorrow" in words
        else 0
    )
    return around(clock.as_of, "day", offset), "now" if offset == 0 else "past" if offset < 0 else "ahead"


@rule(
    r"(?P<p>earlier|later|so far|(?:very )?early|late|mid|(?:the )?(?:start|beginning|end|middle|"
    r"first half|second half|turn) of)[ -](?:in )?(?:(?P<q>this|last|next|the) )?(?P<u>week|month|"
    r"quarter|year)"
)
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
    days = part(days, which_part(words))
    return (
        days,
        kind
        if kind != "now"
        else "past"
        if days.last < clock.as_of
        else "ahead"
        if days.first > clock.as_of
        else "now",
    )


@rule(
    r"(?P<q>this|last|next|past|previous|coming|current|the current) (?P<u>week|fortnight|month|quarter|"
    r"year|weekend)(?:['’]s)?(?: (?P<x>so far|to date))?"
)
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


@rule(
    r"(?:the |these |this )?(?P<q>past|last|previous|preceding|next|coming|following) "
    rf"(?P<n>{COUNT}) (?P<u>{UNIT})s?(?! (?:ago|earlier|later|before|after))|"
    rf"(?:the )?(?P<l>last|past) (?P<n2>{COUNT}) (?P<u2>weekend|{UNIT})s?|"
    rf"(?:within|in) (?P<w>the space of )?(?P<n3>{COUNT}) (?P<u3>{UNIT})s?(?P<t>['’]? time| from now)"
)
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


@rule(
    r"(?:in |over |during )?(?:the )?(?:recent|latest|past few|last few) (?P<u>days|weeks|months|years)|"
    r"(?P<w>recently|lately|of late|these days|nowadays)"
)
def _recent(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    unit = (m["u"] or "weeks").lower()[:-1]
    if m["w"]:
        return Period(shifted(clock.as_of, "week", -6), clock.as_of), "now"
    return _rolling(clock, unit, {"day": 7, "week": 6, "month": 4, "year": 3}[unit]), "now"


@rule(
    r"(?:(?:just )?(?:over|under|about|around|almost|nearly|some|more than|"
    rf"less than) )?(?P<n>{COUNT}) (?P<u>{UNIT})s? (?:ago|back)(?: (?P<t>today))?"
)
def _ago(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    count, unit = number(m["n"]), m["u"].lower()
    if count is None:
        return None
    middle = shifted(clock.as_of, unit, -count)
    # 'two weeks ago' is as exact as its unit: half a unit on both sides, a day itself exact.
    slack = {
        "day": 0,
        "week": 3,
        "fortnight": 5,
        "month": 15,
        "quarter": 45,
        "year": 60 if count == 1 else 183,
        "decade": 1800,
    }[unit]
    if m["t"]:
        slack = 0
    elif m["n"].lower() in ("few", "a few", "several"):
        slack = max(slack, {"day": 2, "week": 10, "month": 45}.get(unit, slack))
    return Period(middle - slack * DAY, min(clock.as_of, middle + slack * DAY)), "past"


@rule(
    rf"(?:(?P<q>last|this|next|past|previous|coming) )?(?P<w>{WEEKDAY})(?:['’]s)?(?: (?:morning|"
    r"afternoon|evening|night))?(?P<l> last week| next week)?"
)
def _weekday(m: re.Match[str], clock: Clock) -> tuple[Period, str] | None:
    if not m["w"][0].isupper() and not re.search(
        r"\b(?:on|last|this|next|since|by|until|before|after) $", m.string[: m.start("w")], re.I
    ):
        return None
    target, which = WEEKDAYS.index(m["w"].lower()), (m["q"] or "").lower()
    if m["l"]:
        found = week(clock.as_of, -1 if "last" in m["l"] else 1).first + DAY * target
    elif clock.anchor and not which and clock.anchor.length <= 7:  # a month has four Mondays
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


@rule(
    r"(?:later |earlier )?(?:on )?(?P<s>that|the same|the very same) (?:same )?(?P<su>day|week|month|year)|"
    r"the (?P<n>next|following|previous|preceding) (?P<nu>day|week|month|year|morning)|"
    r"the (?P<bu>day|week|month|year) (?P<b>before|after|earlier|later|afterwards)(?=\s*(?:[?.,;!]|$|and\b|or\b))|"
    rf"(?P<cn>{COUNT}) (?P<cu>day|week|month|year)s? (?P<c>later|earlier|before|after|afterwards|beforehand)"
    r"(?=\s*(?:[?.,;!]|$|and\b|or\b))"
)
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
