"""A connection to an archive's SQLite file: what SQLite refuses is one clear line; a full disk can still be read."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import Unwritable, WorkError

_FULL_OR_FORBIDDEN = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_ROWS = 256  # fetched at once


def refusal(exc: sqlite3.Error) -> WorkError | None:
    """What an error of SQLite means for a person; None where it is an error of the program."""
    kind = getattr(exc, "sqlite_errorcode", 0) & 0xFF  # what stands above is the detail
    if kind in _DAMAGED or "Could not decode" in str(exc):
        return damaged(str(exc).partition(" with text")[0])
    if kind in _FULL_OR_FORBIDDEN:
        return Unwritable(f"the archive cannot be written ({exc}): free disk space or check its folder's rights")
    if kind in _TAKEN:
        return WorkError(f"another program holds the archive ({exc}): wait until it is done, then try again")
    return None


def damaged(what: str) -> WorkError:
    """The error for an archive.db that is not what it was."""
    return WorkError(
        f"the archive is damaged ({what}): restore archive.db from a backup, without the archive.db-wal and -shm "
        f"beside it, "
        "or move the folder away and ingest the articles again"
    )


class Cursor(sqlite3.Cursor):
    """A cursor whose refusals are those of `refusal`."""

    def execute(self, sql: str, parameters: Any = (), /) -> "Cursor":  # noqa: ANN401 - as sqlite3 has it
        """As sqlite3's."""
        try:
            super().execute(sql, parameters)
        except sqlite3.Error as exc:
            raise refusal(exc) or exc from exc.__cause__
        return self

    def executemany(self, sql: str, parameters: Any, /) -> "Cursor":  # noqa: ANN401 - as sqlite3 has it
        """As sqlite3's."""
        try:
            super().executemany(sql, parameters)
        except sqlite3.Error as exc:
            raise refusal(exc) or exc from exc.__cause__
        return self

    def fetchone(self) -> Any:  # noqa: ANN401 - as sqlite3 has it
        """As sqlite3's."""
        try:
            return super().fetchone()
        except sqlite3.Error as exc:
            raise refusal(exc) or exc from exc.__cause__

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        """As sqlite3's."""
        try:
            return super().fetchmany(size)
        except sqlite3.Error as exc:
            raise refusal(exc) or exc from exc.__cause__

    def fetchall(self) -> list[Any]:
        """As sqlite3's."""
        try:
            return super().fetchall()
        except sqlite3.Error as exc:
            raise refusal(exc) or exc from exc.__cause__

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        """The rows that are left."""
        while rows := self.fetchmany(_ROWS):
            yield from rows


class Connection(sqlite3.Connection):
    """A connection of one thread. `frozen`: how the file stood when it was opened without any right to change it."""

    frozen: tuple[int, int] | None = None

    def cursor(self, factory: type[sqlite3.Cursor] | None = Cursor) -> Any:  # type: ignore[override]  # noqa: ANN401
        """A cursor with clear refusals."""
        return super().cursor(factory or Cursor)

    def execute(self, sql: str, parameters: Any = (), /) -> Any:  # noqa: ANN401 - as sqlite3 has it
        """As sqlite3's, whose own passes the cursor's `execute` by."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> Any:  # noqa: ANN401 - as sqlite3 has it
        """As sqlite3's."""
        return self.cursor().executemany(sql, parameters)

    def outdated(self, path: Path) -> bool:
        """Whether a frozen connection may no longer tell the truth, since somebody has written the archive again."""
        return self.frozen is not None and (self.frozen != _stamp(path) or _unmerged(path))


def connect(path: Path) -> Connection:
    """Open the file to read beside a writer, and to write. Raises WorkError.

    For that SQLite makes files beside it. Where it cannot, the disk being full or the folder another account's, the
    archive is opened frozen: nobody else can be writing it, and what is stored can be read.
    """
    try:
        found = sqlite3.connect(path, timeout=30, isolation_level=None, factory=Connection)
        _use_wal(found)
    except (Unwritable, sqlite3.OperationalError) as exc:
        if (frozen := _frozen(path)) is None:
            if isinstance(exc, sqlite3.OperationalError):
                raise refusal(exc) or exc from exc.__cause__
            raise
        found = frozen
    found.execute("PRAGMA synchronous = NORMAL")
    found.execute("PRAGMA foreign_keys = ON")
    return found


def _frozen(path: Path) -> Connection | None:
    """The file as it lies there; None where that is not the whole archive, or it cannot be read either."""
    try:
        if _unmerged(path):
            return None
        stamp = _stamp(path)
        found = sqlite3.connect(
            f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None, factory=Connection
        )
        found.execute("SELECT 1 FROM meta LIMIT 1")
    except (OSError, sqlite3.Error, WorkError):
        return None
    found.frozen = stamp
    return found


def _unmerged(path: Path) -> bool:
    """Whether part of the archive stands in the file beside it."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except FileNotFoundError:
        return False


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


def _use_wal(db: Connection) -> None:
    """Readers beside a writer; of several processes that open a new archive at once, SQLite refuses all but one."""
    for attempt in range(100):
        try:
            if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                db.execute("PRAGMA journal_mode = WAL")
            db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()  # which makes the files beside it
            return
        except WorkError as exc:
            if "locked" not in str(exc) or attempt == 99:
                raise
            time.sleep(0.05)
