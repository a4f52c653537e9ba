"""Times in Korean: '2022년 5월 27일', '지난주', '사흘 전'."""

import re

from assistant.language.times.clock import Clock, Reading
from assistant.language.times.days import Period, around, month, part, year_of
from assistant.language.times.named import exact_day
from assistant.language.times.relative import ago
from assistant.language.times.words import Rule, to_year
from corpus.text.calendar import either
from corpus.text.tables import table

_WORDS: dict[str, list[str | int]] = table("assistant.language", "times")["korean"]
_COUNTS: dict[str, int] = table("assistant.language", "times")["korean_days"]
_UNITS = {"일": "day", "주": "week", "개월": "month", "달": "month", "년": "year"}
_PARTS = {"초": "early", "중순": "mid", "중반": "mid", "말": "late", "상반기": "first", "하반기": "second"}
_KOREAN = re.compile(
    r"(?=[\d가-힣])(?:(?<!\d)(?:(?P<n>\d{1,3})\s?(?P<u>일|주|개월|달|년)|(?P<days>"
    + either(_COUNTS)
    + r"))\s?전(?=[\s에의,.]|$)"
    r"|(?P<y>(?:19|20)\d\d)년(?:\s{0,3}(?P<part>초|중반|말|상반기|하반기)(?!\s{0,3}\d))?"
    r"(?:\s{0,3}(?P<ym>1[0-2]|0?[1-9])월(?:\s{0,3}(?P<yd>3[01]|[12]\d|0?[1-9])일|\s{0,3}(?P<yp>초|중순|말))?)?"
    r"|(?P<m>1[0-2]|0?[1-9])월(?:\s{0,3}(?P<d>3[01]|[12]\d|0?[1-9])일|\s{0,3}(?P<mp>초|중순|말))?"
    r"|(?P<w>" + re.sub("(?<=[번음난])(?=[주달해])", r"\\s?", either(_WORDS)) + "))"
)


def _read(m: re.Match[str], clock: Clock) -> Reading:
    if m["w"]:
        unit, offset = _WORDS["".join(m["w"].split())]
        kind = "now" if offset == 0 else "past" if int(offset) < 0 else "ahead"
        return Reading(around(clock.as_of, str(unit), int(offset)), kind)
    if m["days"] or m["n"]:
        count, unit = (_COUNTS[m["days"]], "day") if m["days"] else (int(m["n"]), _UNITS[m["u"]])
        days = ago(count, unit, clock.as_of)
        return Reading(days, "past", about=days.length > 1)
    number, day, piece = m["ym"] or m["m"], m["yd"] or m["d"], m["yp"] or m["mp"] or m["part"]
    if not number:
        days = year_of(int(m["y"]))
        return Reading(part(days, _PARTS[piece]) if piece else days, parts="y")

    def make(year: int) -> Period:
        return (exact_day(year, int(number), int(day), clock) if day else None) or month(year, int(number))

    days = clock.place(make, to_year(m["y"]), m)
    parts = ("y" if m["y"] else "") + "m" + ("d" if day else "")
    return Reading(part(days, _PARTS[piece]) if piece else days, parts=parts)


KOREAN = Rule(_KOREAN, _read)
"""The rule of times in Korean."""
