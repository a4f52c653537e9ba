"""Corrections: `Correction: An earlier article said 20. It is 12.`; the first sentence is never to be read alone."""

import re

from corpus.text.calendar import either
from corpus.text.number_words import CARDINALS
from corpus.text.tables import table

_WORDS = table("corpus.text", "corrections")
_HEADED = either(_WORDS["headed"].split("|"))
_TITLED = re.compile(rf"\W*{_HEADED}\b", re.I)
_LABELLED = re.compile(rf"\W*{_HEADED}(?:\s*:|\s+[–—-])", re.I)
_NUMBER = re.compile(rf"\d|\b{either(word for word, number in CARDINALS.items() if number > 1)}\b", re.I)
RIGHT, WRONG = (re.compile(rf"\b{either(_WORDS[name].split('|'))}\b", re.I) for name in ("right", "wrong"))
"""Words for what is right, and for what was said wrongly."""


def goes_on_right(title: str, sentence: str, after: str) -> bool:
    """Whether a sentence of an article so titled says only what was wrong, so that the one after it says what is right:
    by its label, by its words in an article that is a correction, or of a number by the words of both.
    """
    label = _LABELLED.match(sentence)
    told = sentence[label.end() :] if label else sentence
    if RIGHT.search(told) or not (label or WRONG.search(told)):
        return False
    numbers = _NUMBER.search(told) and _NUMBER.search(after) and RIGHT.search(after)
    return bool(label or _TITLED.match(title) or numbers)
