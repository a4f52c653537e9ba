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
