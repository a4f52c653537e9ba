"""The one place where an archive's folders and files are made: for nobody but the account that runs the program.

Rights are those of POSIX, 0700 and 0600; where a system knows no such thing, they are as it gives them.
"""

import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Literal

FOLDER, FILE = 0o700, 0o600
PUBLIC = 0o666  # what a person asked for as a file of theirs: as their system makes files


def make_folder(folder: Path) -> None:
    """Make a folder where there is none, and those above it; one that is there keeps its rights. Raises OSError."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(FOLDER, exist_ok=True)


def make_file(file: Path) -> None:
    """Make an empty file where there is none, for a library that will fill it. Raises OSError."""
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY, FILE))


def opened(file: Path, mode: Literal["w", "wb", "a"], rights: int = FILE) -> IO[Any]:
    """The file, open to be written anew or appended to; text is UTF-8. Raises OSError."""
    encoding = None if "b" in mode else "utf-8"
    return open(file, mode, encoding=encoding, opener=lambda path, flags: os.open(path, flags, rights))


def write(file: Path, content: str | bytes, *, public: bool = False) -> None:
    """Write a file whole or not at all, with its folder; a kill leaves the one that was there. Raises OSError.

    `public`: others may read it, as the person's system has it.
    """
    part = file.with_name(f".{file.name}.{os.getpid()}.{threading.get_ident()}.part")
    if public:
        file.parent.mkdir(parents=True, exist_ok=True)
    else:
        make_folder(file.parent)
    try:
        with opened(part, "w" if isinstance(content, str) else "wb", PUBLIC if public else FILE) as out:
            out.write(content)
        os.replace(part, file)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def torn(file: Path) -> list[Path]:
    """What a kill has left of the writing of a file, beside it. Raises OSError."""
    return list(file.parent.glob(f".{file.name}.*.part"))


def keep(folder: Path) -> None:
    """Take from others their rights to what a library has made in a folder; what belongs to another account is left."""
    if os.name != "posix":
        return
    for path, _, files in os.walk(folder):
        for name, rights in [(path, FOLDER), *((os.path.join(path, one), FILE) for one in files)]:
            with suppress(OSError):  # gone meanwhile, or another's
                if os.stat(name, follow_symlinks=False).st_mode & 0o077:
                    os.chmod(name, rights)
