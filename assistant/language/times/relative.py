"""Times counted from the as-of date or from another time: 'last week', 'two days ago', 'the month before'."""

import re
from datetime import date

from assistant.language.times.clock import Clock, Mention, Reading
from assistant.language.times.days import DAY, Period, around, number, part, piece, shifted, week
from assistant.language.times.tense import Tense
from assistant.language.times.words import COUNT, MONTH, SEASON, UNIT, WEEKDAY, before, rule, which_part
from corpus.text.calendar import WEEKDAYS, either
from corpus.text.number_words import ORDINALS
from corpus.text.tables import bag, table

_NO_DAY = "".join(f"(?<!\\b{word} )" for word in sorted(bag(table("assistant.language", "times")["no_day"]["words"])))
_NEAR = {
    "before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "after tomorrow": 2,
    "tomorrow": 1,
}
_EDGES: dict[str, int] = table("assistant.language", "times")["edges"]
_BACK, _FORTH = ("last", "past", "previous"), ("next", "coming")


def _kind(first: date, last: date, as_of: date) -> str:
    return "past" if last < as_of else "ahead" if first > as_of else "now"


@rule(
    r"the day before yesterday|(?:yesterday|tomorrow)(?: (?:morning|afternoon|evening|night))?|last (?:night|evening)|"
    r"today|tonight|this (?:morning|afternoon|evening)|the day after tomorrow|"
    r"(?P<v>right now|at the moment|currently|(?<=by )now|(?<=until )now|(?<=as of )now)"
)
def _near(m: re.Match[str], clock: Clock) -> Reading | None:
    words = m.group().lower()
    days = around(clock.as_of, "day", next((offset for sign, offset in _NEAR.items() if sign in words), 0))
    return Reading(days, _kind(*days, clock.as_of), sure=not m["v"])


@rule(
    r"(?P<p>earlier|later|so far|(?:very )?early|late|mid|(?:the )?(?:start|beginning|end|middle|turn) of)[ -](?:in )?"
    r"(?:(?P<q>this|last|next|the) )?(?P<u>week|month|quarter|year)"
)
def _part_relative(m: re.Match[str], clock: Clock) -> Reading | None:
    words, which, unit = m["p"].lower(), (m["q"] or "the").lower(), m["u"].lower()
    days = around(clock.as_of, unit, {"last": -1, "next": 1}.get(which, 0))
    kind = {"last": "past", "next": "ahead"}.get(which, "now")
    told = which != "the"
    if words in ("earlier", "so far"):
        return Reading(Period(days.first, min(days.last, clock.as_of)), kind, sure=told)
    if words == "later":
        return Reading(Period(max(days.first, clock.as_of), days.last), "ahead", sure=told)
    if "turn" in words:
        return Reading(Period(days.first - 10 * DAY, days.first + 10 * DAY), kind, sure=False)
    days = part(days, which_part(words))
    return Reading(days, kind if kind != "now" else _kind(*days, clock.as_of), sure=told)


@rule(
    r"(?:(?P<the>the|this) )?(?P<q>this|last|next|past|previous|coming|current) (?P<u>week|fortnight|month|quarter|"
    r"year|weekend)(?P<s>['’]s)?(?: (?P<x>so far|to date))?(?!-| and a half)"
)
def _relative(m: re.Match[str], clock: Clock) -> Reading | None:
    which, unit, the = m["q"].lower(), m["u"].lower(), (m["the"] or "").lower()
    # 'The last year' and 'past year' run up to today, 'the next year' on from it; 'last year' is one of the calendar.
    if unit != "weekend" and not m["s"] and (which == "past" or (the and which == "last")):
        return Reading(_rolling(clock, unit, 1), "now", sure=which == "past" or the == "the")
    if unit != "weekend" and not m["s"] and the == "the" and which == "next":
        return Reading(Period(clock.as_of, shifted(clock.as_of, unit, 1)), "ahead")
    if before(m).lower().endswith("this time "):
        middle = shifted(clock.as_of, unit, -1)
        return Reading(Period(middle - 10 * DAY, middle + 10 * DAY), "past", sure=False)
    if which in ("previous", "coming") and the and clock.anchor:
        return None
    offset = -1 if which in _BACK else 1 if which in _FORTH else 0
    days = around(clock.as_of, unit, offset)
    if m["x"]:
        days = Period(days.first, clock.as_of)
    return Reading(
        days, "past" if offset < 0 else "ahead" if offset > 0 else "now", sure=which not in ("previous", "coming")
    )


