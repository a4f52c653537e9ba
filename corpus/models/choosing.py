"""Embedder and reranker by name; those that come with the install are the default, loaded once a process."""

from functools import cache

from corpus.errors import CallError
from corpus.models.base import Embedder, Reranker
from corpus.models.bundled import BundledEmbedder, BundledReranker
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
def reranker() -> Reranker:
    """The bundled cross-encoder, loaded at its first use."""
    return BundledReranker()


@cache
def _bundled_embedder() -> Embedder:
    return BundledEmbedder()
