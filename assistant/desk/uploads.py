"""Uploaded files, brought safely to disk: their names never become paths, and an archive of files is bounded."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from corpus.store.private import opened

FILES = 2_000  # files that one upload may hold, zipped ones included
MEGABYTES = 200  # that they may have together once unpacked
RATIO = 200  # unpacked size to packed size of one file; text of JSON Lines reaches about 10, a bomb over 1,000
# What the readers know; anything else is rejected here, where its own name can be said.
SUFFIXES = frozenset(
    [
        ".txt",
        ".md",
        ".markdown",
        ".json",
        ".jsonl",
        ".ndjson",
        ".csv",
        ".tsv",
        ".html",
        ".htm",
        ".xhtml",
        ".xml",
        ".rss",
        ".atom",
        ".pdf",
        ".eml",
        ".mbox",
    ]
)
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Uploaded:
    """Where the files lie now, under which name each was given, and what was turned away: (name, reason)."""

    files: dict[Path, str] = field(default_factory=dict)
    rejected: list[tuple[str, str]] = field(default_factory=list)


def unpack(uploads: Sequence[tuple[str, bytes]], folder: Path) -> Uploaded:
    """Write the uploads into `folder` (which must exist and be empty) as 00001.txt, 00002.jsonl and so on.

    A zip is opened one level deep; its names are for showing only. Each file that is not taken is named with a reason.
    """
    found = Uploaded()
    left = MEGABYTES * 1_000_000
    for name, content in uploads:
        if _suffix(name) == ".zip" or content.startswith(b"PK\x03\x04"):
            left = _unzip(name, content, folder, found, left)
        else:
            left = _keep(name, content, folder, found, left)
    return found


def _unzip(name: str, content: bytes, folder: Path, found: Uploaded, left: int) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            for each in box.infolist():
                shown = f"{name}: {each.filename}"
                if (
                    each.is_dir()
                    or PurePosixPath(each.filename).name.startswith(".")
                    or each.filename.startswith("__MACOSX/")
                ):
                    continue
                if each.flag_bits & 1:
                    found.rejected.append((shown, "it is encrypted"))
                elif _suffix(each.filename) == ".zip":
                    found.rejected.append((shown, "a zip inside a zip is not opened"))
                elif len(found.files) >= FILES:
                    found.rejected.append((name, f"it holds more than {FILES:,} files: the rest was left out"))
                    break
                else:
                    data = _read(box, each, left)
                    if data is None:
                        found.rejected.append(
                            (
                                shown,
                                f"unpacked it is too large (over {RATIO} times its packed size, "
                                f"or over {MEGABYTES} MB in all)",
                            )
                        )
                    else:
                        left = _keep(shown, data, folder, found, left)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as exc:
        found.rejected.append((name, f"the zip cannot be read ({exc})"))
    return left


def _read(box: zipfile.ZipFile, each: zipfile.ZipInfo, left: int) -> bytes | None:
    """The bytes of a member, counted while they come (what a zip says of its sizes may be a lie); None if too many."""
    most = min(left, max(each.compress_size, 1) * RATIO)
    parts, size = [], 0
    with box.open(each) as member:
        while part := member.read(_CHUNK):
            size += len(part)
            if size > most:
                return None
            parts.append(part)
    return b"".join(parts)


def _keep(name: str, content: bytes, folder: Path, found: Uploaded, left: int) -> int:
    suffix = _suffix(name)
    if suffix not in SUFFIXES:
        found.rejected.append(
            (
                name,
                "not read: text, Markdown, JSON Lines, CSV, HTML, feeds, PDF, mail, or a zip of them are",
            )
        )
    elif len(found.files) >= FILES:
        found.rejected.append((name, f"more than {FILES:,} files at once: add it later"))
    elif len(content) > left:
        found.rejected.append((name, f"more than {MEGABYTES} MB at once: add it later"))
    else:
        path = folder / f"{len(found.files) + 1:05}{suffix}"
        with opened(path, "wb") as file:
            file.write(content)
        found.files[path] = name
        return left - len(content)
    return left


def _suffix(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()
