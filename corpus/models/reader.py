"""The reader: reads a question and a passage together, once: how near, whether it answers, and by which sentences."""

from collections.abc import Sequence
from functools import cache, partial
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.evidence import Reading, ReadSentence
from corpus.models.base import Reader
from corpus.models.pair_model import WEIGHTS, PairModel, trained
from corpus.text.sentences import sentence_spans

# The model was trained on pairs of at most 256 tokens; longer passages are read in windows that share 64.
LENGTH, SHARED = 256, 64
# ... and of a question so much is read that a window shows this many tokens of the passage: of less, there are many.
SHOWN = 160
UNREAD = -20.0  # the logit of a sentence that no window holds


class TrainedReader:
    """The model that comes with the package; safe to share between threads. Raises WorkError as `PairModel` does."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._model = PairModel(partial(trained, "reader", folder), length=LENGTH, shared=SHARED, room=SHOWN)

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read each passage, `(head, text)`, with the question; of a long one the window that answers best counts."""
        # A question of hundreds of words would leave no room for the passage: its first 400 characters say enough.
        pairs = [(question[:400], head + text) for head, text in passages]
        spans = [sentence_spans(text) for _, text in passages]
        whole = [(-np.inf, -np.inf)] * len(pairs)
        carried = [np.full(len(found), UNREAD) for found in spans]
        for at, code, (relevance, answered, carries) in self._model.read(pairs):
            if answered > whole[at][1]:
                whole[at] = (float(relevance), float(answered))
            shift = len(passages[at][0])
            for number, span in enumerate(spans[at]):
                logit = _mean(carries, code, span.start + shift, span.end + shift)
                carried[at][number] = max(carried[at][number], logit)
        return [
            Reading(
                _share(relevance),
                answered,
                tuple(ReadSentence(*span, _share(logit)) for span, logit in zip(spans[at], carried[at], strict=True)),
            )
            for at, (relevance, answered) in enumerate(whole)
        ]


class Once:
    """A reader that reads nothing twice, for one question or briefing."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read: dict[tuple[str, tuple[str, str]], Reading] = {}

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """The reading of each passage, as the reader gives it."""
        new = [one for one in dict.fromkeys(passages) if (question, one) not in self._read]
        if new:
            readings = self._reader.read(question, new)
            self._read |= {(question, one): reading for one, reading in zip(new, readings, strict=True)}
        return [self._read[question, one] for one in passages]


@cache
def reader() -> TrainedReader:
    """The reader, loaded at its first use."""
    return TrainedReader()


def _mean(logits: NDArray[np.float32], code: Any, start: int, end: int) -> float:  # noqa: ANN401 - tokenizers is untyped
    """The mean logit of the tokens of the second text between two characters."""
    inside = [
        at
        for at, (kind, (low, high)) in enumerate(zip(code.type_ids, code.offsets, strict=True))
        if kind == 1 and start <= low < high <= end
    ]
    return float(logits[inside].mean()) if inside else UNREAD


def _share(logit: float) -> float:
    return 1 / (1 + exp(-logit))
