"""Near-copies: one report in several outlets, or edited again. Similar texts on different events stay apart."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus.text.calendar import MONTHS, SHORT_MONTHS, WEEKDAYS, either
from corpus.text.folding import fold
from corpus.text.heads.datelines import without_frame
from corpus.text.number_words import CARDINALS, ORDINALS, SCALES
from corpus.text.spelling import american
from corpus.text.tables import table

# MinHash (Broder 1997) over runs of five words. What the bands find is then compared in full, so that a band's chance
# hit merges nothing: docs/decisions/008-near-copies.md.
SHINGLE = 5
BANDS, ROWS = 16, 4
SHARED = 0.8  # of the shorter text's runs of words
SHORTEST = 0.5  # of the longer text's length; less is an excerpt
# Between the two days of publication: the same memorandum a month later is on another event.
DAYS = 14

Hashes = NDArray[np.uint64]

_RANDOM = np.random.default_rng(20210125)
_FACTORS = _RANDOM.integers(1, 2**63, BANDS * ROWS, dtype=np.uint64) | np.uint64(1)
_ADDENDS = _RANDOM.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64)
_WORD = re.compile(r"\w+(?:[.,:/'’-]\w+)*")
_NUMBER_WORDS = frozenset([*SCALES, *ORDINALS, *MONTHS])
_WEEKDAYS = frozenset(WEEKDAYS)
_STYLE: dict[str, str] = table("corpus.text", "house_style")["written"]
_STYLED = re.compile(either(rf"\b{one}\b" for one in _STYLE if " " in one) + "|%", re.IGNORECASE)
_INITIALS = re.compile(r"(?:\w\.)+\w")
_SHORT = either(SHORT_MONTHS)
# Beside a day 'Mar' is a month.
_SHORT_MONTH = re.compile(rf"(?<=[0-9] )({_SHORT})\b\.?|\b({_SHORT})\b\.?(?= [0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a text decides whether another is its near-copy; `about`: words of its outlet and author, no tell."""

    shingles: Hashes
    numbers: Counter[str]
    weekdays: frozenset[str]
    names: frozenset[str]
    about: frozenset[str]


def profile(title: str, text: str, about: Iterable[str | None] = ()) -> Profile:
    """The runs of words, the numbers and dates (with the title's), the weekdays and the names of a text, without what
    its outlet sets around it and as one house would write it.
    """
    words, lower = _words(without_frame(text))
    in_title = _words(title)[1]
    return Profile(
        _hashes(lower),
        _numbers(lower) | _numbers(in_title),
        frozenset(lower) & _WEEKDAYS,
        frozenset(low for word, low in zip(words, lower, strict=True) if word[0].isupper()) - _NUMBER_WORDS - _WEEKDAYS,
        frozenset(one for part in about if part for one in _words(part)[1]),
    )


def bands(shingles: Hashes) -> list[int]:
    """Sixteen numbers (signed, 63 bits); texts that share one are candidates."""
    if not len(shingles):
        return []
    least = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for at in range(0, len(shingles), 4096):  # a transcript of 100,000 characters must not cost 100 MB
        mixed = _FACTORS[:, None] * shingles[None, at : at + 4096] + _ADDENDS[:, None]
        least = np.minimum(least, mixed.min(axis=1))
    return [
        int.from_bytes(_digest(band, least[band * ROWS : (band + 1) * ROWS].tobytes()), "little") >> 1
        for band in range(BANDS)
    ]


def near_copies(one: Profile, other: Profile) -> bool:
    """Whether two texts tell one story in nearly the same words: most runs shared, and no number, date or name astray.

    The shorter may lack paragraphs of the longer. A number or name that only the shorter has tells another event; so do
    weekdays where each has one of its own: one that an outlet added tells none.
    """
    short, long = sorted((one, other), key=lambda each: len(each.shingles))
    if not len(short.shingles) or len(short.shingles) < SHORTEST * len(long.shingles):
        return False
    if not short.numbers <= long.numbers or not short.names - short.about <= long.names:
        return False
    if short.weekdays - long.weekdays and long.weekdays - short.weekdays:
        return False
    if len(short.shingles) > 0.95 * len(long.shingles) and short.numbers != long.numbers:
        return False  # of nearly the same length, and yet with numbers of its own
    return len(np.intersect1d(short.shingles, long.shingles)) >= SHARED * len(short.shingles)


def _words(text: str) -> tuple[list[str], list[str]]:
    """The words of a text, and each in small letters as one house writes it; those that no other needs left out."""
    plain = _SHORT_MONTH.sub(_whole_month, _STYLED.sub(lambda found: _STYLE[found[0].lower()], fold(text)))
    written = dict.fromkeys(words := _WORD.findall(plain), "")
    written = {word: _written(word) for word in written}
    kept = [word for word in words if written[word]]
    return kept, [written[word] for word in kept]


def _numbers(words: list[str]) -> Counter[str]:
    return Counter(word for word in words if word in _NUMBER_WORDS or any(map(str.isdigit, word)))


@lru_cache(maxsize=20_000)
def _written(word: str) -> str:
    """A word in small letters as one house writes it: `us` for `U.S`, `25` for `twenty-five`, `2100` for `2,100`."""
    low = word.lower()
    low = low.replace(".", "") if _INITIALS.fullmatch(low) else low
    low = low.replace(",", "") if low[0].isdigit() else low
    parts = low.split("-")
    if all(part in CARDINALS for part in parts):
        return str(sum(CARDINALS[part] for part in parts))
    return american(_STYLE.get(low, low))


def _whole_month(found: re.Match[str]) -> str:
    return MONTHS[SHORT_MONTHS[(found[1] or found[2]).lower()] - 1]


def _hashes(words: list[str]) -> Hashes:
    runs = max(1, len(words) - SHINGLE + 1) if words else 0
    made = (crc32(" ".join(words[at : at + SHINGLE]).encode("utf-8", "surrogatepass")) for at in range(runs))
    return np.unique(np.fromiter(made, dtype=np.uint64, count=runs))


def _digest(band: int, data: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(data, digest_size=8, salt=band.to_bytes(2, "little")).digest()
