"""A question is read in time proportional to its length and to that of the conversation, whatever stands in either."""

from datetime import date

import pytest
from hypothesis import given

from assistant.question.answer_type import asks_what_said, sayer
from assistant.question.compared import sides
from assistant.question.events import event_day
from assistant.question.follow_up import depends, stand_alone
from assistant.question.form import ROLE
from assistant.question.parts import halves, several
from assistant.question.pronouns import leans, points_back
from assistant.question.salience import Exchange, lacking, seen
from tests.support.linear import Reader, assert_linear, examples, mixtures

DAY = date(2022, 8, 31)
READERS: dict[str, Reader] = {
    "whether it leans": depends,
    "unbound pronouns": leans,
    "subject words": seen,
    "a follow-up": lambda text: stand_alone(text, [Exchange("When did Yoon meet Biden?", "On 21 May.")], DAY),
    "what was asked before": lambda text: stand_alone("And did he agree?", [Exchange(text, "")], DAY),
    "who was asked of before": lambda text: stand_alone("And Ann Lee?", [Exchange(text, "")], DAY),
    "what is chosen": lambda text: stand_alone("Which ones?", [Exchange("What burned?", text)], DAY),
    "several questions": lambda text: several(text, DAY),
    "what somebody said": lambda text: (asks_what_said(text), sayer(text)),
    "a role": lambda text: ROLE.match(text),
    "what a sentence is on": lambda text: points_back(text, text, "The accord"),
    "what was answered before": lambda text: stand_alone("What about Seoul?", [Exchange("Who came?", text)], DAY),
    "lacking words": lambda text: lacking("And then?", [Exchange(text, text)]),
    "an event": lambda text: event_day(text, [("Lee took office on 10 May.", "2022-05-11")]),
    "a text on an event": lambda text: event_day("Lee took office", [(text, "2022-05-11")]),
}
PIECES = ("January ", "A ", "Sung Kim ", "2021 ", "? ", "the day after ", "what about ", "it and ", "Mr. ")
PIECES += ("what message did ", "how many ", "the mayor of ", "What was the ", "The a-", "an accord ")


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_what_leans_on_the_talk_takes_time_in_proportion_to_its_length(name):
    for piece in PIECES:
        assert_linear(READERS[name], piece)


@pytest.mark.long
@pytest.mark.parametrize("name", READERS)
@examples(2)
@given(text=mixtures(PIECES))
def test_any_repeated_text_takes_time_in_proportion_to_its_length(name, text):
    assert_linear(READERS[name], text)


def test_a_long_question_is_no_comparison():
    text = "change between a and b in " * 11
    assert halves(f"{text}?x", []) == sides(f"{text}?x") == ()  # 288 characters are looked at, and at once
    assert halves(text * 14, []) == sides(text * 14) == ()


def test_a_number_without_end_is_compared_at_once():
    assert sides(f"Compare {'1' * 200}x and the second flight") == (f"{'1' * 200}x", "the second flight")
