"""Fits the weights of `assistant/briefing/stances/leaning.py` on the sentences in `data/leans.tsv`: whose line is asked
for, the matter, how the sentence leans, the sentence.

Run `python -m tests.training.fit_leans`.
"""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import numpy as np

from assistant.briefing.stances.leaning import LEANS, features, skeleton
from assistant.briefing.stances.turns import SURE
from tests.training.linear import fit

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[1] / "assistant" / "briefing" / "data" / "leans.npz"
FOLDS = 6  # each matter is left out with others once
# The embedder's vectors lie close together: spread out around their mean, the fit tells them apart.
SPREAD, RIDGE = 10.0, 8.0


def rows() -> list[tuple[str, str, str, str]]:
    """(whose, matter, lean, sentence), in the order of the file."""
    lines = (HERE / "data" / "leans.tsv").read_text("utf-8").splitlines()
    return [(who, what, lean, text) for who, what, lean, text in (line.split("\t") for line in lines)]


def fitted(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The weights and biases of the vectors as they are."""
    mean = x.mean(0)
    weights, bias = fit((x - mean) * SPREAD, y, RIDGE)
    return weights * SPREAD, bias - (weights * SPREAD) @ mean


def odds(x: np.ndarray, weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """How likely each sentence leans each way, `[n, 3]`."""
    logits = np.exp(x @ weights.T + bias)
    return logits / logits.sum(1, keepdims=True)


def turns(guess: np.ndarray, y: np.ndarray, matters: Iterable[np.ndarray]) -> str:
    """Of two sentences on one matter, how often a turn is told where one is for it and the other against it, and how
    often where not.
    """
    told: dict[bool, list[bool]] = {True: [], False: []}
    for own in matters:
        for one, other in combinations(own, 2):
            turned = any(guess[a, 0] >= SURE and guess[b, 2] >= SURE for a, b in ((one, other), (other, one)))
            told[{y[one], y[other]} == {0, 2}].append(turned)
    return f"turns told {np.mean(told[True]):.2f} of {len(told[True])}, others {np.mean(told[False]):.3f}"


def main() -> None:
    """Report what is read of matters left out in turn, then fit on all and write the weights."""
    data = rows()
    x = features([skeleton(text, who, what) for who, what, _, text in data]).astype(np.float64)
    y = np.array([LEANS.index(lean) for _, _, lean, _ in data])
    names = list(dict.fromkeys((who, what) for who, what, *_ in data))
    of = np.array([names.index((who, what)) for who, what, *_ in data])
    guess = np.zeros((len(y), len(LEANS)))
    for fold in range(FOLDS):
        held = of % FOLDS == fold
        guess[held] = odds(x[held], *fitted(x[~held], y[~held]))
    for (_, _, lean, text), read in zip(data, guess, strict=True):
        if LEANS[read.argmax()] != lean:
            print(f"    {text} ({lean}) -> {LEANS[read.argmax()]}")
    print(f"{len(data)} sentences on {len(names)} matters; read rightly, matters left out: ", end="")
    print(f"{np.mean(guess.argmax(1) == y):.3f}; {turns(guess, y, [np.flatnonzero(of == at) for at in set(of)])}")
    weights, bias = fitted(x, y)
    np.savez_compressed(WEIGHTS, weights=weights.astype(np.float16), bias=bias.astype(np.float16))


if __name__ == "__main__":
    main()
