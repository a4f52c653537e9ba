"""The locks of an archive's folder: one writer, and index files that keep still; they fall with their process."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import Unwritable, WorkError
from corpus.store.private import FILE, make_folder, opened

Say = Callable[[str], None]
"""Takes one line for a person."""

HOLDER = "writer.txt"  # who holds the lock; there from the first writer on


@contextmanager
def locked(folder: Path, *, wait: float = 0.0, say: Say | None = None) -> Iterator[None]:
    """Hold the lock of an archive's folder.

    Waits up to `wait` seconds, and says for whom. Raises WorkError, naming who holds it, when it stays taken.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "writer.lock", mode=FILE)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if wait > 0 and say is not None:
                say(f"waiting up to {wait:g} s for {_who(folder)}, which is writing the archive")
            lock.acquire(timeout=wait)
    except Timeout:
        raise WorkError(
            f"the archive is being written by {_who(folder)}: wait until it is done, then try again"
        ) from None
    except OSError as exc:
        raise Unwritable(
            f"the archive's lock cannot be taken ({exc.strerror or exc}): check the folder's rights and the disk's "
            f"space"
        ) from exc
    try:
        try:
            since = time.strftime("%Y-%m-%d %H:%M:%S")
            with opened(folder / HOLDER, "w") as note:
                note.write(f"process {os.getpid()} since {since}")
        except OSError as exc:
            raise Unwritable(
                f"the archive cannot be written ({exc.strerror}): free disk space or check its folder's rights"
            ) from exc
        yield
    finally:
        lock.release()


@contextmanager
def still(folder: Path, *, wait: float) -> Iterator[bool]:
    """Keep Chroma's files from being written or loaded by others meanwhile; gives whether that was had in `wait`
    seconds.

    Chroma 1.5.9 guards them by nothing: a process that loads them while another writes dies of a segmentation fault, or
    writes them itself, since loading ends what the log holds.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "vectors.lock", mode=FILE)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        yield False
        return
    except OSError as exc:
        raise Unwritable(
            f"the vectors' lock cannot be taken ({exc.strerror or exc}): check the folder's rights and the disk's space"
        ) from exc
    try:
        yield True
    finally:
        lock.release()


def holder(folder: Path) -> str | None:
    """Who holds the lock now: `process 123 since ...`; None where nobody does."""
    from filelock import FileLock, Timeout

    if not (folder / "writer.lock").is_file():
        return None
    lock = FileLock(folder / "writer.lock", mode=FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return _who(folder)
    except OSError:
        return None
    lock.release()
    return None


def _who(folder: Path) -> str:
    try:
        return (folder / HOLDER).read_text("utf-8").strip() or "another process"
    except OSError:
        return "another process"


@contextmanager
def alone(file: Path, unkept: Callable[[OSError], WorkError]) -> Iterator[None]:
    """The block alone, of all threads and processes that name this lock file; its folder is made where there is none.

    Raises what `unkept` makes of the error where the folder forbids it; errors of the block pass.
    """
    from filelock import FileLock

    try:
        make_folder(file.parent)
        lock = FileLock(file, mode=FILE)
        lock.acquire()
    except OSError as exc:
        raise unkept(exc) from exc
    try:
        yield
    finally:
        lock.release()
