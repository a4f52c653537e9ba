"""What a model must be able to do: the protocols of embedders and rerankers."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


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
