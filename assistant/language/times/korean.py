"""Times in Korean: '2022년 5월 27일', '지난주'."""

import re
from collections.abc import Iterator

from assistant.language.times.clock import Clock, Mention
from assistant.language.times.days import around, month, part, year_of
from assistant.language.times.named import exact_day
from assistant.language.times.words import to_year

KOREAN_WORDS = {
    "그저께": ("day", -2),
    "그제": ("day", -2),
    "어제": ("day", -1),
    "오늘": ("day", 0),
    "내일": ("day", 1),
    "지난주": ("week", -1),
    "이번 주": ("week", 0),
    "이번주": ("week", 0),
    "다음 주": ("week", 1),
    "다음주": ("week", 1),
    "지난달": ("month", -1),
    "이번 달": ("month", 0),
    "이번달": ("month", 0),
    "이달": ("month", 0),
    "다음 달": ("month", 1),
    "다음달": ("month", 1),
    "재작년": ("year", -2),
    "작년": ("year", -1),
    "지난해": ("year", -1),
    "올해": ("year", 0),
    "내년": ("year", 1),
}
KOREAN = re.compile(
    r"(?=[\d가-힣])(?:(?P<y>(?:19|20)\d\d)년(?:\s*(?P<part>초|중반|말|상반기|하반기)(?!\s*\d))?\s*)?(?:(?P<m>1[0-2]|"
    r"0?[1-9])월(?:\s*(?P<d>3[01]|[12]\d|0?[1-9])일"
    r"|\s*(?P<mp>초|중순|말))?)?|" + "(?P<w>" + "|".join(sorted(KOREAN_WORDS, key=len, reverse=True)) + ")"
)


def korean(text: str, clock: Clock) -> Iterator[Mention]:
    """The times that a Korean text names, in order."""
    for m in KOREAN.finditer(text):
        if m["w"]:
            unit, offset = KOREAN_WORDS[m["w"]]
            days, kind = around(clock.as_of, unit, offset), "now" if offset == 0 else "past" if offset < 0 else "ahead"
        elif m["m"]:
            month_, day = int(m["m"]), int(m["d"]) if m["d"] else None
            days = clock.place(
                lambda y, n=month_, d=day: (exact_day(y, n, d, clock) if d else None) or month(y, n),  # type: ignore[misc]
                to_year(m["y"]),
                m.start(),
            )
            days = part(days, {"초": "early", "중순": "mid", "말": "late"}[m["mp"]]) if m["mp"] else days
            kind = "named"
        elif m["y"]:
            days, kind = year_of(int(m["y"])), "named"
            names = {"초": "early", "중반": "mid", "말": "late", "상반기": "first", "하반기": "second"}
            days = part(days, names[m["part"]]) if m["part"] else days
        else:
            continue
        yield Mention(m.start(), m.end(), days.first, days.last, kind)
