"""The answerability model: reads a question and a passage together, and says whether and by which words it is answered."""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import Span
from corpus.errors import WorkError

WEIGHTS = Path(__file__).parent / "weights"
# The model was trained on pairs of at most 256 tokens; longer passages are read in windows that share 64.
LENGTH, SHARED = 256, 64
# A longer span is a sentence, not an answer: docs/decisions/009-answerability.md.
LONGEST_ANSWER = 30
# Pairs of like length are run together: padding is most of the cost.
BATCH = 8


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
    """An int8 ONNX model and its tokenizer, loaded once, at the first reading; safe to share between threads.

    Raises WorkError where a file is missing, or is not the one that `answerability.json` was written for.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    def _load(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                import onnxruntime
                from tokenizers import Tokenizer

                expected: dict[str, str] = card(self._folder)["sha256"]
                for file, digest in expected.items():
                    path = self._folder / file
                    if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
                        raise WorkError(f"the model file {file} is missing or damaged: install the project again")
                tokenizer = Tokenizer.from_file(str(self._folder / "answerability-tokenizer.json"))
                tokenizer.no_padding()
                tokenizer.enable_truncation(LENGTH, stride=SHARED, strategy="only_second")
                session = onnxruntime.InferenceSession(
                    str(self._folder / "answerability.onnx"), providers=["CPUExecutionProvider"]
                )
                self._loaded = (tokenizer, session)
            return self._loaded

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Read each passage with the question; of a long passage's windows the one that answers best counts."""
        tokenizer, session = self._load()
        # A question of hundreds of words would leave no room for the passage: its first 400 characters say enough.
        codes = tokenizer.encode_batch([(question[:400], passage) for passage in passages])
        windows = [(at, window) for at, code in enumerate(codes) for window in (code, *code.overflowing)]
        windows.sort(key=lambda one: len(one[1].ids))
        best: dict[int, Reading] = {}
        for first in range(0, len(windows), BATCH):
            group = windows[first : first + BATCH]
            for (at, _), reading in zip(group, _run(session, [window for _, window in group]), strict=True):
                if at not in best or reading.answered > best[at].answered:
                    best[at] = reading
        return [best[at] for at in range(len(passages))]


@cache
def answer_model() -> AnswerModel:
    """The model that comes with the package."""
    return AnswerModel(WEIGHTS)


def card(folder: Path) -> dict[str, Any]:
    """Return what is written beside the weights: their SHA-256 and the numbers set on labelled data."""
    try:
        loaded: dict[str, Any] = json.loads((folder / "answerability.json").read_text("utf-8"))
    except (OSError, ValueError) as exc:
        raise WorkError("the model file answerability.json is missing or damaged: install the project again") from exc
    return loaded


def _run(session: Any, codes: Sequence[Any]) -> list[Reading]:  # noqa: ANN401 - onnxruntime is untyped here
    longest = max(len(code.ids) for code in codes)
    ids, mask, types = (np.zeros((len(codes), longest), dtype=np.int64) for _ in range(3))
    for row, code in enumerate(codes):
        ids[row, : len(code.ids)] = code.ids
        mask[row, : len(code.ids)] = 1
        types[row, : len(code.ids)] = code.type_ids
    answered, start, end = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types})
    return [_reading(float(answered[row]), start[row], end[row], code) for row, code in enumerate(codes)]


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
