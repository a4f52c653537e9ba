"""How much of a sentence's meaning the cited text carries: a few signals, and one score of them all."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from assistant.gate.cited_text import Source, content, pairs, row
from corpus.models import Vectors, embedder

# How many cited sentences a sentence may be drawn together from.
SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Signals:
    """What the score is made of; every share is in [0, 1]."""

    added: float
    """Its longest run of content words that the best cited sentences lack, as a share of six."""
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


def signals(sentence: str, cited: Source, lean: frozenset[str] = frozenset(), *, faulty: bool = False) -> Signals:
    """The signals of one folded sentence; `lean` are the stems that the archive itself vouches for.

    With `faulty`, or where the sentence is nearly copied, `near` is not read but typical.
    """
    mine = row(sentence)
    best = cited.best(content(sentence), SENTENCES)
    covered = lean.union(*(unit.stems for unit in best))
    bare = float(bool(cited.units))
    run = len(missing_run(mine, covered))
    two = pairs(sentence)
    taken = sum(pair in cited.bigrams for pair in two) / len(two) if two else bare
    close = [pair in cited.together or pair[::-1] in cited.together for pair in pairwise(mine)]
    plain = faulty or (taken >= COPIED and run == 0)
    return Signals(
        min(run, 6) / 6,
        taken,
        sum(close) / len(close) if close else taken,
        TYPICAL if plain else _near(sentence, tuple(unit.text for unit in best[:3])),
    )


def missing_run(mine: Sequence[str], covered: frozenset[str]) -> list[str]:
    """The longest run of stems that are not among those covered."""
    longest: list[str] = []
    run: list[str] = []
    for word in mine:
        run = [] if word in covered else [*run, word]
        longest = run if len(run) > len(longest) else longest
    return longest


def _near(sentence: str, best: Sequence[str]) -> float:
    if not best:
        return 0.0
    return float(np.dot(_vector(" ".join(best)[:500]), _vector(sentence)))


@lru_cache(maxsize=8192)
def _vector(text: str) -> Vectors:
    vector: Vectors = embedder().embed([text])[0]
    return vector


# Logistic regression on the setting halves (tests/training/fit_gate.py), each set and label of equal weight, rounded
# towards word pairs, which rank whole summaries best on human labels. The cosine's weight of the setting halves' AUROC,
# faults counted (summedits, expertqa): at 4 .660 and .656, at 6 .670 and .657, at 8 .678 and .658; 6 leaves word pairs
# the larger part. The offset puts the threshold at one half: balanced accuracy there .656 and .620, with none of 311
# true press sentences and their light paraphrases refused (at -4.6 and -5.2 the same within .004).
WEIGHTS = (-0.5, 2.0, 1.0, 6.0)
OFFSET = -4.8
FAULT = 1.5


def score(found: Signals, faults: int = 0) -> float:
    """The signals, and how many faults the checks found (two count as many), as one figure in [0, 1]."""
    values = (found.added, found.pairs, found.order, found.near)
    logit = OFFSET + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True)) - FAULT * min(faults, 2)
    return 1 / (1 + math.exp(-logit))
