"""An embedding model behind OpenAI's protocol, on any server that speaks it."""

from collections.abc import Sequence

import numpy as np

from corpus.errors import CallError, WorkError
from corpus.models.base import Vectors


class OpenAIEmbedder:
    """An embedding model behind OpenAI's protocol; what is embedded leaves the machine."""

    def __init__(self, model: str, *, api_key: str | None, base_url: str | None) -> None:
        from openai import OpenAI

        if not api_key and not base_url:
            raise CallError("no key for the embedder: set OPENAI_API_KEY, or use BRIEFING_EMBEDDER=bundled")
        self.name = f"openai:{model}"
        self._model = model
        self._client = OpenAI(api_key=api_key or "none", base_url=base_url)

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
