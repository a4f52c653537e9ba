"""Which format a file or an answer is in, by its content first and its suffix second, and what it holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NoReturn, TypeVar

from corpus.errors import Rejected
from corpus.reading.apart.process import apart
from corpus.reading.bundles import documents, mailbox
from corpus.reading.bundles.feed_list import is_feed_list, listed
from corpus.reading.bundles.markdown import markdown
from corpus.reading.containers import BOOK, WORD, container, outlook, refuse_container, refuse_xml, xml_root
from corpus.reading.decoding import decode, encoding_of, guess
from corpus.reading.exports import hinted, several
from corpus.reading.feeds import is_feed
from corpus.reading.found import Found, Reading, broken
from corpus.reading.records.rows import csv_rows, is_json, json_file, json_lines, lines_encoding, tabular, two_objects
from corpus.reading.texts.several import text_pages
from corpus.text.counting import counted

# Larger files are not one article. JSON Lines and CSV, which are read line by line, may have any size.
LARGEST = 50_000_000
# A text of LONGEST_TEXT characters has at most four bytes for each.
_LARGEST_TEXT = 16_000_000
_HEAD = 4_096
_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv")
_ANY_TEXT = (".txt", ".text", ".tab", ".dat", ".log", "")
_PAGES = (".html", ".htm", ".xhtml")
_WEB_ARCHIVES = (".mht", ".mhtml")
_MARKDOWN = (".md", ".markdown")
_LETTER, _APPLE_LETTER = ".eml", ".emlx"
_OTHERS = ".json .xml .rss .atom .opml .pdf .docx .docm .doc .rtf .epub .mbox .msg .ris"
SUFFIXES = frozenset(
    (*_LINES, *_TABLES, *_ANY_TEXT, *_PAGES, *_WEB_ARCHIVES, *_MARKDOWN, _LETTER, _APPLE_LETTER)
).union(_OTHERS.split())
"""What the names of files that are read end in, where somebody must tell before they are opened."""
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PIECE = re.compile(rb"<(?:article|div|h[1-6]|main|p|section|span|table)(?:\s[^>]{0,500})?>", re.IGNORECASE)
_RICH_TEXT = b"{\\rtf"
_REFERENCES = re.compile(rb"(?:[^\n]{0,300}\n){0,20}?TY  ?- ?[A-Z]{3,8}\s")
_WEB_ARCHIVE = re.compile(rb"^(?:Snapshot-Content-Location:|From: <Saved by )", re.IGNORECASE | re.MULTILINE)
_MAIL = re.compile(
    rb"(?:From |(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[A-Za-z-]{1,60}):)", re.IGNORECASE
)
_LENGTH = re.compile(rb"([0-9]{1,9})[ \t]{0,9}\r?\n")  # how Apple's messages begin: with their size in bytes
_ARTICLE = re.compile(rb"<article[\s>]", re.IGNORECASE)
_ABOUT_HTML = ("text/html", "application/xhtml+xml")
_Where = TypeVar("_Where", str, int)


def line_by_line(path: Path) -> bool:
    """Whether a file is read record by record, and may have any size."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return not container(head) and (_as_lines(path, head) != "" or mailbox.is_mailbox(head))


def _as_lines(path: Path, head: bytes) -> str:
    """'rows' for a table, 'lines' for JSON Lines, by the suffix, or where that says no more than text, by the head."""
    suffix = path.suffix.lower()
    if suffix in _TABLES:
        return "rows"
    if suffix in _LINES:
        return "lines"
    if suffix not in _ANY_TEXT:
        return ""
    if _plain(head).startswith(b'{"') and two_objects(head):
        return "lines"
    return "rows" if any(mark in head for mark in (b",", b";", b"\t", b"|")) and tabular(path) else ""


