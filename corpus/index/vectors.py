"""The vector index: passages' vectors and days, kept in Chroma as the archive says; the passages nearest in meaning.

What it holds is derived: the archive keeps the vectors' bytes, and this is rebuilt from them without embedding again.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpus.errors import Unwritable, WorkError
from corpus.index.collection import FOLDER, READING, Collection
from corpus.index.held import Held
from corpus.models import Vectors
from corpus.scope import EVERYTHING, Scope
from corpus.store.archive import Archive
from corpus.store.locks import holder, locked
from corpus.store.passages import Ids, inside

ROWS_A_CALL = 2000  # Chroma refuses more than 5,461; less, so that progress shows
# HNSW is surest of the first of what it is asked for: docs/decisions/006-nearest-vectors.md.
SURE = 6  # times the number that is wanted
# Microseconds of processor for a vector read from the archive's bytes and compared, and for a row that Chroma is asked
# for. Within bounds the cheaper way is taken; Chroma's own filter by day costs more than either.
READ, ASKED = 5.0, 6.0
WAITING = 20_000  # passages that wait for Chroma and are compared by their bytes


@dataclass(frozen=True, slots=True)
class Health:
    """How the vectors stand to the archive; `trouble` says in a word what is wrong, None where nothing is.

    `vectors`: without those of removed articles, which no search finds and the next writer takes out.
    """

    vectors: int
    expected: int
    pending: int
    place: str
    trouble: str | None

    @property
    def whole(self) -> bool:
        """Whether every passage that can be found has its vector, and no other."""
        return self.trouble is None and self.vectors == self.expected and self.pending == 0


class VectorIndex:
    """The vectors of one archive, in its `chroma/` folder or on a Chroma server. Safe to share between threads."""

    def __init__(self, archive: Archive, *, url: str | None = None) -> None:
        self._archive = archive
        self._kept = Collection(archive, url)
        self._held = Held(archive)

    @property
    def place(self) -> str:
        """The server's address, or FOLDER."""
        return self._kept.place

    # Writing: the caller holds the archive's lock

    def prepare(self) -> None:
        """Make whole what a kill, a lost folder or another place has left behind; embeds nothing."""
        archive = self._archive
        if self._kept.kept_in != self.place or (
            self.place == FOLDER and (archive.meta("chroma_busy") or self._kept.broken())
        ):
            self.rebuild()  # after a kill the index files may be torn, which the ids in them do not show
        elif archive.meta("chroma_busy"):
            with self._kept.alone():
                self._kept.make()
                self._reconcile(self._kept.rows)
            with archive.write():
                archive.set_meta("chroma_busy", None)
        self.sync()

    def sync(self, moved: Callable[[int], None] | None = None) -> int:
        """Bring Chroma to what the archive says; returns how many rows changed.

        Pushes what is pending and drops what went; `moved` is told the number of rows after each call. Raises WorkError
        when the disk or the server refuses.
        """
        indexing, changed = self._archive.indexing, 0
        if not indexing.waits():
            return 0
        # Should this process die before it ends, nobody trusts what it left.
        with self._archive.write():
            self._archive.set_meta("chroma_busy", "1")
        with self._kept.alone():
            if self._kept.rows is None:
                self._kept.make()
                self._reconcile(self._kept.rows)
            collection = self._kept.rows
            while ids := indexing.dropped(ROWS_A_CALL):
                collection.delete(ids=[str(id) for id in ids])
                with self._archive.write():
                    indexing.left(ids)
                changed += len(ids)
            while entries := indexing.entries(ROWS_A_CALL):
                collection.upsert(
                    ids=[str(one.passage) for one in entries],
                    embeddings=np.stack([one.vector for one in entries]),
                    metadatas=[{"first": day_number(one.first), "last": day_number(one.last)} for one in entries],
                )
                with self._archive.write():
                    indexing.took(one.passage for one in entries)
                changed += len(entries)
                if moved is not None:
                    moved(len(entries))
            marks = self._kept.marks()
            with self._archive.write():
                self._archive.set_meta("chroma_files", marks)
                self._archive.set_meta("vectors_in", self.place)
                self._archive.set_meta("chroma_busy", None)
            self._kept.written()
        return changed

    def rebuild(self, moved: Callable[[int], None] | None = None) -> int:
        """Make the collection anew from the archive's bytes, embedding nothing; returns how many vectors it has."""
        with self._kept.lock:
            self._kept.rows = None
            with self._archive.write():
                self._archive.set_meta("chroma_busy", "1")
                self._archive.set_meta("chroma_files", None)
                self._archive.set_meta("vectors_in", self.place)
                self._archive.indexing.start_again()
            self.drop()
            with self._kept.alone():
                self._kept.make()
            self.sync(moved)
            with self._archive.write():
                self._archive.set_meta("chroma_busy", None)
            self._kept.written()
            return self.count()

    def drop(self) -> None:
        """Delete the collection in this place; the archive's bytes stay."""
        with self._kept.alone():
            self._kept.rows = None
            self._kept.chroma.drop()

    def _reconcile(self, collection: Any) -> None:  # noqa: ANN401
        """What Chroma lacks waits to be pushed again, what it has too much of to be dropped."""
        if int(collection.count()) == self._archive.indexing.counts()[0]:
            return
        there = {int(id) for id in collection.get(include=[])["ids"]}
        with self._archive.write():
            self._archive.indexing.reconcile(there)

    # Reading

    def count(self) -> int:
        """How many vectors there are. Raises WorkError when they cannot be opened."""
        with self._kept.chroma.refusals():
            collection = self._open()
            return 0 if collection is None else int(collection.count())

    def health(self) -> Health:
        """What `status` says of the vectors; never raises for their state, and repairs nothing."""
        archive, trouble, vectors = self._archive, None, 0
        indexed, pending = self._archive.indexing.counts()
        expected = indexed + pending
        if archive.meta("chroma_busy"):
            trouble = "a writer is at work" if holder(archive.folder) else "a writer was stopped at work"
        elif self._kept.kept_in != self.place:
            trouble = f"they are in {self._kept.kept_in}"
        elif self.place == FOLDER and expected:
            try:
                with self._kept.still(READING) as had:
                    trouble = self._kept.broken() if had else "a writer is at work"
            except Unwritable as exc:
                trouble = str(exc)
        if trouble is None and (expected or self.place != FOLDER):
            try:
                vectors = self.count() - archive.indexing.leaving()
                self._by_chroma(np.ones(self._archive.indexing.width(), dtype=np.float32), 1, None)
            except WorkError as exc:
                trouble = str(exc).partition(": `")[0]
        return Health(vectors, expected, pending, self.place, trouble)

    def nearest(self, vector: Vectors, limit: int, scope: Scope = EVERYTHING) -> list[tuple[int, float]]:
        """The passages nearest in meaning within the scope, best first: (passage id, cosine similarity).

        Vectors in the archive's own folder are compared one by one, so that the same passages are found however the
        index was built. Where they are on a server, or too many, Chroma finds them. Raises WorkError where it cannot.
        """
        eligible = self._archive.passages.eligible(scope)
        if self.place != FOLDER or not self._held.fits(eligible):
            return self._by_chroma(vector, limit, eligible)
        if self._kept.unfinished() and not holder(self._archive.folder):
            with self._kept.lock, suppress(WorkError):  # no search needs it, but the archive is to be whole
                self._mend()
        return self._held.nearest(vector, limit, eligible)

    def _by_chroma(self, vector: Vectors, limit: int, eligible: Ids | None) -> list[tuple[int, float]]:
        """The same from Chroma's approximate index.

        Within narrow bounds vectors are compared one by one with the archive's bytes, so that a window loses nothing;
        within wide ones Chroma gives more, and those outside are left out.
        """
        if (
            eligible is not None
            and READ * len(eligible) * self._archive.passages.share(eligible) <= ASKED * SURE * limit
        ):
            return self._archive.passages.dense(vector, limit, eligible.tolist())
        for again in (True, False):
            try:
                with self._kept.chroma.refusals():
                    return self._approximate(vector, limit, eligible)
            except Unwritable:  # loading writes; comparing the archive's own bytes does not
                break
            except WorkError:
                if not again:
                    if self._archive.meta("chroma_busy"):  # a move or another writer is at work, or was stopped at it
                        break
                    raise
                with self._kept.lock:  # perhaps it was rebuilt meanwhile: once more with a new client
                    self._kept.rows = None
        return self._archive.passages.dense(vector, limit, None if eligible is None else eligible.tolist())

    def _approximate(self, vector: Vectors, limit: int, eligible: Ids | None) -> list[tuple[int, float]]:
        collection = self._open()
        if collection is None:  # a writer is building it
            return self._archive.passages.dense(vector, limit, None if eligible is None else eligible.tolist())
        total = self._archive.known("vectors", lambda: int(collection.count()))  # which takes as long as the search
        share = 1.0 if eligible is None else max(len(eligible), 1) / max(total, 1)
        ask = min(total, round(SURE * limit / min(share, 1.0)))
        ranked: list[tuple[int, float]] = []
        while ask:
            found = collection.query(query_embeddings=[vector.tolist()], n_results=ask, include=["distances"])
            ids = [int(id) for id in found["ids"][0]]
            kept = [True] * len(ids) if eligible is None else inside(eligible, ids)
            ranked = [
                (id, 1.0 - float(distance))
                for id, distance, seen in zip(ids, found["distances"][0], kept, strict=True)
                if seen
            ]
            if len(ranked) >= limit or ask == total or eligible is None:
                break
            ask = min(total, ask * 4)
        return self._with_pending(vector, limit, ranked, eligible)

    def _with_pending(
        self, vector: Vectors, limit: int, ranked: list[tuple[int, float]], eligible: Ids | None
    ) -> list[tuple[int, float]]:
        """What Chroma found, and what still waits for it, as after a restore or beside a writer."""
        waiting = list(self._archive.indexing.pending(WAITING))
        if eligible is not None:
            waiting = [id for id, seen in zip(waiting, inside(eligible, waiting), strict=True) if seen]
        if not waiting:
            return ranked[:limit]
        both = dict(self._archive.passages.dense(vector, limit, waiting)) | dict(ranked)
        return sorted(both.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    # Inside

    def _open(self) -> Any:  # noqa: ANN401 - chromadb's types are not public
        """The collection, opened again when the archive has changed; None while a writer is building it."""
        archive = self._archive
        with self._kept.lock:
            if self._kept.current():
                return self._kept.rows
            if self._kept.unfinished():
                if holder(archive.folder):
                    return self._kept.rows
                self._mend()
            with self._kept.still(READING) as had:
                if had and not self._kept.unfinished():
                    self._kept.load()
            return self._kept.rows

    def _mend(self) -> None:
        """Rebuild what is missing or was left half done, unless another process is at it or has just done it."""
        with locked(self._archive.folder):
            if self._kept.unfinished():
                self.rebuild()


def day_number(day: str) -> int:
    """A day as an integer that sorts, 20210125: Chroma compares numbers only."""
    return int(day[:10].replace("-", ""))
