"""What Chroma's index files held when the writer left them, so that a damaged or torn one is known before it is loaded.

Chroma 1.5.9 loads a shortened header with a segmentation fault, and answers from a replaced data file without a word.
"""

import json
from pathlib import Path
from zlib import crc32

_BLOCK = 1 << 20

Known = dict[str, list[int]]


def fingerprint(folder: Path, known: str | None = None) -> str:
    """Size, time and CRC-32 of each index file as JSON; files whose size and time are `known` are not read again."""
    before: Known = json.loads(known) if known else {}
    now: Known = {}
    # A collection of fewer than a thousand rows has no such list: its files are scratch, made anew by whoever opens it.
    for path in sorted(path for found in folder.glob("*/index_metadata.pickle") for path in found.parent.iterdir()):
        stat, name = path.stat(), f"{path.parent.name}/{path.name}"
        same = before.get(name)
        crc = same[2] if same and same[:2] == [stat.st_size, stat.st_mtime_ns] else _crc(path)
        now[name] = [stat.st_size, stat.st_mtime_ns, crc]
    return json.dumps(now)


def damaged(folder: Path, known: str | None) -> str | None:
    """The name of a file that is missing, or is not what it was; None where all is well, or nothing is known."""
    before: Known = json.loads(known) if known else {}
    for name, (size, time, crc) in before.items():
        path = folder / name
        try:
            stat = path.stat()
            if stat.st_size != size or (stat.st_mtime_ns != time and _crc(path) != crc):
                return name
        except OSError:
            return name
    return None


def _crc(path: Path) -> int:
    value = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            value = crc32(block, value)
    return value
