"""No pattern of ours can be made to run without end."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

from tests.support.ambiguous import is_ambiguous


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Each pattern that a module of ours holds by itself, or in a row or a table, with its name."""
    for top in ("assistant", "corpus", "ui"):
        package = importlib.import_module(top)
        for found in pkgutil.walk_packages(package.__path__, f"{top}."):
            if found.name.endswith("__main__") or found.name == "ui.page.app":  # these run when they are imported
                continue
            for name, held in vars(importlib.import_module(found.name)).items():
                many = held.values() if isinstance(held, dict) else held if isinstance(held, list | tuple) else [held]
                yield from ((f"{found.name}.{name}", one) for one in many if isinstance(one, re.Pattern))


def test_no_pattern_repeats_a_repetition_in_more_ways_than_one():
    held = [(name, one) for name, one in patterns() if isinstance(one.pattern, str)]
    assert len(held) > 500
    assert [name for name, one in held if is_ambiguous(one)] == []


@pytest.mark.parametrize(
    ("pattern", "ambiguous"),
    [
        (r"(?:[A-Z]\w*[ ,]*)*", True),
        (r"(?:\d+ ?)+x", True),
        (r"(?:(?:a|b)+|c)*$", True),
        (r"(?:[A-Z]\w*+[ ,]*+)*+", False),
        (r"(?:\d+ )+x", False),
        (r"(?:\d\s*)*", False),
        (r"(?:\d[^\s]*)*", True),
        (r"(?:[A-Z][a-z]*)*", False),
        (r"(?:a+b)*", False),
    ],
)
def test_what_is_ambiguous(pattern, ambiguous):
    assert is_ambiguous(re.compile(pattern)) is ambiguous
