"""The SQLite file of an archive: a connection for each thread, whole transactions, notes about itself."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

from corpus.errors import CallError, WorkError
from corpus.store.connection import Connection, connect
from corpus.store.locks import HOLDER
from corpus.store.private import make_file, make_folder
from corpus.store.schema import prepare

T = TypeVar("T")


class Database:
    """One folder's `archive.db`. Safe to share between threads: each gets a connection of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._local = threading.local()
        self._known: dict[str, object] = {}
        self._known_at: str | None = None
        self._known_lock = threading.Lock()

    @classmethod
    def open(cls, folder: str | Path, *, create: bool = False) -> Self:
        """The archive in `folder`. Raises CallError where there is none and `create` is false."""
        archive = cls(Path(folder))
        if not create and archive.empty:
            raise CallError(f"the archive in {folder} is empty: ingest into it with `briefing ingest SOURCE`")
        new = not archive.path.is_file() or not (archive.folder / HOLDER).exists()
        if not archive.path.is_file():
            if not create:
                raise CallError(
                    f"there is no archive in {folder}: make one with `briefing ingest SOURCE --archive {folder}`"
                )
            try:
                make_folder(archive.folder)
                make_file(archive.path)  # SQLite gives the files beside it the same rights
            except OSError as exc:
                raise CallError(f"the archive cannot be made in {folder}: {exc.strerror}") from exc
        try:
            prepare(archive.db, new=new)
        except sqlite3.Error as exc:
            raise WorkError(advice(folder, exc)) from exc
        return archive

    @property
    def empty(self) -> bool:
        """Whether its file is there and holds nothing, and nothing says that it ever did."""
        held = (self.folder / HOLDER, self.path.with_name(f"{self.path.name}-wal"))
        return self.path.is_file() and not self.path.stat().st_size and not any(one.exists() for one in held)

    @property
    def path(self) -> Path:
        """Where the SQLite file lies."""
        return self.folder / "archive.db"

    @property
    def db(self) -> Connection:
        """The connection of the calling thread."""
        found: Connection | None = getattr(self._local, "db", None)
        if found is None or found.outdated(self.path):
            found = self._local.db = connect(self.path)
        return found

    @contextmanager
    def write(self, *, seen: bool = True) -> Iterator[Connection]:
        """One transaction: all of it or nothing; readers see that the archive has changed, unless nothing is `seen`.

        Raises WorkError when the disk refuses.
        """
        if self.db.frozen is not None:
            self._local.db = None  # perhaps there is room again
        db = self.db
        try:
            db.execute("BEGIN IMMEDIATE")
            yield db
            if seen:
                self.bump()
            db.execute("COMMIT")
        except BaseException:
            _roll_back(db)
            raise

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Several reads of one state of the archive, whatever others write meanwhile."""
        db = self.db
        if db.in_transaction:
            yield db
            return
        db.execute("BEGIN")
        try:
            yield db
        finally:
            _roll_back(db)

    def meta(self, name: str) -> str | None:
        """A note of the archive about itself, such as `embedder` or `generation`."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, name: str, value: str | None) -> None:
        """Keep a note, or forget it where it is None; within the caller's transaction where there is one."""
        if value is None:
            self.db.execute("DELETE FROM meta WHERE name = ?", (name,))
        else:
            self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def bump(self) -> None:
        """Raise the generation number: readers see that something has changed, and look again."""
        self.set_meta("generation", str(int(self.meta("generation") or 0) + 1))

    def known(self, name: str, find: Callable[[], T]) -> T:
        """What `find` gives, found once a generation."""
        generation = self.meta("generation")
        with self._known_lock:
            if generation != self._known_at or len(self._known) > 10_000:
                self._known, self._known_at = {}, generation
            if name in self._known:
                return self._known[name]  # type: ignore[return-value]
        value = find()
        with self._known_lock:
            if generation == self._known_at:
                self._known[name] = value
        return value


def advice(folder: str | Path, exc: sqlite3.Error) -> str:
    """What happened to the archive in `folder`, and what to do, in one line."""
    if isinstance(exc, sqlite3.OperationalError) and "no such" not in str(exc):
        return f"the archive in {folder} cannot be used ({exc}): check its disk's space and its rights, then try again"
    return (
        f"the archive in {folder} is damaged ({exc}): restore archive.db from a backup, "
        "or move the folder away and ingest the articles again"
    )


def _roll_back(db: Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")
