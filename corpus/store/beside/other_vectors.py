"""Vectors of another embedder under way: kept beside the old ones until there is one for every passage."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from corpus.models import Vectors
from corpus.store.database import Database
from corpus.store.schema import INDEXED, PENDING
from corpus.text.speakers import LONGEST_TURN, replying

# A passage is embedded under the title and day of the first article that carried it.
_FIRST_CARRIER = (
    "v.text = p.text AND (v.article, v.version) = (SELECT w.article, w.version FROM versions w WHERE w.text = p.text"
    " ORDER BY w.published, w.article, w.version LIMIT 1)"
)


@dataclass(frozen=True, slots=True)
class Unembedded:
    """A passage without a new vector: its words under the question that they reply to, and what stands over them."""

    passage: int
    title: str
    published: str
    text: str


class OtherVectors:
    """The new vectors of an archive. What changes them runs in the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, embedder: str) -> None:
        """Forget what another embedder left, and note whose vectors come now."""
        self._database.db.execute("DELETE FROM other_vectors")
        self._database.set_meta("switching_to", embedder)

    def left(self, embedder: str) -> tuple[int, int]:
        """How many passages are still without a vector of this embedder, and their letters, title and day included."""
        same = self._database.meta("switching_to") == embedder
        done = " WHERE id NOT IN (SELECT passage FROM other_vectors)" if same else ""
        passages, letters = self._database.db.execute(
            f"SELECT COUNT(*), SUM(length(title) + 14 + end - start) FROM passages{done}"
        ).fetchone()
        return int(passages), int(letters or 0)

    def missing(self, limit: int) -> list[Unembedded]:
        """At most `limit` passages without a new vector, in order."""
        rows = self._database.db.execute(
            "SELECT p.id, v.title, v.published, MIN(p.start, ?),"
            " substr(t.text, MAX(0, p.start - ?) + 1, MIN(p.start, ?) + p.end - p.start) FROM passages p"
            f" JOIN texts t ON t.id = p.text JOIN versions v ON {_FIRST_CARRIER}"
            " WHERE NOT EXISTS (SELECT 1 FROM other_vectors o WHERE o.passage = p.id) ORDER BY p.id LIMIT ?",
            (LONGEST_TURN, LONGEST_TURN, LONGEST_TURN, limit),
        ).fetchall()
        return [
            Unembedded(int(id), title, published, replying(text, before, len(text)))
            for id, title, published, before, text in rows
        ]

    def keep(self, passages: Iterable[int], vectors: Vectors) -> None:
        """Keep new vectors `[n, dimension]`, one for each passage."""
        rows = [(id, np.asarray(vector, dtype="<f4").tobytes()) for id, vector in zip(passages, vectors, strict=True)]
        self._database.db.executemany("INSERT INTO other_vectors VALUES (?, ?)", rows)

    def change_over(self, embedder: str) -> None:
        """Put the new vectors in the place of the old ones; all wait for the index."""
        db = self._database.db
        db.execute("UPDATE passages SET vector = (SELECT vector FROM other_vectors WHERE passage = id)")
        db.execute(f"UPDATE passages SET indexed = {PENDING} WHERE indexed = {INDEXED}")
        db.execute("DELETE FROM other_vectors")
        self._database.set_meta("embedder", embedder)
        self._database.set_meta("switching_to", None)
