"""The tables of words: each can be read, and none holds a word twice where one stands."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from corpus.text.stop_words import FUNCTION, HANDED_ON, LIGHT, SEARCH

ROOT = Path(__file__).parent.parent.parent
TABLES = sorted(path for room in ("corpus", "assistant") for path in ROOT.glob(f"{room}/**/data/*.toml"))


def rows(table, path=()):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from rows(value, (*path, key))
        elif isinstance(value, str):
            yield (*path, key), value


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_holds_no_word_twice_in_one_row(path):
    for key, row in rows(tomllib.loads(path.read_text("utf-8"))):
        forms = [one.strip() for one in (row.split("|") if "|" in row else row.split())]
        assert all(forms), key
        assert [form for form, times in Counter(forms).items() if times > 1] == [], key


def test_what_a_search_passes_over_carries_no_subject_elsewhere_either():
    assert SEARCH <= FUNCTION
    assert not FUNCTION & HANDED_ON and {"say", "said", "make"} <= HANDED_ON & LIGHT
