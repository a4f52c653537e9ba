"""What a question asks for: the type of thing that would answer it, and whether a text holds one."""

import re
from typing import Literal

Type = Literal["date", "number", "person", "place"]

_WHICH = r"\b(?:what|which) (?:\w+[ -]){0,2}"
_ASKED: tuple[tuple[Type, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"\bhow (?:many|much|often|long|old|far|large|big|high|tall|fast|few|heavy|wide|deep)\b|"
            rf"{_WHICH}(?:number|percentage|per cent|percent|proportion|amount|sum|total|range|cost|rate)\b",
            re.I,
        ),
    ),
    (
        "date",
        re.compile(rf"(?:^|[,;] (?:and )?)when\b|{_WHICH}(?:date|day|month|year|weekday)\b", re.I),
    ),
    (
        "person",
        re.compile(
            r"\bwho(?!se)m?\b|"
            rf"{_WHICH}(?:leader|minister|official|aide|envoy|person|president|diplomat|senator|ambassador|spokes\w+)\b",
            re.I,
        ),
    ),
    (
        "place",
        re.compile(rf"(?:^|[,;] (?:and )?)where\b|{_WHICH}(?:country|countries|city|cities|place|town)\b", re.I),
    ),
)


def asked_type(question: str) -> Type | None:
    """Return the type of thing that would answer; None where the words do not say."""
    first: tuple[int, Type] | None = None
    for kind, pattern in _ASKED:
        match = pattern.search(question)
        if match and (first is None or match.start() < first[0]):
            first = (match.start(), kind)
    return first[1] if first else None
