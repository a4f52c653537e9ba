"""Follow-ups over an archive: asked with what was said before, or by themselves, as the articles have it."""

import pytest

from assistant.answering.several import ALONE
from tests.support.archives import desk_of
from ui.terminal import answer_text

ACCEPTED = "Dockers returned to work on Wednesday after the union accepted a pay rise of 8 percent."
COVERS = "The deal covers three new cranes and is worth 40 million crowns."
LASTED = "The nine-day strike held up 61 ships, the port authority said."
TEXTS = {
    "2022-04-11": "The second Kestrel rocket was lost 90 seconds after launch on Monday. A valve had frozen.",
    "2022-05-10": f"The port of Varna signed a deal with Lindholm Shipping on Tuesday. {COVERS}",
    "2022-05-25": f"{ACCEPTED} {LASTED}",
    "2022-06-01": "The rocket agency wrote to the union of engineers. It asked it to accept a talk on hours.",
    "2022-07-12": "Towns began to ration water on Monday. Households in Balchik may use 120 litres a day.",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    rows = [
        {"id": day, "title": f"Report of {day}", "published": day, "source": "Coast Wire", "text": text}
        for day, text in TEXTS.items()
    ]
    return desk_of(tmp_path_factory.mktemp("follow_ups"), rows)


def talk(desk, *questions):
    history, answer = [], None
    for question in questions:
        answer = desk.ask(question, history=history)
        history += [{"role": "user", "content": question}, {"role": "assistant", "content": answer.text}]
    return answer


def test_a_question_on_what_the_archive_has_apart_from_the_talk_is_asked_by_itself(desk):
    asked = "What did the deal cover?"
    answer = talk(desk, "How much water may households use in Balchik?", asked)
    assert (answer.standalone_question, answer.notes) == (asked, []) and COVERS in answer.text


def test_what_is_refused_with_the_subject_of_the_talk_is_asked_by_itself_and_that_is_told(desk):
    answer = talk(desk, "Which rocket failed?", "Why?", "What did the union accept?")
    assert answer.standalone_question == "What did the union accept?" and ACCEPTED in answer.text
    assert ALONE in answer.notes


def test_what_leans_on_the_talk_is_never_asked_by_itself(desk):
    for leaning in ("What did the union accept of it?", "And what did Varna say?"):
        answer = talk(desk, "Which rocket failed?", leaning)
        assert "rocket" in answer.standalone_question and ALONE not in answer.notes


@pytest.mark.parametrize(
    "asked",
    [
        "How long did the strike last and what did the deal cover?",
        "What did the deal cover and how long did the strike last?",
    ],
)
def test_both_of_two_questions_are_answered_in_whatever_order(desk, asked):
    answer = desk.ask(asked)
    assert COVERS in answer.text and LASTED in answer.text and answer.left_out == []


@pytest.mark.parametrize(
    "asked",
    ["When was Ann Kestrel born and what did the union accept?", "What did the union accept and who won the cup?"],
)
def test_one_of_two_questions_that_nothing_answers_is_left_out_in_whatever_order(desk, asked):
    answer = desk.ask(asked)
    assert ACCEPTED in answer.text and len(answer.left_out) == 1


def test_the_terminal_tells_how_a_follow_up_was_understood_and_no_reason_for_small_talk(desk):
    lines = answer_text(talk(desk, "Which rocket failed?", "When was that?")).splitlines()
    assert lines[0] == "Understood as “When was it that the second Kestrel rocket failed?”"
    assert "Understood" not in answer_text(desk.ask("Which rocket failed?"))
    thanked = answer_text(talk(desk, "Which rocket failed?", "thanks!")).splitlines()
    assert thanked == ["The archive does not say.", "Note: Nothing is asked here, and nothing was looked for."]