@rule(r"(?:(?<=over )|(?<=at )|(?<=during ))the weekend(?! (?:of|in|before|after|following)\b)")
def _weekend(m: re.Match[str], clock: Clock) -> Reading | None:
    ahead = clock.tense(m).ahead or clock.as_of.weekday() >= 5
    days = around(clock.as_of, "weekend", 0 if ahead else -1)
    return Reading(days, "ahead" if days.first > clock.as_of else "past")


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
def _counted(m: re.Match[str], clock: Clock) -> Reading | None:
    count = number(m["n"] or m["n2"] or m["n3"])
    unit = (m["u"] or m["u2"] or m["u3"]).lower()
    if count is None:
        return None
    if m["n3"]:
        return Reading(around(shifted(clock.as_of, unit, count), unit), "ahead", sure=False)
    if (m["q"] or m["l"]).lower() in ("next", "coming", "following"):
        return Reading(Period(clock.as_of, shifted(clock.as_of, unit, count)), "ahead", sure=False)
    return Reading(_rolling(clock, unit, count), "now", sure=False)


@rule(
    r"(?:in |over |during )?(?:the )?(?:recent|latest|past few|last few) (?P<u>days|weeks|months|years)|"
    r"(?P<w>recently|lately|of late|these days|nowadays)"
)
def _recent(m: re.Match[str], clock: Clock) -> Reading | None:
    unit = (m["u"] or "weeks").lower()[:-1]
    if m["w"]:
        return Reading(Period(shifted(clock.as_of, "week", -6), clock.as_of), "now", sure=False)
    return Reading(_rolling(clock, unit, {"day": 7, "week": 6, "month": 4, "year": 3}[unit]), "now", sure=False)


def ago(count: int, unit: str, as_of: date, *, rough: bool = False) -> Period:
    """The days that lie `count` units back: a day itself, else half a unit on both sides: nobody counts closer."""
    middle = shifted(as_of, unit, -count)
    half = {"day": 0, "week": 3, "fortnight": 5, "month": 15, "quarter": 45, "year": 183, "decade": 1800}[unit]
    if unit == "year" and count == 1:
        half = 60
    if rough:
        half = max(half, {"day": 2, "week": 10, "month": 45}.get(unit, half))
    return Period(middle - half * DAY, min(as_of, middle + half * DAY))


@rule(
    r"(?P<about>(?:just )?(?:over|under|about|around|almost|nearly|some|more than|less than|at least) )?"
    rf"(?<!-)(?P<n>{COUNT}) (?P<u>{UNIT})s? (?:ago|back)(?: (?P<t>today|this (?:week|month)))?"
)
def _ago(m: re.Match[str], clock: Clock) -> Reading | None:
    count, unit = number(m["n"]), m["u"].lower()
    if count is None:
        return None
    if m["t"]:
        middle = shifted(clock.as_of, unit, -count)
        return Reading(around(middle, m["t"].lower().removeprefix("this ").replace("today", "day")), "past")
    rough = m["n"].lower() in ("few", "a few", "several")
    # 'Fifty years ago' is said of 49 and of 51; so is 'two or three weeks ago'.
    loose = rough or "couple" in m["n"].lower() or m["about"] or before(m).lower().endswith((" or ", " to ", " and "))
    round_ = unit == "decade" or (unit == "year" and count >= 10 and count % 5 == 0)
    days = ago(count, unit, clock.as_of, rough=rough)
    return Reading(days, "past", sure=not (loose or round_), about=days.length > 1)


@rule(
    rf"(?:(?P<q>last|this|next|past|previous|following|(?:this )?coming|upcoming) )?{_NO_DAY}(?P<w>{WEEKDAY})(?:['’]s)?"
    r"(?: (?:morning|afternoon|evening|night))?(?P<l> last week| next week)?"
    # 'Friday, May 22' and 'Friday (22 May)' name their day themselves.
    rf"(?!,? \(?(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?{MONTH})"
)
def _weekday(m: re.Match[str], clock: Clock) -> Reading | None:
    if (
        not m["w"][0].isupper()
        and not m["q"]
        and not re.search(r"\b(?:on|since|by|until|before|after) $", before(m), re.I)
    ):
        return None
    target, which, as_of = WEEKDAYS.index(m["w"].lower()), (m["q"] or "").lower(), clock.as_of
    if m["l"]:
        return _on(week(as_of, -1 if "last" in m["l"] else 1).first + DAY * target, as_of)
    if clock.anchor and not which and clock.anchor.length <= 7:  # a month has four Mondays
        found = clock.anchor.first + DAY * ((target - clock.anchor.first.weekday()) % 7)
        return Reading(Period(found, found), "told")
    if which in ("previous", "following"):
        return _on(
            as_of + DAY * ((target - as_of.weekday() - 1) % 7 + 1 - 7 * (which == "previous")), as_of, sure=False
        )
    forward, back = (target - as_of.weekday()) % 7, (as_of.weekday() - target) % 7
    if which in ("last", "past"):
        return _on(as_of - DAY * (back or 7), as_of)
    if which:
        if which != "this":
            return _on(as_of + DAY * (forward or 7), as_of)
        here = week(as_of).first + DAY * target
    tense = clock.tense(m)
    if tense.ahead:
        return _on(as_of + DAY * forward, as_of)
    if tense is Tense.PAST or not which:
        return _on(as_of - DAY * back, as_of, sure=tense is Tense.PAST)
    return _on(here, as_of, sure=here >= as_of)


