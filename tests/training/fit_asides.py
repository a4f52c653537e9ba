"""Fits the weights of `assistant/language/asides.py` on sentences that were read one by one.

    python -m tests.training.fit_asides --press ../shared/data/press

`data/asides.tsv` gives the sentences, by article and place or in words of our own, with 1 for those that tell nothing;
those of `data/asides_apart.tsv` are kept out of the fit.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

from assistant.language.asides import SURE, features
from corpus.text.folding import fold

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[1] / "assistant" / "language" / "data" / "asides.npz"
LEAST = 3  # sentences in which a feature must stand
FOLDS = 5
ROUNDS, RATE, MOMENTUM, DECAY = 600, 0.3, 0.9, 1e-3


def rows(press: Path, *names: str) -> list[list[tuple[str, bool]]]:
    """For each of the named files of `data`: (sentence, whether it tells nothing), in its order."""
    texts = {}
    for kind in ("state", "white_house"):
        for line in (press / f"{kind}.jsonl").read_text("utf-8").splitlines():
            article = json.loads(line)
            texts[article["id"]] = article["text"]
    found = []
    for name in names:
        lines = [line.split("\t") for line in (HERE / "data" / name).read_text("utf-8").splitlines()]
        found.append([(_said(texts, *where), label == "1") for *where, label in lines])
    return found


def _said(texts: dict[str, str], first: str, *ends: str) -> str:
    """A sentence that is given by its article and its two ends, or by itself."""
    return fold(texts[first][slice(*map(int, ends))] if ends else first)


def vocabulary(seen: list[set[str]]) -> list[str]:
    counted = Counter(one for each in seen for one in each)
    return sorted(one for one, count in counted.items() if count >= LEAST)


def matrix(seen: list[set[str]], known: list[str]) -> np.ndarray:
    return np.array([[one in each for one in known] for each in seen], dtype=np.float64)


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Logistic regression; its weights and bias."""
    weights, step, bias, shift = np.zeros(x.shape[1]), np.zeros(x.shape[1]), 0.0, 0.0
    for _ in range(ROUNDS):
        wrong = 1 / (1 + np.exp(-(x @ weights + bias))) - y
        step = MOMENTUM * step + x.T @ wrong / len(y) + DECAY * weights
        shift = MOMENTUM * shift + wrong.mean()
        weights, bias = weights - RATE * step, bias - RATE * shift
    return weights, float(bias)


def tell(logits: np.ndarray, y: np.ndarray) -> None:
    """Print how many of those that tell nothing are seen, and how many others are taken for such."""
    for sure in sorted({0.0, 1.0, 1.5, 2.0, 2.5, SURE}):
        print(
            f"  from {sure}: {np.mean(logits[y] > sure):.2f} of these are seen, {np.mean(logits[~y] > sure):.3f} others"
        )


def main() -> None:
    """Report what is told apart among sentences that were left out, then fit on all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--press", type=Path, required=True)
    found, apart = rows(parser.parse_args().press, "asides.tsv", "asides_apart.tsv")
    seen, y = [features(text) for text, _ in found], np.array([nothing for _, nothing in found])
    logits = np.empty(len(found))
    part = np.arange(len(found)) % FOLDS
    for out in range(FOLDS):
        known = vocabulary([one for one, at in zip(seen, part, strict=True) if at != out])
        x = matrix(seen, known)
        weights, bias = fit(x[part != out], y[part != out])
        logits[part == out] = x[part == out] @ weights + bias
    print(f"{len(found)} sentences, {np.mean(y):.2f} tell nothing")
    tell(logits, y)
    known = vocabulary(seen)
    weights, bias = fit(matrix(seen, known), y)
    print(f"kept apart: {len(apart)} sentences")
    unseen = matrix([features(text) for text, _ in apart], known)
    tell(unseen @ weights + bias, np.array([nothing for _, nothing in apart]))
    np.savez_compressed(WEIGHTS, features=np.array(known), weights=weights.astype(np.float32), bias=np.float32(bias))


if __name__ == "__main__":
    main()
