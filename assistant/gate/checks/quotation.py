"""Quotations: what stands between quotation marks must stand in a cited text, to the letter."""

from collections.abc import Iterator

from assistant.gate.cited_text import Source
from assistant.gate.fault import Fault
from assistant.gate.said import Said
from assistant.language.quotations import stands_in
from corpus.article import Span


def wrong_quotations(sentence: Said, source: Source) -> Iterator[Fault]:
    """Yield each quotation that no cited text holds. What the archive says of the texts vouches for no quotation."""
    for one in sentence.quotations:
        if not any(stands_in(one.text, text) for text in source.texts):
            yield Fault("quotation", Span(one.start, one.end), one.text)
