"""Times: a day, month, year, weekday or `last week`, as the cited text or the archive gives it."""

import re
from collections.abc import Iterator, Sequence

from assistant.gate.align import Aligned
from assistant.gate.cited_text import Source
from assistant.gate.fault import Fault
from assistant.gate.told import Facts
from assistant.language.times.dates import Day, Relative, Weekday

_PART = re.compile(r"spring|summer|autumn|fall|winter|beginning|start|middle|end|half|quarter")


def wrong_day(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a date that neither the cited text nor the archive gives."""
    day = one.claim.value
    if not isinstance(day, Day):
        return
    theirs, archive = source.told.days, (*source.vouching.days, *source.meant)
    if any(day.fits(other) for other in (*theirs, *archive)) or _is_written(day, source):
        here = Facts(one.units[0].text).days if one.copied else ()
        here = tuple(other for other in here if (other.day is None) == (day.day is None))
        if here and not any(day.fits(other) for other in (*here, *archive)):
            yield Fault("period", one.claim.span, day.text, here[0].text)
        return
    if _is_season(day, source):
        return
    near = _nearest(day, theirs)
    yield Fault("period", one.claim.span, day.text, near.text if near else None)


def wrong_weekday(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a weekday that neither the cited text nor the archive names or means."""
    weekday = one.claim.value
    if not isinstance(weekday, Weekday):
        return
    named = [*source.told.weekdays, *source.vouching.weekdays]
    meant = {day.weekday for day in (*source.told.days, *source.vouching.days, *source.meant)}
    if weekday.name not in {other.name for other in named} | meant:
        near = next(iter(source.told.weekdays), None)
        yield Fault("period", one.claim.span, weekday.name.title(), near.name.title() if near else None)


def wrong_relative(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a time told from the day of writing that the cited text tells otherwise."""
    time = one.claim.value
    if not isinstance(time, Relative):
        return
    theirs = source.told.relative
    if any(_alike(time, other) for other in (*theirs, *source.vouching.relative)):
        return
    rival = next((other.text for other in theirs if _rivals(time.text, other.text)), None)
    if rival or time.text.split()[0] in ("yesterday", "tomorrow", "tonight"):
        yield Fault("period", one.claim.span, time.text, rival)


def _alike(one: Relative, other: Relative) -> bool:
    """Whether two relative times are the same; of a day, a part may be told of it that is left out of the other."""
    mine, theirs = _usual(one.text), _usual(other.text)
    if one.days.length == 1:
        return mine.startswith(theirs) or theirs.startswith(mine)
    return mine == theirs or one.days == other.days


def _usual(words: str) -> str:
    """A relative time with one word for all that mean the same."""
    for word in ("previous", "past"):
        words = words.replace(word, "last")
    for word in ("coming", "following"):
        words = words.replace(word, "next")
    return words.replace("autumn", "fall")


def _rivals(one: str, other: str) -> bool:
    """Whether two times told from the day of writing differ in one word: `last week`, `last month` or `next week`."""
    mine, theirs = ({word.removesuffix("s") for word in words.split()} for words in (one, other))
    return " " in one and " " in other and len(mine - theirs) == len(theirs - mine) == 1


def _is_written(day: Day, source: Source) -> bool:
    """Whether a four-digit number is written alike in the cited text, whatever it is there."""
    return day.text.isdigit() and day.text in source.whole


def _is_season(day: Day, source: Source) -> bool:
    """Whether a part of a year (`the summer of 2022`) is one that the cited text speaks of, in a year that the archive
    vouches for or one beside it.
    """
    part = _PART.search(day.text.lower())
    if day.parts != "y" or part is None or not re.search(rf"\b{part[0]}\b", source.whole.lower()):
        return False
    return any(abs(int(one[:4]) - (day.year or 0)) <= 1 for one in source.published)


def _nearest(day: Day, theirs: Sequence[Day]) -> Day | None:
    same = [other for other in theirs if other.month == day.month or (day.day and other.day == day.day)]
    return next(iter(same or [other for other in theirs if (other.day is None) == (day.day is None)]), None)
