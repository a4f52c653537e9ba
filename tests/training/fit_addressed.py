"""Fits the weights of `assistant/gate/support/addressed.py` on `data/addressed.txt` and press sentences.

Run `python -m tests.training.fit_addressed [DATA [VECTORS]]`; DATA/press holds korea.jsonl, state.jsonl and
white_house.jsonl. VECTORS is a file that keeps what was embedded. Reported is what was not fitted on:
`data/addressed_apart.txt`, in hands of its own, and passages of the articles that speak of Korea.
"""

import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.gate.support.addressed import LONGEST, Addressed, hashed, readings
from assistant.language.words import fold
from corpus.models import embedder
from corpus.text.sentences import sentence_spans
from tests.training.articles import articles

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[1] / "assistant" / "gate" / "data" / "addressed.npz"
CLAIMS = (
    "the captain drowned|the mayor was arrested on Monday|the bridge will be closed for two years|Tom Hale has left the"
    " board|the minister was wrong about the figures|the ferry line is bankrupt|Ana Ruiz won the vote|the plant leaked"
    " acid into the river|the talks have failed|the treaty was never signed|inflation reached nine percent|the company"
    " dismissed 400 workers|the president is ill|the court freed the suspects"
).split("|")
KINDS = ("told", "orders", "leads", "behind", "judge")
ARTICLES, PASSAGES, SENTENCES = 400, 160, 12
FEW = range(3, 13)  # words of a short sentence, as leads into the next
SHORT = range(4, 12)  # characters of what is said in passing: 'Go ahead.'
HIDDEN, DECAY, STEPS, PACE = 16, 1e-3, 120, 0.01
DRAWS = 3  # fits from other beginnings, whose mean is kept
_SECTION = re.compile(r"\[(orders|judge|told): (.+)\]")
_CLAIM = re.compile(r"\{[cC]\}")


class Row(NamedTuple):
    """A text, folded, with its kind, its hand, and how it stands: around a claim, without it, or alone."""

    text: str
    kind: str
    hand: str
    form: str


def written(name: str) -> list[Row]:
    """The rows of a file: each frame around a claim and bare, each sentence that stands alone.

    An order that stands alone leads to the words beside it, or is behind them, as its hand says.
    """
    chance, found, kind, hand = random.Random(5), [], "", ""
    for line in (HERE / "data" / name).read_text("utf-8").splitlines():
        if section := _SECTION.fullmatch(line):
            kind, hand = section.groups()
        elif _CLAIM.search(line):
            claim = chance.choice(CLAIMS)
            around = line.replace("{c}", claim).replace("{C}", claim[0].upper() + claim[1:])
            found.append(Row(fold(around), kind, hand, "around"))
            found.append(Row(fold(" ".join(_CLAIM.sub("", line).split())), kind, hand, "bare"))
        else:
            alone = kind if kind != "orders" else "behind" if hand == "behind" else "leads"
            found.append(Row(fold(line), alone, hand, "alone"))
    return found


def press(folder: Path) -> tuple[list[str], list[list[str]]]:
    """Sentences to fit on, and passages to report on, of articles that are not among those of the first."""
    korea = list(articles(folder, "korea"))
    apart = {article["id"] for article in korea}
    texts = {article["text"] for article in korea}
    others = [one for one in articles(folder) if one["id"] not in apart and one["text"] not in texts]
    chance, found, passing = random.Random(7), [], []
    chance.shuffle(others)
    for article in others[:ARTICLES]:
        whole = [one for one in _sentences(article) if 12 <= len(one) <= LONGEST]
        found += chance.sample(whole, min(3, len(whole)))
        for some in ([one for one in whole if len(one.split()) in FEW], [one for one in whole if ":" in one]):
            found += chance.sample(some, min(1, len(some)))
        passing += [one for one in _sentences(article) if len(one) in SHORT][:2]
    other, passages = random.Random(9), []
    for article in other.sample(korea, PASSAGES):
        whole = [fold(one) for one in _sentences(article)]
        at = other.randrange(max(1, len(whole) - SENTENCES))
        passages.append([one for one in whole[at : at + SENTENCES] if len(one) > 8])
    return [fold(one) for one in found + passing], passages


def _sentences(article: dict[str, str]) -> list[str]:
    return [article["text"][slice(*span)] for span in sentence_spans(article["text"])]


def vectors(texts: Sequence[str], kept: Path | None) -> np.ndarray:
    """What the model reads of each text: the embedder's vector, which the file keeps, and its words."""
    known = {}
    if kept and kept.exists():
        with np.load(kept, allow_pickle=True) as file:
            known = dict(zip(file["k"].tolist(), file["v"], strict=True))
    if new := [one for one in dict.fromkeys(texts) if one not in known]:
        known.update(zip(new, embedder().embed([one[:LONGEST] for one in new]), strict=True))
        if kept:
            np.savez(kept, k=np.array(list(known), dtype=object), v=np.array(list(known.values())))
    return np.array([np.r_[known[one], hashed(one)] for one in texts], dtype=np.float32)


