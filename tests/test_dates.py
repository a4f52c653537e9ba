"""Dates in the forms that news uses, and the days that relative phrases mean."""

import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import CallError, Rejected
from corpus.text.published import check_day, derived_days, parse_date, resolve_relative

WHOLE = {
    "January. 25, 2021 07:27": "2021-01-25T07:27",
    "Posted January. 25, 2021 07:27,\u00a0 \u00a0": "2021-01-25T07:27",
    "Mon, 25 Jan 2021 07:27:00 +0900": "2021-01-25T07:27",
    "Mon, 25 Jan 21 07:27 GMT": "2021-01-25T07:27",
    "Sun, 25 Jan 98 07:27 GMT": "1998-01-25T07:27",
    "2021-01-25T07:27:11.5+09:00": "2021-01-25T07:27",
    "2021-01-25T23:30:00Z": "2021-01-25T23:30",
    "2021-01-25 07:27": "2021-01-25T07:27",
    "2021-1-5": "2021-01-05",
    "25 Jan 2021": "2021-01-25",
    "25-Jan-2021": "2021-01-25",
    "the 25th of January, 2021": "2021-01-25",
    "Sept. 5th, 2021": "2021-09-05",
    "Jan. 25, 2021 at 7:27 p.m. EST": "2021-01-25T19:27",
    "Jan 25 2021, 12:05 AM": "2021-01-25T00:05",
    "Jan 25 2021 7 pm": "2021-01-25T19:00",
    "2021년 1월 25일": "2021-01-25",
    "2021년 1월 25일(월) 오후 7:27": "2021-01-25T19:27",
    "2021년 1월 25일 7시 5분": "2021-01-25T07:05",
    "2021.01.25": "2021-01-25",
    "2021. 1. 25. 07:27": "2021-01-25T07:27",
    "2021年1月25日": "2021-01-25",
    "25.01.2021": "2021-01-25",
    "01/25/2021": "2021-01-25",
    "25/01/2021": "2021-01-25",
    "05/05/2021": "2021-05-05",
    "20210125": "2021-01-25",
    "1611559620": "2021-01-25T07:27",
    "1611559620000": "2021-01-25T07:27",
    "2024-02-29": "2024-02-29",
}


@pytest.mark.parametrize(("written", "meant"), WHOLE.items())
def test_whole_dates_in_odd_forms_are_read(written, meant):
    assert parse_date(written) == meant


@pytest.mark.parametrize("written", ["", "January 2021", "yesterday", "2021", "call 555-0199", "12021-01-25", "v1.2.3"])
def test_what_holds_no_whole_date_gives_none(written):
    assert parse_date(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "2021-02-30",
        "2021-13-01",
        "2021-00-10",
        "Feb 30, 2021",
        "31 April 2021",
        "2021.02.30",
        "2021년 2월 30일",
        "2023-02-29",
    ],
)
def test_a_date_that_does_not_exist_is_rejected_by_name(written):
    with pytest.raises(Rejected, match="does not exist") as caught:
        parse_date(f"Posted {written} 07:00")
    assert written in str(caught.value)


def test_a_date_with_two_readings_is_refused_and_not_guessed():
    with pytest.raises(Rejected, match="two ways"):
        parse_date("03/04/2021")


def test_a_time_that_does_not_exist_leaves_the_day():
    assert parse_date("2021-01-25 29:61") == "2021-01-25"


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_survives_every_form(day):
    for form in (
        "%Y-%m-%d",
        "%d %B %Y",
        "%B %d, %Y",
        "%b. %d, %Y",
        "%Y년 %m월 %d일",
        "%Y.%m.%d",
        "%a, %d %b %Y 10:00:00 GMT",
    ):
        assert (parse_date(day.strftime(form)) or "")[:10] == day.isoformat()


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_a_date_none_or_a_rejection(text):
    try:
        found = parse_date(text)
    except Rejected:
        return
    assert found is None or datetime.fromisoformat(found)


