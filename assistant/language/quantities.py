"""Quantities of a text with their unit and what limits them: `at least 8,000 troops` is (8000, troop, at least)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from assistant.language.lexicon import STOP
from assistant.language.measures import (
    BETWEEN,
    DEFINITE,
    FRACTIONS,
    LASTING,
    LIMITS,
    MEASURED,
    MONEY,
    ORDINALS,
    SCALES,
    TENS,
    UNCOUNTED,
    UNITS,
    VULGAR,
    YEARS,
)
from assistant.language.words import Token, named, tokens

Kind = Literal["count", "money", "percent", "fraction", "ordinal", "year", "code"]

_SIGNS: Final = "".join(sign for sign in MONEY if not sign.isalpha())
_PERCENT: Final = ("percent", "%", "pct", "percentage")
_LONGEST_LIMIT: Final = max(map(len, LIMITS))
# A share told with `a third` or `a quarter`, and not the third of something or a part of the year.
_SHARED: Final = ("by", "than", "about", "nearly", "almost", "over", "roughly", "around")
# What follows the digits of a number without a space and leaves it a number: `60km`, `4pm`, `the 1990s`.
_RANKED: Final = ("st", "nd", "rd", "th")
_GLUED: Final = frozenset(SCALES) | {"s", "km", "kg", "am", "pm"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text.

    `unit`: what a unit of measure or money is called (`kilometer`), else the stem of the thing counted; `noun`: the
    word of the text that tells it. `limit`: `at least`, `about` and the like. `spelled`: told in words. `definite`:
    told as known (`the two ministers`).
    """

    value: float
    kind: Kind
    unit: str
    noun: str
    limit: str
    text: str
    start: int
    spelled: bool = False
    definite: bool = False

    @property
    def end(self) -> int:
        """Where its text ends in the folded text; the noun may follow."""
        return self.start + len(self.text)


@lru_cache(maxsize=4096)
def quantities(folded: str, skip: frozenset[int] = frozenset()) -> tuple[Quantity, ...]:
    """The quantities of a folded text in order; none that begins at an offset of `skip` (parts of dates)."""
    words = tokens(folded)
    inside = {token.start for group in named(folded) if len(group) > 1 for token in group}
    out: list[Quantity] = []
    at = 0
    while at < len(words):
        found = None if words[at].start in skip or words[at].start in inside else _read(_Row(words, at, folded))
        if found is not None:
            out.append(found[0])
        at = found[1] if found else at + 1
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a folded text and the place among them where a number may begin."""

    words: Sequence[Token]
    at: int
    folded: str

    def lower(self, place: int) -> str:
        """The word at a place in lower case; empty outside of the text."""
        return self.words[place].lower if 0 <= place < len(self.words) else ""

    def gap(self, place: int) -> str:
        """What stands before the word at a place."""
        return self.folded[self.words[place - 1].end : self.words[place].start]

    def glued(self, place: int) -> bool:
        """Whether the word at a place follows the one before it without a space."""
        return place < len(self.words) and self.words[place].start == self.words[place - 1].end


_Read = tuple[Quantity, int]


def _read(row: _Row) -> _Read | None:
    """The quantity that begins at the row's place, and the place after it."""
    at, low = row.at, row.lower(row.at)
    if low[0].isdigit() or (low[0] in _SIGNS and len(low) > 1):
        return _digits(row)
    if low in UNITS or low in TENS or (low in SCALES and len(low) > 2):
        return _spelled(row)
    if low in FRACTIONS and low != "half" and row.lower(at - 1) == "a" and _shares(row):
        return _make(FRACTIONS[low], "fraction", row, at + 1, spelled=True)
    if low in ORDINALS and low != "second":
        return _make(ORDINALS[low], "ordinal", row, at + 1, spelled=True)
    if low == "half":
        if row.lower(at + 1) == "a" and row.lower(at + 2) in SCALES:
            return _make(0.5 * SCALES[row.lower(at + 2)], "count", row, at + 3, spelled=True)
        if row.lower(at + 1) == "a" and row.lower(at + 2) in YEARS:
            return _lasting(0.5 * YEARS[row.lower(at + 2)], row, at + 3)
        return _make(0.5, "fraction", row, at + 1, spelled=True)
    if low in YEARS and row.lower(at - 1) == "a":
        return _lasting(YEARS[low], _Row(row.words, at - 1, row.folded), at + 1)
    return None


