"""Whole dates in the forms that news uses."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import CallError, Rejected
from corpus.text.published import check_day, parse_date

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
