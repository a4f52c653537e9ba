"""Mail folders (mbox): the messages of one file, each behind a line that begins with `From `."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import Rejected

LARGEST_MESSAGE = 50_000_000
_FROM = re.compile(rb"From \S{0,300} .{0,80}[0-9]{4}\b|From \S{1,300}\s*$|From - ")
# Written by a program to the letter: it begins a message even where the end of the one before is lost.
_STAMPED = re.compile(
    rb"From \S{1,300} (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-9]?[0-9] [0-9:]{5,8} .{0,20}[0-9]{4}\s*$"
)
_HEADER = re.compile(rb"[!-9;-~]{1,80}:")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LONGEST_LINE = 1_000_000


def is_mailbox(head: bytes) -> bool:
    """Whether the beginning of a file is that of a mail folder."""
    first, _, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").partition(b"\n")
    return bool(_FROM.match(first) and _HEADER.match(rest.lstrip(b">")))


def messages(path: Path) -> Iterator[bytes | Rejected]:
    """The messages of a file in their order; in the place of one that is too large the reason why it is not read."""
    with path.open("rb") as file:
        yield from split(iter(lambda: file.readline(_LONGEST_LINE), b""))


def split(lines: Iterable[bytes]) -> Iterator[bytes | Rejected]:
    """The messages of a folder's lines. One begins at a `From ` line that headers follow: after an empty
    one, or with the day and hour that programs write there.
    """
    held: list[bytes] = []
    size, after_empty = 0, True
    mark: bytes | None = None
    for line in lines:
        if mark is not None:
            if _HEADER.match(line):
                if held or size:
                    yield _message(held, size)
                held, size = [], 0
            else:
                size += len(mark)
                held.append(mark)
            mark = None
        if (after_empty and _FROM.match(line)) or _STAMPED.match(line):
            mark = line
        else:
            size += len(line)
            if size <= LARGEST_MESSAGE:
                held.append(line)
        after_empty = not line.strip()
    if mark is not None:  # the last line of the file, and of its last message
        size += len(mark)
        held.append(mark)
    if any(one.strip() for one in held):
        yield _message(held, size)


def _message(lines: list[bytes], size: int) -> bytes | Rejected:
    if size > LARGEST_MESSAGE:
        return Rejected(f"is a message of more than {LARGEST_MESSAGE // 1_000_000} MB")
    return _QUOTED.sub(rb"\1", b"".join(lines))
