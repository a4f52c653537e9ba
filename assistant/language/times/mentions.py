"""Words that name a time ('late July 2021', 'last week', 'Q2', '지난주') and the days that they span."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from assistant.language.times import named, relative
from assistant.language.times.clock import Clock, Mention, Reading
from assistant.language.times.days import around, month, year_of
from assistant.language.times.korean import KOREAN
from assistant.language.times.tense import without_modals
from assistant.language.times.words import (
    DAYNUM,
    MONTH,
    NAMES,
    NOT_COUNTED,
    SEASON,
    UNIT,
    WEEKDAY,
    YEAR,
    Rule,
    month_number,
    rule,
    to_year,
)
from corpus.text.calendar import LAST_DAY, MONTHS, SHORT_MONTHS, either

__all__ = ["ASKED", "Clock", "Mention", "apart", "mentions"]

_YEAR = re.compile(rf"(?<![\w$€£₩])(?:19|20)\d\d(?![\w%]){NOT_COUNTED}")

# Days that no calendar has ('2022-05-32', '45 May 2022'). Read in questions alone: an article
# has such figures as a count or a number of something ('the 45 March sales').
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_WHOLE = r"(?![-/.]\d)"
_FAR = r"(?:2[1-9]|[3-9]\d)\d\d"  # a year that no article was written in
_LED = r"(?:(?<=\bin )|(?<=\bon )|(?<=\bof )|(?<=\bsince )|(?<=\buntil )|^)"  # a resolution has numbers like these
_MONTHS, _DAYS = range(1, 13), range(1, 32)


def _no_day(words: str, year: int, number: int, day: int, clock: Clock) -> Reading | None:
    """The month in which the day is not, or the year in which the month is not; None for what another rule reads."""
    if number in _MONTHS and day in _DAYS:
        return None  # also 30 February, which has its remark there
    if number in _MONTHS:
        clock.note(f"There is no day {year}-{number:02}-{day:02}; the whole month is taken.")
        return Reading(month(year, number), parts="ym")
    clock.note(f"There is no day {words}; the whole year is taken.")
    return Reading(year_of(year), parts="y")


@rule(rf"(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?:T[\d:]+Z?)?{_WHOLE}")
def _iso(m: re.Match[str], clock: Clock) -> Reading | None:
    return _no_day(m.group(), int(m["y"]), int(m["m"]), int(m["d"]), clock)


@rule(rf"(?P<a>\d{{1,2}})(?P<s>[/.-])(?P<b>\d{{1,2}})(?P=s)(?P<y>(?:19|20)\d\d){_WHOLE}")
def _numeric(m: re.Match[str], clock: Clock) -> Reading | None:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    readings = [(number, day) for number, day in ((a, b), (b, a)) if number in _MONTHS]
    if any(day in _DAYS for _, day in readings):
        return None
    number, day = readings[0] if readings else (0, 0)
    return _no_day(m.group(), year, number, day, clock)


@rule(
    rf"(?:(?P<on>on (?:the )?)?(?P<d>{_NUMBER}) (?P<of>of )?(?P<m>{MONTH})"
    rf"|(?P<on2>on )?(?P<m2>{MONTH}) (?:the )?(?P<d2>{_NUMBER}){NOT_COUNTED})(?:(?: ?, ?| )(?P<y>{YEAR}))?"
)
def _named(m: re.Match[str], clock: Clock) -> Reading | None:
    name, number = m["m"] or m["m2"], m["d"] or m["d2"]
    day, which = int(re.match(r"\d+", number)[0]), month_number(name)  # type: ignore[index]
    # Without a year it is a day where it is written as one: 'the 45 may agree', 'the 49th March for Life'.
    written = (m["on"] or m["on2"] or m["of"]) and name[0].isupper()
    if day in _DAYS or not (m["y"] or written):
        return None
    year = clock.place(lambda one: month(one, which), to_year(m["y"]), m).first.year
    found = _no_day(m.group(), year, which, day, clock)
    return found if m["y"] or found is None else found._replace(parts="m")


@rule(
    rf"(?:(?:(?P<d>{DAYNUM}) (?:of )?)?(?P<m>{MONTH})|(?P<m2>{MONTH}) (?:the )?(?P<d2>{DAYNUM})),?(?: of)? "
    rf"(?P<y>{_FAR})(?=\s*(?:[?.!,;:)]|$))|{_LED}(?P<y3>{_FAR})-(?P<m3>1[0-2]|0[1-9])(?:-(?P<d3>\d\d))?(?!-?\d)"
)
def _far(m: re.Match[str], clock: Clock) -> Reading | None:
    year, last = int(m["y"] or m["y3"]), int(LAST_DAY[:4])
    which = int(m["m3"]) if m["m3"] else month_number(m["m"] or m["m2"])
    day = re.match(r"\d*", m["d"] or m["d2"] or m["d3"] or "")[0]  # type: ignore[index]
    if year > last:
        clock.note(f"No archive reaches to the year {year}; it is read as {last}.")
    days = named.exact_day(min(year, last), which, int(day), clock) if day else month(min(year, last), which)
    return Reading(days, parts="ymd" if day else "ym") if days else None


# Without one of these no rule finds anything, and most sentences have none.
_SIGN = re.compile(
    r"\d|[가-힣]|(?<!\w)(?:"
    rf"{either(SHORT_MONTHS)}|{either(MONTHS)}|{SEASON}|{WEEKDAY}|{UNIT}|weekend|(?:to|yester)day|tomorrow|tonight|night|"
    r"morning|afternoon|evening|now|current|recent|late|moment)",
    re.I,
)
_RULES = (*named.RULES, *relative.RULES)
ASKED = (*_RULES, _iso, _numeric, _named, _far)
"""The rules for a question, in which a day that does not exist is a slip and gets a remark."""


def mentions(text: str, clock: Clock, rules: Sequence[Rule] = _RULES) -> list[Mention]:
    """The times that a text names, in order and without overlap; remarks are added to `clock.notes`.

    Where two rules match the same words, the longer match is meant. Names that hold a date ('September 11
    attacks', 'Theresa May', 'resolution 2017') are not times.
    """
    if not _SIGN.search(text):
        return []
    masked = NAMES.sub(lambda m: "_" * len(m.group()), text).replace("\n", " ")
    clock.text, clock.plain = text, without_modals(text) if rules is ASKED else text
    clock.years = [(m.start(), int(m.group())) for m in _YEAR.finditer(masked)]
    notes, clock.notes = clock.notes, []
    found: dict[Mention, list[str]] = {}

    def add(rule: Rule) -> None:
        for m in rule.pattern.finditer(masked):
            with suppress(ValueError, OverflowError):  # 'nine hundred decades ago' leaves the calendar
                if (reading := rule.read(m, clock)) is not None:
                    found.setdefault(Mention(m.start(), m.end(), *reading), clock.notes)
            clock.notes = []

    for one in (*rules, KOREAN):
        add(one)
    _add_pieces(masked, clock, found)
    clock.named = apart(found)
    add(relative.TOLD)
    _add_pieces(masked, clock, found)
    clock.notes, chosen = notes, apart(found)
    for mention in chosen:
        for words in found[mention]:
            clock.note(words)
    return chosen


def _add_pieces(text: str, clock: Clock, found: dict[Mention, list[str]]) -> None:
    """Add the pieces of the times that are found ('the last two weeks of' them), with their remarks."""
    pieces = list(relative.PIECE.finditer(text))
    known = apart(found) if pieces else []
    at, behind = {one.start: one for one in known}, {one.end: one for one in known}
    for m in reversed(pieces):  # 'the first week of the last two months of 2023'
        base = at.get(m.end())
        if m["of"] and not base and (this := relative.THIS.match(text, m.end())):
            base = Mention(m.end(), this.end(), around(clock.as_of, this["u"].lower()), "now", sure=False)
        if not m["of"] and text[max(0, m.start() - 3) : m.start()] in ("'s ", "’s "):
            base = behind.get(m.start() - 1)
        if base and (reading := relative.piece_of(m, base, clock)) is not None:
            one = Mention(min(m.start(), base.start), max(m.end(), base.end), *reading)
            found.setdefault(one, found.get(base, []))
            at[one.start] = one


def apart(found: Iterable[Mention]) -> list[Mention]:
    """The mentions in order of place, of those that overlap the longest, of those of one length the first."""
    taken: set[int] = set()
    chosen = []
    for mention in sorted(found, key=lambda mention: (mention.start - mention.end, mention.start)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            taken.update(range(mention.start, mention.end))
            chosen.append(mention)
    return sorted(chosen, key=lambda mention: mention.start)
