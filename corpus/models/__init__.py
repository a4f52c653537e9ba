"""Models that read texts: embedders, rerankers."""

from corpus.models.base import Embedder, Reranker, Vectors
from corpus.models.choosing import embedder, reranker

__all__ = ["Embedder", "Reranker", "Vectors", "embedder", "reranker"]
