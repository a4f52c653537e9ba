"""Models that read texts: the embedder, and the reader of a question and a passage together."""

from corpus.models.base import Embedder, Reader, Vectors
from corpus.models.choosing import embedder
from corpus.models.reader import reader

__all__ = ["Embedder", "Reader", "Vectors", "embedder", "reader"]
