"""The answerability model: reads a question and a passage together, and says whether and by which words it is answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import Span
from corpus.models.pair_model import WEIGHTS, PairModel

# The model was trained on pairs of at most 256 tokens; longer passages are read in windows that share 64.
LENGTH, SHARED = 256, 64
# A longer span is a sentence, not an answer: docs/decisions/009-answerability.md.
LONGEST_ANSWER = 30


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of one pair: two logits, and the most likely answer.

    `answered`: the passage answers. `span_gap`: how far the best span stands above 'no span'. `span`: its characters
    in the passage, None where the passage is empty.
    """

    answered: float
    span_gap: float
    span: Span | None


class AnswerModel:
    """Reads a question with passages; safe to share between threads. Raises WorkError as `PairModel` does."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._model = PairModel("answerability", length=LENGTH, shared=SHARED, folder=folder)

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Read each passage with the question; of a long passage's windows the one that answers best counts."""
        # A question of hundreds of words would leave no room for the passage: its first 400 characters say enough.
        pairs = [(question[:400], passage) for passage in passages]
        best: dict[int, Reading] = {}
        for at, code, (answered, start, end) in self._model.read(pairs):
            reading = _reading(float(answered), start, end, code)
            if at not in best or reading.answered > best[at].answered:
                best[at] = reading
        return [best[at] for at in range(len(passages))]


@cache
def answer_model() -> AnswerModel:
    """The model that comes with the package."""
    return AnswerModel()


def _reading(answered: float, start: NDArray[np.float32], end: NDArray[np.float32], code: Any) -> Reading:  # noqa: ANN401
    tokens = enumerate(zip(code.type_ids, code.offsets, strict=True))
    inside = [at for at, (kind, (low, high)) in tokens if kind == 1 and high > low]
    if not inside:
        return Reading(answered, -20.0, None)
    first, last = inside[0], inside[-1] + 1
    sums = start[first:last, None] + end[None, first:last]
    sums = np.where(np.tril(np.triu(np.ones_like(sums)), LONGEST_ANSWER - 1) > 0, sums, -1e4)
    low, high = np.unravel_index(int(sums.argmax()), sums.shape)
    gap = float(sums[low, high] - start[0] - end[0])
    return Reading(answered, gap, Span(code.offsets[first + int(low)][0], code.offsets[first + int(high)][1]))
