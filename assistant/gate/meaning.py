"""How much of a sentence's meaning the cited text carries: a few signals, and one score of them all."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from assistant.gate.source import Source, content, pairs, row
from corpus.models import Vectors, embedder

# How many cited sentences a sentence may be drawn together from, and how far two of its words may stand apart there.
SENTENCES = 4
APART = 6


@dataclass(frozen=True, slots=True)
class Signals:
    """What the score is made of; every share is in [0, 1]."""

    words: float
    """Share of the sentence's content words in the best sentences of the cited text."""
    rest: float
    """The same of its worst run of four content words: an added fact is a run of words that are not there."""
    pairs: float
    """Share of its pairs of neighbouring words, function words included, in the cited text."""
    order: float
    """Share of its pairs of neighbouring content words that stand within six in one cited sentence."""
    near: float
    """Cosine of the sentence and the best three cited sentences together."""


# The embedder is most of the gate's time (80% of it, profiled over press sentences), so it reads a sentence only where
# its answer can decide: not where a check has found a fault, and not where nearly all word pairs are the cited text's.
COPIED = 0.85
TYPICAL = 0.9  # the median cosine of true press sentences, standing in where the embedder did not read


def signals(sentence: str, cited: Source, *, faulty: bool = False) -> Signals:
    """The signals of one folded sentence; with `faulty`, or where it is nearly copied, `near` is not read but typical."""
    mine = row(sentence)
    stems = content(sentence)
    best = cited.best(stems, SENTENCES)
    covered: frozenset[str] = frozenset().union(*(unit.stems for unit in best))
    held = [word in covered for word in mine]
    words = sum(held) / len(held) if held else float(bool(cited.units))
    runs = [sum(held[at : at + 4]) / 4 for at in range(len(held) - 3)] or [words]
    two = pairs(sentence)
    together = cited.together
    close = [pair in together or pair[::-1] in together for pair in pairwise(mine)]
    taken = sum(pair in cited.bigrams for pair in two) / len(two) if two else words
    plain = faulty or (taken >= COPIED and min(runs) == 1)
    return Signals(
        words,
        min(runs),
        taken,
        sum(close) / len(close) if close else words,
        TYPICAL if plain else _near(sentence, tuple(unit.text for unit in best[:3])),
    )


def _near(sentence: str, best: Sequence[str]) -> float:
    if not best:
        return 0.0
    return float(np.dot(_vector(" ".join(best)[:500]), _vector(sentence)))


@lru_cache(maxsize=8192)
def _vector(text: str) -> Vectors:
    vector: Vectors = embedder().embed([text])[0]
    return vector


def score(found: Signals, faults: int = 0) -> float:
    """The signals, and how many faults the checks found, as one figure in [0, 1]."""
    values = (found.words, found.rest, found.pairs, found.order, found.near)
    logit = OFFSET + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True)) - FAULT * min(faults, 2)
    return 1 / (1 + math.exp(-logit))


WEIGHTS = (2.0, 1.0, 1.0, 1.0, 6.0)
OFFSET = -6.5
FAULT = 2.0
