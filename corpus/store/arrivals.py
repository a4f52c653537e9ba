"""When versions arrived: what could be known at a moment, and what is new since one."""

from corpus.scope import ALL_DAYS, EVERYTHING, Scope
from corpus.store.database import Database

COMPACTED = "compacted"  # a note: when anything was last deleted for good
RESTORED = "restored"  # a note: when anything that was removed last came back
# The newest version of each article that was there on a day, and had arrived by a moment; `seen_values` are its values.
SEEN = (
    "FROM versions v JOIN articles a ON a.id = v.article WHERE a.removed IS NULL AND v.effective <= ?"
    " AND v.arrived <= ? AND NOT EXISTS (SELECT 1 FROM versions n WHERE n.article = v.article AND n.version > v.version"
    " AND n.effective <= ? AND n.arrived <= ?)"
)


_LARGEST = 2**63 - 1  # SQLite takes no larger number


def in_sqlite(version: int) -> int:
    """The version, or a number that no version has where it is none that SQLite can hold."""
    return max(0, min(version, _LARGEST))


def seen_values(scope: Scope) -> tuple[str, str, str, str]:
    """What stands for the marks of SEEN."""
    return (scope.horizon, scope.known, scope.horizon, scope.known)


class Arrivals:
    """The arrivals of one archive's versions, as moments of `clock.now`. Safe between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, id: str, version: int) -> str | None:
        """When the archive first held a version, as `clock.now` gives moments; None where that was not recorded."""
        row = self._database.db.execute(
            "SELECT arrived FROM versions WHERE article = ? AND version = ?", (id, in_sqlite(version))
        ).fetchone()
        return str(row[0]) if row is not None and row[0] else None

    def last(self, scope: Scope = EVERYTHING) -> str | None:
        """The arrival of the newest version that may be used within the scope; None where none is, or none recorded."""
        rows = self._database.db.execute(
            f"SELECT v.source, MAX(v.arrived) {SEEN} AND v.published >= ? AND substr(v.published, 1, 10) <= ?"
            " GROUP BY v.source",
            (*seen_values(scope), scope.since or "", scope.until or ALL_DAYS),
        )
        return max((str(at) for outlet, at in rows if scope.takes(outlet)), default="") or None

    def months(self, scope: Scope) -> frozenset[str]:
        """The months (`YYYY-MM`) in which anything was published that may be used, whatever `since` and `until` say."""
        rows = self._database.db.execute(
            f"SELECT DISTINCT substr(v.published, 1, 7), v.source {SEEN}", seen_values(scope)
        )
        return frozenset(str(month) for month, outlet in rows if scope.takes(outlet))

    def outlets(self, scope: Scope) -> frozenset[str]:
        """The outlets of which anything that may be used was published within the scope, as they are written."""
        rows = self._database.db.execute(
            f"SELECT DISTINCT v.source {SEEN} AND v.published >= ? AND substr(v.published, 1, 10) <= ?",
            (*seen_values(scope), scope.since or "", scope.until or ALL_DAYS),
        )
        return frozenset(str(outlet) for (outlet,) in rows if outlet and scope.takes(outlet))

    def last_of_all(self) -> str | None:
        """The newest arrival of all, of what was removed too; None where none is recorded."""
        row = self._database.db.execute("SELECT MAX(arrived) FROM versions").fetchone()
        return str(row[0]) if row[0] else None

    @property
    def compacted(self) -> str:
        """When anything was last deleted for good, with its arrival, as `clock.now` gives moments; empty for never."""
        return self._database.meta(COMPACTED) or ""

    @property
    def restored(self) -> str:
        """When anything that was removed last came back, as `clock.now` gives moments; empty for never."""
        return self._database.meta(RESTORED) or ""

    def fresh(self, after: str) -> frozenset[int]:
        """The texts that the archive did not hold at a moment, and of which it held no near-copy either."""

        def find() -> frozenset[int]:
            rows = self._database.db.execute(
                "SELECT DISTINCT v.text FROM versions v WHERE v.arrived > ? AND NOT EXISTS"
                " (SELECT 1 FROM versions o WHERE o.text = v.text AND o.arrived <= ?) AND NOT EXISTS"
                " (SELECT 1 FROM near n JOIN near m ON m.family = n.family JOIN versions o ON o.text = m.text"
                " WHERE n.text = v.text AND o.arrived <= ?)",
                (after, after, after),
            )
            return frozenset(int(row[0]) for row in rows)

        return self._database.known(f"fresh {after}", find)

    def since(self, after: str, limit: int = -1) -> list[tuple[str, int, str]]:
        """What arrived after a moment and is not removed, in the order of arrival: id, version, arrival; the first
        `limit` of them, or all.
        """
        rows = self._database.db.execute(
            "SELECT v.article, v.version, v.arrived FROM versions v JOIN articles a ON a.id = v.article"
            " WHERE v.arrived > ? AND a.removed IS NULL ORDER BY v.arrived, a.seq LIMIT ?",
            (after, limit),
        )
        return [(str(id), int(version), str(at)) for id, version, at in rows]
