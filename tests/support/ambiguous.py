"""Patterns that repeat a repetition in more ways than one, which on a crafted text takes time beyond all bounds."""

import re
from collections.abc import Iterable, Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ALL = frozenset(map(chr, range(32, 127))) | {"é", "\n"}
FEW = 8  # repetitions up to so many cost no more than their number
_WIDE = {"DIGIT": str.isdigit, "SPACE": str.isspace, "WORD": lambda letter: letter.isalnum() or letter == "_"}
_NO_WIDTH = (code.AT, code.ASSERT, code.ASSERT_NOT)
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT)

Item = tuple[Any, Any]


def is_ambiguous(pattern: re.Pattern[str]) -> bool:
    """Whether a repetition ends in one that may read on with what the next round begins with, as in `(?:a+ ?)+`."""
    return any(_rounds(parser.parse(pattern.pattern, pattern.flags)))


def _rounds(items: Iterable[Item]) -> Iterator[bool]:
    for op, held in items:
        for part in _parts(op, held):
            yield from _rounds(part)
        if op in _REPEATS and held[1] > FEW:
            yield any(_begins(held[2])[0] & letters for letters in _open_ends(held[2]))


def _parts(op: Any, held: Any) -> list[Iterable[Item]]:
    """What an item holds."""
    if op is code.BRANCH:
        return list(held[1])
    if op is code.SUBPATTERN:
        return [held[3]]
    if op is code.ATOMIC_GROUP:
        return [held]
    if op in (code.ASSERT, code.ASSERT_NOT):
        return [held[1]]
    return [held[2]] if op in (*_REPEATS, code.POSSESSIVE_REPEAT) else []


def _begins(items: Iterable[Item]) -> tuple[frozenset[str], bool]:
    """The letters with which items may begin, and whether they may be empty."""
    letters = frozenset[str]()
    for op, held in items:
        if op in _NO_WIDTH:
            continue
        begun = [_begins(part) for part in _parts(op, held)] or [(_letters(op, held), op is code.GROUPREF)]
        letters = letters.union(*(one for one, _ in begun))
        optional = op in (*_REPEATS, code.POSSESSIVE_REPEAT) and held[0] == 0
        if not (optional or any(empty for _, empty in begun)):
            return letters, False
    return letters, True


def _open_ends(items: Iterable[Item]) -> Iterator[frozenset[str]]:
    """What the repetitions read, of which one may end the items, and could give back what it read."""
    for op, held in reversed(list(items)):
        if op in _NO_WIDTH:
            continue
        if op in _REPEATS and held[1] > FEW:
            yield _begins(held[2])[0]
        elif op not in (code.ATOMIC_GROUP, code.POSSESSIVE_REPEAT):
            for part in _parts(op, held):
                yield from _open_ends(part)
        if not _begins([(op, held)])[1]:
            return


def _letters(op: Any, held: Any) -> frozenset[str]:
    """The letters that an item of one letter may read, of those that are tried."""
    if op is code.LITERAL:
        return frozenset({chr(held)})
    if op is code.NOT_LITERAL:
        return ALL - {chr(held)}
    if op is code.RANGE:
        return frozenset(one for one in ALL if held[0] <= ord(one) <= held[1])
    if op is code.CATEGORY:
        name = str(held).rpartition("_")[2]
        read = frozenset(filter(_WIDE[name], ALL)) if name in _WIDE else ALL
        return ALL - read if "NOT" in str(held) else read
    if op is code.IN:
        read = frozenset[str]().union(*(_letters(*one) for one in held if one[0] is not code.NEGATE))
        return ALL - read if held[0][0] is code.NEGATE else read
    return ALL