def _on(day: date, as_of: date, *, sure: bool = True) -> Reading:
    return Reading(Period(day, day), _kind(day, day, as_of), sure)


@rule(
    r"(?:later |earlier )?(?:on )?(?P<s>that|the same|the very same) (?:same )?(?P<su>day|week|month|year)|"
    r"the (?P<n>next|following|previous|preceding) (?P<nu>day|week|month|year|morning)|"
    r"the (?P<bu>day|week|month|year) (?P<b>before|after|earlier|later|afterwards)(?=\s{0,3}(?:[?.,;!]|$|and\b|or\b))|"
    rf"(?P<cn>{COUNT}) (?P<cu>day|week|month|year)s? (?P<c>later|earlier|before|after|afterwards|beforehand)"
    r"(?=\s{0,3}(?:[?.,;!]|$|and\b|or\b))"
)
def _told(m: re.Match[str], clock: Clock) -> Reading | None:
    unit = (m["su"] or m["nu"] or m["bu"] or m["cu"]).lower().replace("morning", "day")
    near = clock.before(m.start())
    if near and unit == "day" and near.period.length > 7:
        near = None
    anchor, sure = (near.period, near.sure) if near else (clock.anchor, False)
    if anchor is None:
        return None
    first, last = anchor
    if m["s"]:
        days = anchor if unit == "day" else Period(around(first, unit).first, around(last, unit).last)
        return Reading(days, "told", sure=False)
    forward = (m["n"] or m["b"] or m["c"]).lower() in ("next", "following", "after", "later", "afterwards")
    count = (number(m["cn"]) if m["cn"] else 1) or 1
    moved = shifted(last if forward else first, unit, count if forward else -count)
    return Reading(Period(moved, moved) if unit == "day" else around(moved, unit), "told", sure and unit == "day")


PIECE = re.compile(
    rf"(?<![\w$€£₩-])(?:the )?(?:(?P<h>first|second|latter) half|(?P<o>{either((*ORDINALS, *_EDGES))}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)) (?:(?P<n>{COUNT}) )?(?P<u>{UNIT}|weekend|{WEEKDAY})(?P<s>s)?)(?!\w)"
    rf"(?P<of> (?:of|in) (?:the (?:month of |year |(?={SEASON})))?)?",
    re.I,
)
"""A piece of a period by its place and length, before the words of the period ('the last two weeks of', 'the first
Monday in') or behind them ('May's first ten days').
"""
THIS = re.compile(r"the (?P<u>week|month|quarter|year)(?!-| (?:of|before|after|when|that|ending|beginning)\b)", re.I)
"""The words for a period that hold the as-of date, behind a piece of it: '(the first half of) the year'."""
_ROUGHLY = {"day": 10, "week": 4}  # how many of a unit its 'first days' are, or its 'first few days'; of others three


def piece_of(m: re.Match[str], base: Mention, clock: Clock) -> Reading | None:
    """What a match of `PIECE` means of the period that its words name; None where the period has no such piece."""
    whole = base.period
    if base.either or base.about or whole.length == 1:
        return None
    if m["h"]:
        days = part(whole, "first" if m["h"].lower() == "first" else "second")
    else:
        order, unit = m["o"].lower(), m["u"].lower()
        place = _EDGES.get(order, ORDINALS.get(order)) if order[0].isalpha() else int(order[:-2])
        told = (m["n"] or ("few" if m["s"] else "one")).lower().removeprefix("a ")
        rough = told in ("few", "several")
        count = _ROUGHLY.get(unit, 3) if rough else number(told)
        if place is None or not count or (m["s"] and not m["n"] and place > 1):
            return None
        days = piece(whole, unit, place, count)
        within = Period(max(whole.first, days.first), min(whole.last, days.last))
        cut = count > 1 and not rough and within != days  # 'the last three years of 2022'
        if cut or within.length < 1 or not whole.holds(piece(whole, unit, 1, 1)):
            return None
        days = days if unit == "weekend" else within
    kind = _kind(*days, clock.as_of) if base.kind == "now" else base.kind
    return Reading(days, kind, base.sure, base.parts)


COUNTED = (_near, _part_relative, _relative, _weekend, _counted, _recent, _ago)
"""The rules of times counted from the as-of date, without the weekdays."""
RULES = (*COUNTED, _weekday)
"""The rules of times counted from the as-of date."""
TOLD = _told
"""The rule of times counted from another time, read after all others."""
