"""Where articles came from: which source gave which, and what the next visit to a feed needs to know."""

from corpus.store.database import Database


class Origins:
    """The sources of an archive's articles. What changes them runs in the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, id: str, origin: str) -> bool:
        """Keep that a source gave the article; whether that is news."""
        if not origin or self.gave(origin, id):
            return False
        self._database.db.execute("INSERT INTO origins VALUES (?, ?)", (id, origin))
        return True

    def gave(self, origin: str, id: str) -> bool:
        """Whether a source is known to have given the article."""
        row = self._database.db.execute("SELECT 1 FROM origins WHERE article = ? AND origin = ?", (id, origin))
        return row.fetchone() is not None

    def missing(self, origin: str, seen: set[str]) -> list[str]:
        """Ids of the articles that a source once gave, that it gave not now, and that no other source gives."""
        rows = self._database.db.execute(
            "SELECT o.article FROM origins o JOIN articles a ON a.id = o.article"
            " WHERE o.origin = ? AND a.removed IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM origins p WHERE p.article = o.article AND p.origin != o.origin)",
            (origin,),
        )
        return [str(row[0]) for row in rows if row[0] not in seen]

    def feed_state(self, source: str) -> str | None:
        """What was kept of the last visit to a feed."""
        row = self._database.db.execute("SELECT state FROM feeds WHERE source = ?", (source,)).fetchone()
        return None if row is None else str(row[0])

    def keep_feed_state(self, source: str, state: str) -> None:
        """Keep what the next visit to a feed needs to know."""
        self._database.db.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?)", (source, state))
