"""Outlook messages (.msg), written by the tests: a compound file of one sector size, all streams in its own sectors."""

import struct
from typing import Final

_SECTOR: Final = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_CUTOFF = 4_096


def message(subject: str, sender: str, body: str, html: str = "", headers: str = "") -> bytes:
    """A message with a subject, a sender, its letter, and the headers with which it travelled."""
    texts = {0x0037: subject, 0x0C1A: sender, 0x1000: body, 0x007D: headers, 0x001A: "IPM.Note"}
    streams = {f"__substg1.0_{tag:04X}001F": text.encode("utf-16-le") for tag, text in texts.items() if text}
    entries = [(0x001F, tag, 2 + len(text.encode("utf-16-le"))) for tag, text in texts.items() if text]
    if html:
        streams["__substg1.0_10130102"] = html.encode()
        entries += [(0x0102, 0x1013, len(html.encode()))]
    numbers = [(0x0003, 0x3FDE, 65001)]  # UTF-8
    properties = bytes(32) + b"".join(
        struct.pack("<HHIII", kind, tag, 6, size, 0) for kind, tag, size in (*entries, *numbers)
    )
    return compound({"__properties_version1.0": properties, **streams})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with streams at its root; each is filled up so that none is a small one."""
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(data: bytes) -> int:
        first = len(sectors)
        for at in range(0, len(data), _SECTOR):
            sectors.append(data[at : at + _SECTOR].ljust(_SECTOR, b"\0"))
            fat.append(len(sectors))
        fat[-1] = _END
        return first

    small = b""
    minifat: list[int] = []
    starts: dict[str, int] = {}
    for name, data in streams.items():
        if len(data) >= _CUTOFF:
            starts[name] = put(data)
            continue
        starts[name] = len(minifat)
        count = max(1, -(-len(data) // 64))
        minifat += [len(minifat) + n + 1 for n in range(count - 1)] + [_END]
        small += data.ljust(64 * count, b"\0")
    root = put(small) if small else _END
    minifat_start = put(struct.pack(f"<{len(minifat)}I", *minifat).ljust(_SECTOR, b"\xff")) if minifat else _END
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", 5, root, len(small), child=1 if names else _FREE)]
    for n, name in enumerate(names, start=1):  # a list to the right, which is a tree too
        entries.append(_entry(name, 2, starts[name], len(streams[name]), right=n + 1 if n < len(names) else _FREE))
    directory = put(b"".join(entries).ljust(-(-len(entries) // 4) * _SECTOR, b"\0"))
    tables = 1
    while tables * 128 < len(fat) + tables:
        tables += 1
    first_table = len(sectors)
    fat += [_FAT] * tables
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * _SECTOR, b"\xff")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH6xIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0)
    head += struct.pack("<IIIII", _CUTOFF, minifat_start, -(-len(minifat) // 128), _END, 0)
    head += struct.pack("<109I", *range(first_table, first_table + tables), *[_FREE] * (109 - tables))
    return head + b"".join(sectors) + table


def _entry(name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(written), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