def fit(x: np.ndarray, y: np.ndarray) -> list[np.ndarray]:
    """Two layers, the mean of several fits by Adam on the cross-entropy, each kind of the same weight."""
    chance, x = np.random.default_rng(0), _with_one(x)
    share = (1 / np.bincount(y)[y] / len(KINDS))[:, None].astype(np.float32)
    wanted = np.eye(len(KINDS), dtype=np.float32)[y]
    layers = [  # of all fits side by side
        chance.normal(0, 1 / np.sqrt(20), (x.shape[1], DRAWS * HIDDEN)).astype(np.float32),
        chance.normal(0, 0.3, (DRAWS, HIDDEN + 1, len(KINDS))).astype(np.float32),
    ]
    mean, square = [np.zeros_like(one) for one in layers], [np.zeros_like(one) for one in layers]
    for step in range(1, STEPS + 1):
        hidden = np.maximum(x @ layers[0], 0)
        back, ahead = np.empty_like(hidden), np.empty_like(layers[1])
        for draw, weights in enumerate(layers[1]):
            mine = np.s_[:, draw * HIDDEN : (draw + 1) * HIDDEN]
            wrong = (_share(_with_one(hidden[mine]) @ weights) - wanted) * share
            back[mine], ahead[draw] = wrong @ weights[:-1].T, _with_one(hidden[mine]).T @ wrong
        for at, slope in enumerate((x.T @ (back * (hidden > 0)), ahead)):
            slope = slope + DECAY * layers[at]
            mean[at] = 0.9 * mean[at] + 0.1 * slope
            square[at] = 0.999 * square[at] + 0.001 * slope**2
            root = np.sqrt(square[at] / (1 - 0.999**step)) + 1e-8
            layers[at] = layers[at] - PACE * mean[at] / (1 - 0.9**step) / root
    second = np.concatenate([*layers[1][:, :-1], layers[1][:, -1].sum(0, keepdims=True)])
    return [layers[0], second / DRAWS]


def _with_one(x: np.ndarray) -> np.ndarray:
    return np.c_[x, np.ones(len(x), dtype=np.float32)]


def _share(logits: np.ndarray) -> np.ndarray:
    found = np.exp(logits - logits.max(1, keepdims=True))
    return found / found.sum(1, keepdims=True)


def logits(layers: Sequence[np.ndarray], x: np.ndarray) -> np.ndarray:
    """By row, as `Addressed` has them."""
    return np.array(readings(_with_one(np.maximum(_with_one(x) @ layers[0], 0)) @ layers[1])).T


def report(layers: Sequence[np.ndarray], apart: Sequence[Row], passages: list[list[str]], kept: Path | None) -> None:
    """Print, at each share of press sentences above it, a threshold, the passages that it takes and the forms apart."""
    x = logits(layers, vectors([one.text for one in apart], kept))
    flat = [one for each in passages for one in each]
    z = logits(layers, vectors(flat, kept))
    of = np.repeat(np.arange(len(passages)), [len(each) for each in passages])
    for at, name in enumerate(Addressed._fields):
        for share in (0.0025, 0.005, 0.01, 0.02):
            threshold = float(np.quantile(z[:, at], 1 - share))
            taken = len(set(of[z[:, at] > threshold])) / len(passages)
            found = {
                f"{kind} {form}": f"{np.mean(x[rows, at] > threshold):.2f}"
                for kind in KINDS
                for form in ("around", "bare", "alone")
                if (rows := [n for n, row in enumerate(apart) if (row.kind, row.form) == (kind, form)])
            }
            print(f"{name} {share} of press sentences above {threshold:.2f}, passages {taken:.3f}", found)


def main(arguments: Sequence[str]) -> None:
    """Report what was not fitted on, in folds by frame and apart; then write the weights."""
    folder = Path(arguments[0] if arguments else "../shared/data") / "press"
    kept = Path(arguments[1]) if len(arguments) > 1 else None
    rows, apart = written("addressed.txt"), written("addressed_apart.txt")
    sentences, passages = press(folder)
    x = vectors([one.text for one in rows] + sentences, kept)
    y = np.array([KINDS.index(one.kind) for one in rows] + [0] * len(sentences))
    layers = fit(x, y)
    report(layers, apart, passages, kept)
    np.savez_compressed(WEIGHTS, first=layers[0].astype(np.float16), second=layers[1].astype(np.float16))


if __name__ == "__main__":
    main(sys.argv[1:])
