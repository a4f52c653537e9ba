"""Files of one JSON object a line, and the press archives among them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OTHERS = ("state", "white_house")  # the archives of which most articles do not speak of Korea


def rows_of(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file, in its order."""
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def articles(press: Path, *names: str) -> Iterator[dict[str, Any]]:
    """The articles of press archives in a folder, in the order of its files; without names those of OTHERS."""
    for name in names or OTHERS:
        yield from rows_of(press / f"{name}.jsonl")
