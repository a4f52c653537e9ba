"""Days, months, years, weekdays and relative times."""

import pytest

from assistant.gate.claims import Kind
from assistant.gate.judge import judge
from tests.unit.gate.looking import faults, words

SANCTIONS = "The council met yesterday and will meet tomorrow; it had voted on May 9, 2021 and again last fall."
HEAD = ("Council votes", "Lyon Post", "2022-03-17")


@pytest.mark.parametrize(
    "sentence",
    [
        "The council met on 16 March 2022.",
        "The council will meet on March 18.",
        "It had voted on 9 May 2021, a Sunday.",
        "The Post wrote on 17 March 2022 that it had voted in the previous fall.",
    ],
)
def test_days_told_in_other_words_are_the_same_days(sentence):
    assert not faults(Kind.PERIOD, sentence, SANCTIONS, known=HEAD)


@pytest.mark.parametrize(
    ("sentence", "at", "cited"),
    [
        ("The council met on 15 March 2022.", "15 March 2022", "May 9, 2021"),
        ("It had voted on 8 May 2021.", "8 May 2021", "May 9, 2021"),
        ("It had voted on a Tuesday.", "Tuesday", None),
        ("It had voted next fall.", "next fall", "last fall"),
    ],
)
def test_another_day_is_a_fault_at_its_place(sentence, at, cited):
    (fault,) = faults(Kind.PERIOD, sentence, SANCTIONS, known=HEAD)
    assert (words(sentence, fault), fault.cited) == (at, cited)


def test_without_a_day_of_publication_a_relative_time_means_no_day():
    assert faults(Kind.PERIOD, "The council met on 16 March 2022.", SANCTIONS)


def test_a_season_is_of_the_year_of_publication_or_one_beside_it():
    text = "The council will vote in the fall, and those over 18 may vote too."
    head = ("Lyon Post", "2022-04-29")
    assert not faults(Kind.PERIOD, "The council will vote in the fall of 2022.", text, known=head)
    assert faults(Kind.PERIOD, "The council will vote in the fall of 2025.", text, known=head)
    assert faults(Kind.PERIOD, "The council will vote in the summer of 2022.", text, known=head)
    assert not faults(Kind.PERIOD, "Those over 18 may vote.", text, known=head)


@pytest.mark.parametrize("run", ["from March 10 to 15", "from March 10 until March 15", "from 10 to 15 March"])
def test_the_first_day_of_a_run_that_is_cited_is_a_day_on_which_it_was(run):
    quote = f"The envoy is due in the harbour {run}."
    sentence = f"Harbour Daily, 10 March 2022: “{quote}”"
    known = ["Harbour Daily", "10 March 2022"]
    assert judge(sentence, [quote], known=known).verdict in ("quote", "supported")


RUNS = [
    "on July 24-26, 2023",
    "from 24 to 26 July",
    "from July 24 through 26",
    "on 24–26 July 2023",
    "between 24 and 26 July 2023",
    "from the 24th to the 26th of July",
    "from July 24 until 26 July",
    "from Monday to Wednesday (24-26 July 2023)",
]


@pytest.mark.parametrize("run", RUNS)
def test_both_ends_of_a_run_of_days_are_told_and_no_day_that_it_does_not_name(run):
    text = f"The two ministers held talks in Lyon {run}, and agreed on new rules for trade."
    for day in ("24 July", "July 26"):
        assert judge(f"On {day}, the two ministers held talks in Lyon.", [text]).verdict == "supported"
        assert judge(f"The two ministers held talks in Lyon on {day}.", [text]).verdict == "supported"
    for day in ("23 July", "25 July", "July 27", "25 August"):
        (fault,) = faults(Kind.PERIOD, f"The two ministers held talks in Lyon on {day}.", text)
        assert fault.said == day


def test_a_day_between_the_ends_of_a_run_is_not_the_one_on_which_it_begins_or_ends():
    text = "The fair runs from 10 to 14 May in Varna, the mayor said."
    for sentence in ("The fair opens on 11 May.", "The fair runs until 12 May.", "The mayor said so on 12 May."):
        assert judge(sentence, [text]).verdict == "unsupported"
