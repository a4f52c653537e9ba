"""Words kept as data: the TOML tables in a package's `data` folder, each read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """What `data/NAME.toml` of a package holds; the caller changes nothing in it."""
    return tomllib.loads(files(package).joinpath("data", f"{name}.toml").read_text("utf-8"))


def bag(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())
