"""A trained model that reads two texts together: its int8 ONNX file and its tokenizer, loaded at the first reading."""

import json
import threading
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import WorkError

WEIGHTS = Path(__file__).parent / "weights"
# Pairs of like length are run together: padding is most of the cost.
BATCH = 8

Outputs = list[NDArray[np.float32]]


class PairModel:
    """Reads pairs of texts; safe to share between threads.

    Args:
        name: The files are `NAME.onnx`, `NAME-tokenizer.json`, and `NAME.json` with their SHA-256.
        length: Tokens of a pair that the model was trained on; only the second text is cut.
        shared: Where given, a longer second text is read in windows that share so many tokens; else it is cut.
        folder: Where the files lie.

    Raises WorkError, at the first reading, where a file is missing or is not the one that the card was written for.
    """

    def __init__(self, name: str, *, length: int, shared: int | None = None, folder: Path = WEIGHTS) -> None:
        self._name, self._length, self._shared, self._folder = name, length, shared, folder
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    def card(self) -> dict[str, Any]:
        """What is written beside the weights. Raises WorkError."""
        try:
            loaded: dict[str, Any] = json.loads((self._folder / f"{self._name}.json").read_text("utf-8"))
        except (OSError, ValueError) as exc:
            raise WorkError(
                f"the model file {self._name}.json is missing or damaged: install the project again"
            ) from exc
        return loaded

    def read(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Any, Outputs]]:
        """The model's outputs, window by window: the pair's number, the window's encoding, and each output's row."""
        tokenizer, session = self._load()
        codes = tokenizer.encode_batch(list(pairs))
        more = self._shared is not None
        windows = [(at, one) for at, code in enumerate(codes) for one in (code, *(code.overflowing if more else ()))]
        windows.sort(key=lambda one: len(one[1].ids))
        for first in range(0, len(windows), BATCH):
            group = windows[first : first + BATCH]
            outputs = _run(session, group)
            for row, (at, code) in enumerate(group):
                yield at, code, [output[row] for output in outputs]

    def _load(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                import onnxruntime
                from tokenizers import Tokenizer

                for file, digest in self.card()["sha256"].items():
                    path = self._folder / file
                    if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
                        raise WorkError(f"the model file {file} is missing or damaged: install the project again")
                tokenizer = Tokenizer.from_file(str(self._folder / f"{self._name}-tokenizer.json"))
                tokenizer.no_padding()
                # Only the second text is cut; windows of the rest are made where they are asked for.
                tokenizer.enable_truncation(self._length, stride=self._shared or 0, strategy="only_second")
                session = onnxruntime.InferenceSession(
                    str(self._folder / f"{self._name}.onnx"), providers=["CPUExecutionProvider"]
                )
                self._loaded = (tokenizer, session)
            return self._loaded


def _run(session: Any, group: Sequence[tuple[int, Any]]) -> Outputs:  # noqa: ANN401 - onnxruntime is untyped here
    longest = max(len(code.ids) for _, code in group)
    ids, mask, types = (np.zeros((len(group), longest), dtype=np.int64) for _ in range(3))
    for row, (_, code) in enumerate(group):
        ids[row, : len(code.ids)] = code.ids
        mask[row, : len(code.ids)] = 1
        types[row, : len(code.ids)] = code.type_ids
    outputs: Outputs = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types})
    return outputs
