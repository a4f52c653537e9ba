"""An archive's collection in Chroma: where it is kept, whether it is whole, and who may touch its files."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.errors import WorkError
from corpus.index.chroma import Chroma
from corpus.index.fingerprint import damaged, fingerprint
from corpus.store.archive import Archive
from corpus.store.locks import still
from corpus.store.private import keep

COLLECTION = "passages"
FOLDER = "folder"  # the place of vectors that lie in the archive's own folder; any other place is a server's address
READING = 10.0  # seconds that a reader waits for others that load the files; then it compares the bytes
WRITING = 60.0  # seconds that a writer waits for readers that load them, each in about a second


class Collection:
    """The vectors' collection, at `url` or where the archive says; `rows` is Chroma's object, None until it is open."""

    def __init__(self, archive: Archive, url: str | None) -> None:
        self._archive = archive
        self._url = url
        self._generation: str | None = None
        self.lock = threading.RLock()
        self.rows: Any = None

    @property
    def folder(self) -> Path:
        """Where Chroma keeps its files, unless a server does."""
        return self._archive.folder / "chroma"

    @property
    def place(self) -> str:
        """The server's address, or FOLDER: what the caller names, else where a move has put the vectors."""
        return self._url or self.kept_in

    @property
    def kept_in(self) -> str:
        """The place in which the archive knows its vectors."""
        return self._archive.meta("vectors_in") or FOLDER

    @property
    def chroma(self) -> Chroma:
        """The collection's door: not yet opened."""
        if self.place == FOLDER:
            return Chroma(self.folder, COLLECTION)
        return Chroma(self.place, f"{COLLECTION}-{self._archive.meta('archive')}")

    def make(self) -> None:
        """Open the collection for a writer, made where there is none."""
        self.rows = self.chroma.open(create=True)

    def load(self) -> None:
        """Open the collection in the state that the archive knows; its files keep still meanwhile.

        Raises WorkError where the vectors are in another place or their files are damaged.
        """
        archive = self._archive
        generation, kept_in = archive.meta("generation"), self.kept_in
        if kept_in != self.place and any(archive.indexing.counts()):
            raise WorkError(
                f"the vectors are in {kept_in}, the settings name {self.place}: `briefing move --to {self.place}`"
            )
        if self.place == FOLDER and (name := damaged(self.folder, archive.meta("chroma_files"))):
            raise WorkError(f"the vectors are damaged ({name} is not what it was): `briefing reindex` rebuilds them")
        self.rows = self.chroma.open(create=False)
        self.rows.count()  # which loads the files
        self._generation = generation

    def current(self) -> bool:
        """Whether the collection is open, and the archive has not changed since."""
        return self.rows is not None and self._archive.meta("generation") == self._generation

    def written(self) -> None:
        """Note that the collection is what the archive says now."""
        self._generation = self._archive.meta("generation")

    def marks(self) -> str | None:
        """What the folder's files hold now, see `fingerprint`; None for a server."""
        return fingerprint(self.folder, self._archive.meta("chroma_files")) if self.place == FOLDER else None

    def unfinished(self) -> bool:
        """Whether the folder's files are being written, were left half written, or are not there."""
        if self.place != FOLDER:
            return False
        return bool(self._archive.meta("chroma_busy")) or not (self.folder / "chroma.sqlite3").is_file()

    def broken(self) -> str | None:
        """What is wrong with the folder's files, in a few words; None where nothing is."""
        if not (self.folder / "chroma.sqlite3").is_file():
            return "they are missing"
        name = damaged(self.folder, self._archive.meta("chroma_files"))
        return f"{name} is damaged" if name else None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """The collection for this thread, and its folder's files for this writer: readers come before."""
        with self.lock, self.chroma.refusals(), self.still(WRITING) as had:
            if not had:
                raise WorkError("the vectors are being read without end by another process: end it, then try again")
            yield

    @contextmanager
    def still(self, wait: float) -> Iterator[bool]:
        """See `corpus.store.locks.still`; what Chroma made meanwhile is for nobody else."""
        if self.place != FOLDER:
            yield True
            return
        with still(self._archive.folder, wait=wait) as had:
            try:
                yield had
            finally:
                keep(self.folder)
