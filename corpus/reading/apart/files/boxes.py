"""Zip files that are documents (Word, EPUB): bounded in number, size and packing before a member is unpacked."""

import re
import zipfile
import zlib
from io import BytesIO

from corpus.errors import Rejected

_ENTRY = b"PK\x01\x02"  # as the list of a zip's files begins each of them
_MOST_MEMBERS = 10_000
# Bytes of the text of a document; a transcript of two hours has 2 million in Word's XML.
MOST_TEXT = 30_000_000
_RATIO = 400  # unpacked to packed size; Word's XML reaches about 30
_HAS_TEXT = re.compile(r".*\.(?:xml|rels|opf|xhtml|html?)", re.IGNORECASE)


def box(data: bytes) -> zipfile.ZipFile:
    """The opened zip, whose texts are known to be of bearable size; raises Rejected."""
    if data.count(_ENTRY) > _MOST_MEMBERS:  # before the list of them is made
        raise Rejected(f"holds more than {_MOST_MEMBERS:,} files")
    try:
        opened = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise Rejected(f"is damaged: {type(error).__name__}") from error
    # A member is never unpacked beyond the size that the list gives for it.
    texts = [one for one in opened.infolist() if _HAS_TEXT.fullmatch(one.filename)]
    if any(one.flag_bits & 1 for one in texts):
        raise Rejected("is encrypted; save it without a password")
    if any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in texts):
        raise Rejected("is packed in a way that is not opened; save it again")
    if sum(one.file_size for one in texts) > MOST_TEXT or any(
        one.file_size > _RATIO * max(one.compress_size, 100) for one in texts
    ):
        raise Rejected(
            f"is too large once unpacked (over {MOST_TEXT // 1_000_000} MB, or {_RATIO} times its packed size)"
        )
    return opened


def member(opened: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a member with text in it, b'' where there is none of that name; raises Rejected for a torn one."""
    if not _HAS_TEXT.fullmatch(name):
        return b""
    try:
        return opened.read(name)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Rejected(f"is damaged: {type(error).__name__}") from error
