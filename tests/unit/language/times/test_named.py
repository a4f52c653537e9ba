"""Times by name: what their words span, and which of year, month and day they tell."""

from datetime import date

import pytest

from assistant.language.times.mentions import ASKED, Clock, mentions


def read(text, as_of=date(2022, 4, 20)):
    return [(str(one.first), str(one.last), one.parts) for one in mentions(text, Clock(as_of)) if one.kind == "named"]


@pytest.mark.parametrize(
    ("text", "first", "last", "parts"),
    [
        ("on 2021-05-27", "2021-05-27", "2021-05-27", "ymd"),
        ("in 2021-05", "2021-05-01", "2021-05-31", "ym"),
        ("on May 27 , 2021", "2021-05-27", "2021-05-27", "ymd"),
        ("on the 27th of May, 2021", "2021-05-27", "2021-05-27", "ymd"),
        ("on Thursday, 27 May", "2021-05-27", "2021-05-27", "md"),
        ("August 31st of this year", "2022-08-31", "2022-08-31", "md"),
        ("from 20 to 22 May 2021", "2021-05-20", "2021-05-22", "ymd"),
        ("in early May 2021", "2021-05-01", "2021-05-10", "ym"),
        ("in February of last year", "2021-02-01", "2021-02-28", "m"),
        ("in the third quarter of 2021", "2021-07-01", "2021-09-30", "y"),
        ("in spring 2021", "2021-03-01", "2021-05-31", "y"),
        ("in fiscal year 2021-22", "2021-01-01", "2022-12-31", "y"),
        ("in the early 1990s", "1990-01-01", "1993-12-31", "y"),
        ("in 1876", "1876-01-01", "1876-12-31", "y"),
        ("27.05.2021", "2021-05-27", "2021-05-27", "ymd"),
    ],
)
def test_a_date_spans_what_its_words_tell(text, first, last, parts):
    assert read(text) == [(first, last, parts)]


@pytest.mark.parametrize(
    "text",
    [
        *("the 2000 soldiers", "$2,021 was paid", "2021 percent", "at 1,2021.5 points", "version 2.1.20"),
        *(
            "He may go",
            "the March on Washington",
            "March 5,000 miles",
            "Theresa May",
            "resolution 2017",
            "Fourth of July",
        ),
        *("the Summer Olympic Games", "May 4:30"),
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert read(text) == []


def test_a_date_without_a_year_is_the_latest_or_the_next_as_the_tense_tells():
    assert read("It fell in May.")[0][0] == "2021-05-01"
    assert read("It will fall in May.")[0][0] == "2022-05-01"
    assert read("It fell in June 2019, and in May it rose.")[1][0] == "2019-05-01"


def test_a_numeral_of_two_readings_has_both_at_its_ends():
    (one,) = mentions("on 3/7/2022", Clock(date(2022, 8, 1)))
    assert one.either
    assert (one.first, one.last) == (date(2022, 3, 7), date(2022, 7, 3))


def test_a_day_that_does_not_exist_is_its_month_with_a_remark():
    clock = Clock(date(2022, 4, 20))
    (one,) = mentions("on February 30, 2022", clock)
    assert (one.first.day, one.last.day) == (1, 28)
    assert clock.notes == ["There is no day 2022-02-30; the whole month is taken."]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in December 2150?", "2150-12-01", "2150-12-31"),
        ("on December 30, 2150?", "2150-12-30", "2150-12-30"),
        ("on the 30th of December 2150", "2150-12-30", "2150-12-30"),
        ("on 2150-12-30 at the port", "2150-12-30", "2150-12-30"),
        ("in December 9999?", "9000-12-01", "9000-12-31"),
        ("in December 9999 ships were lost", "2021-12-01", "2021-12-31"),
    ],
)
def test_a_question_on_a_year_far_ahead_is_not_of_the_last_month_of_that_name(text, first, last):
    clock = Clock(date(2022, 4, 20))
    (one,) = mentions(text, clock, ASKED)
    assert (str(one.first), str(one.last)) == (first, last)
    assert clock.notes == (["No archive reaches to the year 9999; it is read as 9000."] if "9000" in first else [])


@pytest.mark.parametrize(
    ("text", "day", "first", "last"),
    [
        ("on 2022-05-32", "2022-05-32", "2022-05-01", "2022-05-31"),
        ("on 2022/5/0", "2022-05-00", "2022-05-01", "2022-05-31"),
        ("on 45 May 2022", "2022-05-45", "2022-05-01", "2022-05-31"),
        ("on May 32nd, 2022", "2022-05-32", "2022-05-01", "2022-05-31"),
        ("on 5/45/2022", "2022-05-45", "2022-05-01", "2022-05-31"),
        ("on 45.5.2022", "2022-05-45", "2022-05-01", "2022-05-31"),
        ("on the 32nd of March", "2022-03-32", "2022-03-01", "2022-03-31"),
        ("on 2022-13-45", "2022-13-45", "2022-01-01", "2022-12-31"),
        ("on 13/13/2022", "13/13/2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_question_on_a_day_that_no_calendar_has_is_of_its_month_or_year_with_a_remark(text, day, first, last):
    clock = Clock(date(2022, 4, 20))
    (one,) = mentions(text, clock, ASKED)
    assert (str(one.first), str(one.last)) == (first, last)
    whole = "year" if last.endswith("12-31") else "month"
    assert clock.notes == [f"There is no day {day}; the whole {whole} is taken."]


@pytest.mark.parametrize(
    "text",
    [
        "the 45 may agree",
        "version 2.45.2020.1",
        "in May 45 soldiers fell",
        "on 31 May 2022",
        "on 3/7/2022",
        "2022-05-31",
    ],
)
def test_what_is_a_day_or_only_looks_like_one_has_no_such_remark(text):
    clock = Clock(date(2022, 4, 20))
    mentions(text, clock, ASKED)
    assert not any(note.startswith("There is no day") for note in clock.notes)
