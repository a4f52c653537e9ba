"""The Chroma collection: passages' vectors with the days by which they are filtered. The only file that imports chromadb.

What it holds is derived: the archive keeps the vectors' bytes, and this is rebuilt from them without embedding again.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.archive import Archive
from corpus.errors import WorkError
from corpus.models import Vectors

COLLECTION = "passages"
ROWS_A_CALL = 5000  # Chroma refuses more than 5,461 (FACTS)


class VectorIndex:
    """The vectors of one archive, in its `chroma/` folder or on a Chroma server."""

    def __init__(self, archive: Archive, *, url: str | None = None) -> None:
        self._archive = archive
        self._url = url
        self._collection: Any = None
        self._generation: str | None = None

    @property
    def folder(self) -> Path:
        """Where Chroma keeps its files."""
        return self._archive.folder / "chroma"

    def _client(self) -> Any:  # noqa: ANN401 - chromadb's client types are not public
        import chromadb
        from chromadb.api.client import SharedSystemClient
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self._url:
            host, _, port = self._url.removeprefix("http://").removeprefix("https://").rstrip("/").partition(":")
            return chromadb.HttpClient(host, int(port or 8000), ssl=self._url.startswith("https"), settings=settings)
        # A reader sees another process's vectors only after the shared cache is cleared (FACTS).
        SharedSystemClient.clear_system_cache()
        return chromadb.PersistentClient(str(self.folder), settings=settings)

    def _open(self) -> Any:  # noqa: ANN401
        generation = self._archive.meta("generation")
        if self._collection is None or generation != self._generation:
            try:
                self._collection = self._client().get_or_create_collection(
                    COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                )
            except Exception as exc:
                raise WorkError(f"the vectors cannot be opened ({exc}): `briefing reindex` rebuilds them") from exc
            self._generation = generation
        return self._collection

    def count(self) -> int:
        """How many vectors there are."""
        return int(self._open().count())

    def sync(self) -> int:
        """Bring Chroma to what the archive says: pushes what is pending, drops what went; returns how many rows moved."""
        db = self._archive.db
        moved = 0
        while rows := db.execute(
            "SELECT p.id, p.vector, MIN(v.published), MAX(v.published) FROM passages p JOIN versions v ON v.text = p.text"
            " WHERE p.indexed = 0 GROUP BY p.id LIMIT ?", (ROWS_A_CALL,)
        ).fetchall():
            self._open().upsert(
                ids=[str(row[0]) for row in rows],
                embeddings=np.stack([np.frombuffer(row[1], dtype="<f4") for row in rows]),
                metadatas=[{"first": day_number(row[2]), "last": day_number(row[3])} for row in rows],
            )
            with self._archive.write():
                db.executemany("UPDATE passages SET indexed = 1 WHERE id = ?", [(row[0],) for row in rows])
            moved += len(rows)
        if dropped := [row[0] for row in db.execute("SELECT passage FROM dropped")]:
            for at in range(0, len(dropped), ROWS_A_CALL):
                self._open().delete(ids=[str(one) for one in dropped[at : at + ROWS_A_CALL]])
            with self._archive.write():
                db.execute("DELETE FROM dropped")
            moved += len(dropped)
        if moved:
            with self._archive.write():
                self._archive.bump()
        return moved

    def rebuild(self) -> int:
        """Make the collection anew from the archive's bytes, embedding nothing; returns how many vectors it has."""
        self._collection = None
        if self._url:
            client = self._client()
            if COLLECTION in [one.name for one in client.list_collections()]:
                client.delete_collection(COLLECTION)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
        with self._archive.write() as db:
            db.execute("UPDATE passages SET indexed = 0")
            db.execute("DELETE FROM dropped")
        return self.sync()

    def nearest(
        self, vector: Vectors, limit: int, *, as_of: str, since: str | None = None, until: str | None = None
    ) -> list[tuple[int, float]]:
        """The passages nearest in meaning, best first: (passage id, cosine similarity), filtered by day of publication."""
        bounds: list[dict[str, Any]] = [{"first": {"$lte": day_number(min(as_of, until or as_of))}}]
        if since:
            bounds.append({"last": {"$gte": day_number(since)}})
        collection = self._open()
        limit = min(limit, collection.count())
        if limit == 0:
            return []
        found = collection.query(
            query_embeddings=[vector.tolist()], n_results=limit, include=["distances"],
            where=bounds[0] if len(bounds) == 1 else {"$and": bounds},
        )
        return [
            (int(id), 1.0 - float(distance))
            for id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]


def day_number(day: str) -> int:
    """A day as an integer that sorts, 20210125: Chroma compares numbers only."""
    return int(day[:10].replace("-", ""))


