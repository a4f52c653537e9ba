"""What a number or a date belongs to: the words beside it in a sentence, against those beside it in the cited text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from assistant.gate.cited_text import Unit, grouped
from assistant.language.measures import MEASURES
from assistant.language.quantities import Quantity, quantities, same_value
from assistant.language.times.dates import Day, days
from corpus.text.tables import bag

# How far from a number, in words, its company reaches, and what ends it.
REACH = 8
_CLAUSE = bag("that which who whom whose because while but although though after before when where if whether")
# A word beyond an `and` or a comma belongs to a number less than its place tells.
_APART = 5
_JOINS = bag("and or")
# A date after one of these is what something is held against, not when it was.
_BASE = bag("from than versus against since")
_RUN = bag("to until till through")


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A number or a date and the places of its words (first and last) among the words of its sentence."""

    what: Quantity | Day
    first: int
    last: int

    def fits(self, other: "_Anchor") -> bool:
        """Whether the other is the same number or date."""
        one, two = self.what, other.what
        if isinstance(one, Day) and isinstance(two, Day):
            return one.fits(two)
        return isinstance(one, Quantity) and isinstance(two, Quantity) and same_value(one, two)

    def rivals(self, other: "_Anchor") -> bool:
        """Whether the other is another number or date of the same kind."""
        one, two = self.what, other.what
        # `2021` is no other day than `June 2021`.
        if type(one) is not type(two) or self.fits(other) or other.fits(self):
            return False
        if isinstance(one, Quantity) and isinstance(two, Quantity):
            bare = two.kind == "count" and not two.unit
            measured = {one.unit, two.unit} <= MEASURES and one.unit != two.unit
            return (one.kind == two.kind or bare) and not measured
        return True


@dataclass(frozen=True, slots=True)
class _Line:
    """A folded sentence as words (names of one thing as one), each with its stem, its kind of word, and its anchors."""

    stems: tuple[str, ...]
    lower: tuple[str, ...]
    content: tuple[bool, ...]
    breaks: tuple[bool, ...]
    """Whether a mark stands before the word."""
    anchors: tuple[_Anchor, ...]


@lru_cache(maxsize=4096)
def _line(folded: str) -> _Line:
    groups = grouped(folded)
    starts = [group[0].start for _, group in groups]
    breaks = [
        bool(at) and bool(_MARK.search(folded[groups[at - 1][1][-1].end : start])) for at, start in enumerate(starts)
    ]
    dated = days(folded)
    skip = frozenset(at for day in dated for at in range(day.at, day.end))
    found: list[tuple[Quantity | Day, int, int]] = [(day, day.at, day.end) for day in dated]
    found += [
        (one, one.start, one.end)
        for one in quantities(folded, skip)
        if one.kind not in ("ordinal", "code")
        and not folded[one.end :].startswith(" other")
        and ":" not in folded[max(0, one.start - 1) : one.end + 1]
    ]
    anchors = []
    for what, begin, end in found:
        inside = [at for at, start in enumerate(starts) if begin <= start < end]
        if inside:
            anchors.append(_Anchor(what, inside[0], inside[-1]))
    return _Line(
        tuple(stem for stem, _ in groups),
        tuple(group[0].lower for _, group in groups),
        tuple(len(group) > 1 or group[0].content or stem[0] == "@" for stem, group in groups),
        tuple(breaks),
        tuple(anchors),
    )


_MARK = re.compile(r"[,;:.?!()]|- | -")


def misplaced(sentence: str, units: Sequence[Unit]) -> list[str]:
    """A reason where the words beside a folded sentence's number or date stand beside another in the cited text."""
    mine = _line(sentence)
    theirs = [_line(unit.text) for unit in units]
    for one in mine.anchors:
        held, against, rival = _votes(mine, one, theirs, [])
        if rival and against >= 2 and against >= 2 * held:
            return [_reason(one, rival)]
    for one, other in combinations(mine.anchors, 2):
        votes = [_votes(mine, one, theirs, [other]), _votes(mine, other, theirs, [one])]
        if not any(held for held, _, _ in votes) and all(against for _, against, _ in votes):
            return [_reason(one, other)]
    return []


