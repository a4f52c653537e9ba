"""Containers and formats that are not read: named in their refusal, by the first bytes and nothing else of them."""

from corpus.errors import Rejected

ZIP = "a zip archive"
_OFFICE = b"[Content_Types].xml"
_OFFICES = (
    (b"word/", "a Word file (.docx)"),
    (b"xl/", "an Excel file (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
)
_BOOKS = (
    (b"mimetypeapplication/epub+zip", "an EPUB book"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
)
_PACKED = (
    (b"PK\x05\x06", ZIP),
    (b"PK\x07\x08", ZIP),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4_096


def container(head: bytes) -> str:
    """What kind of container begins with these bytes, with its article; '' for none."""
    head = head[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        marks = _OFFICES if _OFFICE in head else _BOOKS
        return next((kind for mark, kind in marks if mark in head), "an Office file" if _OFFICE in head else ZIP)
    if head.startswith(_OLD_OFFICE):
        return "an old Office or Outlook file"
    if head[:3] == b"BZh" and head[4:10] == b"1AY&SY":
        return "a bzip2 file"
    if head[257:262] == b"ustar":
        return "a tar archive"
    return next((kind for mark, kind in _PACKED if head.startswith(mark)), "")


def refuse_container(head: bytes) -> None:
    """Raise Rejected where a file begins as a container does, which no reader opens; `head`: its first bytes."""
    if kind := container(head):
        packed = kind.endswith(("archive", "gzip file", "xz file", "Zstandard file", "bzip2 file"))
        remedy = "unpack it, and take in what comes out" if packed else "save it as text, HTML or PDF"
        raise Rejected(f"is {kind}, which is not read: {remedy}")
