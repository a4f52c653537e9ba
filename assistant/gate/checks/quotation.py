"""Quotations: what stands between quotation marks must stand in a cited text, to the letter."""

from collections.abc import Iterator

from assistant.gate.align import Aligned
from assistant.gate.cited_text import Source
from assistant.gate.fault import Fault
from assistant.language.quotations import Quotation, stands_in


def wrong_quotation(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a quotation that no cited text holds. What the archive says of the texts vouches for no quotation."""
    quoted = one.claim.value
    if isinstance(quoted, Quotation) and not any(stands_in(quoted.text, text) for text in source.texts):
        yield Fault("quotation", one.claim.span, quoted.text)