def records(path: Path) -> Iterator[tuple[int, Reading]]:
    """The records of such a file with the numbers of their lines, or of their messages."""
    with path.open("rb") as file:
        form = _as_lines(path, file.read(_HEAD))
    if form == "rows":
        yield from _told(csv_rows(path), guess(lines_encoding(path)))
    elif form == "lines":
        yield from _told(json_lines(path), guess(lines_encoding(path)))
    else:
        yield from _messages(mailbox.messages(path))


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
    return (
        bool(_PIECE.match(head))
        or (head.startswith(b"<") and bool(_HTML.search(head)) and not xml_root(data))
        or (media in _ABOUT_HTML and not is_feed(data))
    )


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
    kind = container(data)
    if kind or _plain(data).startswith(_RICH_TEXT):
        read = documents.word_file if kind == WORD else documents.book if kind == BOOK else documents.rich_text
        yield from numbered(read(data, stem))
    elif outlook(data):
        yield "", partial(_apart, "outlook", data, stem=stem)
    elif b"%PDF-" in data[:1024]:
        yield from _in_parts("pdf", data, stem=stem)
    elif mailbox.is_mailbox(data[:_HEAD]):
        yield from ((f":{number}", reading) for number, reading in _messages(mailbox.split(BytesIO(data))))
    elif _is_web_archive(data, suffix):
        yield "", partial(_apart, "web archive", data, stem=stem)
    elif is_feed_list(data):
        refuse_feed_list(data)
    elif is_page(data, media) or (suffix in _PAGES and not xml_root(data)):
        found: Sequence[Found | Rejected] = several(apart("page's words", data)) if hinted(data) else []
        found = found or (
            _parsed("articles of a page", data, charset=charset) if len(_ARTICLE.findall(data)) > 1 else []
        )
        yield from (
            numbered(found) if found else [("", partial(_apart, "page", data, stem=stem, url=url, charset=charset))]
        )
    elif suffix == _APPLE_LETTER and (first := _LENGTH.match(data)):
        yield from _in_parts("letters", data[first.end() : first.end() + int(first[1])], stem=stem)
    elif suffix == _LETTER or (_MAIL.match(data) and suffix not in (".txt", ".md")):
        yield from _in_parts("letters", data, stem=stem)
    elif _REFERENCES.match(_plain(data)):
        yield from numbered(documents.references(data))
    elif suffix == ".json" or media == "application/json" or (suffix not in _MARKDOWN and is_json(data)):
        found_here = ((f":{number}", reading) for number, reading in json_file(decode(data)))
        yield from _told(found_here, guess(encoding_of(data)))
    elif len(data) > _LARGEST_TEXT:
        raise Rejected(f"is a text of more than {_LARGEST_TEXT // 1_000_000} MB, too large for one article")
    elif suffix in (".yaml", ".yml"):
        raise Rejected("is YAML, which is not read alone: put its names between two lines of --- above the text (.md)")
    elif suffix in _MARKDOWN or data.startswith((b"---\n", b"---\r\n", b"\xef\xbb\xbf---")):
        yield from _told(markdown(decode(data), stem), guess(encoding_of(data)))
    else:
        refuse_xml(data)
        text = decode(data)
        yield from _told(numbered(several(text)) or text_pages(text, stem), guess(encoding_of(data)))


def _told(found: Iterable[tuple[_Where, Reading]], line: str) -> Iterator[tuple[_Where, Reading]]:
    """The readings, the first with a remark on its file where there is one."""
    for where, reading in found:
        yield where, partial(_noted, reading, line) if line else reading
        line = ""


def _noted(reading: Reading, line: str) -> Found:
    found = reading()
    return replace(found, notes=(*found.notes, line))


def numbered(found: Sequence[Found | Rejected]) -> list[tuple[str, Reading]]:
    """Articles that are read already, or why one is not, each with ':number' where there are several."""
    return [
        (f":{n}" if len(found) > 1 else "", broken(one) if isinstance(one, Rejected) else partial(_itself, one))
        for n, one in enumerate(found, start=1)
    ]


def _itself(found: Found) -> Found:
    return found


def _plain(data: bytes) -> bytes:
    """The beginning of a file without a mark of its encoding and blank lines."""
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()


def refuse_feed_list(data: bytes) -> NoReturn:
    """Raise Rejected for a list of feeds, which is no article."""
    raise Rejected(
        f"is a list of {counted(len(listed(data)), 'feed')} (OPML), and no article: ingest it by its own name, so "
        "that each is visited"
    )


def _is_web_archive(data: bytes, suffix: str) -> bool:
    head = data[:_HEAD].lower()
    return b"multipart/related" in head and (suffix in _WEB_ARCHIVES or bool(_WEB_ARCHIVE.search(head)))


def _messages(messages: Iterable[bytes | Rejected]) -> Iterator[tuple[int, Reading]]:
    """The messages of a mail folder with their numbers."""
    for number, one in enumerate(messages, start=1):
        yield number, broken(one) if isinstance(one, Rejected) else partial(_apart, "mail", one)


def _in_parts(task: str, data: bytes, **options: str | None) -> list[tuple[str, Reading]]:
    """All that a foreign parser finds, each with its number where there are several."""
    return numbered(_parsed(task, data, **options))


def _parsed(task: str, data: bytes, **options: str | None) -> list[Found]:
    return [Found(**one) for one in apart(task, data, **options)]


def _apart(task: str, data: bytes, **options: str | None) -> Found:
    """What a foreign parser finds, in its own process."""
    return Found(**apart(task, data, **options))


def _fetched(reading: Reading, url: str, alone: bool) -> Found:
    """What a reader finds, with the address that it was fetched from."""
    return replace(reading(), origin=url, alone=alone)
