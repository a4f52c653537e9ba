"""An embedding model behind OpenAI's protocol, on any server that speaks it."""

from collections.abc import Sequence

import numpy as np

from corpus.errors import CallError, WorkError
from corpus.models.base import Vectors

_AT_ONCE = 128
# Seconds that a request may take, its retries included: a machine without a GPU needs minutes for 128 passages, and
# somebody waits for the vector of a question.
_LONGEST, _LONGEST_OF_ONE = 600.0, 30.0
_NOT_VECTORS = "the embedding server answered with what are no vectors: see OPENAI_BASE_URL and BRIEFING_EMBEDDER"


class OpenAIEmbedder:
    """An embedding model behind OpenAI's protocol; what is embedded leaves the machine."""

    def __init__(self, model: str, *, api_key: str | None, base_url: str | None) -> None:
        from openai import OpenAI

        from corpus.models.wire import wire

        if not api_key and not base_url:
            raise CallError("no key for the embedder: set OPENAI_API_KEY, or use BRIEFING_EMBEDDER=bundled")
        self.name = f"openai:{model}"
        self._model = model
        self._client = OpenAI(api_key=api_key or "none", base_url=base_url, http_client=wire())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Passages as unit vectors, 128 a request. Raises WorkError when the server does not answer as it should."""
        import httpx2
        from openai import OpenAIError

        from corpus.models.wire import within

        rows: list[list[float]] = []
        try:
            for at in range(0, len(texts), _AT_ONCE):
                with within(_LONGEST if len(texts) > 1 else _LONGEST_OF_ONE):
                    reply = self._client.embeddings.create(model=self._model, input=list(texts[at : at + _AT_ONCE]))
                rows += [item.embedding for item in sorted(reply.data, key=lambda item: item.index)]
        except (OpenAIError, httpx2.HTTPError) as exc:
            raise WorkError(
                f"the embedding server failed ({type(exc).__name__}): try again, or see OPENAI_BASE_URL"
            ) from exc
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as exc:
            raise WorkError(_NOT_VECTORS) from exc  # whatever OpenAI's client, or we, did not find where it belongs
        if len(rows) != len(texts):
            raise WorkError("the embedding server sent another number of vectors than texts: nothing was kept")
        if not rows:
            return np.empty((0, 0), dtype=np.float32)
        try:
            out = np.asarray(rows, dtype=np.float32)
        except (TypeError, ValueError, OverflowError) as exc:
            raise WorkError(_NOT_VECTORS) from exc
        if out.ndim != 2 or not out.shape[1] or not np.isfinite(out).all():
            raise WorkError(_NOT_VECTORS)
        norms = np.linalg.norm(out, axis=1, keepdims=True)
        unit: Vectors = (out / np.where(norms == 0, 1, norms)).astype(np.float32)
        return unit

    def embed_query(self, text: str) -> Vectors:
        """A question as a unit vector."""
        vector: Vectors = self.embed([text])[0]
        return vector
