"""Numbers with their unit, thing, limit and rate."""

import pytest

from assistant.gate.claims import Kind
from tests.unit.gate.looking import faults, words

MISSILE = "The missile flew about 430 kilometers. The plant has 30 workers and made 2.4 million tons a year."
SURVEY = (
    "On March 7 the ferry sank, and on March 15 it was raised. Barely 10 percent swam;"
    " almost a quarter drowned over 25 years."
)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The missile flew 430 miles.", "says 430 miles; the cited text says 430 kilometers"),
        ("The missile flew about 470 kilometers.", "says 470; the cited text says 430"),
        ("The plant has 25 workers.", "says 25; the cited text says 30"),
        ("The plant has more than 30 workers.", "says 'more than 30'; the cited text says '30'"),
        ("The plant made 2.4 million tons a day.", "says 2.4 million by the day; the cited text does not"),
        ("Hundreds of millions of workers left.", "says Hundreds of millions; the cited text"),
        ("The plant paid 480 clerks.", "says 480; the cited text does not"),
    ],
)
def test_a_wrong_quantity_is_told_in_the_words_of_both_texts(sentence, reason):
    (fault,) = faults(Kind.QUANTITY, sentence, MISSILE)
    assert reason in str(fault)
    assert (words(sentence, fault) in sentence and words(sentence, fault)[:3] in fault.said) or fault.check == "limit"


@pytest.mark.parametrize(
    "sentence",
    [
        "Eight days after it sank the ferry was raised.",
        "One in four drowned.",
        "Hardly a tenth of them swam.",
        "Over a quarter century a quarter drowned.",
        "Two things befell the ferry.",
    ],
)
def test_what_follows_from_the_numbers_and_days_of_the_text_is_said_there(sentence):
    assert not faults(Kind.QUANTITY, sentence, SURVEY)


def test_a_day_of_the_month_is_no_count_and_a_span_no_rate():
    text = "The ferry left on May 4 and again on May 17. Passes last for 60 days, or for a year."
    assert not faults(Kind.QUANTITY, "It left in May on the 4th and on the 17th.", text)
    assert faults(Kind.QUANTITY, "It left in May on the 4th and on the 18th.", text)
    assert not faults(Kind.QUANTITY, "It lay in the harbour from the 17th to the 20th.", "It came on April 17-20.")
    assert not faults(Kind.QUANTITY, "Passes go from 60 days to a year.", text)


def test_one_third_is_a_third_and_no_fourth():
    assert not faults(
        Kind.QUANTITY, "It holds almost a third of the assets.", "It holds nearly one-third of all assets."
    )
    assert not faults(Kind.QUANTITY, "It holds a quarter of the assets.", "It holds 25 percent of all assets.")
    assert faults(Kind.QUANTITY, "It holds a fourth of the assets.", "It holds nearly one-third of all assets.")


def test_half_a_century_is_fifty_years():
    text = "No storm in fifty years was worse, and none in a century was longer."
    assert not faults(Kind.QUANTITY, "It was the worst storm in half a century.", text)
    assert faults(Kind.QUANTITY, "It was the worst storm in half a decade.", text)


FERRIES = "On March 17, 2023, Norway launched ferries, and the mayors of Bergen and Stavanger agreed to fund them."


@pytest.mark.parametrize(
    "sentence",
    [
        "Bergen 1.",
        "Bergen 1 agreed to fund them.",
        "The mayor of Bergen 3 agreed.",
        "Bergen two.",
        "Stavanger (5).",
        "Bergen no. 6.",
        "Norway: 4.",
        "1 Bergen.",
        "Norway launched phase 2.",
        "In phase two Norway launched ferries.",
        "Article 5 funds them.",
        "They agreed at 10.",
        "Norway launched ferries. 7.",
        "Bergen 3 agrees to fund them.",
        "Bergen three agrees to fund them.",
        "The mayor of Bergen 3 agrees.",
        "Bergen 2nd agreed to fund them.",
        "Mayor Stavanger 4th agreed.",
        "The mayors met on 3 Mondays.",
        "The mayors agreed on three Mondays.",
    ],
)
def test_a_number_that_counts_nothing_stands_in_the_cited_text(sentence):
    assert faults(Kind.QUANTITY, sentence, FERRIES)
    assert not faults(Kind.QUANTITY, sentence, f"{FERRIES} {sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "2 mayors agreed to fund them.",
        "In Norway 2 Norwegian mayors agreed.",
        "In Bergen two mayors agreed.",
        "On Friday 2 mayors agreed.",
        "Meanwhile two mayors agreed.",
        "Norway's two mayors agreed.",
        "The 2nd mayor agreed.",
        "Both towns agreed, and 2 of them pay.",
        "The 2-member group agreed.",
        "Two agreed.",
        "1. Norway launched ferries.",
        "These agreed: 1. Bergen.",
        "Norway launched ferries on March 17, 2023.",
    ],
)
def test_a_reader_counts_things_himself(sentence):
    assert not faults(Kind.QUANTITY, sentence, FERRIES)
