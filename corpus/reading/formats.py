"""Which format a file or an answer is in, by its content first and its suffix second, and what it holds."""

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import Rejected
from corpus.reading.decoding import decode
from corpus.reading.feeds import is_feed
from corpus.reading.found import Found
from corpus.reading.mail import newsletter
from corpus.reading.markdown import markdown
from corpus.reading.pdf import pdf_file
from corpus.reading.rows import Bad, csv_rows, json_file, json_lines
from corpus.reading.textpage import text_page
from corpus.reading.webpage import web_page

# Larger files are not one article. JSON Lines and CSV, which are read line by line, may have any size.
LARGEST = 50_000_000
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


def records(path: Path, bad: Bad) -> Iterator[tuple[int, Found]]:
    """The records of such a file with the numbers of their lines."""
    return csv_rows(path, bad) if path.suffix.lower() in _TABLES else json_lines(path, bad)


def content(path: Path) -> bytes:
    """The bytes of any other file; raises Rejected for one that is too large, or is no file."""
    if not path.is_file():
        raise Rejected("is not a regular file")
    if path.stat().st_size > LARGEST:
        raise Rejected(f"is larger than {LARGEST // 1_000_000} MB, too large for one article")
    return path.read_bytes()


def is_web_feed(data: bytes, media: str = "") -> bool:
    """Whether bytes are a feed rather than a page; `media` is the type that a server gave, or ''."""
    return is_feed(data) and not is_page(data, media)


def is_page(data: bytes, media: str = "") -> bool:
    """Whether bytes are an HTML page."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return (head.startswith(b"<") and bool(_HTML.search(head))) or (media in _ABOUT_HTML and not is_feed(data))


def articles_in(
    data: bytes,
    bad: Bad,
    *,
    stem: str = "",
    suffix: str = "",
    media: str = "",
    url: str | None = None,
    charset: str | None = None,
) -> Iterator[tuple[str, Found]]:
    """What a file, or a server's answer, holds, feeds aside: each with ':number' where it is one of several.

    `suffix` is in lower case with its point; `media`, `url` and `charset` are what a server said. Raises Rejected.
    """
    if not data.strip():
        raise Rejected("the file is empty")
    if b"%PDF-" in data[:1024]:
        yield "", _at(pdf_file(data, stem), url)
    elif is_page(data, media) or suffix in (".html", ".htm", ".xhtml"):
        yield "", web_page(data, stem, url=url, charset=charset)
    elif suffix == ".eml" or (_MAIL.match(data) and suffix in ("", ".mbox", ".mail")):
        yield "", newsletter(data, stem)
    elif suffix == ".json" or media == "application/json":
        yield from ((f":{number}", found) for number, found in json_file(decode(data), bad))
    elif suffix in (".md", ".markdown") or data.startswith((b"---\n", b"---\r\n", b"\xef\xbb\xbf---")):
        yield "", _at(markdown(decode(data), stem), url)
    else:
        yield "", _at(text_page(decode(data), stem), url)


def _at(found: Found, url: str | None) -> Found:
    """The same with the address that it was fetched from, where it names none itself."""
    return found if url is None else Found({"url": url, **found.fields}, found.stem, found.metadata)
