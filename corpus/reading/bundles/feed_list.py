"""Lists of feeds (OPML): known by their content, and the addresses in them."""

import re
from pathlib import Path

from corpus.errors import Rejected
from corpus.reading.apart.process import apart
from corpus.reading.web.addresses import is_address

_HEAD = 4_096
_LARGEST = 30_000_000
_OPML = re.compile(rb"<opml[\s>]", re.IGNORECASE)


def is_feed_list(data: bytes) -> bool:
    """Whether bytes are a list of feeds."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and bool(_OPML.search(head)) and b"<html" not in head.lower()


def listed(data: bytes) -> list[tuple[str, str]]:
    """The title and address of each feed of a list, in its order, each address once. Raises Rejected."""
    return [(title, address) for title, address in apart("feed list", data)]


def feeds_in(path: Path) -> list[str]:
    """The addresses of a file that is a list of feeds; none of any other file, and of a list that cannot be read."""
    if not path.is_file() or path.stat().st_size > _LARGEST:
        return []
    with path.open("rb") as file:
        if not is_feed_list(file.read(_HEAD)):
            return []
    try:
        return [address for _, address in listed(path.read_bytes()) if is_address(address)]
    except Rejected:
        return []
