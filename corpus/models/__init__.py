"""Models that read texts: the embedder, and the reader of a question and a passage together."""

from corpus.models.base import Embedder, Reader, Vectors
from corpus.models.choosing import embedder
from corpus.models.close_reader import close_reader
from corpus.models.reader import reader

__all__ = ["Embedder", "Reader", "Vectors", "close_reader", "embedder", "reader"]
