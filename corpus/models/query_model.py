"""The query encoder: turns a question into a vector among those that the bundled embedder gives of passages."""

import threading
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from corpus.models.base import Vectors
from corpus.models.pair_model import WEIGHTS, session_of, trained

# bge-small-en, from which it began, was trained with this sentence before a question (BAAI's model card).
PREFIX = "Represent this sentence for searching relevant passages: "
LENGTH = 160  # tokens of a question that the model was trained on; of a longer one the beginning is read


class QueryModel:
    """The model that comes with the package; safe to share between threads. Raises WorkError as `trained` does.

    The embedder's own vector of a question lies nearest to passages in the question's words; this one was trained to
    lie nearest to those that answer: docs/decisions/027-questions.md.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder, self._lock = folder, threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    def vector(self, question: str) -> Vectors:
        """A question as a unit vector `[384]`."""
        tokenizer, session = self._load()
        code = tokenizer.encode(PREFIX + question)
        ids, mask, types = (np.array([row], dtype=np.int64) for row in (code.ids, code.attention_mask, code.type_ids))
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        vector: Vectors = session.run(None, given)[0][0]
        return vector

    def _load(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                from tokenizers import Tokenizer

                model, words = trained("query", self._folder)
                tokenizer = Tokenizer.from_file(str(words))
                tokenizer.no_padding()
                tokenizer.enable_truncation(LENGTH)
                self._loaded = tokenizer, session_of(model)
            return self._loaded


@cache
def query_model() -> QueryModel:
    """The query encoder, loaded at its first use."""
    return QueryModel()
