"""The tables of words: each can be read, and none holds a word twice where one stands."""

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from assistant.language.lexicon import OFFICE_WORDS
from assistant.language.naming import NATIONS
from corpus.text.calendar import MONTHS, WEEKDAYS
from corpus.text.number_words import CARDINALS, ORDINALS
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


def written(path):
    """What a program or a table is made of: the texts in it, docstrings and comments aside."""
    if path.suffix == ".toml":
        return re.sub(r"#.*", "", path.read_text("utf-8"))
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in told]
    return " ".join(node.value for node in texts if isinstance(node.value, str))


@pytest.fixture(scope="module")
def words_of():
    """The words that each program and table is made of."""
    files = (path for room in ("corpus", "assistant", "ui") for path in (ROOT / room).rglob("*.*"))
    return {
        path.relative_to(ROOT).with_suffix("").as_posix(): set(re.findall(r"[a-z]+", written(path).lower()))
        for path in files
        if path.suffix == ".py" or path in TABLES
    }


@pytest.mark.parametrize(
    ("words", "table", "most"),
    [
        (MONTHS, "corpus/text/data/calendar", 9),
        (WEEKDAYS, "corpus/text/data/calendar", 4),
        (CARDINALS, "corpus/text/data/numbers", 7),
        (ORDINALS, "corpus/text/data/numbers", 7),
        (NATIONS, "assistant/language/data/nations", 7),
        (OFFICE_WORDS, "corpus/text/data/people", 8),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_list_of_words_stands_in_one_place(words, table, most, words_of):
    assert {name for name, there in words_of.items() if len(there.intersection(words)) > most} == {table}
