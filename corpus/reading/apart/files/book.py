"""EPUB books: a zip of XHTML, read in the order that its package names."""

import posixpath
import re
import zipfile
from typing import Any
from urllib.parse import unquote

from corpus.errors import Rejected
from corpus.reading.apart.files.boxes import box, member
from corpus.reading.apart.files.xml import local, root_of
from corpus.reading.apart.html import tree_of, words_of
from corpus.reading.decoding import decode

_MOST_CHAPTERS = 2_000
_PAGE = re.compile(r".*\.x?html?", re.IGNORECASE)


def book(data: bytes) -> dict[str, Any]:
    """The `chapters` with text, each with its `text` and its `title` ('' where it names none), and what the package
    says `about` the book: `title`, `creator`, `date`, `language`, `publisher`; and how many chapters are `missing`.

    Raises Rejected for a book that is locked, damaged, too large, or without text.
    """
    opened = box(data)
    if "META-INF/encryption.xml" in opened.namelist() and b"EncryptedKey" in member(opened, "META-INF/encryption.xml"):
        raise Rejected("is locked (DRM); export it without a lock")
    about, names = _package(opened)
    names = names or sorted(name for name in opened.namelist() if _PAGE.fullmatch(name))
    if len(names) > _MOST_CHAPTERS:
        raise Rejected(f"has more than {_MOST_CHAPTERS:,} chapters; split it")
    held = set(opened.namelist())
    missing = sum(name not in held for name in names)  # named in the order of the book, and lost from its file
    chapters = [_chapter(page) for name in names if (page := member(opened, name)).strip()]
    chapters = [one for one in chapters if one["text"]]
    if not chapters:
        raise Rejected("holds no text")
    return {"about": about, "chapters": chapters, "missing": missing}


def _chapter(page: bytes) -> dict[str, str]:
    tree = tree_of(decode(page))
    title = next((words for heading in tree.iter("h1", "h2") if (words := words_of(heading))), "")
    return {"text": words_of(tree), "title": " ".join(title.split())}


def _package(opened: zipfile.ZipFile) -> tuple[dict[str, str], list[str]]:
    """What the package says of the book, and the names of its chapters in order; empty where there is no package."""
    container = member(opened, "META-INF/container.xml")
    path = (
        next((one.get("full-path") or "" for one in root_of(container).iter() if local(one) == "rootfile"), "")
        if container
        else ""
    )
    package = member(opened, path) if path else b""
    if not package:
        return {}, []
    about: dict[str, str] = {}
    files: dict[str, str] = {}
    order: list[str] = []
    for one in root_of(package).iter():
        name = local(one)
        if name == "item":
            files[one.get("id") or ""] = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), unquote(one.get("href") or ""))
            )
        elif name == "itemref":
            order.append(one.get("idref") or "")
        elif name in ("title", "creator", "date", "language", "publisher") and (one.text or "").strip():
            event = next((value for key, value in one.attrib.items() if key.endswith("event")), "publication")
            if event == "publication":
                about.setdefault(name, one.text.strip()[:300])
    return about, [files[id] for id in order if id in files]
