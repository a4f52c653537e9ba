"""What a question asks for: the type of thing that would answer it, and whether a text holds one."""

import re
from typing import Literal

from assistant.language.lexicon import HOLDERS
from assistant.language.names import names
from assistant.language.words import fold, tokens
from corpus.text.calendar import MONTH_NUMBERS, WEEKDAYS, either
from corpus.text.number_words import CARDINALS, SCALES

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
            rf"{_WHICH}(?:official|aide|person|diplomat|{either(HOLDERS)})\b",
            re.I,
        ),
    ),
    (
        "place",
        re.compile(rf"(?:^|[,;] (?:and )?)where\b|{_WHICH}(?:country|countries|city|cities|place|town)\b", re.I),
    ),
)

_COUNTED = re.compile(r"\bhow many ([\w-]+(?: [\w-]+){0,2})", re.I)
_CALENDAR = rf"{either(MONTH_NUMBERS)}\b\.?"
_DATE = re.compile(
    rf"\b{_CALENDAR} \d|\b\d{{1,2}}(?:st|nd|rd|th)? {_CALENDAR}|\b(?:1\d|20)\d\d\b|"
    rf"\b{either(WEEKDAYS)}\b|\b(?:yesterday|today|tomorrow|tonight)\b|"
    r"\b(?:last|this|next|later|earlier) (?:week|month|year|night|spring|summer|autumn|fall|winter)\b|\bago\b",
    re.I,
)
_NUMBER = re.compile(rf"\d|\b(?:{either(CARDINALS)}|{either(SCALES)}s?|dozens?|half|once|twice)\b", re.I)
_DAYS = re.compile(rf"\b(?:19|20)\d\d\b|\b{_CALENDAR} \d{{1,2}}\b|\b\d{{1,2}} {_CALENDAR}\b", re.I)


def asked_type(question: str) -> Type | None:
    """The type of thing that would answer; None where the words do not say."""
    first: tuple[int, Type] | None = None
    for kind, pattern in _ASKED:
        match = pattern.search(question)
        if match and (first is None or match.start() < first[0]):
            first = (match.start(), kind)
    return first[1] if first else None


def holds_type(question: str, text: str) -> bool:
    """Whether a text holds a thing of the asked-for type: a date, a number, a person or place not named in the
    question.

    After "how many missiles", a number must stand right before missiles.
    """
    kind, plain = asked_type(question), fold(text)
    counted = _COUNTED.search(question)
    if counted and (stems := {token.stem for token in tokens(fold(counted.group(1))) if token.content}):
        found = tokens(plain)
        return any(
            token.stem in stems and any(_NUMBER.search(before.text) for before in found[max(0, at - 4) : at])
            for at, token in enumerate(found)
        )
    if kind == "number":
        return bool(_NUMBER.search(_DAYS.sub(" ", plain)))
    if kind == "date":
        return bool(_DATE.search(plain))
    if kind in ("person", "place"):
        said = {word for name in names(fold(question)) for word in name.words}
        return any(word.casefold() not in said for word in re.findall(r"(?<![.?!] )(?<!^)\b[A-Z][\w-]+", plain))
    return True
