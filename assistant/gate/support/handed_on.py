"""Words that stand in a cited text to be said by others: around them it speaks to whoever retells it, answers or reads.

A linear model over the bundled embedder's vector of what stands around; tests/training/fit_handed_on.py fits it.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby

import numpy as np

from assistant.gate.cited_text import Source, Unit, content
from assistant.gate.said import Said
from corpus.models import Vectors, embedder
from corpus.text.stop_words import FUNCTION

# A cited sentence bears a part of a sentence out where it holds so much of its words; so many such are looked at.
BEARS, MOST = 0.7, 2
RUN, SAYS = 5, 2  # words, and content words, of a run from which on it says something
ENGLISH = 2  # function words of what is read: the embedder knows English alone
LEADS = range(3, 13)  # words of a sentence that leads into the next
# Few press sentences lie above, most frames that were left out do: docs/decisions/024-handed-on.md.
THRESHOLD = 0.25
# Before a colon a text announces what it will say: there the model doubts sooner, and reads a single word too.
COLON = 0.1
# A sentence before it may hand on words of its own, and no others.
LEADING = 0.5
LONGEST = 400  # characters of a sentence that are read


def handed_on(said: Said, source: Source) -> bool:
    """Whether all that bears out a part of a sentence stands there to be said by others."""
    for part in said.parts:
        stems = content(part.own)
        bearing = bearers([len(stems & unit.stems) / max(1, len(stems)) for unit in source.units])
        if bearing and all(_hands_on(source.units, at, stems) for at in bearing):
            return True
    return False


def bearers(shares: Sequence[float]) -> list[int]:
    """Which cited sentences bear a part of a sentence out, by how much of its words each holds: those that hold most.

    One that lacks a word of it is none beside one that holds them all: that word may be what is not so.
    """
    best = max(shares, default=0.0)
    return [at for at, share in enumerate(shares) if share == best >= BEARS][:MOST]


def _hands_on(units: Sequence[Unit], at: int, stems: frozenset[str]) -> bool:
    """Whether a cited sentence says those words for others to say."""
    beside, announces = [], []
    for said, run in groupby(units[at].tokens, key=lambda token: token.stem in stems):
        words = list(run)
        text = " ".join(token.text for token in words)
        head, colon, _ = units[at].text[words[0].start : words[-1].end + 1].rpartition(":")
        if not said and colon:
            announces.append(head)
        elif not said and len(words) >= RUN and sum(token.content for token in words) >= SAYS:
            beside.append(text)
    before = units[at - 1].text if at else ""
    leads = [before] if len(before.split()) in LEADS and ":" not in before[:-1] and _is_english(before) else []
    return (
        _is_order([text for text in beside if _is_english(text)], THRESHOLD)
        or _is_order(announces, COLON)
        or _is_order(leads, LEADING)
    )


def _is_english(text: str) -> bool:
    return sum(one in FUNCTION for one in text.lower().split()) >= ENGLISH


def _is_order(texts: Sequence[str], threshold: float) -> bool:
    weights, bias = _weights()
    read = [text[:LONGEST] for text in texts]
    return bool(read) and float((embedder().embed(read) @ weights).max() + bias) > threshold


@cache
def _weights() -> tuple[Vectors, float]:
    with files("assistant.gate").joinpath("data", "handed_on.npz").open("rb") as file, np.load(file) as kept:
        return kept["weights"].astype(np.float32), float(kept["bias"])
