"""Talks of several turns without a chat model: whom each pronoun means, and what 'Why?' asks again."""

import pytest

from tests.unit.question.test_understand import ask, talk

RESIGNED = ("Who is Ada Vinter?", "Transport Minister Ada Vinter resigned on Wednesday.")
FOLLOWED = ("And who followed her?", "Deputy minister Tom Roe takes over until a successor is named.")
OFFERED = ("What did he offer in Port Ansel?", "Spokesman Ned Price said the envoy met officials.")
REVIEW = ("What did Blinken say about the review?", "That it is over.")
ENDED = ("When did it end?", "President Biden said that the review ended in May, Secretary Blinken said.")
MET = ("Who is the US envoy for Mongolia?", "Ann Lee, the American envoy for Mongolia, met Tom Roe of the ministry.")
LEFT = ("Who resigned as transport minister?", f"{RESIGNED[1]} Deputy minister Tom Roe takes over.")
AGREED = ("What did Lindholm and Veria agree on?", "Both agreed on ferries.")
ENVOY = (
    "Who is the envoy?",
    "Secretary Blinken, Deputy Secretary Sherman, our Special Envoy for the DPRK Sung Kim met.",
)


@pytest.mark.parametrize(
    ("turns", "question", "begun"),
    [
        ((*RESIGNED, *FOLLOWED), "What did he promise?", "What did Tom Roe promise"),
        (("Who resigned in June?", RESIGNED[1], *FOLLOWED), "When was he named?", "When was Tom Roe named"),
        (
            ("Who is Sung Kim?", "The envoy.", *OFFERED, "Why?", OFFERED[1]),
            "What did he say?",
            "What did Sung Kim say",
        ),
        ((*REVIEW, *ENDED), "What did he say in June?", "What did Blinken say in June"),
        ((*REVIEW, *ENDED), "Why?", "Why did it end, with regard to Blinken and the review?"),
        (ENVOY, "When was he appointed?", "When was Sung Kim appointed"),
        (
            ("What did Moon agree with Biden?", "A statement."),
            "What did Biden promise him?",
            "What did Biden promise Moon",
        ),
        (("How did the strike in Varna end?", "With a pay rise."), "Why?", "Why did the strike in Varna end?"),
        (MET, "What did he say in June?", "What did Ann Lee say in June"),
        (LEFT, "Why?", "Why was it that Ada Vinter resigned as transport minister?"),
        ((*LEFT, "Why?", LEFT[1]), "And who followed her?", "Who followed Ada Vinter"),
        (AGREED, "With Japan?", "What did Lindholm and Veria agree on with Japan?"),
        (AGREED, "And in Port Ansel?", "What did Lindholm and Veria agree on in Port Ansel?"),
    ],
)
def test_a_pronoun_is_of_the_talk_as_it_was_completed(turns, question, begun):
    assert ask(question, talk(*turns)).standalone.startswith(begun)


def test_who_is_asked_about_is_no_subject_beside_the_name_and_a_place_gives_way_to_another():
    assert ask("Why did she resign?", talk(*RESIGNED)).standalone == "Why did Ada Vinter resign?"
    told = talk("Why did she resign?", "An audit found that Ada Vinter had paid for no ferry.")
    assert "resign" not in ask("What did Tom Roe promise of it?", told).standalone
    met = talk("What did Sherman do in Tokyo?", "She met ministers.")
    assert "Tokyo" not in ask("Whom did she meet in Seoul?", met).standalone