def test_check_day_takes_days_and_refuses_the_rest():
    assert (
        check_day("2021-01-25") == check_day(date(2021, 1, 25)) == check_day(datetime(2021, 1, 25, 7)) == "2021-01-25"
    )
    assert check_day(" 2021-01-25T07:27 ") == "2021-01-25"
    for wrong in ("2021-02-30", "25 Jan 2021", "", "2021-1-5", "٢٠٢١-01-25", None, 20210125):
        with pytest.raises(CallError):
            check_day(wrong)


# The article is posted on Monday, 25 January 2021.
RELATIVE = {
    "on Friday": ("2021-01-22", "2021-01-22"),
    "Thursday": ("2021-01-21", "2021-01-21"),
    "on Monday": ("2021-01-25", "2021-01-25"),
    "last Monday": ("2021-01-18", "2021-01-18"),
    "next Friday": ("2021-01-29", "2021-01-29"),
    "the envoys will meet on Friday": ("2021-01-29", "2021-01-29"),
    "a call is scheduled for Tuesday": ("2021-01-26", "2021-01-26"),
    "the envoys will meet, she said Thursday": ("2021-01-21", "2021-01-21"),
    "yesterday": ("2021-01-24", "2021-01-24"),
    "the day before yesterday": ("2021-01-23", "2021-01-23"),
    "today": ("2021-01-25", "2021-01-25"),
    "tomorrow": ("2021-01-26", "2021-01-26"),
    "last week": ("2021-01-18", "2021-01-24"),
    "this week": ("2021-01-25", "2021-01-31"),
    "last weekend": ("2021-01-23", "2021-01-24"),
    "last month": ("2020-12-01", "2020-12-31"),
    "last year": ("2020-01-01", "2020-12-31"),
    "2 days ago": ("2021-01-23", "2021-01-23"),
    "three days earlier": ("2021-01-22", "2021-01-22"),
    "two years ago": ("2019-01-01", "2019-12-31"),
    "어제": ("2021-01-24", "2021-01-24"),
    "지난주": ("2021-01-18", "2021-01-24"),
    "사흘 전": ("2021-01-22", "2021-01-22"),
}


@pytest.mark.parametrize(("phrase", "days"), RELATIVE.items())
def test_relative_phrases_are_counted_from_the_articles_own_day(phrase, days):
    derived = resolve_relative(phrase, "2021-01-25T07:27")
    assert (derived.first, derived.last) == days


@pytest.mark.parametrize(
    "phrase",
    [
        "Fridays",
        "Good Friday",
        "every Tuesday",
        "Friday, January 22",
        "Friday (22 Jan.)",
        "weekly",
        "a year-ago figure",
    ],
)
def test_names_and_days_that_say_their_date_are_left_alone(phrase):
    assert resolve_relative(phrase, "2021-01-25") is None


def test_the_next_day_counts_from_the_day_before_it():
    text = "They met on Saturday, followed by the next day's call.\nThe next day is nobody's here."
    saturday, sunday = derived_days(text, "2021-01-25")
    assert (saturday.first, sunday.first) == ("2021-01-23", "2021-01-24")
    assert text[slice(*sunday.span)] == sunday.phrase == "the next day"


def test_a_posting_day_that_is_one_late_shifts_yesterday_and_no_weekday():
    assert resolve_relative("yesterday", "2021-01-25").earliest == "2021-01-23"
    assert resolve_relative("on Friday", "2021-01-25").earliest == "2021-01-22"
    assert resolve_relative("last month", "2021-02-01").earliest == "2020-12-01"


@settings(deadline=None)
@given(
    st.text(alphabet=st.sampled_from("on friday yesterday 999 years ago the next day will \n어제전일"), max_size=200)
)
def test_derived_days_are_exact_spans_in_order(text):
    end = 0
    for derived in derived_days(text, "2021-01-25"):
        assert text[slice(*derived.span)] == derived.phrase
        assert derived.span.start >= end
        assert derived.earliest <= derived.first <= derived.last
        end = derived.span.end


def test_derived_days_of_a_long_odd_text_take_little_time():
    began = time.process_time()
    for text in ("will be to " * 8_000, "the next day " * 6_000, "1 " * 40_000, "a" * 80_000, " " * 80_000):
        derived_days(text, "2021-01-25")
        parse_date(text)
    assert time.process_time() - began < 5
