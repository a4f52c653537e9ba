"""How much of a sentence's meaning the cited text carries: a few signals, and one score of them all."""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache

import numpy as np

from assistant.gate.source import Source, content, pairs
from corpus.models import Vectors, embedder


@dataclass(frozen=True, slots=True)
class Signals:
    """What the score is made of; every share is in [0, 1]."""

    words: float
    """Share of the sentence's content words in the four best sentences of the cited text."""
    pairs: float
    """Share of its pairs of neighbouring words in the cited text."""
    near: float
    """Cosine of the sentence and the best cited sentence, or the best sentences together."""


def signals(sentence: str, cited: Source) -> Signals:
    """The signals of one folded sentence."""
    stems = content(sentence)
    best = cited.best(stems)
    covered = frozenset().union(*(unit.stems for unit in best)) if best else frozenset()
    words = len(stems & covered) / len(stems) if stems else 1.0
    mine = pairs(sentence)
    share = sum(pair in cited.bigrams for pair in mine) / len(mine) if mine else 1.0
    texts = [unit.text for unit in best[:2]] + ([" ".join(unit.text for unit in best[:3])] if len(best) > 1 else [])
    near = float(max(_vectors(tuple(texts)) @ _vectors((sentence,))[0])) if texts else 0.0
    return Signals(words, share, near)


def score(found: Signals) -> float:
    """The signals as one figure in [0, 1]."""
    weights = (3.0, 2.0, 6.0)
    return 1 / (1 + math.exp(-(sum(w * s for w, s in zip(weights, astuple(found), strict=True)) - 6.5)))


@lru_cache(maxsize=4096)
def _vector(text: str) -> Vectors:
    return embedder().embed([text[:1200]])[0]


def _vectors(texts: Sequence[str]) -> Vectors:
    return np.stack([_vector(text) for text in texts])
