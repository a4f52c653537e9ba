"""Numbers of a text with their unit and what limits them: `at least 8,000 troops` is (8000, troops, at least)."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from assistant.language.lexicon import STOP, bag
from assistant.language.measures import (
    FRACTIONS,
    LASTING,
    LIMITS,
    MEASURED,
    MONEY,
    ORDINALS,
    SCALES,
    SPANS,
    TENS,
    UNITS,
    VULGAR,
)
from assistant.language.words import Token, named, tokens


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a value, its kind (count, money, percent, ordinal, year, code), the stem of its unit, and its limit."""

    value: float
    kind: str
    unit: str
    limit: str
    text: str
    at: int
    spelled: bool = False
    definite: bool = False


@lru_cache(maxsize=4096)
def numbers(folded: str, skip: frozenset[int] = frozenset()) -> tuple[Number, ...]:
    """The numbers of a folded text in order; those that begin at an offset of `skip` (parts of dates) are left out."""
    words = tokens(folded)
    inside = {token.start for group in named(folded) if len(group) > 1 for token in group}
    out: list[Number] = []
    at = 0
    while at < len(words):
        if words[at].start in skip or words[at].start in inside:
            at += 1
            continue
        found = _read(words, at, folded)
        if found is None:
            at += 1
            continue
        number, after = found
        out.append(number)
        at = after
    return tuple(out)


def _read(words: tuple[Token, ...], at: int, folded: str) -> tuple[Number, int] | None:
    token = words[at]
    low = token.lower
    if low[0].isdigit() or (low[0] in "$€£¥₩" and len(low) > 1):
        return _digits(words, at, folded)
    if low in UNITS or low in TENS or (low in SCALES and len(low) > 2):
        return _spelled(words, at, folded)
    if low in FRACTIONS and at and words[at - 1].lower == "a" and _part(words, at):
        return _make(FRACTIONS[low], "fraction", words, at, at + 1, folded, spelled=True), at + 1
    if low in ORDINALS and low != "second":
        return _make(ORDINALS[low], "ordinal", words, at, at + 1, folded, spelled=True), at + 1
    if low == "half":
        following = tuple(token.lower for token in words[at + 1 : at + 3])
        if len(following) == 2 and following[0] == "a" and following[1] in SCALES:
            return _make(0.5 * SCALES[following[1]], "count", words, at, at + 3, folded, spelled=True), at + 3
        return _make(0.5, "fraction", words, at, at + 1, folded, spelled=True), at + 1
    if low in SPANS and at and words[at - 1].lower == "a":
        return replace(_make(SPANS[low], "count", words, at - 1, at + 1, folded, spelled=True), unit="year"), at + 1
    return None


def _part(words: tuple[Token, ...], at: int) -> bool:
    """Whether `a third` or `a quarter` tells a share: `by a third`, `a quarter of the town`."""
    before = words[at - 2].lower if at > 1 else ""
    after = words[at + 1].lower if at + 1 < len(words) else ""
    return after == "of" or before in ("by", "than", "about", "nearly", "almost", "over", "roughly", "around")


def _digits(words: tuple[Token, ...], at: int, folded: str) -> tuple[Number, int] | None:
    token = words[at]
    money = token.lower[0] in "$€£¥₩"
    plain = token.lower.lstrip("$€£¥₩").rstrip(".,")
    value = _value(plain)
    if value is None:
        return None
    before = folded[token.start - 1] if token.start else " "
    after = folded[token.end] if token.end < len(folded) else " "
    if not money and (before.isalpha() or (before == "-" and token.start > 1 and folded[token.start - 2].isalpha())):
        return _make(value, "code", words, at, at + 1, folded), at + 1
    end = at + 1
    glued = end < len(words) and words[end].start == token.end
    if glued and words[end].text in VULGAR:
        value += VULGAR[words[end].text]
        end += 1
        glued, after = False, " "
    if glued and words[end].lower in ("st", "nd", "rd", "th"):
        return _make(value, "ordinal", words, at, end + 1, folded), end + 1
    if after.isalpha() and not (glued and words[end].lower in SCALES | {"s": 0, "km": 0, "kg": 0, "am": 0, "pm": 0}):
        return _make(value, "code", words, at, end, folded), end
    if end < len(words) and words[end].lower in SCALES and (glued or len(words[end].lower) > 1):
        value *= SCALES[words[end].lower]
        end += 1
    kind = "money" if money else "count"
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", plain) and end == at + 1 and not money:
        kind = "year"
    return _make(value, kind, words, at, end, folded), end


def _value(plain: str) -> float | None:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return float(plain.replace(",", ""))
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None


