"""Containers and formats that are not read: named in their refusal with what to do, by their first bytes."""

import re
from functools import cache

from corpus.errors import Rejected
from corpus.text.tables import table

ZIP = "a zip archive"
WORD = "a Word file"
BOOK = "an EPUB book"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_UNPACK = "unpack it, and take in what comes out"
_OFFICE = b"[Content_Types].xml"
_OFFICES = (
    (b"word/", WORD, ""),
    (b"xl/", "an Excel file (.xlsx)", "save the sheet as CSV"),
    (b"ppt/", "a PowerPoint file (.pptx)", "save it as PDF"),
)
_KINDS = (
    (b"mimetypeapplication/epub+zip", BOOK, ""),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument sheet", "save it as CSV"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file", "save it as .docx or PDF"),
    (b"mimetypeapplication/hwp+zip", "a Hangul file (.hwpx)", "save it as .docx or PDF"),
    (b"Index/Document.iwa", "a Pages, Numbers or Keynote file", "export it as Word or PDF"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The list of an OLE file's streams may lie anywhere in it.
_OLE_LOOKED = 20_000_000
_HEAD = 4_096
_XML = re.compile(rb"<\?xml[\s>]|<!DOCTYPE\s+(?!html)", re.IGNORECASE)
_ASIDE = re.compile(rb"<!--.{0,2000}?-->", re.DOTALL)
_HTML = frozenset(
    b"html head body title meta link script style div p span article section main header nav table h1 h2 h3 h4 ul ol a "
    b"img br center font form b i em strong blockquote pre figure".split()
)
_ROOT = re.compile(rb"<([A-Za-z_][A-Za-z0-9_.:-]{0,60})[\s/>]")


def container(data: bytes) -> str:
    """What kind of container these bytes begin, with its article; '' for none, and for Outlook's messages."""
    kind, _ = _kind(data)
    return kind


def refuse_container(data: bytes) -> None:
    """Raise Rejected where a file begins as a format does that no reader opens; Word files and books are opened."""
    kind, remedy = _kind(data)
    if kind and kind not in (WORD, BOOK):
        raise Rejected(f"is {kind}, which is not read: {remedy}")


def outlook(data: bytes) -> bool:
    """Whether bytes are a message of Outlook (.msg)."""
    return data.startswith(_OLE) and "__properties_version1.0".encode("utf-16-le") in data[:_OLE_LOOKED]


def refuse_xml(data: bytes) -> None:
    """Raise Rejected for XML and SGML, which are no text: whoever knows a kind of it has looked before."""
    if name := xml_root(data):
        kind, remedy = table("corpus.reading", "unread")["xml"].get(
            name.lower(), [f"XML of a kind that is not read (<{name}>)", "save the articles as HTML, text or CSV"]
        )
        raise Rejected(f"is {kind}{'' if '<' in kind else ', which is not read'}: {remedy}")


def xml_root(data: bytes) -> str:
    """The name of the first element of what is XML or SGML and no HTML; '' for anything else."""
    head = _ASIDE.sub(b"", data[:_HEAD].removeprefix(b"\xef\xbb\xbf")).lstrip()
    root = _ROOT.search(head) if _XML.match(head) else _ROOT.match(head)
    if not root or root[1].lower() in _HTML or not (_XML.match(head) or b"</" + root[1] + b">" in data[-_HEAD:]):
        return ""
    return root[1].decode("ascii")


def _kind(data: bytes) -> tuple[str, str]:
    """The kind of a container and what to do with it."""
    head = data[:_HEAD]
    if head.startswith(_ZIPS):
        return _zip_kind(head)
    if outlook(data):
        return "", ""
    if head[:3] == b"BZh" and head[4:10] == b"1AY&SY":
        return "a bzip2 file", _UNPACK
    if head[257:262] == b"ustar":
        return "a tar archive", _UNPACK
    if head[4:8] == b"ftyp":
        return "a sound or video file", "take in its transcript"
    text = head[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for name, begins, binary, holds, ole, line, remedy in _known():
        if ole:
            found = head.startswith(_OLE) and ole in data[:_OLE_LOOKED]
        else:
            found = bool(
                (begins and text.startswith(begins))
                or (binary and head.startswith(binary))
                or (holds and holds in head[:200])
                or (line and line.search(head))
            )
        if found:
            return name, remedy
    return "", ""


def _zip_kind(head: bytes) -> tuple[str, str]:
    if _OFFICE in head:
        return next(
            ((kind, remedy) for mark, kind, remedy in _OFFICES if mark in head), ("an Office file", "save it as PDF")
        )
    return next(((kind, remedy) for mark, kind, remedy in _KINDS if mark in head), (ZIP, _UNPACK))


@cache
def _known() -> tuple[tuple[str, bytes, bytes, bytes, bytes, re.Pattern[bytes] | None, str], ...]:
    """The table of formats that are not read: name, beginning, first bytes, content, stream, line, remedy."""
    return tuple(
        (
            one["name"],
            one.get("begins", "").lower().encode(),
            bytes.fromhex(one.get("bytes", "")),
            one.get("holds", "").encode(),
            one.get("ole", "").encode("utf-16-le"),
            re.compile(b"^(?:" + one["line"].encode() + b")", re.MULTILINE) if "line" in one else None,
            one["remedy"],
        )
        for one in table("corpus.reading", "unread")["format"]
    )
