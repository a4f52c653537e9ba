"""Whom words speak to: those who retell a text or answer from it, those who check what was said of it, or nobody such.

A small model over the bundled embedder's vector of the words, and over the words themselves, single and in pairs, since
the vector tells more of what is spoken of than of whom it is said to. tests/training/fit_addressed.py fits it, in
English alone: the embedder reads no other language.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np

from corpus.models import Vectors, embedder
from corpus.text.stop_words import FUNCTION

ENGLISH = 2  # function words of what is read
LONGEST = 400  # characters that are read
PLACES, WEIGHT = 2048, 0.7  # of the hashed words, and what they count for beside the vector
_WORD = re.compile(r"[a-z']+|[^\sa-z]")


class Addressed(NamedTuple):
    """How sure it is that words speak to somebody, as logits: below zero where it is likelier that they do not."""

    around: float
    """To those who retell the text or answer from it, of what to say among these words."""
    leading: float
    """To them, of what to say, which stands next."""
    behind: float
    """To them, of what to say, which stood before."""
    judging: float
    """To those who check what was said of the text: that it is right."""


def is_english(text: str) -> bool:
    """Whether the embedder can read the words."""
    return sum(one in FUNCTION for one in text.lower().split()) >= ENGLISH


@lru_cache(maxsize=8192)
def addressed(text: str) -> Addressed:
    """Whom folded words speak to. Each text is read by itself: what stands beside it in a batch moves its vector."""
    first, second = _layers()
    hidden = np.maximum(np.concatenate([embedder().embed([text[:LONGEST]])[0], hashed(text), [1]]) @ first, 0)
    return Addressed(*map(float, readings(np.append(hidden, 1) @ second)))


def readings(last: Vectors) -> tuple[Vectors, Vectors, Vectors, Vectors]:
    """What the last layer says of each text, in the order of `Addressed`."""
    told, around, leads, behind, judging = np.moveaxis(last, -1, 0)
    others = np.logaddexp(told, judging)
    return (
        around - others,
        leads - np.logaddexp(others, np.logaddexp(around, behind)),
        behind - np.logaddexp(others, np.logaddexp(around, leads)),
        judging - np.logaddexp(told, np.logaddexp(around, np.logaddexp(leads, behind))),
    )


def hashed(text: str) -> Vectors:
    """The words of a text and its pairs of neighbours, as a vector of the length `WEIGHT`."""
    words = _WORD.findall(text[:LONGEST].lower())
    found = np.zeros(PLACES, dtype=np.float32)
    for one in (*words, *(" ".join(pair) for pair in pairwise(["^", *words, "$"]))):
        found[crc32(one.encode()) % PLACES] = 1
    return found * np.float32(WEIGHT / np.sqrt(found.sum() or 1))


@cache
def _layers() -> tuple[Vectors, Vectors]:
    with files("assistant.gate").joinpath("data", "addressed.npz").open("rb") as file, np.load(file) as kept:
        return kept["first"].astype(np.float32), kept["second"].astype(np.float32)