def _spelled(words: tuple[Token, ...], at: int, folded: str) -> tuple[Number, int] | None:
    total, current, end, seen = 0.0, 0.0, at, False
    while end < len(words):
        low = words[end].lower
        gap = folded[words[end - 1].end : words[end].start] if end > at else ""
        if end > at and gap not in (" ", "-"):
            break
        if low in UNITS:
            current += UNITS[low]
        elif low in TENS:
            current += TENS[low]
        elif low == "hundred" and seen:
            current *= 100
        elif low in ("dozen", "dozens") and seen:
            current *= 12
        elif low in SCALES and len(low) > 2 and seen:
            total, current = total + max(current, 1) * SCALES[low], 0
        elif (
            low in ("dozen", "hundred", "thousand", "million", "billion", "trillion")
            and at
            and words[at - 1].lower in ("a", "one")
        ):
            current = SCALES[low]
        elif low in ORDINALS and seen and low != "second" and gap == "-":
            return _make(current + ORDINALS[low], "ordinal", words, at, end + 1, folded, spelled=True), end + 1
        elif (
            low == "and"
            and seen
            and end + 1 < len(words)
            and words[end + 1].lower in UNITS | TENS
            and words[end - 1].lower in SCALES
        ):
            end += 1
            continue
        elif low in FRACTIONS and seen and current < 10 and end == at + 1:
            return _make(current * FRACTIONS[low], "fraction", words, at, end + 1, folded, spelled=True), end + 1
        else:
            break
        seen = True
        end += 1
    if not seen:
        return None
    return _make(total + current, "count", words, at, end, folded, spelled=True), end


def _make(
    value: float, kind: str, words: tuple[Token, ...], at: int, end: int, folded: str, *, spelled: bool = False
) -> Number:
    unit = ""
    for token in words[end : end + 4]:
        gap = folded[words[end - 1].end : token.start]
        if any(mark in gap for mark in ".;:!?()") or ("," in gap and token is not words[end]):
            break
        if token.lower in ("percent", "%", "pct", "percentage") or (
            token.lower == "per" and folded[token.end :].startswith(" cent")
        ):
            kind, unit = "percent", ""
            break
        if token.lower in MONEY and kind in ("count", "money"):
            kind, unit = "money", MONEY[token.lower]
            break
        if token.lower in MEASURED:
            unit = unit or MEASURED[token.lower]
            break
        if token is words[end] and token.lower in ("am", "a.m.", "a.m") and kind != "money":
            unit = "am"
            break
        if token.lower in STOP or token.lower[0].isdigit():
            if unit:
                break
            continue
        if token.lower in _SKIP:
            continue
        unit = token.stem
        break
    if kind == "money" and words[at].text[0] in MONEY:
        unit = MONEY[words[at].text[0]]
    if unit in SPANS:  # two decades are twenty years
        value, unit = value * SPANS[unit], "year"
    limit, longest = "", 0
    low = [token.lower for token in words[max(0, at - 4) : at]]
    for phrase, way in LIMITS:
        if tuple(low[-len(phrase) :]) == phrase and len(phrase) > longest:
            limit, longest = way, len(phrase)
    if low and low[-1] == "over" and unit in LASTING:  # `over five years` is how long it took
        limit = ""
    definite = bool(low) and low[-1] in ("the", "these", "those", "all", "its", "their", "our", "both")
    text = folded[words[at].start : words[end - 1].end]
    return Number(value, kind, unit, limit, text, words[at].start, spelled, definite)


# Words between a number and the thing that it counts.
_SKIP: Final = bag("additional other more new different further total separate confirmed american whole full")


def same_value(one: Number, other: Number) -> bool:
    """Whether two numbers are one value; `about`, `nearly` and `over` may round the cited number, to fewer digits."""
    if abs(one.value - other.value) <= 1e-6 * max(1.0, abs(other.value)):
        return True
    if {one.kind, other.kind} == {"percent", "fraction"}:
        share, part = (one, other) if one.kind == "percent" else (other, one)
        return abs(share.value / 100 - part.value) < 0.007
    gap = abs(one.value - other.value) / max(abs(other.value), 1e-9)
    if (
        other.value < 20
        or gap > {"~": 0.06, "--": 0.15}.get(one.limit, 0.34)
        or _digits_told(one.value) >= _digits_told(other.value)
    ):
        return False
    return (
        (one.limit == "~")
        or (one.limit == "--" and other.value < one.value)
        or (one.limit in ("++", "+") and other.value > one.value)
    )


def _digits_told(value: float) -> int:
    """How many digits of a value are told: 30,000 tells one, 28,500 three."""
    return len(f"{value:.6f}".rstrip("0").rstrip(".").replace(".", "").rstrip("0").lstrip("0"))


def limits_clash(one: str, other: str) -> bool:
    """Whether a sentence's limit says what the cited text's limit does not: the other way, or more than was said."""
    up, down = {"++", "+"}, {"--", "-"}
    if (one in up and other in down) or (one in down and other in up):
        return True
    return (one in ("++", "--") and other == "") or (one == "=" and other not in ("", "="))
