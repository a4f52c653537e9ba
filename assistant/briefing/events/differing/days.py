"""Where sources tell the same of two days, or say of what is to come that it is on another day."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import combinations

from assistant import phrasing
from assistant.briefing.events.days import SAYS
from assistant.briefing.events.differing.matters import BEGUN, ENDED, FAR
from assistant.briefing.events.tellings import Telling
from assistant.language.lexicon import CALENDAR, SAYING, TITLES
from assistant.language.times.dates import days
from assistant.language.words import tokens
from corpus import clock
from corpus.text.number_words import ORDINALS
from corpus.text.stop_words import LIGHT
from corpus.text.tables import bag, table

NEAR = 3  # days: two days of one event lie no further apart
WIDE = 14  # days: two days on which the same is to begin
ALIKE_AHEAD = 0.75  # more than this share of the words on something that is to come, of the longer sentence
ALIKE_DAYS = 0.6  # share of the shorter sentence's words that both have where only the day differs
_ANOTHER = bag(table("assistant.briefing", "counted")["words"]["another"])
_BOUND = re.compile(r"\b(?:as of|by|until|till|before|after) $", re.I)

TwoDays = tuple[Telling, Telling, tuple[str, str]]


def other_days(told: Sequence[Telling]) -> Iterator[TwoDays]:
    """Pairs of sentences of two articles that differ on a day, each with what it says of that."""
    by_month: dict[str, list[Telling]] = defaultdict(list)
    for one in told:
        if one.dated and len(one.day) == 10 and _one_day(one):
            by_month[one.day[:7]].append(one)
    yield from _days(by_month)
    yield from _ahead(told)


def _days(by_month: dict[str, list[Telling]]) -> Iterator[TwoDays]:
    for told in by_month.values():
        for one, other in combinations(told, 2):
            apart = abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)
            if one.article.id == other.article.id or not 0 < apart <= NEAR or one.numbers != other.numbers:
                continue
            if _alike(one, other) >= ALIKE_DAYS and one.names & other.names:
                yield one, other, (phrasing.day(one.day), phrasing.day(other.day))


def _ahead(told: Sequence[Telling]) -> Iterator[TwoDays]:
    """Where sentences published within days tell another day to come of the same, in whatever words it is to begin."""
    coming = [
        (one, day, date.fromisoformat(one.article.day), _begins(one), _said_of(one))
        for one in told
        if (day := _to_come(one)) is not None
    ]
    for (one, first, since, mine, said), (other, second, later, theirs, too) in combinations(coming, 2):
        clock.go_on()
        apart = WIDE if _begins_once(one) and _begins_once(other) else NEAR
        if not 0 < abs((first - second).days) <= apart or (later - since).days > NEAR or said != too:
            continue
        alike = len(mine & theirs) > ALIKE_AHEAD * max(1, len(mine), len(theirs))
        if alike and one.article.id != other.article.id and one.names & other.names and one.numbers == other.numbers:
            yield one, other, (phrasing.day(first.isoformat()), phrasing.day(second.isoformat()))


def _to_come(one: Telling) -> date | None:
    """The one day that a sentence names, if that lies ahead."""
    named = [day for day in days(one.folded) if "d" in day.parts and "m" in day.parts]
    spoken = date.fromisoformat(one.article.day)
    if one.dated or len(named) != 1 or _BOUND.search(one.folded, max(0, named[0].at - FAR), named[0].at):
        return None
    day = named[0].readings[0].first
    with suppress(ValueError):  # the 29 February of another year
        day = day if "y" in named[0].parts else day.replace(year=spoken.year + (day.month < spoken.month))
    return day if day > spoken else None


def _one_day(one: Telling) -> bool:
    """Whether a sentence names one day only, its own: not `he spoke today of the launch of March 24`.

    Nor one by which things stood so: `as of March 25 there were six`.
    """
    named = [day for day in days(one.folded) if "d" in day.parts]
    bounds = any(_BOUND.search(one.folded, max(0, day.at - FAR), day.at) for day in named)
    return not bounds and {day.day for day in named} == {date.fromisoformat(one.day).day}


def _alike(one: Telling, other: Telling) -> float:
    """The share of the shorter sentence's content words, numbers aside, that the other has too."""
    first, second = (
        frozenset(key for key in each.keys if not any(letter.isdigit() for letter in key)) for each in (one, other)
    )
    return len(first & second) / max(1, min(len(first), len(second)))


def _begins(one: Telling) -> frozenset[str]:
    """The words on something that is on a day: not who says it, what is said of any beginning, titles and the day."""
    text = SAYS.sub(" ", one.folded)
    told = (each for each in tokens(text) if each.content and each.lower not in LIGHT | CALENDAR | TITLES)
    return frozenset(each.stem for each in told if each.stem not in BEGUN and not each.lower[0].isdigit())


def _begins_once(one: Telling) -> bool:
    """Whether a sentence tells that something known begins, which it does once: not `a fair opens`, nor `again`."""
    told = tokens(SAYS.sub(" ", one.folded))
    known = any(each.lower == "the" or each.text.endswith("'s") for each in told)
    return known and _ANOTHER.isdisjoint(each.lower for each in told) and any(each.stem in BEGUN for each in told)


def _said_of(one: Telling) -> tuple[bool, bool, frozenset[str]]:
    """What a sentence tells of a day: whether that somebody said something, which is another thing than what he said it
    of, whether that something ends, and which of several it is ('the second round').
    """
    told = tokens(SAYS.sub(" ", one.folded))
    ends = any(each.stem in ENDED for each in told)
    return any(each.lower in SAYING for each in told), ends, frozenset(each.lower for each in told) & ORDINALS.keys()
