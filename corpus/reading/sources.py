"""A source (file, folder or address) -> articles; what cannot be read is one rejection, and the rest goes on."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.article import Article
from corpus.dates import check_day
from corpus.errors import CallError, Rejected
from corpus.reading.decoding import decode
from corpus.reading.found import Found, article
from corpus.reading.markdown import markdown
from corpus.reading.rows import csv_rows, json_file, json_lines
from corpus.reading.textpage import text_page

# Larger files are not one article. JSON Lines and CSV, which are read line by line, may have any size.
LARGEST = 50_000_000

Reject = Callable[[str, str], None]
"""Called with the name of a source (`file`, `file:line` or address) and the reason why it is not taken, in one line."""


def refuse(source: str, reason: str) -> None:
    """Raise Rejected for the first thing that cannot be read: what `read` does with it when nothing else is asked."""
    raise Rejected(f"{source}: {reason}")


def read(source: str | Path, *, published: str | None = None, reject: Reject = refuse) -> Iterator[Article]:
    """Give the articles of a file, or of every file in a folder and the folders in it, hidden ones aside.

    `published` is the day of those that have no date. What cannot be read is handed to `reject`. Raises CallError at
    once for a source that does not exist, or a `published` that is no day.
    """
    day = check_day(published) if published else None
    path = Path(source)
    if not path.exists():
        raise CallError(f"there is no file or folder {_printable(str(path))!r}")
    return _files(path, day, reject)


def _files(path: Path, day: str | None, reject: Reject) -> Iterator[Article]:
    """The articles of a file, or of the files of a folder in the order of their names."""
    if not path.is_dir():
        yield from _file(path, day, reject)
        return
    empty = True
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _parts_of_page(name, names))
        for name in sorted(names):
            if not name.startswith("."):
                empty = False
                yield from _file(Path(folder, name), day, reject)
    if empty:
        reject(_printable(str(path)), "the folder holds no files")


def _parts_of_page(folder: str, names: list[str]) -> bool:
    """Whether a folder holds the images and scripts of a page that a browser saved beside it."""
    page = folder.removesuffix("_files").removesuffix(".files")
    return page != folder and (f"{page}.html" in names or f"{page}.htm" in names)


def _file(path: Path, day: str | None, reject: Reject) -> Iterator[Article]:
    """The articles of one file; whatever is wrong with it, or with one record in it, is one rejection."""
    name = _printable(str(path))
    try:
        for where, found in _found(path, lambda number, reason: reject(f"{name}:{number}", reason)):
            try:
                yield article(found, day)
            except Rejected as reason:
                reject(f"{name}{where}", str(reason))
    except Rejected as reason:
        reject(name, str(reason))
    except OSError as error:
        reject(name, f"cannot be read: {error.strerror or error}")
    except UnicodeError:
        reject(name, "its encoding is broken; save it as UTF-8")


def _found(path: Path, bad: Callable[[int, str], None]) -> Iterator[tuple[str, Found]]:
    """What a file holds, each with `:line` where it is one of many."""
    suffix = path.suffix.lower()
    if not path.is_file():
        raise Rejected("is not a regular file")
    if suffix in (".jsonl", ".ndjson", ".csv", ".tsv"):
        records = json_lines(path, bad) if suffix in (".jsonl", ".ndjson") else csv_rows(path, bad)
        yield from ((f":{number}", found) for number, found in records)
        return
    if path.stat().st_size > LARGEST:
        raise Rejected(f"is larger than {LARGEST // 1_000_000} MB, too large for one article")
    text = decode(path.read_bytes())
    if suffix == ".json":
        yield from ((f":{number}", found) for number, found in json_file(text, bad))
    elif suffix in (".md", ".markdown") or text.startswith("---\n"):
        yield "", markdown(text, path.stem)
    else:
        yield "", text_page(text, path.stem)


def _printable(name: str) -> str:
    """A file's name as it can be shown, also where its bytes are no text."""
    return name.encode("utf-8", "replace").decode("utf-8")
