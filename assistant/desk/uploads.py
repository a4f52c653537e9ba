"""Uploaded files, brought safely to disk: their names never become paths, and an archive of files is bounded.

How large one file may be is `Settings.upload_mb`: Streamlit refuses what is larger (`ui/page/serve.py`).
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from corpus.errors import Rejected
from corpus.reading.containers import ZIP, container, refuse_container
from corpus.reading.formats import SUFFIXES
from corpus.store.private import opened

FILES = 2_000  # files that one upload may hold, zipped ones included
MEGABYTES = 200  # that they may have together once unpacked
RATIO = 200  # unpacked size to packed size of one file; text of JSON Lines reaches about 10, a bomb over 1,000
# Whatever is of no suffix that the readers know is rejected here, where its own name can be said.
_NOT_READ = "not read: text, Markdown, JSON, CSV, HTML, feeds, PDF, Word, RTF, EPUB, mail, RIS, or a zip of them are"
_CHUNK = 1 << 16
_ENTRY = b"PK\x01\x02"  # as the list of a zip's files begins each of them
_MOST_ENTRIES = 10 * FILES
_MAC = "__MACOSX/"
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


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
        kind = container(content)
        if kind == ZIP or (not kind and _suffix(name) == ".zip"):
            left = _unzip(name, content, folder, found, left)
        else:
            left = _keep(name, content, folder, found, left)
    return found


def _unzip(name: str, content: bytes, folder: Path, found: Uploaded, left: int) -> int:
    """The files of a zip, each taken or rejected by itself; what is left of the bytes that may come."""
    if content.count(_ENTRY) > _MOST_ENTRIES:  # before the list of them is made
        found.rejected.append((name, f"it holds more than {_MOST_ENTRIES:,} files: none of them is taken"))
        return left
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            for each in box.infolist():
                shown = f"{name}: {each.filename}"
                if each.is_dir() or PurePosixPath(each.filename).name.startswith(".") or each.filename.startswith(_MAC):
                    continue
                if len(found.files) >= FILES:
                    found.rejected.append((name, f"it holds more than {FILES:,} files: the rest was left out"))
                    break
                if left <= 0:
                    found.rejected.append((name, f"it holds more than {MEGABYTES} MB: the rest was left out"))
                    break
                if reason := _unopened(each):
                    found.rejected.append((shown, reason))
                    continue
                data, unpacked = (_member if _suffix(each.filename) in SUFFIXES else _unread)(box, each, left)
                if isinstance(data, str):
                    found.rejected.append((shown, data))
                else:
                    _keep(shown, data, folder, found, left)
                left -= unpacked  # whatever became of it: what is turned away has cost its time too
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as exc:
        found.rejected.append((name, f"the zip cannot be read ({exc})"))
    return left


def _unopened(each: zipfile.ZipInfo) -> str:
    """Why a member is turned away before it is unpacked; '' where it is not."""
    if each.flag_bits & 1:
        return "it is encrypted"
    if _suffix(each.filename) == ".zip":
        return "a zip inside a zip is not opened"
    if stat.S_ISLNK(each.external_attr >> 16):
        return "it is a link to another file"
    if each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return (
            "it is packed in a way that is not opened: pack it with the usual one"  # the others unpack without a bound
        )
    return ""


def _member(box: zipfile.ZipFile, each: zipfile.ZipInfo, left: int) -> tuple[bytes | str, int]:
    """The bytes of a member, or why it is turned away; and how many came, counted while they come (what a zip says of
    its sizes may be a lie).
    """
    most = min(left, max(each.compress_size, 1) * RATIO)
    parts, size = [], 0
    try:
        with box.open(each) as member:
            while part := member.read(_CHUNK):
                size += len(part)
                if size > most:
                    many = f"over {RATIO} times its packed size, or over {MEGABYTES} MB in all"
                    return f"unpacked it is too large ({many})", size
                parts.append(part)
    except _BROKEN as exc:
        return f"it cannot be unpacked ({exc})", size
    return b"".join(parts), size


def _unread(box: zipfile.ZipFile, each: zipfile.ZipInfo, left: int) -> tuple[str, int]:
    """Why a member of a kind that is not read is turned away, by its first bytes, and how many came: those alone."""
    head = b""
    try:
        with box.open(each) as member:
            head = member.read(min(_CHUNK, left))
        refuse_container(head)
    except Rejected as reason:
        return str(reason), len(head)
    except _BROKEN as exc:
        return f"it cannot be unpacked ({exc})", len(head)
    return _NOT_READ, len(head)


def _keep(name: str, content: bytes, folder: Path, found: Uploaded, left: int) -> int:
    suffix = _suffix(name)
    try:
        refuse_container(content)
    except Rejected as reason:
        found.rejected.append((name, str(reason)))
        return left
    if suffix not in SUFFIXES:
        found.rejected.append((name, _NOT_READ))
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
