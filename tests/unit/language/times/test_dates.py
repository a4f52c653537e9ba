"""Dates of a sentence for the gate: how far they are told, and whether one says another."""

import pytest

from assistant.language.times.dates import days, meant, relative, weekdays
from assistant.verify import judge


@pytest.mark.parametrize(
    ("claimed", "cited"),
    [
        ("in 2021", "on 27 May 2021"),
        ("in May 2021", "on May 27, 2021"),
        ("in May", "on 27 May 2021"),
        ("on 27 May", "on 27 May 2021"),
        ("on 27 May 2021", "on Thursday, May 27"),
        ("on 27 May 2021", "on 2021-05-27"),
        ("in late May 2021", "on 27 May 2021"),
        ("in spring 2021", "in April 2021"),
        ("in the 1990s", "in 1994"),
        ("on 3/7/2022", "on 3 July 2022"),
        ("on 29 February", "on 29 February 2024"),
    ],
)
def test_a_date_that_the_other_lies_within_says_it(claimed, cited):
    (mine,), (theirs,) = days(claimed), days(cited)
    assert mine.fits(theirs)


@pytest.mark.parametrize(
    ("claimed", "cited"),
    [
        ("on 27 May 2021", "in May 2021"),
        ("in May 2021", "in 2021"),
        ("in May 2021", "on 27 May 2020"),
        ("on 26 May", "on 27 May 2021"),
        ("in early May 2021", "on 27 May 2021"),
        ("in 2021", "on 27 May"),
        ("in 1994", "in the 1990s"),
        ("in the third quarter of 2021", "in the fourth quarter of 2021"),
    ],
)
def test_a_date_told_closer_or_otherwise_does_not(claimed, cited):
    (mine,), (theirs,) = days(claimed), days(cited)
    assert not mine.fits(theirs)


def test_a_range_of_days_claims_both_its_ends():
    first, last = days("from 20 to 22 May 2021")
    assert (first.day, last.day, first.text) == (20, 22, "20 to 22 May 2021")
    wrong = judge("They met from 23 to 24 May 2021.", "They met from 20 to 22 May 2021.")
    assert wrong.verdict == "unsupported" and len(wrong.reasons) == 1
    assert judge("They met from 21 to 22 May 2021.", "They met from 20 to 22 May 2021.").verdict == "unsupported"


def test_a_date_knows_its_place_and_the_weekday_that_it_falls_on():
    text = "It opened on 27 May 2021."
    (one,) = days(text)
    assert text[one.at : one.end] == one.text == "27 May 2021"
    assert (one.year, one.month, one.day, one.weekday) == (2021, 5, 27, "thursday")
    assert days("in May 2021")[0].weekday is None


def test_weekdays_are_named_by_their_names_alone():
    assert [(one.name, one.start) for one in weekdays("On Friday and most Sundays")] == [("friday", 3), ("sunday", 19)]


def test_relative_times_stand_in_their_usual_words_at_their_place():
    (one,) = relative("It fell last week, the year before and in recent days.")
    assert (one.text, one.start) == ("last week", 8)
    (evening,) = relative("He spoke this evening")
    assert evening.text == "tonight"


@pytest.mark.parametrize(
    ("claimed", "cited"),
    [
        ("The mill closed last month.", "The mill closed last week."),
        ("The mill closed two years ago.", "The mill closed three years ago."),
        ("The mill closed yesterday evening.", "The mill closed last week."),
        ("The mill closed in the third quarter.", "The mill closed in the fourth quarter."),
    ],
)
def test_a_relative_time_that_the_cited_text_tells_otherwise_is_refused(claimed, cited):
    assert judge(claimed, cited).verdict == "unsupported"
    assert judge(cited, cited).verdict != "unsupported"


@pytest.mark.parametrize(
    ("cited", "right", "wrong"),
    [
        ("It opened on Friday.", "on 29 April 2022", "on 6 May 2022"),
        ("It opens on Friday.", "on 6 May 2022", "on 29 April 2022"),
        ("It opened last month.", "in April 2022", "in May 2022"),
        ("It opened last week.", "in 2022", "on 26 April 2022"),
        ("It opened two years ago.", "in 2020", "in May 2020"),
    ],
)
def test_what_a_relative_time_means_bears_out_a_date_that_is_no_closer(cited, right, wrong):
    (one,) = meant(cited, "2022-05-03")
    assert days(right)[0].fits(one)
    assert not days(wrong)[0].fits(one)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On March 1 and 17 people were hurt", ["March 1"]),
        ("On March 1 and 17 miners were hurt", ["March 1"]),
        ("On March 1 and 17 the talks went on", ["March 1 and 17"] * 2),
        ("The talks of May 3 and 4, he said", ["May 3 and 4"] * 2),
        ("Between June 3 and 5 officials met", ["June 3 and 5"] * 2),
        ("the March 1 and 17 meetings", ["March 1 and 17"] * 2),
        ("On June 3 to 5 talks were held", ["June 3 to 5"] * 2),
    ],
)
def test_a_number_of_things_behind_a_day_is_no_second_day(text, found):
    assert [one.text for one in days(text)] == found
