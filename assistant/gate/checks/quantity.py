"""Quantities: a number, with its unit, its thing, its limit and its rate, as the cited text gives it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Final

from assistant.gate.align import Aligned
from assistant.gate.cited_text import Source
from assistant.gate.fault import Fault
from assistant.gate.told import Counted, Facts, Size
from assistant.language.measures import LASTING, MEASURES
from assistant.language.quantities import Quantity, limits_clash, same_value
from assistant.language.stems import stem
from assistant.language.times.dates import Day
from corpus.text.calendar import WEEKDAYS

# Units of time: `34-year-old` and `aged 34` are one number with and without its unit.
_TIMES: Final = LASTING | {stem(word) for word in ("old", "age", "aged", "time")}
_WEEKDAYS: Final = frozenset(map(stem, WEEKDAYS))
_ALIKE: Final = ({"money", "count"}, {"ordinal", "code"}, {"ordinal", "count"}, {"percent", "fraction"})
_COUNTABLE: Final = 12
"""Up to so many a reader counts for himself: things that the cited text lists, and does not count."""
_DATES: Final = 60
"""Days of the cited text between which spans are reckoned, at most."""


def wrong_number(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a number that the cited text gives otherwise or not at all."""
    mine = one.claim.value
    if not isinstance(mine, Counted):
        return
    number, theirs = mine.number, source.told.numbers
    alike = [other for other in theirs if _is(number, other)]
    if _is_together(mine, source) or (not alike and any(_is(number, other) for other in source.vouching.numbers)):
        return
    here = Facts(one.units[0].text).numbers if one.copied else ()
    unlike = [other for other in here if number.unit and other.unit == number.unit]
    rivals = [other for other in theirs if number.unit and other.unit == number.unit and _kinds(number, other)]
    if unlike and not any(same_value(number, other) for other in here):
        yield Fault("quantity", one.claim.span, number.text, unlike[0].text)
    elif not alike and not _follows(mine, rivals, source):
        yield Fault("quantity", one.claim.span, number.text, rivals[0].text if rivals else None)
    elif alike and (other := _of_another(number, alike, rivals, source)):
        yield Fault("quantity", one.claim.span, _with_thing(number), _with_thing(other))


def _of_another(
    mine: Quantity, alike: Sequence[Quantity], rivals: Sequence[Quantity], source: Source
) -> Quantity | None:
    """What the cited text says where it has the number in another unit, or of another thing."""
    if mine.unit in MEASURES and all(other.unit in MEASURES - {mine.unit} for other in alike):
        return alike[0]
    things = mine.unit and mine.kind not in ("money", "code") and mine.unit not in _TIMES
    others = all(other.unit and other.unit not in _TIMES and other.unit != mine.unit for other in alike)
    return rivals[0] if source.short and things and others and rivals else None


