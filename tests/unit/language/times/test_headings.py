"""Dates that head what stands below them, and those that only look like it."""

import pytest

from assistant.language.times.headings import headed_days

ASKED = "The harbour has been asked five times.\n\n"


def told(text, published="2022-06-08"):
    """What stands under a heading, each with its day."""
    return [(one.day.isoformat(), text[one.start : one.end].strip()) for one in headed_days(text, published)]


@pytest.mark.parametrize(
    "date",
    ["June 4, 2021.", "4 June 2021.", "Friday, June 4, 2021.", "2021-06-04.", "June 4th, 2021.", "2021년 6월 4일."],
)
def test_a_paragraph_that_begins_with_a_date_alone_speaks_of_that_day(date):
    paragraph = f"{date} The mayor is silent. The union is not."
    assert told(f"{ASKED}{paragraph}\n\nWhat changed is the answer.") == [("2021-06-04", paragraph)]


@pytest.mark.parametrize("date", ["June 4, 2021", "**4 June 2021**", "(June 4, 2021)", "Jun. 4, 2021:", "- 2021-06-04"])
def test_a_line_that_is_a_date_alone_heads_all_up_to_the_next(date):
    text = f"{ASKED}{date}\nThe mayor is silent.\nThe union is not.\n\nJune 21, 2021\nThe mayor speaks.\n"
    days = told(text)
    assert [day for day, _ in days] == ["2021-06-04", "2021-06-21"]
    assert days[0][1].endswith("The union is not.") and days[1][1].endswith("The mayor speaks.")


@pytest.mark.parametrize(
    "text",
    [
        "SEOUL, June 4, 2021 - The mayor is silent.",
        "On June 4, 2021, the mayor was silent.",
        "June 4, 2021, the mayor is silent.",
        "June 4. The mayor is silent.",
        "June 2021. The mayor is silent.",
        "June 4 to 6, 2021. The mayor is silent.",
        "June 4, 2023. The mayor is silent.",  # later than its article
        "6/4/2021. The mayor is silent.",  # of two days
        "June 31, 2021. The mayor is silent.",
        "We will build the pier.\nThe Mayor\nHarbour Summit\nJune 4, 2021\nThe town has built it. It is long.",
    ],
)
def test_other_dates_head_nothing(text):
    assert told(ASKED + text) == []


def test_a_row_of_headings_may_begin_below_a_title():
    text = "The strike\n\nJune 4, 2021\nThe mayor is silent.\nJune 21, 2021\nThe mayor speaks."
    assert [day for day, _ in told(text)] == ["2021-06-04", "2021-06-21"]
