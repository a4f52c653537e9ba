"""Which pages' processes are at work on an archive: each holds a lock of its name, which falls with it."""

import secrets
import threading
from pathlib import Path

from corpus.errors import WorkError
from corpus.store.private import FILE, make_folder


class Presence:
    """That this process is at work, to be seen by others over the same folder. Safe between threads."""

    def __init__(self, folder: Path) -> None:
        from filelock import FileLock

        self._folder = folder
        self._lock = threading.Lock()
        self._held: tuple[str, FileLock] | None = None

    @property
    def name(self) -> str:
        """The name of this process, held from the first time it is asked for. WorkError: the folder forbids it."""
        from filelock import FileLock

        with self._lock:
            if self._held is None:
                name = secrets.token_hex(8)
                try:
                    make_folder(self._folder)
                    for other in self._folder.glob("page-*.lock"):
                        self._alive(other.stem.removeprefix("page-"))
                    held = FileLock(self._file(name), mode=FILE, thread_local=False)
                    held.acquire()
                except OSError as exc:
                    raise WorkError(
                        f"the conversation cannot be kept ({exc.strerror}): free disk space or check the rights"
                    ) from exc
                self._held = name, held
            return self._held[0]

    def elsewhere(self, name: str) -> bool:
        """Whether another process of that name is there; what a dead one has left is removed."""
        with self._lock:
            return (self._held is None or self._held[0] != name) and self._alive(name)

    def _alive(self, name: str) -> bool:
        from filelock import FileLock, Timeout

        file = self._file(name)
        if not name.isalnum() or not file.is_file():
            return False
        try:
            with FileLock(file, timeout=0, mode=FILE):
                file.unlink(missing_ok=True)
        except (Timeout, OSError):
            return True
        return False

    def _file(self, name: str) -> Path:
        return self._folder / f"page-{name}.lock"
