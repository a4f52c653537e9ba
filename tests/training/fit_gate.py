"""Fit the weights of the gate's score on the setting halves of the labelled rows and of the planted cases.

Prints the weights of `nearness` in `assistant/gate/support/carried.py`. Logistic regression with weights that may not
change sign (more overlap never counts against a sentence), each set and label of equal weight, by projected gradient
descent.
"""

import argparse
from dataclasses import astuple
from pathlib import Path

import numpy as np

from assistant.gate.cited_text import Source
from assistant.gate.judge import exact_faults
from assistant.gate.meaning.faults import meaning_faults
from assistant.gate.said import read
from assistant.gate.support.carried import signals
from tests.benchmarks.gate_rows import Row, expertqa, summedits
from tests.benchmarks.planting import Case, cases, half
from tests.training.articles import articles

NAMES = ("added", "pairs", "order", "near")


def features(sentence: str, texts: tuple[str, ...], known: tuple[str, ...]) -> list[float]:
    """The signals of a sentence, mean over its sentences by length, and how many faults it has (at most two)."""
    source, said = Source.of(texts, known), read(sentence, texts)
    sizes = np.array([len(part.text) for part in said.parts], dtype=float)
    found = [*exact_faults(said, source), *meaning_faults(said, source)]
    values = np.array([astuple(signals(part.text, source, source.lean)) for part in said.parts])
    return [*(values * sizes[:, None]).sum(0) / sizes.sum(), float(min(len(found), 2))]


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, signs: np.ndarray) -> np.ndarray:
    """The weights and the offset (last) of a logistic regression, each weight of its sign or nought."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    w = np.zeros(z.shape[1])
    for _ in range(4000):
        p = 1 / (1 + np.exp(-z @ w))
        w -= 0.5 * (z.T @ (weight * (p - y)) + 0.001 * np.r_[w[:-1], 0])
        w[:-1] = np.where(w[:-1] * signs > 0, w[:-1], 0)
    return np.r_[w[:-1] / spread, w[-1] - (w[:-1] * mean / spread).sum()]


def main() -> None:
    """Fit and print."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path("../shared/data"))
    ask.add_argument("--per-article", type=int, default=1)
    ask.add_argument("--save", type=Path)
    args = ask.parse_args()
    rows: list[Row] = [row for row in summedits(args.data) + expertqa(args.data) if row.half == 0]
    press = list(articles(args.data / "press", "korea"))
    made: list[Case] = list(cases([one for one in press if half(one["id"]) == 0], per_article=args.per_article))
    x = [features(row.claim, row.texts, ()) for row in rows] + [features(c.sentence, c.quotes, c.known) for c in made]
    y = np.array([row.label for row in rows] + [case.true for case in made], dtype=float)
    sets = np.array([row.set for row in rows] + ["press"] * len(made))
    if args.save:
        np.savez(args.save, x=np.array(x), y=y, sets=sets, kinds=np.array(["row"] * len(rows) + [c.kind for c in made]))
    weight = np.zeros(len(y))
    for name in set(sets):
        for label in (0, 1):
            at = (sets == name) & (y == label)
            weight[at] = 1 / (2 * 3 * at.sum())
    w = fit(np.array(x), y, weight, np.array([-1, 1, 1, 1, -1]))
    print(dict(zip((*NAMES, "fault", "offset"), w.round(2).tolist(), strict=True)))
    p = 1 / (1 + np.exp(-(np.c_[np.array(x), np.ones(len(x))] @ w)))
    free = np.array(x)[:, -1] == 0
    for threshold in np.arange(0.1, 0.7, 0.05):
        told = (p >= threshold) & free
        line = [f"{threshold:.2f}"]
        for name in ("summedits", "expertqa", "press"):
            at = sets == name
            line.append(
                f"{name} BA {(told[at & (y == 1)].mean() + (~told[at & (y == 0)]).mean()) / 2:.3f} true refused "
                f"{(~told[at & (y == 1)]).mean():.3f}"
            )
        print("; ".join(line))


if __name__ == "__main__":
    main()
