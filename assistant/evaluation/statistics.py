"""Statistics over prompts with their bootstrap intervals, the paired test, and Cohen's kappa.

The prompts are what is resampled, so that the rounds of one prompt count as one.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
SEED = 20210125  # the same run gives the same intervals

Table = NDArray[np.float64]
Statistic = Callable[[Table], Table]
"""What is told of many prompts: rows of values (nan where one does not apply) -> a number per row, nan for none."""


def mean(rows: Table) -> Table:
    """The mean of each row."""
    known = ~np.isnan(rows)
    return _ratio(np.where(known, rows, 0.0).sum(axis=-1), known.sum(axis=-1))


def quantile(share: float) -> Statistic:
    """The value of each row below which `share` (0 to 100) of its values lie, interpolated linearly."""

    def statistic(rows: Table) -> Table:
        ordered = np.sort(rows, axis=-1)  # nan comes last; numpy's nanpercentile takes the rows one by one
        place = share / 100 * np.maximum((~np.isnan(rows)).sum(axis=-1, keepdims=True) - 1, 0)
        below = np.floor(place).astype(int)
        low = np.take_along_axis(ordered, below, axis=-1)
        high = np.take_along_axis(ordered, np.ceil(place).astype(int), axis=-1)
        found: Table = (low + (high - low) * (place - below))[..., 0]
        return found

    return statistic


# How a prompt ended, as `abstaining` counts it: was there an answer to find, and was one given.
ABSTAINED_RIGHTLY, ANSWERED_WRONGLY, ABSTAINED_WRONGLY, ANSWERED_RIGHTLY = 0.0, 1.0, 2.0, 3.0


def abstain_precision(rows: Table) -> Table:
    """Of the abstentions of each row of outcomes, the share that was right."""
    right = (rows == ABSTAINED_RIGHTLY).sum(axis=-1)
    return _ratio(right, right + (rows == ABSTAINED_WRONGLY).sum(axis=-1))


def abstain_f1(rows: Table) -> Table:
    """The harmonic mean of precision and recall of abstaining, for each row of outcomes."""
    right = 2 * (rows == ABSTAINED_RIGHTLY).sum(axis=-1)
    wrong = (rows == ABSTAINED_WRONGLY).sum(axis=-1) + (rows == ANSWERED_WRONGLY).sum(axis=-1)
    return _ratio(right, right + wrong)


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic over `n` prompts, with its 95% interval; all None where no prompt counts."""

    mean: float | None
    low: float | None
    high: float | None
    n: int


def figure(prompts: Sequence[Sequence[float | None]], statistic: Statistic = mean) -> Figure:
    """A statistic over prompts, each a value per round, with its 95% interval (Efron's percentile bootstrap).

    2,000 resamples of the prompts with a fixed seed. None in place of a value: it does not apply there.
    """
    known = [row for row in ([one for one in values if one is not None] for values in prompts) if row]
    if not known:
        return Figure(None, None, None, 0)
    table = np.full((len(known), max(map(len, known))), np.nan)
    for at, row in enumerate(known):
        table[at, : len(row)] = row
    value = float(statistic(table.reshape(1, -1))[0])
    if math.isnan(value):
        return Figure(None, None, None, 0)
    drawn = statistic(table[_picks(len(known))].reshape(RESAMPLES, -1))
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Figure(value, float(low), float(high), len(known))


def paired(before: Sequence[float], after: Sequence[float]) -> tuple[float, float]:
    """The mean difference, and the two-sided p of a sign-flip permutation test (Fisher, The Design of Experiments).

    10,000 flips with a fixed seed; p is 1 where no pair differs.
    """
    differences = np.array(after, dtype=float) - np.array(before, dtype=float)
    moved = differences[np.abs(differences) > 1e-12]
    if not len(moved):
        return 0.0, 1.0
    signs = np.random.default_rng(SEED).choice([-1.0, 1.0], size=(10_000, len(moved)))
    reached = np.abs((signs * moved).sum(axis=1)) >= abs(moved.sum()) - 1e-9
    return float(differences.mean()), float((reached.sum() + 1) / (len(signs) + 1))


def kappa(rows: Table) -> Table:
    """Cohen's kappa of each row of pairs, coded `2 * one + other` with 0 and 1 (Cohen 1960); else nan."""
    counts = [(rows == code).sum(axis=-1) for code in range(4)]
    n = np.maximum(sum(counts, np.zeros_like(counts[0])), 1)
    agreed = (counts[0] + counts[3]) / n
    one, other = (counts[2] + counts[3]) / n, (counts[1] + counts[3]) / n
    chance = one * other + (1 - one) * (1 - other)
    return _ratio(agreed - chance, 1 - chance)


@cache
def _picks(n: int) -> NDArray[np.int64]:
    return np.random.default_rng(SEED).integers(0, n, size=(RESAMPLES, n))


def _ratio(over: NDArray[Any], under: NDArray[Any]) -> Table:
    there = np.abs(under) > 1e-12
    return np.where(there, over / np.where(there, under, 1), np.nan)
