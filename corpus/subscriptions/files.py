"""What a folder holds, by names, sizes and times alone: which files are new, changed or gone since the last look."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.reading.sources import DEEPEST_FOLDER

Stamps = dict[str, list[int]]
"""Of each file its path from the folder, with time of change (ns) and size."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The files of a folder now, those that are new or changed, and those that are gone."""

    now: Stamps
    changed: list[Path]
    gone: list[Path]


def stamps(folder: Path, unread: list[Path] | None = None) -> Stamps:
    """The files in a folder and the folders in it, or the one file; hidden ones and links that lead out of it aside.

    Folders in it that cannot be read are added to `unread`. Raises OSError.
    """
    if folder.is_file():
        return {"": _stamp(folder)}
    found: Stamps = {}
    root = folder.resolve()

    def closed(error: OSError) -> None:
        if Path(error.filename) == folder:
            raise error
        if unread is not None:
            unread.append(Path(error.filename))

    for path, folders, names in os.walk(folder, onerror=closed):
        deep = len(Path(path).parts) - len(folder.parts) >= DEEPEST_FOLDER
        folders[:] = [name for name in folders if not deep and not name.startswith(".")]
        for name in names:
            file = Path(path, name)
            if not name.startswith(".") and file.is_file() and _within(file, root):
                found[str(file.relative_to(folder))] = _stamp(file)
    return dict(sorted(found.items()))


def difference(folder: Path, before: Mapping[str, list[int]]) -> Difference:
    """How a folder stands to what it was; what lies where it cannot be read now is as it was. Raises OSError."""
    unread: list[Path] = []
    now = stamps(folder, unread)
    now |= {
        name: stamp
        for name, stamp in before.items()
        if name not in now and any((folder / name).is_relative_to(path) for path in unread)
    }
    changed = [folder / name if name else folder for name, stamp in now.items() if before.get(name) != stamp]
    return Difference(now, changed, [folder / name for name in before if name not in now])


def _within(file: Path, root: Path) -> bool:
    """Whether a link stays in the folder: who filled it must not choose what else of this machine is read."""
    return not file.is_symlink() or file.resolve().is_relative_to(root)


def _stamp(file: Path) -> list[int]:
    about = file.stat()
    return [about.st_mtime_ns, about.st_size]
