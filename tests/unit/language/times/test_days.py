"""Spans of days: months, weeks, thirds and halves, and days moved by units of the calendar."""

from datetime import date

import pytest

from assistant.language.times.days import Period, around, month, number, part, season, shifted, week

MAY = month(2022, 5)


def test_a_month_beyond_the_year_is_one_of_the_next_year():
    assert month(2021, 14) == Period(date(2022, 2, 1), date(2022, 2, 28))
    assert month(2024, 2).last == date(2024, 2, 29)


def test_a_week_runs_from_monday_to_sunday():
    assert week(date(2022, 5, 8)) == Period(date(2022, 5, 2), date(2022, 5, 8))
    assert week(date(2022, 5, 8), 1).first == date(2022, 5, 9)


def test_a_winter_begins_in_december():
    assert season(2021, "winter") == Period(date(2021, 12, 1), date(2022, 2, 28))


@pytest.mark.parametrize(
    ("which", "first", "last"),
    [("early", 1, 10), ("mid", 10, 20), ("late", 20, 31), ("first", 1, 15), ("second", 15, 31)],
)
def test_the_parts_of_a_month_touch(which, first, last):
    assert part(MAY, which) == Period(date(2022, 5, first), date(2022, 5, last))


def test_a_day_is_moved_inside_the_month_it_lands_in():
    assert shifted(date(2022, 3, 31), "month", -1) == date(2022, 2, 28)
    assert shifted(date(2024, 2, 29), "year", 1) == date(2025, 2, 28)
    assert around(date(2022, 5, 3), "quarter", -1) == Period(date(2022, 1, 1), date(2022, 3, 31))


def test_a_period_holds_what_lies_within_it():
    assert MAY.holds(Period(date(2022, 5, 31), date(2022, 5, 31)))
    assert not MAY.holds(Period(date(2022, 5, 31), date(2022, 6, 1)))


def test_small_numbers_are_read_from_digits_and_words():
    assert [number(words) for words in ("12", "twelve", "a couple of", "few", "many")] == [12, 12, 2, 3, None]
