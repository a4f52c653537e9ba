"""Rich Text (.rtf), through striprtf."""

import re
from typing import Any

from corpus.errors import Rejected

_LARGEST = 30_000_000
# Characters without the pictures, whose hexadecimal digits are most of such a file; they are read one by one.
_MOST_CHARACTERS = 8_000_000
_PICTURE = re.compile(r"[0-9a-fA-F\r\n]{400,}")
# A cell ends with a tabulator, as it does where a table is copied as text.
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")


def rich_text(data: bytes) -> dict[str, Any]:
    """The `text`, a paragraph a line. Raises Rejected for a file that is damaged or too large."""
    from striprtf.striprtf import rtf_to_text

    if len(data) > _LARGEST:
        raise Rejected(f"is Rich Text of more than {_LARGEST // 1_000_000} MB")
    codes = _CELL.sub(r"\\tab", _PICTURE.sub("", data.decode("latin-1")))
    if len(codes) > _MOST_CHARACTERS:
        raise Rejected(f"is Rich Text of more than {_MOST_CHARACTERS // 1_000_000} million characters; split it")
    try:
        text: str = rtf_to_text(codes, errors="replace")  # type: ignore[no-untyped-call]
    except MemoryError:
        raise
    except Exception as error:  # a damaged file fails anywhere in the parser, with any error
        raise Rejected(f"is Rich Text that cannot be read: {type(error).__name__}") from error
    # Halves of surrogate pairs stand each in a code of its own.
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return {"text": "\n".join(line.strip(" ") for line in whole.split("\n")).strip()}
