"""What the vector index owes to the archive: passages that wait for it, that are in it, and that must leave it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from corpus.models import Vectors
from corpus.store.database import Database
from corpus.store.passages import Ids
from corpus.store.schema import INDEXED, OUT, PENDING


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A passage as the index keeps it: its vector, and the first and last day on which its articles were published."""

    passage: int
    vector: Vectors
    first: str
    last: str


class Indexing:
    """The states of passages towards the vector index. What changes them runs in the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waits(self) -> bool:
        """Whether the index has anything to take or to drop."""
        db = self._database.db
        pending = db.execute(f"SELECT 1 FROM passages WHERE indexed = {PENDING} LIMIT 1").fetchone()
        return pending is not None or db.execute("SELECT 1 FROM dropped LIMIT 1").fetchone() is not None

    def counts(self) -> tuple[int, int]:
        """How many passages are in the index, and how many wait; the first are counted as the rest: cheaper."""
        every, pending, out = (
            int(self._database.db.execute(f"SELECT COUNT(*) FROM passages{where}").fetchone()[0])
            for where in ("", f" WHERE indexed = {PENDING}", f" WHERE indexed = {OUT}")
        )
        return every - pending - out, pending

    def leaving(self) -> int:
        """How many passages are still in the index that must leave it, as after a removal."""
        return int(self._database.db.execute("SELECT COUNT(*) FROM dropped").fetchone()[0])

    def width(self) -> int:
        """How many numbers a vector has; 1 in an archive without passages."""
        row = self._database.db.execute("SELECT length(vector) FROM passages LIMIT 1").fetchone()
        return int(row[0]) // 4 if row else 1

    def searchable(self) -> Ids:
        """The ids of all passages that can be found, in order."""
        rows = self._database.db.execute(
            f"SELECT id FROM passages EXCEPT SELECT id FROM passages WHERE indexed = {OUT} ORDER BY 1"
        )
        return np.fromiter((row[0] for row in rows), dtype=np.int64)

    def vectors(self, passages: Ids) -> Vectors:
        """The vectors of these passages `[n, width]`, in the order of their ids."""
        found = np.empty((len(passages), self.width()), dtype=np.float32)
        for at in range(0, len(passages), 1000):
            some = passages[at : at + 1000].tolist()
            rows = self._database.db.execute(
                "SELECT vector FROM passages WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
                (json.dumps(some),),
            )
            found[at : at + len(some)] = np.frombuffer(b"".join(row[0] for row in rows), "<f4").reshape(len(some), -1)
        return found

    def pending(self, limit: int) -> list[int]:
        """The ids of at most `limit` passages that wait."""
        rows = self._database.db.execute(f"SELECT id FROM passages WHERE indexed = {PENDING} LIMIT ?", (limit,))
        return [int(row[0]) for row in rows]

    def entries(self, limit: int) -> list[IndexEntry]:
        """At most `limit` passages that wait, as the index keeps them."""
        rows = self._database.db.execute(
            "SELECT p.id, p.vector, MIN(v.published), MAX(v.published) FROM passages p"
            f" JOIN versions v ON v.text = p.text WHERE p.indexed = {PENDING} GROUP BY p.id LIMIT ?",
            (limit,),
        ).fetchall()
        return [
            IndexEntry(int(id), np.frombuffer(vector, dtype="<f4"), first, last) for id, vector, first, last in rows
        ]

    def dropped(self, limit: int) -> list[int]:
        """The ids of at most `limit` passages that must leave the index."""
        return [int(row[0]) for row in self._database.db.execute("SELECT passage FROM dropped LIMIT ?", (limit,))]

    def took(self, passages: Iterable[int]) -> None:
        """Note that the index has taken these."""
        self._database.db.executemany(
            f"UPDATE passages SET indexed = {INDEXED} WHERE id = ?", [(id,) for id in passages]
        )

    def left(self, passages: Iterable[int]) -> None:
        """Note that these have left the index."""
        self._database.db.executemany("DELETE FROM dropped WHERE passage = ?", [(id,) for id in passages])

    def start_again(self) -> None:
        """Let everything wait that is in the index, for one that is made anew."""
        self._database.db.execute(f"UPDATE passages SET indexed = {PENDING} WHERE indexed = {INDEXED}")
        self._database.db.execute("DELETE FROM dropped")

    def reconcile(self, there: set[int]) -> None:
        """Let wait what the index lacks, and leave what it has too much of; `there`: the ids that it has."""
        db = self._database.db
        ours = {int(row[0]) for row in db.execute(f"SELECT id FROM passages WHERE indexed = {INDEXED}")}
        db.executemany(f"UPDATE passages SET indexed = {PENDING} WHERE id = ?", [(id,) for id in ours - there])
        db.executemany("INSERT OR IGNORE INTO dropped VALUES (?)", [(id,) for id in there - ours])
