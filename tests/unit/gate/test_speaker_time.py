"""Speakers: whether a saying only tells more of a thing is told in time that grows with the sentence and no faster."""

import pytest

from assistant.gate.checks.speaker import _in_relative
from assistant.gate.sayings import Saying, sayings
from tests.support.linear import assert_linear


@pytest.mark.parametrize(
    ("before", "relative"),
    [
        ("the plant that ", True),
        ("the plant, which ", True),
        ("a" * 900 + " that ", True),
        ("he said that ", False),
        ("the plant that is ", False),
    ],
)
def test_what_stands_before_a_saying_tells_whether_it_is_on_a_thing(before, relative):
    (one,) = sayings("Samsung announced a plant.")
    at = len(before)
    assert _in_relative(f"{before}Samsung announced", Saying(one.name, one.stems, at, at + 17)) is relative


def test_no_apposition_goes_on_over_what_is_quoted():
    assert sayings('Valley Daily, 8 June 2022: "The EU followed, saying that the text was fair.') == ()
    assert [one.name.text for one in sayings("Ana Rui, the head of the union, said that it was fair.")] == ["Ana Rui"]


@pytest.mark.parametrize("piece", ["a", "that ", "a, which ", "a that which "])
def test_a_crafted_sentence_is_read_in_time_that_grows_with_it_and_no_faster(piece):
    (one,) = sayings("Samsung announced a plant.")
    assert_linear(lambda text: _in_relative(text, Saying(one.name, one.stems, len(text), len(text))), piece)
