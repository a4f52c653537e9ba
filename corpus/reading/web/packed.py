"""The body of an answer: in pieces worth their time, unpacked, one layer, and only the packing that was asked for."""

import zlib
from collections.abc import Iterable, Iterator

from corpus.errors import Rejected

ASKED = "gzip"
PIECE = 65_536
_MOST_MEMBERS = 1_000
# Pieces of a body as its server cut it, each of which takes some time however small it is; servers that send line by
# line or token by token send 10,000 or so.
_MANY, _SMALL = 50_000, 500
_GZIP = 16 + zlib.MAX_WBITS  # with gzip's own head and checksum


def few(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a body; raises Rejected once they are more than _MANY and one for each _SMALL bytes."""
    size = 0
    for number, part in enumerate(parts):
        size += len(part)
        if number > _MANY + size // _SMALL:
            raise Rejected("cannot be fetched: its answer is in too many small pieces")
        yield part


def unpacked(parts: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The body behind its `Content-Encoding`, in pieces of at most PIECE bytes, an empty one for a part that gives
    none.

    Whoever takes the pieces sets the limit: no more is unpacked than is taken. Raises Rejected for a body that is
    packed twice, in a way that was not asked for, or damaged.
    """
    layers = [name for name in encoding.lower().replace(" ", "").split(",") if name not in ("", "identity")]
    if not layers:
        yield from parts
    elif layers in ([ASKED], [f"x-{ASKED}"]):
        yield from _gunzipped(parts)
    else:
        raise Rejected(f"is packed as {encoding[:40]!r}, which was not asked for")


def _gunzipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    """What gzip packed, in one member or several; what stands after the last is passed over."""
    member, begun, members = zlib.decompressobj(_GZIP), False, 1
    try:
        for part in parts:
            yield b""  # so that the takers of a body that never gives anything can end it
            while part:
                if member.eof:
                    if not part.startswith(b"\x1f"):
                        return
                    member, members = zlib.decompressobj(_GZIP), members + 1
                    if members > _MOST_MEMBERS:
                        raise Rejected("cannot be fetched: its packed answer is in too many parts")
                begun = True
                yield member.decompress(part, PIECE)
                part = member.unused_data if member.eof else member.unconsumed_tail
        yield member.flush()
    except zlib.error as error:
        raise Rejected("cannot be fetched: its packed answer is damaged") from error
    if begun and not member.eof:
        raise Rejected("cannot be fetched: its packed answer is cut off")
