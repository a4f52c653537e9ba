"""Every measure, defined once, with its source.

A measure is a number per prompt (or None where it does not apply); what a report says is the mean with a bootstrap
interval. Sources: hit@k, MRR, recall: Manning, Raghavan and Schuetze, Introduction to Information Retrieval (2008), ch. 8;
nDCG: Jarvelin and Kekalainen (2002), binary gains; citation precision and recall: after ALCE, Gao et al. (2023), against
gold articles and quotes in place of a model's judgement; intervals: Efron's percentile bootstrap; paired test: sign-flip
permutation test (Fisher).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000
SEED = 20210125  # the same run gives the same intervals


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over `n` prompts, with its 95% interval; all None where no prompt counts."""

    mean: float | None
    low: float | None
    high: float | None
    n: int


def hit(ranked: Sequence[str], gold: Sequence[str], k: int) -> float:
    """1 if a gold article is among the first k distinct articles, else 0."""
    return float(any(one in gold for one in distinct(ranked)[:k]))


def reciprocal_rank(ranked: Sequence[str], gold: Sequence[str], k: int = 10) -> float:
    """1/rank of the first gold article among the first k distinct articles, else 0."""
    return next((1 / rank for rank, one in enumerate(distinct(ranked)[:k], 1) if one in gold), 0.0)


def recall(ranked: Sequence[str], gold: Sequence[str], k: int = 10) -> float:
    """The share of gold articles among the first k distinct articles."""
    return len(set(distinct(ranked)[:k]) & set(gold)) / len(set(gold))


def ndcg(ranked: Sequence[str], gold: Sequence[str], k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first k distinct articles, each gold article worth 1."""
    gain = sum(1 / math.log2(rank + 1) for rank, one in enumerate(distinct(ranked)[:k], 1) if one in gold)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(set(gold))) + 1))


def distinct(ranked: Sequence[str]) -> list[str]:
    """The articles in order of their first appearance."""
    return list(dict.fromkeys(ranked))


def figure(values: Sequence[float | None]) -> Figure:
    """The mean of the values that apply, with its 95% percentile bootstrap interval (2,000 resamples, fixed seed)."""
    known = np.array([value for value in values if value is not None], dtype=float)
    if not len(known):
        return Figure(None, None, None, 0)
    means = _resamples(known).mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Figure(float(known.mean()), float(low), float(high), len(known))


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which `share` (0 to 100) of the values lie; None for none."""
    return float(np.percentile(np.asarray(values, dtype=float), share)) if len(values) else None


def paired(before: Sequence[float | None], after: Sequence[float | None]) -> tuple[float, float]:
    """The mean difference over the prompts that both runs have, and the two-sided p of a sign-flip permutation test.

    p is 1 where no prompt differs.
    """
    pairs = [b - a for a, b in zip(before, after, strict=True) if a is not None and b is not None]
    differences = np.array(pairs, dtype=float)
    moved = differences[differences != 0]
    if not len(moved):
        return 0.0, 1.0
    signs = np.random.default_rng(SEED).choice([-1.0, 1.0], size=(10_000, len(moved)))
    reached = np.abs((signs * moved).sum(axis=1)) >= abs(moved.sum()) - 1e-9
    return float(differences.mean()), float((reached.sum() + 1) / (len(signs) + 1))


@dataclass(frozen=True, slots=True)
class Abstaining:
    """The confusion of abstaining: rows are what is right, columns what was done."""

    abstained_rightly: int
    answered_wrongly: int
    abstained_wrongly: int
    answered_rightly: int

    @property
    def precision(self) -> float | None:
        """Of the abstentions, the share that was right."""
        done = self.abstained_rightly + self.abstained_wrongly
        return self.abstained_rightly / done if done else None

    @property
    def recall(self) -> float | None:
        """Of the prompts without an answer, the share that was refused."""
        due = self.abstained_rightly + self.answered_wrongly
        return self.abstained_rightly / due if due else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        if not self.precision or not self.recall:
            return None if self.precision is None or self.recall is None else 0.0
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    @property
    def over_refusal(self) -> float | None:
        """Of the prompts with an answer, the share that was refused."""
        due = self.abstained_wrongly + self.answered_rightly
        return self.abstained_wrongly / due if due else None


def abstaining(answerable: Sequence[bool], abstained: Sequence[bool]) -> Abstaining:
    """Count who abstained where it was right."""
    pairs = list(zip(answerable, abstained, strict=True))
    return Abstaining(
        pairs.count((False, True)), pairs.count((False, False)), pairs.count((True, True)), pairs.count((True, False))
    )


def _resamples(
    values: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    picks = np.random.default_rng(SEED).integers(0, len(values), size=(RESAMPLES, len(values)))
    return values[picks]
