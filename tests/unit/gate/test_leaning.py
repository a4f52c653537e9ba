"""A pronoun at the head of a sentence is read of the sentence before it, and so its cited text must speak of that."""

import pytest

from assistant.gate.held import Held
from assistant.gate.support.leaning import leans_elsewhere

BEFORE = "Carl Menn said that a missile had flown 500 kilometers, Japan reported."


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("He opened the pier.", "Anna Holt opened the pier in Bergen."),
        ("His visit ended on Monday.", "Anna Holt ended her visit on Monday."),
        ("It cost nine million crowns.", "The pier cost nine million crowns."),
        ("They met on Monday.", "The mayors met on Monday."),
    ],
)
def test_what_is_said_of_another_is_not_read_of_the_one_before(sentence, cited):
    reason = leans_elsewhere(sentence, BEFORE, [Held((), cited)])
    assert reason is not None and sentence.split()[0] in reason


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("He opened the pier.", "Mr. Menn opened the pier in Bergen."),
        ("It fell into the sea.", "The missile fell into the sea east of the peninsula."),
        ("It was said that talks go on.", "Talks go on, it was said."),
        ("They met on Monday.", "The foreign minister of Japan and his guest met on Monday."),
        ("The pier was opened.", "Anna Holt opened the pier in Bergen."),
        ("Here the pier was opened.", "Anna Holt opened the pier in Bergen."),
    ],
)
def test_what_may_be_said_of_the_one_before_stands(sentence, cited):
    assert leans_elsewhere(sentence, BEFORE, [Held((), cited)]) is None


def test_a_sentence_that_nothing_stands_before_leans_on_nothing():
    assert leans_elsewhere("He opened the pier.", "", [Held((), "Anna Holt opened the pier.")]) is None
    assert leans_elsewhere("He opened the pier.", "A fire broke out.", [Held((), "Anna Holt opened it.")]) is None
