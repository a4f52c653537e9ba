"""Whether a sentence says that somebody is against a matter or for it.

A linear model over the bundled embedder's vector of the sentence, its names, numbers and the words of the matter taken
out; tests/training/fit_leans.py fits it.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple, get_args

import numpy as np

from assistant.language.words import fold, tokens
from corpus.models import embedder
from corpus.models.base import Vectors

Leans = Literal["against", "neither", "for"]
LEANS: tuple[Leans, ...] = get_args(Leans)


class Lean(NamedTuple):
    """How likely a sentence is against a matter, for it, or neither."""

    against: float
    neither: float
    for_: float


@lru_cache(maxsize=4096)
def leaning(text: str, who: str, what: str) -> Lean:
    """How a sentence leans on `what`, as that of `who` who is asked for."""
    weights, bias = _weights()
    logits = weights @ features([skeleton(text, who, what)])[0] + bias
    odds = np.exp(logits - logits.max())
    return Lean(*map(float, odds / odds.sum()))


def features(skeletons: Sequence[str]) -> Vectors:
    """What the model reads of sentences as `skeleton` makes them: float32 `[n, 384]`."""
    return embedder().embed(skeletons)


def skeleton(text: str, who: str, what: str) -> str:
    """A sentence without what it is about: the words of the matter become `project`, names `Alex`, numbers `7`."""
    folded = fold(text)
    whose, on = ({one.stem for one in tokens(fold(each)) if one.content} for each in (who, what))
    made, at, last = "", 0, ""
    for one in tokens(folded):
        word = folded[one.start : one.end]
        named = one.stem in whose or (one.start > 0 and word[0].isupper())
        told = "" if not one.content else "project" if one.stem in on else "Alex" if named else ""
        told = "7" if word[0].isdigit() else told
        between = folded[at : one.start]
        made += between + (told or word) if not told or told != last or between.strip() else ""
        at, last = one.end, told
    return made + folded[at:]


@cache
def _weights() -> tuple[Vectors, Vectors]:
    with files("assistant.briefing").joinpath("data", "leans.npz").open("rb") as file, np.load(file) as kept:
        return kept["weights"].astype(np.float32), kept["bias"].astype(np.float32)
