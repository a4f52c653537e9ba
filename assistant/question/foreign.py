"""Whether a question is in another language than English, the one that questions are read in, and what is then told."""

import re
from collections.abc import Callable

from corpus.models.words import is_common
from corpus.text.stop_words import FUNCTION, LIGHT
from corpus.text.tables import bag, table

SMALL = bag(table("assistant.question", "languages")["foreign"]) - FUNCTION
"""Small words of other languages that are no English words too."""
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
TOLD = (
    "This question is not in English. In other languages only such words as stand in the articles are found: "
    "ask it in English."
)
_LAST_LATIN = "\u024f"


def remark(question: str, mentions: Callable[[str], bool]) -> tuple[str, ...]:
    """What is told of a question that is not in English; nothing where it is, or where the archive speaks its language.

    `mentions` says whether a word stands in the archive. Small words and names tell nothing: `van der Leyen on
    NATO`.
    """
    words = WORD.findall(question)
    letters = "".join(words)
    elsewhere = 2 * sum(letter > _LAST_LATIN for letter in letters) > len(letters)
    small = [word.casefold() for word in words]
    strange = [
        one for one in words if not one[0].isupper() and one not in SMALL and not is_common(one) and not mentions(one)
    ]
    foreign = sum(one in SMALL for one in small)
    english = sum(one in FUNCTION | LIGHT for one in small)
    told = bool(strange) and (elsewhere or 0 < foreign >= english)
    return (TOLD,) if told else ()
