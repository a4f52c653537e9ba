"""Support: whether the cited texts say all of a sentence, as the support model reads it and its words stand there."""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from assistant.gate.cited_text import Source, content, pairs, row
from assistant.gate.held import Held
from assistant.gate.said import Said
from assistant.gate.support.premise import WORDS, premise
from assistant.language.times.dates import days
from corpus.models import Vectors, embedder
from corpus.models.support_model import support_model

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


# The embedder reads a sentence only where its answer can decide: not where nearly all word pairs are the cited text's.
COPIED = 0.85
TYPICAL = 0.9  # the median cosine of true press sentences, standing in where the embedder did not read


def signals(sentence: str, cited: Source, lean: frozenset[str] = frozenset()) -> Signals:
    """The signals of one folded sentence; `lean` are the stems that the archive itself vouches for.

    Where the sentence is nearly copied, `near` is not read but typical.
    """
    mine = row(sentence)
    best = cited.best(content(sentence), SENTENCES)
    covered = lean.union(*(unit.stems for unit in best))
    run = len(missing_run(mine, covered))
    bare = float(bool(cited.units) and not run)  # of a single word: that it stands there at all
    two = pairs(sentence)
    taken = sum(pair in cited.bigrams for pair in two) / len(two) if two else bare
    close = [pair in cited.together or pair[::-1] in cited.together for pair in pairwise(mine)]
    plain = taken >= COPIED and run == 0
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


# How near the words are, as one figure: fitted by logistic regression (tests/training/fit_gate.py), rounded.
WEIGHTS = (-0.5, 2.0, 1.0, 6.0)
OFFSET = -4.8
# A sentence counts as supported from this logit of the support model on; from the lower one on where its words are as
# near as NEAR says, since the model doubts many a plain detail: docs/decisions/020-support.md.
READ, DOUBTED, NEAR = -1.2, -3.2, 1.0
# Words of passages that it reads beside a sentence; of whole articles, whose sentences lean on more, all it can.
NEAREST = 60
SEVERAL = 30  # sentences at most that are judged as one: each of them is read
# Scripts that the model was never shown: of a sentence with so large a share of other letters the words decide alone.
OTHER_LETTERS, LATIN = 0.2, 0x250


def carried(sentence: str, said: Said, source: Source, cited: Sequence[Held]) -> float:
    """How well the texts carry a sentence in which no check finds a fault, in [0, 1]; at least 0.5: it is supported."""
    letters = [letter for letter in sentence if letter.isalpha()]
    if sum(ord(letter) >= LATIN for letter in letters) > OTHER_LETTERS * len(letters):
        return 1 / (1 + math.exp(-nearness(said, source)))
    texts, words = [(one.line, one.text) for one in cited], NEAREST if source.passage else WORDS
    # Each of several sentences must be carried: beside a true one, the model passes what nobody said.
    own = [part for part in said.parts if content(part.own)] if len(said.parts) > 1 else []
    if len(own) > SEVERAL:
        return 0.0
    asked = [(one, premise(one, texts, words=words)) for one in (sentence, *(part.given for part in own))]
    logit, *alone = support_model().read(asked)
    for one, part in zip(alone, own, strict=True):
        if one < DOUBTED and nearness(replace(said, parts=(part,)), source) < NEAR:
            return 0.0
    if DOUBTED < logit < READ and nearness(said, source) >= NEAR:
        return 0.5
    return 1 / (1 + math.exp(READ - logit))


def nearness(said: Said, source: Source) -> float:
    """How near a sentence's words are to the cited ones, as a logit; the mean over its parts by length.

    Days are looked up, whatever their words: where it is nearer without them, they are left out.
    """
    sizes = [len(part.text) for part in said.parts]
    dated, undated = [one.text for one in said.parts], [_undated(one.text) for one in said.parts]
    return max(_near_words(dated, sizes, source), _near_words(undated, sizes, source))


def _near_words(texts: Sequence[str], sizes: Sequence[int], source: Source) -> float:
    found = [astuple(signals(text, source, source.lean)) for text in texts]
    logits = [OFFSET + sum(weight * value for weight, value in zip(WEIGHTS, one, strict=True)) for one in found]
    return float(sum(size * one for size, one in zip(sizes, logits, strict=True)) / max(1, sum(sizes)))


def _undated(folded: str) -> str:
    for day in days(folded):
        folded = folded.replace(day.text, "")
    return " ".join(folded.split())
