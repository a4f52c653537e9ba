"""Chroma: one collection, in a folder or on a server, its errors in one line. The only importer of chromadb."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus.errors import BriefingError, Unwritable, WorkError
from corpus.store.private import make_folder

_NO_ROOM = ("no space", "disk is full", "too large", "disk i/o", "readonly", "read-only", "permission denied")
_opening = threading.Lock()  # Chroma's shared table of clients is not made for threads


@dataclass(frozen=True, slots=True)
class Chroma:
    """A collection by its name, and where it lies: a folder, or a server's address."""

    at: Path | str
    name: str

    def open(self, *, create: bool) -> Any:  # noqa: ANN401 - chromadb's types are not public
        """The collection, compared by cosine; without `create` it must be there."""
        client = self._client()
        if create:
            settings = {"hnsw": {"space": "cosine", "ef_search": 200}}
            return client.get_or_create_collection(self.name, embedding_function=None, configuration=settings)
        return client.get_collection(self.name, embedding_function=None)

    def drop(self) -> None:
        """Delete the collection, on a server by itself, else with its folder."""
        if isinstance(self.at, Path):
            shutil.rmtree(self.at, ignore_errors=True)
            return
        client = self._client()
        if self.name in [one.name for one in client.list_collections()]:
            client.delete_collection(self.name)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Turns whatever Chroma raises meanwhile into one WorkError that says what to do."""
        try:
            yield
        except (BriefingError, sqlite3.Error):
            raise
        except BaseException as exc:
            # Chroma raises errors of its own and Python's, and panics of Rust, which are no Exception.
            if not isinstance(exc, Exception) and type(exc).__name__ != "PanicException":
                raise
            raise self._refusal(" ".join(str(exc).split())[:160]) from exc

    def _refusal(self, said: str) -> WorkError:
        if not isinstance(self.at, Path):
            return WorkError(
                f"the vectors' server {self.at} failed ({said}): start it with `chroma run`, or `briefing move --to "
                f"folder`"
            )
        if any(word in said.lower() for word in _NO_ROOM):
            return Unwritable(
                f"the vectors cannot be written ({said}): free disk space or check the folder's rights, then try again"
            )
        return WorkError(f"the vectors in {self.at} cannot be used ({said}): `briefing reindex` rebuilds them")

    def _client(self) -> Any:  # noqa: ANN401
        import chromadb
        from chromadb.api.client import SharedSystemClient
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if not isinstance(self.at, Path):
            parts = urlsplit(self.at)
            secure = parts.scheme == "https"
            return chromadb.HttpClient(
                parts.hostname or "localhost", parts.port or (443 if secure else 8000), ssl=secure, settings=settings
            )
        with _opening:
            # A reader sees another process's vectors only after the shared cache is cleared; collections that are open
            # hold their own server object and go on: docs/decisions/007-chroma.md.
            SharedSystemClient.clear_system_cache()
            make_folder(self.at)
            return chromadb.PersistentClient(str(self.at), settings=settings)