def wrong_limit(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a limit of a number (`at least`, `more than`) that the cited text does not set, or sets the other way."""
    mine = one.claim.value
    if not isinstance(mine, Counted) or not mine.number.limit:
        return
    number = mine.number
    alike = [other for other in source.told.numbers if other.value == number.value and _kinds(number, other)]
    if alike and all(limits_clash(number.limit, other.limit) for other in alike):
        said, told = (f"{each.limit} {each.text}".strip() for each in (number, alike[0]))
        if not any(_is_limited(number.limit, other, source.whole) for other in alike):
            yield Fault("limit", one.claim.span, said, told)


def _is_limited(limit: str, other: Quantity, whole: str) -> bool:
    """Whether the words of a limit stand close before a cited number: `below the 50 percent`."""
    return any(word in whole[max(0, other.start - 30) : other.start].lower() for word in _WORDS.get(limit, ()))


_WORDS: Final = {"less than": ("below", "under", "less", "fewer"), "more than": ("above", "over", "more", "beyond")}


def wrong_size(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a size (`hundreds of people`) that no number of the cited text has."""
    size = one.claim.value
    if not isinstance(size, Size):
        return
    told = [*source.told.sizes, *source.vouching.sizes]
    if any(other.least == size.least for other in told):
        return
    theirs = [other for other in source.told.numbers if other.kind in ("count", "money", "year")]
    same = [other for other in theirs if other.unit == size.unit] or theirs
    if not any(size.least <= other.value < 100 * size.least for other in same):
        cited = same[0].text if same else told[0].text if told else None
        yield Fault("quantity", one.claim.span, size.text, cited)


def wrong_people(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a number of another country's people than is cited: `1.8 million Koreans` for as many Americans."""
    mine = one.claim.value
    if not isinstance(mine, Counted) or not mine.people:
        return
    held = [other.people for other in source.told.counts if other.people and same_value(mine.number, other.number)]
    if held and all(people.canonical != mine.people.canonical for people in held):
        yield Fault("quantity", one.claim.span, f"{mine.number.text} {mine.people.text}", held[0].text)


def wrong_rate(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a number that is told by the year, month, week, day or hour, where the cited text does not count so."""
    mine = one.claim.value
    if isinstance(mine, Counted) and mine.rate and mine.rate not in source.told.rates:
        yield Fault("quantity", one.claim.span, f"{mine.number.text} by the {mine.rate}")


def _is(mine: Quantity, other: Quantity) -> bool:
    return _kinds(mine, other) and same_value(mine, other)


def _kinds(one: Quantity, other: Quantity) -> bool:
    pair = {one.kind, other.kind}
    return len(pair) == 1 or pair <= {"count", "year", "code"} or pair in _ALIKE


def _with_thing(one: Quantity) -> str:
    """A quantity with the thing counted, as the text tells it."""
    return f"{one.text} {one.noun}".strip()


def _is_together(mine: Counted, source: Source) -> bool:
    """Whether `one in four` is a share that the cited text tells, or `five others`, with those named, are as many."""
    if mine.share is not None and any(_is_share(mine.share, other) for other in source.told.numbers):
        return True
    if not mine.more:
        return False
    more = replace(mine.number, value=mine.number.value + mine.more)
    return any(
        same_value(more, replace(other.number, value=other.number.value + other.more)) for other in source.told.counts
    )


def _follows(mine: Counted, rivals: Sequence[Quantity], source: Source) -> bool:
    """Whether a number that the cited text does not give follows from what it gives, or is counted by the reader."""
    number = mine.number
    if number.kind == "ordinal" and not number.unit and any(day.day == number.value for day in _days(source)):
        return True  # on the 17th
    if number.kind == "ordinal" and number.unit == "century":
        return any((year - 1) // 100 + 1 == number.value for year in _years(source))
    if (
        number.kind == "ordinal"
        and number.value >= 3
        and any(_is_share(1 / number.value, n) for n in source.told.numbers)
    ):
        return True
    if number.unit in LASTING and _is_between(number, source):
        return True
    if number.kind == "fraction" and number.value > 1:  # a quarter century
        return any(other.value == number.value and other.unit == number.unit for other in source.told.numbers)
    if number.unit in _WEEKDAYS:  # nobody counts Mondays that are not told
        return False
    small = number.value <= _COUNTABLE and float(number.value).is_integer() and number.kind in ("count", "ordinal")
    return small and mine.counts and not rivals and (number.unit not in MEASURES or number.unit in LASTING)


def _is_share(share: float, other: Quantity) -> bool:
    """Whether a share is a percentage or a fraction of the cited text."""
    value = other.value / 100 if other.kind == "percent" else other.value if other.kind == "fraction" else -1.0
    return abs(value - share) < 0.007


def _days(source: Source) -> Iterator[Day]:
    """The dates that the cited text tells or means, and those of the archive."""
    yield from (*source.told.days, *source.meant, *source.vouching.days)


def _years(source: Source) -> set[int]:
    """The years that the cited text and the archive tell."""
    told = {day.year for day in (*source.told.days, *source.vouching.days) if day.year}
    return told | {int(number.value) for number in source.told.numbers if number.kind == "year"}


def _is_between(number: Quantity, source: Source) -> bool:
    """Whether so many days, weeks, months or years lie between two dates of the cited text or the archive."""
    days = [*source.told.days, *source.vouching.days]
    years = _years(source)
    if number.unit == "year" and any(abs(one - two) == number.value for one, two in combinations(years, 2)):
        return True
    found = sorted(
        {
            date(day.year or year, day.month, day.day)
            for day in days[:_DATES]
            if day.month and day.day
            for year in (min(years, default=2000),)
        }
    )
    for one, two in combinations(found, 2):
        apart = (two - one).days
        if number.unit == "day" and apart == number.value:
            return True
        if number.unit == "week" and abs(apart - 7 * number.value) <= 3:
            return True
        if number.unit == "month" and abs(apart - 30.4 * number.value) <= 8:
            return True
        if number.unit == "year" and abs(apart - 365.25 * number.value) <= 60:
            return True
    return False