def _lasting(years: float, row: _Row, end: int) -> _Read:
    """So many years, told as a century, half a century or a decade."""
    found, after = _make(years, "count", row, end, spelled=True)
    return replace(found, unit="year", noun="years"), after


def _shares(row: _Row) -> bool:
    """Whether `a third` or `a quarter` tells a share: `by a third`, `a quarter of the town`."""
    return row.lower(row.at + 1) == "of" or row.lower(row.at - 2) in _SHARED


def _digits(row: _Row) -> _Read | None:
    token, end = row.words[row.at], row.at + 1
    money = token.lower[0] in _SIGNS
    plain = token.lower.lstrip(_SIGNS).rstrip(".,")
    value = _value(plain)
    if value is None:
        return None
    before = row.folded[max(0, token.start - 2) : token.start]
    if not money and (before[-1:].isalpha() or (before[-1:] == "-" and before[:-1].isalpha())):
        return _make(value, "code", row, end)
    if row.glued(end) and row.words[end].text in VULGAR:
        value += VULGAR[row.words[end].text]
        end += 1
    elif row.glued(end) and row.lower(end) in _RANKED:
        return _make(value, "ordinal", row, end + 1)
    elif row.folded[token.end : token.end + 1].isalpha() and not (row.glued(end) and row.lower(end) in _GLUED):
        return _make(value, "code", row, end)
    if row.lower(end) in SCALES and (row.glued(end) or len(row.lower(end)) > 1):
        value *= SCALES[row.lower(end)]
        end += 1
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", plain) and end == row.at + 1 and not money:
        return _make(value, "year", row, end)
    return _make(value, "money" if money else "count", row, end)


def _value(plain: str) -> float | None:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return float(plain.replace(",", ""))
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None


def _spelled(row: _Row) -> _Read | None:
    """A number in words: `two hundred and fifty`, `twenty-fifth`, `two thirds`, `a million`."""
    total, current, end = 0.0, 0.0, row.at
    while end < len(row.words):
        low, seen = row.lower(end), end > row.at
        gap = row.gap(end) if seen else " "
        if gap not in (" ", "-"):
            break
        if low in UNITS or low in TENS:
            current += UNITS.get(low, 0) + TENS.get(low, 0)
        elif low in SCALES and len(low) > 2 and (seen or row.lower(end - 1) in ("a", "one")):
            if SCALES[low] <= 100:
                current = max(current, 1) * SCALES[low]
            else:
                total, current = total + max(current, 1) * SCALES[low], 0
        elif low in FRACTIONS and current < 10 and end == row.at + 1:
            return _make(current * FRACTIONS[low], "fraction", row, end + 1, spelled=True)
        elif seen and low in ORDINALS and low != "second" and gap == "-":
            return _make(current + ORDINALS[low], "ordinal", row, end + 1, spelled=True)
        elif seen and low == "and" and row.lower(end + 1) in UNITS | TENS and row.lower(end - 1) in SCALES:
            pass
        else:
            break
        end += 1
    return _make(total + current, "count", row, end, spelled=True) if end > row.at else None


def _make(value: float, kind: Kind, row: _Row, end: int, *, spelled: bool = False) -> _Read:
    """The quantity between the row's place and `end`, with the unit after it and the limit before it."""
    first, last = row.words[row.at], row.words[end - 1]
    kind, unit, noun = _unit(kind, row, end)
    if kind == "money" and first.text[0] in MONEY:
        unit, noun = MONEY[first.text[0]], ""
    if unit in YEARS:  # two decades are twenty years
        value, unit = value * YEARS[unit], "year"
    before = tuple(row.lower(place) for place in range(row.at - _LONGEST_LIMIT, row.at))
    limit = next((LIMITS[before[cut:]] for cut in range(_LONGEST_LIMIT) if before[cut:] in LIMITS), "")
    if before[-1] == "over" and unit in LASTING:  # `over five years` is how long it took
        limit = ""
    text = row.folded[first.start : last.end]
    return Quantity(value, kind, unit, noun, limit, text, first.start, spelled, before[-1] in DEFINITE), end


