"""Whether a question is in another language than English, the one that questions are read in, and what is then told."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from assistant.language.tongues import small_words
from assistant.question.salience import is_light
from corpus.models.words import is_common
from corpus.text.spelling import left_out_or_swapped
from corpus.text.stop_words import FUNCTION
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
    strange = [word for word in words if not word[0].isupper() and not _is_known(word) and not mentions(word)]
    if strange and _is_elsewhere(words):
        return (TOLD,)
    return (TOLD,) if any(_speaks(words, strange, of, mentions) for of in _small()) else ()


def _is_elsewhere(words: Sequence[str]) -> bool:
    """Whether most of a question is in other letters than Latin ones, names in Latin letters aside."""
    letters = "".join(words)
    other = sum(word[0] > _LAST_LATIN for word in words)
    return 2 * sum(letter > _LAST_LATIN for letter in letters) > len(letters) or other > sum(
        word.islower() or is_light(word) for word in words
    )


def _speaks(
    words: Sequence[str], strange: Sequence[str], of: Mapping[str, bool], mentions: Callable[[str], bool]
) -> bool:
    """Whether the small words of a question are a language's rather than English: `of` has them, and which of them ask.

    Where English writes a word too, it counts for both. Where no other word is strange to English, two small words are
    needed, more than English has, one of which asks or is strange itself: names have others, `Ursula von der Leyen`.
    """
    small = [_plain(word) for word in words]
    theirs = [one for one in small if one in of]
    own = [one for one in theirs if not is_light(one)]
    english = sum(is_light(one) or (one not in of and _mistyped(one)) for one in small)
    odd = set(map(_plain, strange))
    if own and odd - of.keys():
        return len(theirs) > english or (len(theirs) == english and any(of[one] and not mentions(one) for one in own))
    if len(theirs) <= max(english, 1) or not any(of[one] or one in odd for one in own):
        return False
    beside = [f"{one} {two}" for one, two in pairwise(small) if one in of and two in of]
    return not all(map(mentions, beside or own))


def _is_known(word: str) -> bool:
    return is_common(word) or is_light(word)


def _mistyped(word: str) -> bool:
    """Whether a word is a small English one with a letter left out or two swapped: `teh`."""
    return len(word) > 2 and any(one[0] == word[0] and left_out_or_swapped(word, one) for one in FUNCTION)


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


@cache
def _small() -> tuple[Mapping[str, bool], ...]:
    """The small words of each language in Latin letters but English, and whether each asks."""
    rows = table("assistant.question", "languages")
    return tuple(
        {
            word: word in bag(rows["asking"][name])
            for word in small | bag(rows["asking"][name] + " " + rows["beside"][name])
        }
        for name, small in small_words().items()
        if name != "en"
    )
