"""Families: the texts of an archive that tell one report in nearly the same words, found as they are stored."""

from datetime import date

from corpus.store.database import Database
from corpus.store.near_duplicates import DAYS, bands, near_copies, profile


class Families:
    """Which texts of an archive are near-copies. What changes them runs in the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, text_id: int) -> None:
        """Put a text beside the near-copies that are there already, or begin a family of its own."""
        db = self._database.db
        mine = self._described(text_id)
        if mine is None:
            return
        day, own = mine[0], profile(*mine[1:])
        keys = bands(own.shingles)
        candidates = db.execute(
            f"SELECT text, COUNT(*) FROM bands WHERE band IN ({','.join('?' * len(keys))}) AND text != ?"
            " GROUP BY text ORDER BY 2 DESC LIMIT 20",
            (*keys, text_id),
        ).fetchall()
        family = text_id
        for other, _ in candidates:
            theirs = self._described(int(other))
            if theirs and abs((day - theirs[0]).days) <= DAYS and near_copies(own, profile(*theirs[1:])):
                family = int(db.execute("SELECT family FROM near WHERE text = ?", (other,)).fetchone()[0])
                break
        db.execute("INSERT OR REPLACE INTO near VALUES (?, ?)", (text_id, family))
        db.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(key, text_id) for key in keys])

    def unfound(self, limit: int) -> list[int]:
        """At most `limit` texts without a family: of an archive that was made before near-copies were kept."""
        rows = self._database.db.execute(
            "SELECT t.id FROM texts t WHERE NOT EXISTS (SELECT 1 FROM near n WHERE n.text = t.id) AND EXISTS"
            " (SELECT 1 FROM versions v WHERE v.text = t.id) ORDER BY t.id LIMIT ?",
            (limit,),
        ).fetchall()
        return [int(row[0]) for row in rows]

    def _described(self, text_id: int) -> tuple[date, str, str, list[str | None]] | None:
        row = self._database.db.execute(
            "SELECT v.published, v.title, t.text, v.source, v.author FROM versions v JOIN texts t ON t.id = v.text"
            " WHERE t.id = ? ORDER BY v.published LIMIT 1",
            (text_id,),
        ).fetchone()
        return None if row is None else (date.fromisoformat(row[0][:10]), row[1], row[2], [row[3], row[4]])
