"""Likelihood: a briefing makes no forecast of its own: such words stand in quotations, or somebody says them."""

import re
from typing import Final

from assistant.gate.sayings import sayings
from assistant.language.quotations import quotations
from assistant.language.words import fold
from corpus.text.tables import table

_WORDS: Final = [each.strip() for each in table("assistant.language", "modality")["sure"]["likelihood"].split("|")]
_LIKELIHOOD = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})\b")


def forecast(sentence: str) -> str | None:
    """The word by which a sentence says on its own behalf how likely something is; None where it does not."""
    folded = fold(sentence)
    quoted = [(one.start, one.end) for one in quotations(folded)]
    for match in _LIKELIHOOD.finditer(folded.lower()):
        if not any(start <= match.start() < end for start, end in quoted):
            return None if sayings(folded) else match.group()
    return None