def exchanged(sentence: str, units: Sequence[Unit]) -> list[str]:
    """A reason where a folded sentence goes `from 4 to 6` and the cited text from 6 to 4."""
    theirs = [pair for unit in units for pair in _ways(_line(unit.text))]
    for one, two in _ways(_line(sentence)):
        along = any(one.fits(first) and two.fits(second) for first, second in theirs)
        back = any(two.fits(first) and one.fits(second) for first, second in theirs)
        if back and not along:
            said, held = f"{one.what.text} to {two.what.text}", f"{two.what.text} to {one.what.text}"
            return [f"says '{said}'; the cited text says '{held}'"]
    return []


def _ways(line: _Line) -> list[tuple[_Anchor, _Anchor]]:
    """The pairs of numbers of a line between which something goes: `4 to 6`, `6, up from 4`."""
    out = []
    for one, two in combinations([anchor for anchor in line.anchors if isinstance(anchor.what, Quantity)], 2):
        if two.first - one.last > 19:
            continue
        between = line.lower[one.last + 1 : two.first]
        if len(between) <= 5 and "to" in between[-2:]:
            out.append((one, two))
        elif len(between) <= 18 and "from" in between[-1:] and one.rivals(two):
            out.append((two, one))
    return out


def _reason(one: _Anchor, rival: _Anchor) -> str:
    return f"says of {one.what.text} what the cited text says of {rival.what.text}"


def _votes(
    mine: _Line, anchor: _Anchor, theirs: Sequence[_Line], named: Sequence[_Anchor]
) -> tuple[int, int, _Anchor | None]:
    """How many words beside an anchor stand closest to it in the cited text, how many to a rival, and to which.

    The rivals are those of the cited text that are none of the sentence's own; or the `named` ones, where there are
    any.
    """
    same = [(line, one) for line in theirs for one in line.anchors if anchor.fits(one)]
    others = [
        (line, one)
        for line in theirs
        for one in line.anchors
        if anchor.rivals(one)
        and (any(own.fits(one) for own in named) if named else not any(own.fits(one) for own in mine.anchors))
    ]
    if not same or not others:
        return 0, 0, None
    held, against = 0, 0
    nearest: dict[_Anchor, int] = {}
    for stem in _company(mine, anchor):
        here = min(_gap(line, stem, one) for line, one in same)
        there, rival = min((_gap(line, stem, one), at) for at, (line, one) in enumerate(others))
        if here < there:
            held += 1
        elif here > there:
            against += 1
            nearest[others[rival][1]] = nearest.get(others[rival][1], 0) + 1
    if isinstance(anchor.what, Day) and not _base(mine, anchor) and all(_base(line, one) for line, one in same):
        against += 2
        nearest = nearest or {others[0][1]: 1}
    return held, against, max(nearest, key=lambda one: nearest[one]) if nearest else None


_FAR = 1000


def _base(line: _Line, anchor: _Anchor) -> bool:
    if _RUN.intersection(line.lower[anchor.first : anchor.last + 2]):  # 'from February 10 to 15' is when it was
        return False
    return any(word in _BASE for word in line.lower[max(0, anchor.first - 2) : anchor.first])


def _company(line: _Line, anchor: _Anchor) -> Iterator[str]:
    """The stems of the content words around an anchor, up to its clause's end, next to no other of its kind."""
    others = [one for one in line.anchors if one is not anchor and type(one.what) is type(anchor.what)]
    closed = {at for one in others for at in range(one.first, one.last + 1)}
    for steps in (
        range(anchor.first - 1, anchor.first - REACH - 1, -1),
        range(anchor.last + 1, anchor.last + REACH + 1),
    ):
        for at in steps:
            if not 0 <= at < len(line.stems) or at in closed or line.lower[at] in _CLAUSE:
                break
            if line.content[at] and all(_steps(line, at, anchor) <= _steps(line, at, one) for one in others):
                yield line.stems[at]


def _steps(line: _Line, at: int, anchor: _Anchor) -> int:
    """How many words a place is away from an anchor, what stands apart counted more."""
    low, high = (at, anchor.first) if at < anchor.first else (anchor.last, at)
    apart = sum(line.breaks[place] or line.lower[place] in _JOINS for place in range(low + 1, high + 1))
    return high - low + _APART * apart


def _gap(line: _Line, stem: str, anchor: _Anchor) -> int:
    """The least number of steps between a stem and an anchor of the same sentence."""
    places = [at for at, one in enumerate(line.stems) if one == stem and not anchor.first <= at <= anchor.last]
    return min((_steps(line, at, anchor) for at in places), default=_FAR)
