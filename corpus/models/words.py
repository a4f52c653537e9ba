"""The words that the bundled embedder has in its vocabulary: common English words and known names, whole."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from corpus.models.bundled import weights
from corpus.text.spelling import distance

_HALF = 4  # letters of each half of a word that is made of two
_LONGEST = 40  # letters of a word that is taken apart
_BEFORE = re.compile(
    r"(?:anti|counter|de|dis|fore|inter|mid|mis|multi|non|out|over|post|pre|re|sub|super|un|under)(?=....)"
)
# Endings, by what a word may have lost before them.
_ENDINGS = {
    "": "s es ly ness less able ment ship hood ful ish man men woman women ed en ing er ers or ors ee ees".split(),
    "e": "ed en ing".split(),
    "y": "ies ied ily iness".split(),
}


@cache
def _tokenizer() -> Any:  # noqa: ANN401 - tokenizers is untyped here
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(weights("bge_small_en") / "tokenizer.json"))


def is_common(word: str) -> bool:
    """Whether a word is in the vocabulary as a whole: a rare name and a mistyped word are not."""
    return _tokenizer().token_to_id(word.casefold()) is not None


def is_word(word: str) -> bool:
    """Whether a word is a common one, or is made of common ones: by an ending, by what stands before it, by joining
    two. `lenders`, `reopen` and `battleground` are no slips.
    """
    low = word.casefold().replace("’", "'")
    parts = re.split(r"[-']", low)
    return is_common(low) or all(not one or _is_formed(one) for one in parts)


def _is_formed(word: str) -> bool:
    if len(word) > _LONGEST:
        return False
    roots = {word, _BEFORE.sub("", word)}
    for _ in range(2):  # 'defectors' has two endings
        roots |= {root for one in roots for root in _roots(one)}
    halves = ((word[:at], word[at:]) for at in range(_HALF, len(word) - _HALF + 1))
    return any(map(is_common, roots)) or any(is_common(one) and is_common(other) for one, other in halves)


def _roots(word: str) -> set[str]:
    """What a word may be without its ending: `lender` of `lenders`, `tramp` and `trampe` of `tramped`."""
    found = {
        word.removesuffix(end) + lost for lost, endings in _ENDINGS.items() for end in endings if word.endswith(end)
    }
    return {root for one in found for root in (one, one[:-1] if one[-2:-1] == one[-1:] else one) if len(root) >= _HALF}


def common_like(word: str) -> Sequence[str]:
    """The common words that begin as a word does and are one letter from it, in the order of the alphabet."""
    return [one for one in _by_first().get(word[:1], ()) if distance(word, one, 1) == 1]


@cache
def _by_first() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in sorted(_tokenizer().get_vocab()):
        if one.isalpha() and len(one) >= _HALF:
            found[one[0]].append(one)
    return found
