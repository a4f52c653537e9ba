"""What a folded text tells that can be looked up exactly: its days, quantities, sizes and names, each read once."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from assistant.language.lexicon import STOP
from assistant.language.measures import BETWEEN, LEADING, NUMBERED, OPENING, SIZES
from assistant.language.names import Name, names
from assistant.language.naming import NATIONS
from assistant.language.quantities import Quantity, quantities, several
from assistant.language.times.dates import Day, Relative, Weekday, days, relative, weekdays
from assistant.language.words import tokens
from corpus.text.calendar import MONTHS, WEEKDAYS

_AND: Final = re.compile(r"^,? (?:and|along with|plus|as well as|together with) (?:the )?$")
_COMMA: Final = re.compile(r"^,? (?:and )?(?:the )?$")
_LISTED: Final = 20
"""Names of one list that are counted at most."""
_RATE: Final = re.compile(
    r"\b(?:(?:per|each|every|a) (year|month|week|day|hour)\b(?! (?:ago|later|earlier|before|after|old|or))"
    r"|(annual|year|month|week|dai)ly\b)",
    re.IGNORECASE,
)
_NO_RATE: Final = re.compile(r"\b(?:in|for|within|of|over|after|once|than|about) a \w+$", re.IGNORECASE)
_STEMS: Final = {"annual": "year", "dai": "day"}
_LAST_WORD: Final = re.compile(r"(?<!\w)([^\W\d_]{2,24})\.?[ -]$")
_LONGEST_WORD: Final = 27
_TIMED: Final = frozenset(word.lower() for word in (*WEEKDAYS, *MONTHS))
_NEAR: Final = 60
"""Characters before a number in which the name stands that it is part of, with what leads that name in."""
_LISTING: Final = re.compile(r"[.)] \S")
_NEW_ITEM: Final = re.compile(r"(?:^|[.!?;:] )\(?$")
_SHARE: Final = re.compile(r" (?:in|out of)(?: every)? ")


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with what stands around it.

    `more`: how many are named before `and five others`. `rate`: the time that it is told by (`a year`), or empty.
    `people`: the country named right after it. `share`: of `one in four` the share, else None. `counts`: whether it
    counts things, and does not number what stands before it, as `Bergen 1` and `phase 2` do.
    """

    number: Quantity
    more: int
    rate: str
    people: Name | None
    share: float | None
    counts: bool


@dataclass(frozen=True, slots=True)
class Size:
    """A size told without a number (`hundreds of people`): the least it stands for, and the stem of the counted."""

    least: float
    text: str
    start: int
    unit: str


class Facts:
    """What a folded text tells; each reading is made when it is first asked for."""

    def __init__(self, folded: str) -> None:
        self.text = folded

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Its dates."""
        return days(self.text)

    @cached_property
    def dated(self) -> frozenset[int]:
        """The offsets that belong to dates."""
        return frozenset(at for day in self.days for at in range(day.at, day.end))

    @cached_property
    def weekdays(self) -> tuple[Weekday, ...]:
        """The weekdays that it names."""
        return weekdays(self.text)

    @cached_property
    def relative(self) -> tuple[Relative, ...]:
        """The times that it tells from the day of writing."""
        return relative(self.text)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Its names, those aside that belong to dates."""
        return names(self.text, skip=self.dated)

    @cached_property
    def numbers(self) -> tuple[Quantity, ...]:
        """Its quantities, those aside that belong to dates."""
        return quantities(self.text, self.dated)

    @cached_property
    def counts(self) -> tuple[Counted, ...]:
        """Its quantities with what stands around them."""
        starts = [name.start for name in self.names]
        shares = dict(_shares(self.text, self.numbers))
        return tuple(_counted(self.text, one, self.names, starts, shares.get(one.start)) for one in self.numbers)

    @cached_property
    def rates(self) -> frozenset[str]:
        """The times by which it counts: `year` of `a year`, `annual`."""
        found = (_rate(match) for match in _RATE.finditer(self.text))
        return frozenset(found) | ({"year"} if "annual" in self.text.lower() else set())

    @cached_property
    def sizes(self) -> tuple[Size, ...]:
        """Its sizes told without a number."""
        return tuple(_sizes(self.text))


