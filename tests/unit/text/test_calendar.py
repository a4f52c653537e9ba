"""The tables of months, weekdays and number words: whole, in order, and in one place."""

import re
from pathlib import Path

import pytest

from corpus.text.calendar import MONTH_NUMBERS, MONTHS, SHORT_WEEKDAYS, WEEKDAYS, either
from corpus.text.number_words import CARDINALS, ORDINALS, SCALES

ROOT = Path(__file__).parents[3]


def test_months_and_weekdays_are_named_as_python_names_them():
    import calendar

    assert [name.lower() for name in calendar.month_name[1:]] == list(MONTHS)
    assert [name.lower() for name in calendar.day_name] == list(WEEKDAYS)
    assert {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}.items() <= (
        MONTH_NUMBERS.items()
    )
    assert {name.lower() for name in calendar.day_abbr} <= SHORT_WEEKDAYS


def test_number_words_stand_for_their_numbers():
    assert (CARDINALS["zero"], CARDINALS["twelve"], CARDINALS["ninety"]) == (0, 12, 90)
    assert (ORDINALS["twelfth"], SCALES["billion"]) == (12, 10**9)


def test_a_longer_word_is_matched_before_one_that_begins_it():
    assert re.match(either(["sep", "sept", "september"]), "september")[0] == "september"


@pytest.mark.parametrize("run", ["monday.{1,9}tuesday", "january.{1,9}february", "jan.{1,9}feb.{1,9}mar"])
def test_no_code_file_lists_the_calendar_again(run):
    lists = re.compile(run, re.I | re.S)
    files = [path for room in ("corpus", "assistant", "ui") for path in (ROOT / room).rglob("*.py")]
    assert len(files) > 100
    assert not [str(path.relative_to(ROOT)) for path in files if lists.search(path.read_text("utf-8"))]
