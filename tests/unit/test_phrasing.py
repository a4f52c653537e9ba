"""Days, periods and outlets as they are said to a reader."""

from datetime import date

import pytest

from assistant import phrasing


def test_a_day_is_said_with_its_month_in_words_from_a_date_and_from_an_iso_string():
    assert phrasing.day("2021-05-03T07:27") == phrasing.day(date(2021, 5, 3)) == "3 May 2021"
    with pytest.raises(ValueError):
        phrasing.day("May")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2021-05-03", "2021-05-03", "3 May 2021"),
        ("2021-05-01", "2021-05-31", "May 2021"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("1990-01-01", "1999-12-31", "1990 to 1999"),
        ("2021-04-01", "2021-06-30", "April 2021 to June 2021"),
        ("2021-05-03", "2021-05-09", "3 May 2021 to 9 May 2021"),
    ],
)
def test_a_period_is_said_as_short_as_it_can_be(first, last, said):
    assert phrasing.period(date.fromisoformat(first), date.fromisoformat(last)) == said