def _unit(kind: Kind, row: _Row, end: int) -> tuple[Kind, str, str]:
    """The kind of a number, its unit and the word that tells it, by the four words after it."""
    for place in range(end, min(end + 4, len(row.words))):
        token, gap = row.words[place], row.folded[row.words[end - 1].end : row.words[place].start]
        if any(mark in gap for mark in ".;:?!()") or ("," in gap and place > end):
            break
        if token.lower in _RANKED and row.glued(place):
            break  # `from the 17th to the 20th`
        if token.lower in _PERCENT or (token.lower == "per" and row.lower(place + 1) == "cent"):
            return "percent", "", token.text
        if token.lower in MONEY and kind in ("count", "money"):
            return "money", MONEY[token.lower], token.text
        if token.lower in MEASURED and (MEASURED[token.lower] != "am" or (place == end and kind != "money")):
            return kind, MEASURED[token.lower], token.text
        if token.lower not in STOP and not token.lower[0].isdigit() and token.lower not in BETWEEN:
            return _thing(row, place) if kind == "count" else (kind, token.stem, token.text)
    return kind, "", ""


def _thing(row: _Row, first: int) -> tuple[Kind, str, str]:
    """What is counted where the words for it begin at a place: the word for several things among them, if one is.

    `80 million U.S. vaccine doses` are doses, `400 million cubic metres` are of a measure of their own.
    """
    for place in range(first, min(first + 4, len(row.words))):
        token = row.words[place]
        if place > first and (row.gap(place) not in (" ", "-") or token.lower in STOP):
            break
        if place > first and token.lower in MONEY:
            return "money", MONEY[token.lower], token.text
        if place > first and token.lower in MEASURED:
            words = row.words[first : place + 1]
            of = " ".join([*(each.stem for each in words[:-1]), MEASURED[token.lower]])
            return "count", of, row.folded[words[0].start : token.end]
        if several(token.lower):
            return "count", token.stem, token.text
    return "count", row.words[first].stem, row.words[first].text


def several(word: str) -> bool:
    """Whether a word in lower case may stand for several things."""
    return word in UNCOUNTED or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def same_value(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers are one value; `about`, `nearly` and `over` may round the cited number, to fewer digits."""
    if abs(one.value - other.value) <= 1e-6 * max(1.0, abs(other.value)):
        return True
    if {one.kind, other.kind} == {"percent", "fraction"}:
        share, part = (one, other) if one.kind == "percent" else (other, one)
        return abs(share.value / 100 - part.value) < 0.007
    gap = abs(one.value - other.value) / max(abs(other.value), 1e-9)
    wide = {"about": 0.06, "less than": 0.15}.get(one.limit, 0.34)
    if other.value < 20 or gap > wide or _digits_told(one.value) >= _digits_told(other.value):
        return False
    return (
        one.limit == "about"
        or (one.limit == "less than" and other.value < one.value)
        or (one.limit in _UP and other.value > one.value)
    )


def _digits_told(value: float) -> int:
    """How many digits of a value are told: 30,000 tells one, 28,500 three."""
    return len(f"{value:.6f}".rstrip("0").rstrip(".").replace(".", "").rstrip("0").lstrip("0"))


_UP, _DOWN = ("more than", "at least"), ("less than", "at most")


def limits_clash(one: str, other: str) -> bool:
    """Whether a sentence's limit says what the cited text's limit does not: the other way, or more than was said."""
    if (one in _UP and other in _DOWN) or (one in _DOWN and other in _UP):
        return True
    return (one in ("more than", "less than") and not other) or (one == "exactly" and other not in ("", "exactly"))
