"""An archive's vectors held in memory, each compared with a question's: nothing is missed, whatever was built how."""

import threading

import numpy as np

from corpus.errors import WorkError
from corpus.models import Vectors
from corpus.store.archive import Archive
from corpus.store.passages import Ids

# Passages of an archive whose vectors a process holds, and of those the most that one search compares; beyond, Chroma's
# graph costs less: docs/decisions/006-nearest-vectors.md.
HELD, COMPARED = 100_000, 50_000
# Passages beyond those that are wanted whose similarity is reckoned once more, so that no rounding decides who is in.
SPARE = 50


class Held:
    """The vectors of one archive, read again where it has changed. Safe to share between threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._generation: str | None = None
        self._embedder: str | None = None
        self._ids: Ids = np.empty(0, dtype=np.int64)
        self._vectors: Vectors = np.empty((0, 1), dtype=np.float32)

    def fits(self, eligible: Ids | None) -> bool:
        """Whether the archive has no more passages than a process holds, and of those no more than are compared."""
        every = self._archive.known("searchable", lambda: sum(self._archive.indexing.counts()))
        return every <= HELD and (every if eligible is None else len(eligible)) <= COMPARED

    def nearest(self, vector: Vectors, limit: int, eligible: Ids | None) -> list[tuple[int, float]]:
        """The `limit` passages nearest in meaning among the eligible, best first: (passage id, cosine similarity).

        Equal vectors have equal similarities wherever they stand, and come in the order of their ids. Raises WorkError
        where the question's vector is of another embedder than the archive's are by now.
        """
        ids, vectors = self._now()
        among = np.arange(len(ids)) if eligible is None else _places(ids, eligible)
        if not len(among):
            return []
        asked = np.asarray(vector, dtype=np.float32)
        if len(asked) != vectors.shape[1]:
            raise WorkError(
                f"the archive's vectors are now made by {self._embedder}, with {vectors.shape[1]} numbers for "
                f"{len(asked)}: start again"
            )
        first, last = among[0], among[-1] + 1  # days mostly come in order: vectors that lie together are not copied
        together = 2 * len(among) > last - first
        scores = (vectors[first:last] @ asked)[among - first] if together else vectors[among] @ asked
        if len(among) > limit + SPARE:
            among = among[np.argpartition(-scores, limit + SPARE)[: limit + SPARE]]
        # A product of matrices rounds by a row's place in it; a sum along each row does not.
        exact = (vectors[among].astype(np.float64) * asked).sum(axis=1)
        best = np.lexsort((ids[among], -exact))[:limit]
        return [(int(ids[among[at]]), float(exact[at])) for at in best]

    def _now(self) -> tuple[Ids, Vectors]:
        """The ids of all passages that can be found, in order, and their vectors, as the archive is now."""
        with self._lock:
            if self._generation is None or self._archive.meta("generation") != self._generation:
                with self._archive.snapshot():
                    self._read()
            return self._ids, self._vectors

    def _read(self) -> None:
        """Read what came, and let go of what went; all of it where another embedder made the vectors."""
        archive, ids = self._archive, self._archive.indexing.searchable()
        generation, embedder = archive.meta("generation"), archive.meta("embedder")
        width = archive.indexing.width()
        if embedder != self._embedder or width != self._vectors.shape[1]:
            self._ids, self._vectors = self._ids[:0], np.empty((0, width), dtype=np.float32)
        kept = np.isin(self._ids, ids)
        new = np.isin(ids, self._ids[kept], invert=True)
        if new.any() or not kept.all():
            vectors = np.empty((len(ids), width), dtype=np.float32)
            vectors[~new] = self._vectors[kept]
            vectors[new] = archive.indexing.vectors(ids[new])
            self._ids, self._vectors = ids, vectors
        self._generation, self._embedder = generation, embedder


def _places(ids: Ids, eligible: Ids) -> Ids:
    """Where those of the eligible that are among the ids stand there; both are in order."""
    at = np.searchsorted(ids, eligible)
    return at[ids[np.minimum(at, len(ids) - 1)] == eligible] if len(ids) else at[:0]
