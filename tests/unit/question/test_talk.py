"""Talks of several turns without a chat model: whom each pronoun means, and what 'Why?' asks again."""

import re

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


STRIKE = talk("How did the strike in Varna end?", "All were told ‘wait and see’ for two years and will wait no more.")
WORK = talk("When did they go back to work?", "Dockers returned on Wednesday. The union asks for 12 percent more pay.")
KAMCHIA = talk("Why did the river Kamchia flood two villages?", "It rained. Police were told that 12 were missing.")
AGREED_ON = talk("What did Biden and Moon agree on?", "They agreed on batteries.")


@pytest.mark.parametrize(
    ("turns", "question", "whole"),
    [
        (
            STRIKE,
            "When did they go back to work?",
            "When did they go back to work, with regard to the strike in Varna?",
        ),
        ((*STRIKE, *WORK), "And the union?", "What about the union, with regard to the strike in Varna?"),
        ((*STRIKE, *WORK), "When was that?", "When did they go back to work, with regard to the strike in Varna?"),
        (KAMCHIA, "Was anybody hurt?", "Was anybody hurt, with regard to the river Kamchia and two villages?"),
        (
            talk("When did the Varna strike talks collapse?", ""),
            "Who said so?",
            "Who said so, with regard to the Varna strike talks?",
        ),
        (
            talk("How many doses reached South Korea?", "A million."),
            "Who said so?",
            "Who said so, with regard to doses and South Korea?",
        ),
        (
            talk("How many doses reached Seoul in June 2021?", "", "Who said so?", "Psaki."),
            "The soldiers?",
            "What about the soldiers, with regard to doses and Seoul in June 2021?",
        ),
        (AGREED_ON, "And with Yoon?", "What did Biden and Yoon agree on?"),
        (AGREED_ON, "And with Japan?", "What did Biden and Moon agree on with Japan?"),
        (
            talk("Which firms did Washington put under sanctions?", "Two."),
            "Why?",
            "Why did Washington put firms under sanctions?",
        ),
    ],
)
def test_a_follow_up_is_completed_as_a_person_would_say_it(turns, question, whole):
    assert ask(question, turns).standalone == whole


def test_of_an_answer_only_names_and_nouns_are_carried_over():
    told = "Union leader Edda Lund said: wait and see. The authority offers 5 percent; the union asks for 12 percent."
    read = ask("When was that?", talk("What happened?", told)).standalone
    assert not re.search(r"\b(?:wait|Union|percent|asks|offers)\b", read), read
