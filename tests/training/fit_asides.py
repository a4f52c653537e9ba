"""Fits the weights of `assistant/language/asides.py` on sentences that were read one by one.

    python -m tests.training.fit_asides --press ../shared/data/press

`data/asides.tsv` gives sentences, by article and place or in words of our own, with 1 for those that tell nothing, and
`data/alone_in_press.tsv`, in blocks of BLOCK by one reader each, with 2 for ceremony, which counts as telling
something; those of `data/asides_apart.tsv` are kept out of the fit.
"""

import argparse
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from assistant.language.asides import SURE, features
from corpus.text.folding import fold
from tests.training.articles import articles
from tests.training.linear import fit, matrix, vocabulary

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[1] / "assistant" / "language" / "data" / "asides.npz"
BLOCK = 640
RIDGE = 2.0


def rows(press: Path, *names: str) -> list[list[tuple[str, bool]]]:
    """For each of the named files of `data`: (sentence, whether it tells nothing), in its order."""
    texts = {one["id"]: one["text"] for one in articles(press)}
    found = []
    for name in names:
        lines = [line.split("\t") for line in (HERE / "data" / name).read_text("utf-8").splitlines()]
        found.append([(_said(texts, *where), label == "1") for *where, label in lines])
    return found


def _said(texts: dict[str, str], first: str, *ends: str) -> str:
    """A sentence that is given by its article and its two ends, or by itself."""
    return fold(texts[first][slice(*map(int, ends))] if ends else first)


def logit(x: csr_matrix, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Logistic regression; its weights and bias."""
    weights, bias = fit(x, y.astype(int), RIDGE)
    return weights[1] - weights[0], float(bias[1] - bias[0])


def tell(logits: np.ndarray, y: np.ndarray) -> None:
    """Print how many of those that tell nothing are seen, and how many others are taken for such."""
    for sure in sorted({0.0, 1.0, 1.5, 2.0, 2.5, SURE}):
        print(
            f"  from {sure}: {np.mean(logits[y] > sure):.2f} of these are seen, {np.mean(logits[~y] > sure):.3f} others"
        )


def main() -> None:
    """Report what is told apart in the blocks of readers who were left out, then fit on all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--press", type=Path, required=True)
    old, new, apart = rows(parser.parse_args().press, "asides.tsv", "alone_in_press.tsv", "asides_apart.tsv")
    seen, y = [features(text) for text, _ in old + new], np.array([nothing for _, nothing in old + new])
    block = np.array([-1] * len(old) + [at // BLOCK for at in range(len(new))])
    logits = np.empty(len(y))
    for out in range(max(block) + 1):
        known = vocabulary([one for one, at in zip(seen, block, strict=True) if at != out])
        x = matrix(seen, known)
        weights, bias = logit(x[block != out], y[block != out])
        logits[block == out] = x[block == out] @ weights + bias
    print(f"{len(new)} sentences, {np.mean(y[block >= 0]):.2f} tell nothing")
    tell(logits[block >= 0], y[block >= 0])
    known = vocabulary(seen)
    weights, bias = logit(matrix(seen, known), y)
    print(f"kept apart: {len(apart)} sentences")
    unseen = matrix([features(text) for text, _ in apart], known)
    tell(unseen @ weights + bias, np.array([nothing for _, nothing in apart]))
    np.savez_compressed(WEIGHTS, features=np.array(known), weights=weights.astype(np.float16), bias=np.float32(bias))


if __name__ == "__main__":
    main()
