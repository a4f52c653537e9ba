"""A model that reads two texts together: its int8 ONNX file and its tokenizer, loaded at the first reading."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import clock
from corpus.errors import WorkError

WEIGHTS = Path(__file__).parent / "weights"
ROOM = 96  # tokens of a pair that are the second text's, whatever the length of the first

Outputs = list[NDArray[np.float32]]


class PairModel:
    """Reads pairs of texts; safe to share between threads.

    Args:
        files: Gives the paths of the ONNX file and of the tokenizer, checked. Raises WorkError.
        length: Tokens of a pair that the model was trained on; only the second text is cut.
        shared: Where given, a longer second text is read in windows that share so many tokens; else it is cut.
        together: How many pairs of like length are run at once. What an int8 model makes of a pair hangs on those that
            are run with it: alone it is always the same, while pairs that are compared are best run together.

    Raises WorkError, at the first reading, as `files` does.
    """

    def __init__(
        self,
        files: Callable[[], tuple[Path, Path]],
        *,
        length: int,
        shared: int | None = None,
        together: int = 1,
        room: int = ROOM,
    ) -> None:
        self._files, self._length, self._shared, self._together = files, length, shared, together
        self._most = length - room
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any, Any] | None = None

    def read(self, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Any, Outputs]]:
        """The model's outputs, window by window: the pair's number, the window's encoding, and each output's row.

        Of a first text that would leave the second no room, the beginning is read.
        """
        tokenizer, session, whole = self._load()
        firsts = {first: _beginning(whole, first, self._most) for first in {first for first, _ in pairs}}
        codes = tokenizer.encode_batch([(firsts[first], second) for first, second in pairs])
        more = self._shared is not None
        windows = [(at, one) for at, code in enumerate(codes) for one in (code, *(code.overflowing if more else ()))]
        windows.sort(key=lambda one: len(one[1].ids))
        for first in range(0, len(windows), self._together):
            clock.go_on()
            group = windows[first : first + self._together]
            outputs = _run(session, group)
            for row, (at, code) in enumerate(group):
                yield at, code, [output[row] for output in outputs]

    def _load(self) -> tuple[Any, Any, Any]:
        with self._lock:
            if self._loaded is None:
                from tokenizers import Tokenizer

                model, words = self._files()
                whole, tokenizer = (Tokenizer.from_file(str(words)) for _ in range(2))
                whole.no_truncation()
                tokenizer.no_padding()
                # Only the second text is cut; windows of the rest are made where they are asked for.
                tokenizer.enable_truncation(self._length, stride=self._shared or 0, strategy="only_second")
                self._loaded = (tokenizer, session_of(model), whole)
            return self._loaded


def session_of(model: Path) -> Any:  # noqa: ANN401 - onnxruntime is untyped here
    """An ONNX file, ready to be run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # A thread with nothing to do sleeps: one that spins takes the processor from other conversations.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def trained(name: str, folder: Path = WEIGHTS) -> tuple[Path, Path]:
    """`NAME.onnx` and `NAME-tokenizer.json`, each with the SHA-256 that `NAME.json` has of it. Raises WorkError."""
    try:
        digests = json.loads((folder / f"{name}.json").read_text("utf-8"))["sha256"]
    except (OSError, ValueError) as exc:
        raise WorkError(f"the model file {name}.json is missing or damaged: install the project again") from exc
    for file, digest in digests.items():
        path = folder / file
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
            raise WorkError(f"the model file {file} is missing or damaged: install the project again")
    return folder / f"{name}.onnx", folder / f"{name}-tokenizer.json"


def _beginning(tokenizer: Any, text: str, most: int) -> str:  # noqa: ANN401 - tokenizers is untyped here
    """As much of a text as comes to at most so many tokens."""
    if len(text) <= most:
        return text
    offsets = tokenizer.encode(text, add_special_tokens=False).offsets
    return text[: offsets[most - 1][1]] if len(offsets) > most else text


def _run(session: Any, group: Sequence[tuple[int, Any]]) -> Outputs:  # noqa: ANN401 - onnxruntime is untyped here
    longest = max(len(code.ids) for _, code in group)
    ids, mask, types = (np.zeros((len(group), longest), dtype=np.int64) for _ in range(3))
    for row, (_, code) in enumerate(group):
        ids[row, : len(code.ids)] = code.ids
        mask[row, : len(code.ids)] = 1
        types[row, : len(code.ids)] = code.type_ids
    outputs: Outputs = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types})
    return outputs
