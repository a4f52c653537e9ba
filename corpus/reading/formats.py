"""Which format a file or an answer is in, by its content first and its suffix second, and what it holds."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from corpus.errors import Rejected
from corpus.reading.apart.process import apart
from corpus.reading.containers import container, refuse_container
from corpus.reading.decoding import decode
from corpus.reading.feeds import is_feed
from corpus.reading.found import Found, Reading
from corpus.reading.markdown import markdown
from corpus.reading.rows import csv_rows, json_file, json_lines
from corpus.reading.textpage import text_page

# Larger files are not one article. JSON Lines and CSV, which are read line by line, may have any size.
LARGEST = 50_000_000
# A text of LONGEST_TEXT characters has at most four bytes for each.
_LARGEST_TEXT = 16_000_000
_HEAD = 4_096
_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MAIL = re.compile(
    rb"(?:From |(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[A-Za-z-]{1,60}):)", re.IGNORECASE
)
_ABOUT_HTML = ("text/html", "application/xhtml+xml")


def line_by_line(path: Path) -> bool:
    """Whether a file is read record by record, and may have any size."""
    return path.suffix.lower() in (*_LINES, *_TABLES)


def records(path: Path) -> Iterator[tuple[int, Reading]]:
    """The records of such a file with the numbers of their lines."""
    return csv_rows(path) if path.suffix.lower() in _TABLES else json_lines(path)


def content(path: Path) -> bytes:
    """The bytes of any other file; raises Rejected for one that is too large, or is no file."""
    if not path.is_file():
        raise Rejected("is not a regular file")
    with path.open("rb") as file:
        refuse_container(file.read(_HEAD))
    if path.stat().st_size > LARGEST:
        raise Rejected(f"is larger than {LARGEST // 1_000_000} MB, too large for one article")
    return path.read_bytes()


def is_web_feed(data: bytes, media: str = "") -> bool:
    """Whether bytes are a feed rather than a page; `media` is the type that a server gave, or ''."""
    return is_feed(data) and not is_page(data, media) and not container(data)


def is_page(data: bytes, media: str = "") -> bool:
    """Whether bytes are an HTML page."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return (head.startswith(b"<") and bool(_HTML.search(head))) or (media in _ABOUT_HTML and not is_feed(data))


def articles_in(
    data: bytes,
    *,
    stem: str = "",
    suffix: str = "",
    media: str = "",
    url: str | None = None,
    charset: str | None = None,
) -> Iterator[tuple[str, Reading]]:
    """What a file, or a server's answer, holds, feeds aside: each with ':number' where it is one of several.

    `suffix` is in lower case with its point; `media`, `url` and `charset` are what a server said. Raises Rejected.
    """
    for where, reading in _readings(data, stem, suffix, media, url, charset):
        yield where, reading if url is None else partial(_fetched, reading, url, not where)


def _readings(
    data: bytes, stem: str, suffix: str, media: str, url: str | None, charset: str | None
) -> Iterator[tuple[str, Reading]]:
    if not data.strip():
        raise Rejected("the file is empty")
    refuse_container(data)
    if b"%PDF-" in data[:1024]:
        yield "", partial(_apart, "pdf", data, stem=stem)
    elif is_page(data, media) or suffix in (".html", ".htm", ".xhtml"):
        yield "", partial(_apart, "page", data, stem=stem, url=url, charset=charset)
    elif suffix == ".eml" or (_MAIL.match(data) and suffix in ("", ".mbox", ".mail")):
        yield "", partial(_apart, "mail", data, stem=stem)
    elif suffix == ".json" or media == "application/json":
        yield from ((f":{number}", reading) for number, reading in json_file(decode(data)))
    elif len(data) > _LARGEST_TEXT:
        raise Rejected(f"is a text of more than {_LARGEST_TEXT // 1_000_000} MB, too large for one article")
    elif suffix in (".md", ".markdown") or data.startswith((b"---\n", b"---\r\n", b"\xef\xbb\xbf---")):
        yield "", partial(markdown, decode(data), stem)
    else:
        yield "", partial(text_page, decode(data), stem)


def _apart(task: str, data: bytes, **options: str | None) -> Found:
    """What a foreign parser finds, in its own process."""
    return Found(**apart(task, data, **options))


def _fetched(reading: Reading, url: str, alone: bool) -> Found:
    """What a reader finds, with the address that it was fetched from."""
    return replace(reading(), origin=url, alone=alone)
