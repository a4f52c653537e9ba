"""Marks of citation: `[2]`, `¹`, `②`, `⁽²⁾` are made by the numbering of citations alone, by no writer."""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category, decomposition, numeric

from assistant.gate.cited_text import Source
from assistant.gate.fault import Fault
from assistant.gate.said import Said
from corpus.article import Span

_BRACKETED: Final = re.compile(r"[\[［【〔〚⟦❲]\s?\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,9}\s?[\]］】〕〛⟧❳]")
_RAISED: Final = re.compile(r"\S+")
_SIGNS: Final = frozenset("ªº™℠")
# What measures write raised or lowered: `km²`, `CO₂`. Elsewhere a raised figure must be the cited text's own.
_MEASURED: Final = re.compile(r"\W?(?:(?:[kcm]?m|ft|mi|in)[²³]|(?:[A-Z][a-z]?[₀-₉]{0,3}){1,6})")


def wrong_marks(sentence: Said, source: Source) -> Iterator[Fault]:
    """Yield each mark that reads as one of a citation, those aside that a quotation holds."""
    quoted = [(one.start, one.end) for one in sentence.quotations]
    for start, end in _marks(sentence.given, source):
        if not any(first <= start and end <= last for first, last in quoted):
            yield Fault("mark", Span(start, end), sentence.given[start:end])


def _marks(text: str, source: Source) -> Iterator[tuple[int, int]]:
    for found in _BRACKETED.finditer(text):
        yield found.span()
    for word in _RAISED.finditer(text):
        measured = _MEASURED.match(word[0])
        first = word.start() + (measured.end() if measured else 0)
        at = [place for place in range(first, word.end()) if is_raised(text[place])]
        if not at:
            continue
        before = text[at[0] - 1 : at[0]]
        if before.isdigit() and any(word[0].rstrip(".,;:!?") in cited for cited in source.texts):
            continue  # a power: `10¹⁵`
        yield at[0], at[-1] + 1


def is_raised(letter: str) -> bool:
    """Whether a character is a raised, lowered, circled or bracketed figure or letter."""
    if letter.isascii() or letter in _SIGNS:
        return False
    if decomposition(letter).startswith(("<super>", "<sub>", "<circle>")):
        return True
    return category(letter) == "No" and numeric(letter).is_integer()
