"""A word of likelihood or confidence that the cited words do not have is nobody's, and refuses its sentence."""

import pytest

from assistant.verify import judge

HAD = "Foreign Minister Park Jin had his first call with Antony Blinken on Tuesday, the ministry said."
WILL = "Foreign Minister Park Jin will have his first call with Antony Blinken on Tuesday."
FIRED = "North Korea fired three missiles on Wednesday."
QUOTED = f"“{FIRED}”"


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Foreign Minister Park Jin will probably have his first call with Antony Blinken.", HAD),
        ("Foreign Minister Park Jin will probably have his first call with Antony Blinken.", WILL),
        ("Foreign Minister Park Jin may have his first call with Antony Blinken.", HAD),
        ("Foreign Minister Park Jin may have his first call with Antony Blinken.", WILL),
        ("We assess with high confidence that North Korea fired three missiles.", FIRED),
        ("Perhaps North Korea fired three missiles.", FIRED),
        ("It is likely that North Korea fired three missiles.", FIRED),
        ("The chances are that North Korea fired three missiles.", FIRED),
        ("North Korea may have fired three missiles.", FIRED),
        ("North Korea could fire three missiles.", FIRED),
        (f"Probably now: {QUOTED}", FIRED),
        (f"It may be so: {QUOTED}", FIRED),
        (f"We assess with high confidence that {QUOTED}", FIRED),
    ],
)
def test_a_likelihood_that_no_cited_word_has_is_refused(sentence, cited):
    found = judge(sentence, [cited])
    assert found.verdict == "unsupported" and {one.check for one in found.faults} == {"likelihood"}


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("North Korea fired three missiles.", FIRED),
        (QUOTED, FIRED),
        ("A strike is likely in May.", "The union said that a strike in May is likely."),
        ("North Korea will likely fire missiles.", "Officials expect North Korea to fire missiles."),
        ("Perhaps the port closes in May.", "The mayor thinks that the port possibly closes in May."),
        ("Perhaps 200 people came to the port.", "About 200 people came to the port."),
        ("The strike will probably end on Friday.", "The strike is set to end on Friday."),
        ("Members may vote by mail.", "Members have the right to vote by mail; they voted by mail in 2020."),
        ("Members may bring two guests.", "Members are allowed to bring two guests."),
        ("The ferry could not land on Monday.", "The ferry was unable to land on Monday."),
        ("The union said: “A strike is likely in May.”", "The union said: “A strike is likely in May.”"),
    ],
)
def test_what_the_cited_words_estimate_or_allow_may_be_said(sentence, cited):
    assert "likelihood" not in {one.check for one in judge(sentence, [cited]).faults}
