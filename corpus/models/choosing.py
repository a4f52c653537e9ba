"""The embedder by name; the one that comes with the install is the default, loaded once a process."""

from functools import cache

from corpus.errors import CallError
from corpus.models.base import Embedder
from corpus.models.bundled import BundledEmbedder
from corpus.models.openai import OpenAIEmbedder

BUNDLED = "bundled"


def embedder(name: str = BUNDLED, *, api_key: str | None = None, base_url: str | None = None) -> Embedder:
    """The embedder called `bundled`, or `openai:MODEL` through any server that speaks OpenAI's protocol."""
    if name == BUNDLED:
        return _bundled_embedder()
    kind, _, model = name.partition(":")
    if kind == "openai" and model:
        return OpenAIEmbedder(model, api_key=api_key, base_url=base_url)
    raise CallError(f"no embedder is called {name!r}: use 'bundled' or 'openai:MODEL'")


@cache
def _bundled_embedder() -> Embedder:
    return BundledEmbedder()
