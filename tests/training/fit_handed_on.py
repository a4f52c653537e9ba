"""Fits the weights of `assistant/gate/support/handed_on.py` on the frames in `data/handed_on.txt` and press sentences.

Run `python -m tests.training.fit_handed_on [DATA]`; DATA/press holds state.jsonl and white_house.jsonl.
"""

import json
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.gate.support.handed_on import LONGEST, THRESHOLD
from corpus.models import embedder
from corpus.text.sentences import sentence_spans

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[1] / "assistant" / "gate" / "data" / "handed_on.npz"
CLAIMS = (
    "the captain drowned|the mayor was arrested on Monday|the bridge will be closed for two years|Tom Hale has left the"
    " board|the minister was wrong about the figures|the ferry line is bankrupt|Ana Ruiz won the vote|the plant leaked"
    " acid into the river|the talks have failed|the treaty was never signed|inflation reached nine percent|the company"
    " dismissed 400 workers|the president is ill|the court freed the suspects"
).split("|")
EACH = 500  # press sentences of a file; a third of them once more, without one of their clauses
RIDGE = 1e-3
_CLAUSE = re.compile(r"(?<=[,;:])\s|\bthat\b|\b(?:and|but|as|when|after|to)\b")


def frames(chance: random.Random) -> dict[str, list[str]]:
    """By section of the file, each frame around a claim, and bare."""
    found: dict[str, list[str]] = {}
    for line in (HERE / "data" / "handed_on.txt").read_text("utf-8").splitlines():
        if line in ("[handed on]", "[told]"):
            section = found.setdefault(line.strip("[]"), [])
            continue
        claim = chance.choice(CLAIMS)
        section.append(line.replace("{c}", claim).replace("{C}", claim[0].upper() + claim[1:]))
        section.append(re.sub(r"\{[cC]\}", "", line))
    return found


def press(file: Path, chance: random.Random) -> list[str]:
    """Sentences of press articles, and the rests of some of them."""
    texts = [json.loads(line)["text"] for line in file.open(encoding="utf-8")]
    whole = [text[slice(*span)] for text in texts for span in sentence_spans(text)]
    chosen = chance.sample([one for one in whole if 25 <= len(one) <= LONGEST], EACH)
    parts = [_CLAUSE.split(one) for one in chosen[::3]]
    return chosen + [" ".join(part for at, part in enumerate(each) if at != len(each) // 2) for each in parts]


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Ridge regression on 1 and -1, both classes of the same weight."""
    share = np.where(y > 0, 0.5 / (y > 0).sum(), 0.5 / (y < 0).sum())
    z = np.c_[x, np.ones(len(x))]
    found = np.linalg.solve(z.T @ (z * share[:, None]) + RIDGE * np.eye(z.shape[1]), z.T @ (share * y))
    return found[:-1], float(found[-1])


def main(arguments: Sequence[str]) -> None:
    """Report how much lies above the threshold, of what was left out, in five folds; then write the weights."""
    chance = random.Random(5)
    folder = Path(arguments[0] if arguments else "../shared/data") / "press"
    written = frames(chance)
    ours, others = written["handed on"], written["told"]
    others += [one for name in ("state", "white_house") for one in press(folder / f"{name}.jsonl", chance)]
    x = np.asarray(embedder().embed([one[:LONGEST] for one in ours + others]), dtype=np.float64)
    y = np.repeat([1.0, -1.0], [len(ours), len(others)])
    fold, score = np.r_[np.arange(len(ours)) // 2 % 5, np.arange(len(others)) % 5], np.zeros(len(y))
    for out in range(5):
        weights, bias = fit(x[fold != out], y[fold != out])
        score[fold == out] = x[fold == out] @ weights + bias
    for name, of in (("frames", y > 0), ("reports", y < 0)):
        print(f"{of.sum()} {name}: {np.mean(score[of] > THRESHOLD):.4f} above the threshold")
    weights, bias = fit(x, y)
    np.savez_compressed(WEIGHTS, weights=weights.astype(np.float16), bias=np.float32(bias))


if __name__ == "__main__":
    main(sys.argv[1:])
