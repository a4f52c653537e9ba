"""Documents kept beside the articles: JSON under a kind, a name and a number, with the versions that each cites."""

import json
from collections.abc import Iterable
from typing import Any

from corpus.store.database import Database


class Documents:
    """The documents of one archive, JSON types each. What changes them runs in the caller's transaction.

    The versions that a document cites cannot be deleted while it is there.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, kind: str, name: str, number: int = 0) -> Any | None:  # noqa: ANN401 - whatever JSON was kept
        """The document; None where there is none."""
        row = self._database.db.execute(
            "SELECT body FROM documents WHERE kind = ? AND name = ? AND number = ?", (kind, name, number)
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def names(self, kind: str) -> list[str]:
        """The names of all documents of a kind, in their order."""
        rows = self._database.db.execute("SELECT DISTINCT name FROM documents WHERE kind = ? ORDER BY name", (kind,))
        return [str(row[0]) for row in rows]

    def numbers(self, kind: str, name: str) -> list[int]:
        """The numbers of the documents of one kind and name, in their order."""
        rows = self._database.db.execute(
            "SELECT number FROM documents WHERE kind = ? AND name = ? ORDER BY number", (kind, name)
        )
        return [int(row[0]) for row in rows]

    def put(
        self,
        kind: str,
        name: str,
        body: Any,  # noqa: ANN401 - JSON types
        number: int = 0,
        cites: Iterable[tuple[str, int]] = (),
    ) -> None:
        """Keep a document, in place of one that was there; `cites`: articles and versions that must stay."""
        db, key = self._database.db, (kind, name, number)
        db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
            (*key, json.dumps(body, ensure_ascii=False)),
        )
        for article, version in set(cites):
            db.execute("INSERT OR IGNORE INTO cited VALUES (?, ?, ?, ?, ?)", (*key, article, version))

    def remove(self, kind: str, name: str) -> int:
        """Remove all documents of one kind and name; returns how many there were."""
        gone = self._database.db.execute("DELETE FROM documents WHERE kind = ? AND name = ?", (kind, name))
        return int(gone.rowcount)

    def cited(self) -> dict[str, list[str]]:
        """The articles that documents cite, and in words by which: `edition 3 of Ferries`."""
        found: dict[str, list[str]] = {}
        for article, kind, name, number in self._database.db.execute(
            "SELECT DISTINCT article, kind, name, number FROM cited ORDER BY article, name, number"
        ):
            found.setdefault(str(article), []).append(f"{kind} {number} of {name}")
        return found
