"""Marks of citation: `[2]`, `¹`, `②`, `⁽²⁾` are made by the numbering of citations alone, by no writer."""

from collections.abc import Iterator

from assistant.gate.align import Aligned
from assistant.gate.cited_text import Source
from assistant.gate.fault import Fault


def made_mark(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a mark that reads as one of a citation, unless it is a power of the cited text's own (`10¹⁵`)."""
    mark, span, part = one.claim.value, one.claim.span, one.claim.part
    if not isinstance(mark, str):
        return
    at = span.start - part.span.start
    given = part.given[:at]
    number = given[len(given.rstrip("0123456789")) :]
    if not number or not any(number + mark in text for text in source.texts):
        yield Fault("mark", span, mark)
