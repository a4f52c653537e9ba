"""Near-copies: one report in several outlets, or edited again. Similar texts on different events stay apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus.text.calendar import MONTHS, WEEKDAYS
from corpus.text.folding import fold
from corpus.text.number_words import CARDINALS, ORDINALS, SCALES

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
_DATELINE = re.compile(r"\A\s*+[A-Z][A-Z .,'/-]{2,60}(?:\([^)]{1,40}\)\s*+)?[-\u2010-\u2015]++\s")
_NUMBER_WORDS = frozenset([*CARDINALS, *SCALES, *ORDINALS, *MONTHS, *WEEKDAYS])


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a text decides whether another is its near-copy; `about`: words of its outlet and author, no tell."""

    shingles: Hashes
    numbers: frozenset[str]
    names: frozenset[str]
    about: frozenset[str]


def profile(title: str, text: str, about: Iterable[str | None] = ()) -> Profile:
    """The runs of words, the numbers and dates (with the title's), and the names of a text without its dateline."""
    plain = _DATELINE.sub("", fold(text), count=1)
    words = _WORD.findall(plain)
    lower = [word.lower() for word in words]
    in_title = [word.lower() for word in _WORD.findall(fold(title))]
    return Profile(
        _hashes(lower),
        frozenset(word for word in (*lower, *in_title) if word in _NUMBER_WORDS or any(map(str.isdigit, word))),
        frozenset(low for word, low in zip(words, lower, strict=True) if word[0].isupper()),
        frozenset(word.lower() for part in about if part for word in _WORD.findall(fold(part))),
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

    The shorter may lack paragraphs of the longer. A number or name that only the shorter has tells another event.
    """
    short, long = sorted((one, other), key=lambda each: len(each.shingles))
    if not len(short.shingles) or len(short.shingles) < SHORTEST * len(long.shingles):
        return False
    if not short.numbers <= long.numbers or not short.names - short.about <= long.names:
        return False
    if len(short.shingles) > 0.95 * len(long.shingles) and short.numbers != long.numbers:
        return False  # of nearly the same length, and yet with numbers of its own
    return len(np.intersect1d(short.shingles, long.shingles)) >= SHARED * len(short.shingles)


def _hashes(words: list[str]) -> Hashes:
    runs = max(1, len(words) - SHINGLE + 1) if words else 0
    made = (crc32(" ".join(words[at : at + SHINGLE]).encode("utf-8", "surrogatepass")) for at in range(runs))
    return np.unique(np.fromiter(made, dtype=np.uint64, count=runs))


def _digest(band: int, data: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(data, digest_size=8, salt=band.to_bytes(2, "little")).digest()
