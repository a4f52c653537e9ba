"""What a model must be able to do: the protocols of embedders and readers."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.evidence import Reading

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors of one space; `name` is the identity of that space."""

    @property
    def name(self) -> str:
        """The identity of the space; vectors of two names are never compared."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Passages as float32 `[len(texts), width]`, unit length, in the order given."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """A question as float32 `[width]`, unit length."""
        ...


class Reader(Protocol):
    """Reads a question and passages together."""

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """A reading of each passage: what stands above it, and its text."""
        ...
