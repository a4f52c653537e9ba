"""Finds the claims of a sentence that can be looked up: marks, quotations, quantities, times, names and speakers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from unicodedata import category, decomposition, numeric

from assistant.gate.said import Said, SaidPart
from assistant.gate.sayings import Saying, attributions, sayings
from assistant.gate.told import Counted, Facts, Size
from assistant.language.names import Name
from assistant.language.quantities import Quantity
from assistant.language.quotations import Quotation
from assistant.language.times.dates import Day, Relative, Weekday
from corpus.article import Span


class Kind(StrEnum):
    """What a claim is of."""

    MARK = "mark"
    QUOTATION = "quotation"
    QUANTITY = "quantity"
    PERIOD = "period"
    NAME = "name"
    SPEAKER = "speaker"


Value = str | Quotation | Counted | Size | Day | Weekday | Relative | Name | Saying


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a sentence says: its kind, its offsets in the sentence, its value as read, and its part."""

    kind: Kind
    span: Span
    value: Value
    part: SaidPart


def extract(said: Said) -> Iterator[Claim]:
    """Yield the claims of a sentence, kind by kind."""
    told = Facts(said.plain)

    def claim(kind: Kind, start: int, end: int, value: Value) -> Claim:
        span = said.span(start, end)
        return Claim(kind, span, value, said.part(span.start))

    for start, end in _marks(said.given):
        if not any(one.start <= start and end <= one.end for one in said.quotations):
            yield Claim(Kind.MARK, Span(start, end), said.given[start:end], said.part(start))
    quoted = sorted([*said.whole, *said.quotations], key=lambda one: one.start)
    for one in quoted:
        yield Claim(Kind.QUOTATION, Span(one.start, one.end), one, said.part(one.start))
    for count in told.counts:
        if not _is_trivial(count.number) or (count.number.kind == "ordinal" and not count.counts):
            yield claim(Kind.QUANTITY, count.number.start, count.number.end, count)
    for size in told.sizes:
        yield claim(Kind.QUANTITY, size.start, size.start + len(size.text), size)
    for day in told.days:
        yield claim(Kind.PERIOD, day.at, day.end, day)
    for weekday in told.weekdays:
        yield claim(Kind.PERIOD, weekday.start, weekday.start + len(weekday.name), weekday)
    for time in told.relative:
        yield claim(Kind.PERIOD, time.start, time.start + len(time.text), time)
    for name in told.names:
        yield claim(Kind.NAME, name.start, name.end, name)
    for part in said.parts:
        for saying in sayings(part.text):
            at = part.place(saying.name.start, saying.name.end).start
            if not any(one.start < at < one.end for one in quoted):  # what is quoted says it of others
                yield Claim(Kind.SPEAKER, part.place(saying.start, saying.end), saying, part)
    for given in attributions(said.given, quoted):
        yield Claim(Kind.SPEAKER, Span(given.start, given.end), given, said.part(given.start))


def _is_trivial(number: Quantity) -> bool:
    """`one`, `first` and `second` count nothing by themselves; `half` is more often a word than a number."""
    small = number.value in (1.0, 0.5) or (number.kind == "ordinal" and number.value == 2.0)
    return (number.spelled or number.kind == "ordinal") and small


_BRACKETED: Final = re.compile(r"[\[［【〔〚⟦❲]\s?\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,9}\s?[\]］】〕〛⟧❳]")
_WORD: Final = re.compile(r"\S+")
_SIGNS: Final = frozenset("ªº™℠")
# What measures write raised or lowered: `km²`, `CO₂`.
_MEASURED: Final = re.compile(r"\W?(?:(?:[kcm]?m|ft|mi|in)[²³]|(?:[A-Z][a-z]?[₀-₉]{0,3}){1,6})")


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Where marks stand that read as those of a citation: `[2]`, and figures or letters raised or circled."""
    for found in _BRACKETED.finditer(text):
        yield found.span()
    for word in _WORD.finditer(text):
        if word[0].isascii():
            continue
        measured = _MEASURED.match(word[0])
        first = word.start() + (measured.end() if measured else 0)
        at = [place for place in range(first, word.end()) if _is_raised(text[place])]
        if at:
            yield at[0], at[-1] + 1


def _is_raised(letter: str) -> bool:
    """Whether a character is a raised, lowered, circled or bracketed figure or letter."""
    if letter.isascii() or letter in _SIGNS:
        return False
    if decomposition(letter).startswith(("<super>", "<sub>", "<circle>")):
        return True
    return category(letter) == "No" and numeric(letter).is_integer()