def _counted(text: str, number: Quantity, named: Sequence[Name], starts: Sequence[int], share: float | None) -> Counted:
    before = bisect_left(starts, number.start)
    after = bisect_left(starts, number.end)
    people = named[after] if after < len(named) and starts[after] == number.end + 1 else None
    nation = people if people and people.canonical[1:] in NATIONS else None
    more = _beside(text, number, named[:before][-_LISTED:])
    return Counted(number, more, _told_by(text, number), nation, share, _counts(text, number))


def _counts(text: str, number: Quantity) -> bool:
    """Whether a number counts the things told right after it."""
    found = _LAST_WORD.search(text, max(0, number.start - _LONGEST_WORD), number.start)
    before = found[1] if found else ""
    if before.lower() in NUMBERED:
        return False
    behind = before[:1].isupper() and before.lower() not in STOP
    if _numbers_a_name(text, number.start):
        return False
    if number.kind == "ordinal" or number.spelled:
        return bool(number.unit) or (number.spelled and not behind)
    ahead = _NEW_ITEM.search(text[max(0, number.start - 3) : number.start])
    if ahead and _LISTING.match(text, number.end) and (":" not in ahead[0] or number.value == 1):
        return True  # the number of an item in a list, which says nothing of anything
    at = number.end
    for place, word in enumerate(tokens(text[at : at + 80])[:4]):
        gap = text[at : number.end + word.start]
        if gap not in (" ", "-") and not (place and gap == ", "):
            return False
        if place == 0 and (word.lower == "of" or (gap == "-" and word.text.islower())):
            return True  # 12 of them, a 10-member group
        if (word.lower in STOP and word.lower not in BETWEEN) or word.lower[0].isdigit():
            return False
        if several(word.lower) or (number.value == 1 and not behind and word.text.islower()):
            return True
        at = number.end + word.end
    return False


def _numbers_a_name(text: str, at: int) -> bool:
    """Whether a number stands right behind a name that nothing leads in: `Bergen 3 agrees`, not `in Bergen 3 agree`."""
    words = text[max(0, at - _NEAR) : at].split(" ")
    name = words[-2].removesuffix(".") if len(words) > 1 and not words[-1] else ""
    if not name.isalpha() or not _is_name(name) or name.lower() in _TIMED | OPENING:
        return False
    lead = next((word for word in words[-3::-1] if not _is_name(word.removesuffix("."))), "")
    return lead.lower() not in LEADING


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in STOP


def _shares(text: str, numbers: Sequence[Quantity]) -> Iterator[tuple[int, float]]:
    """The share that two numbers tell together, `one in four`, with the place of either."""
    for one, two in pairwise(numbers):
        if 0 < one.value < two.value and _SHARE.fullmatch(text, one.end, two.start):
            yield one.start, one.value / two.value
            yield two.start, one.value / two.value


def _beside(text: str, number: Quantity, named: Sequence[Name]) -> int:
    """How many are named before `and five others`: `Israel and five other countries` are six."""
    if not named or not text[number.end : number.end + 8].lstrip().startswith("other"):
        return 0
    if not _AND.match(text[named[-1].end : number.start]):
        return 0
    count = 1
    for one, two in zip(named[-2::-1], named[:0:-1], strict=False):
        if not _COMMA.match(text[one.end : two.start]):
            break
        count += 1
    return count


# Between a number and a time that it is not told by: `60 days to a year`, `two meetings nearly a year apart`.
_PARTS = re.compile(r"[,;:.]|\b(?:to|and|or|than|after|before|within|nearly|almost|about)\b")


def _told_by(text: str, number: Quantity) -> str:
    """The time that a number is told by: `year` of `$2 billion a year`; empty for none."""
    match = _RATE.search(text, number.end, number.end + 40)
    if not match or _PARTS.search(text, number.end, match.start()):
        return ""
    return "" if _NO_RATE.search(text[max(0, match.start() - 10) : match.end()]) else _rate(match)


def _rate(match: re.Match[str]) -> str:
    unit = next(group.lower() for group in match.groups() if group)
    return _STEMS.get(unit, unit)


def _sizes(folded: str) -> Iterator[Size]:
    words = tokens(folded)
    at = 0
    while at < len(words):
        least, end = SIZES.get(words[at].lower), at + 1
        if least is not None:
            if end + 1 < len(words) and words[end].lower == "of" and words[end + 1].lower in SIZES:
                least *= SIZES[words[end + 1].lower]
                end += 2
            counted = next((one.stem for one in words[end : end + 8] if one.content), "")
            yield Size(least, folded[words[at].start : words[end - 1].end], words[at].start, counted)
        at = end
