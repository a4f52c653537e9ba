"""Talks of several turns without a chat model: whom each pronoun means, and what 'Why?' asks again."""

import re

import pytest

from assistant.question.form import form_of
from assistant.question.understand import OF_US, query_of
from corpus.scope import EVERYTHING
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
        ((*REVIEW, *ENDED), "Why?", "Why did the review end?"),
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


def test_she_is_who_did_what_is_asked_of():
    told = (
        "Petra Olm resigned as chief executive of Aquar after an inquiry led by Judge Ansel Quist. "
        + "It rained. " * 40
    )
    turns = talk("Who is head of Aquar?", told, "Who was it before?", told)
    assert ask("Who was it before?", turns[:2]).standalone == "Who was head of Aquar before?"
    assert ask("Why did she resign?", turns).standalone == "Why did Petra Olm resign?"
    assert ask("Why did he resign?", talk("What did Lund say?", told)).standalone == "Why did Lund resign?"


def test_who_is_asked_about_is_no_subject_beside_the_name_and_a_place_gives_way_to_another():
    assert ask("Why did she resign?", talk(*RESIGNED)).standalone == "Why did Ada Vinter resign?"
    told = talk("Why did she resign?", "An audit found that Ada Vinter had paid for no ferry.")
    assert "resign" not in ask("What did Tom Roe promise of it?", told).standalone
    met = talk("What did Sherman do in Tokyo?", "She met ministers.")
    assert "Tokyo" not in ask("Whom did she meet in Seoul?", met).standalone


STRIKE = talk("How did the strike in Varna end?", "All were told ‘wait and see’ for two years and will wait no more.")
WORK = talk("When did they go back to work?", "Dockers returned on Wednesday. The union asks for 12 percent more pay.")
KAMCHIA = talk("Why did the river Kamchia flood two villages?", "It rained. Police were told that 12 were missing.")
HELD = talk("What did Holt say about the mill?", "Kelm mourns [1].", "What about the tram?", "It is dear [1].")
FIRE = talk("How many died in the mill fire?", "Four.")
MEETING = talk("Did Vinter meet Lund in Varna?", "Yes.")
AGREED_ON = talk("What did Biden and Moon agree on?", "They agreed on batteries.")


@pytest.mark.parametrize(
    ("turns", "question", "whole"),
    [
        (
            STRIKE,
            "When did they go back to work?",
            "When did they go back to work in the strike in Varna?",
        ),
        ((*STRIKE, *WORK), "And the union?", "What about the union in the strike in Varna?"),
        (HELD, "And Alder?", "What did Alder say about the tram?"),
        (HELD, "And what did Daal say?", "What did Daal say about the tram?"),
        (HELD[:2], "And the tram?", "What did Holt say about the tram?"),
        (HELD[:2], "What did Alder say about fees?", "What did Alder say about fees?"),
        (talk("When does the tram start?", ""), "How much will it cost?", "How much will the tram cost?"),
        (talk("Was the plant manager charged?", ""), "When is the trial?", "When is the trial of the plant manager?"),
        (FIRE, "What caused it?", "What caused the mill fire?"),
        (
            talk("How many died in the mill fire?", "Four."),
            "How many were hurt?",
            "How many were hurt in the mill fire?",
        ),
        (
            talk("Who vetoed the ferry law?", "Veria."),
            "How did Varna respond?",
            "How did Varna respond to the ferry law?",
        ),
        (talk("Who was hit by the ferry ban?", ""), "Which people?", "Which people were hit by the ferry ban?"),
        (talk("Which ports had lead in their water?", ""), "How many?", "How many ports had lead in their water?"),
        (
            talk("Did Vinter meet Lund in Varna?", "Yes."),
            "What did they agree on?",
            "What did Vinter and Lund agree on?",
        ),
        (MEETING, "What did the men say about fees?", "What did the men say about fees?"),
        (MEETING, "What did they say about fees?", "What did Vinter and Lund say about fees?"),
        (talk("What did Roe say?", "That it is late."), "Did Lund resign?", "Did Lund resign?"),
        (talk("When will the bridge open?", ""), "Is the tunnel open?", "Is the tunnel open?"),
        (MEETING, "Did he meet Roe?", "Did Vinter meet Roe?"),
        (talk("Which bank was hit?", "Two."), "What did Lund say about that?", "What did Lund say about the bank?"),
        ((*STRIKE, *WORK), "When was that?", "When did they go back to work in the strike in Varna?"),
        (KAMCHIA, "Was anybody hurt?", "Was anybody hurt in the case of the river Kamchia?"),
        (
            talk("When did the Varna strike talks collapse?", ""),
            "Who said so?",
            "Who said so about the Varna strike talks?",
        ),
        (
            talk("How many doses reached South Korea?", "A million."),
            "Who said so?",
            "Who said so about the doses?",
        ),
        (
            talk("How many doses reached Seoul in June 2021?", "", "Who said so?", "Psaki."),
            "The soldiers?",
            "Who said so about the soldiers in June 2021?",
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


def test_what_the_sentence_leaves_out_of_the_talk_is_searched_by_and_not_read():
    banks = talk(
        "Which banks were hit by the sanctions on Veria?", "The Treasury put two banks, Norbank and Ostbank, ..."
    )
    read = ask("What did Blinken say?", banks)
    assert read.standalone == "What did Blinken say about the sanctions on Veria?"
    query = query_of(read, EVERYTHING, 5)
    assert query.text == read.standalone
    assert query.around == "banks"
    assert query_of(ask("Who won the election in Ruritania?", banks), EVERYTHING, 5).around == ""


def test_where_something_was_is_kept_and_what_was_asked_of_last_is_meant_first():
    met = talk("Who met in Varna in July 2021?", "The ministers Choi and Mori met the envoy there.")
    said = ask("What did they say about Veria?", met)
    assert said.standalone == "What did they say about Veria in Varna in July 2021?"
    hit = talk("Which banks were hit by the sanctions?", "Bank Sputnik.", "And what about Blender.io?", "It too.")
    assert ask("Is it North Korean?", hit).standalone == "Is Blender.io North Korean?"


def test_of_an_answer_only_names_and_nouns_are_carried_over():
    told = "Union leader Edda Lund said: wait and see. The authority offers 5 percent; the union asks for 12 percent."
    read = ask("When was that?", talk("What happened?", told)).standalone
    assert not re.search(r"\b(?:wait|Union|percent|asks|offers)\b", read), read


@pytest.mark.parametrize(
    ("asked", "answered", "question", "whole"),
    [
        ("What did the port say about fees?", "It sank.", "Why?", "Why did the port say so about fees?"),
        ("What does the report say about ports?", "No.", "How come?", "Why does the report say so about ports?"),
        ("What did Lund announce in May?", "A fare.", "For what reason?", "Why did Lund announce it in May?"),
        ("Whom did Vinter meet in Varna?", "Lund.", "But why?", "Why did Vinter meet them in Varna?"),
        ("How many cars did Veria buy?", "Nine.", "Why so many?", "Why did Veria buy so many cars?"),
        ("What is the Veria plan?", "It is new.", "Why?", "Why the Veria plan?"),
        ("Who left?", "Lindholm and Veria left.", "Why?", "Why was it that Lindholm and Veria left?"),
        ("Was the ban lifted?", "Yes, in May.", "Why?", "Why was the ban lifted?"),
        ("Is the ward open?", "Yes.", "Since when?", "Since when is the ward open?"),
        ("Have the talks resumed?", "Not yet.", "Why?", "Why haven't the talks resumed?"),
        ("What fees were imposed on Veria?", "Two.", "Why?", "Why were fees imposed on Veria?"),
        ("What was decided in Varna?", "A fee.", "Why is that?", "Why was it decided in Varna?"),
        ("What caused the flood?", "", "Why?", "Why the flood?"),
        ("How far did the ferry drift?", "", "Why?", "Why the ferry?"),
    ],
)  # fmt: skip
def test_why_asks_for_the_reason_of_what_was_said_last(asked, answered, question, whole):
    read = ask(question, talk(asked, answered))
    assert (read.standalone, read.parts, form_of(read.standalone)) == (whole, (), "detail")


def test_the_reason_of_a_change_or_of_a_difference_is_one_question():
    changed = ask("Why?", talk("How did Varna's view of Veria change from 2021 to 2022?", "It cooled."))
    assert changed.standalone == "Why did Varna's view of Veria change from 2021 to 2022?" and not changed.parts
    differing = ask("Why?", talk("How did Varna's and Veria's positions differ?", "A bit.")).standalone
    assert form_of(differing) == "detail" != form_of("How did Varna's and Veria's positions differ?")


@pytest.mark.parametrize(
    ("asked", "question", "whole"),
    [
        ("What is in the Biden-Yoon statement?", "What about the US?", "What is in the US statement?"),
        ("What did the mayor say about the tram?", "What about Ann Lund?", "What did Ann Lund say about the tram?"),
        ("What did the Blue House say?", "What about the EU?", "What did the EU say?"),
        ("What did the EU decide?", "And Japan?", "What did Japan decide?"),
        ("How did the US respond?", "What about China?", "How did China respond?"),
        ("What happened in the US?", "And in the UK?", "What happened in the UK?"),
        ("What did the G7 statement say?", "What about China?", "What did China’s statement say?"),
        ("What was Seoul's offer?", "What about the Philippines?", "What was the Philippines’ offer?"),
        ("What was Seoul's offer?", "And the White House?", "What was the White House’s offer?"),
        ("Who leads the US delegation?", "And the Japanese?", "Who leads the Japanese delegation?"),
        ("Who is the US envoy?", "And the Chinese envoy?", "Who is the Chinese envoy?"),
        ("What was agreed at the Madrid summit?", "And at the Bali summit?", "What was agreed at the Bali summit?"),
        ("What is Japan's position?", "And the South Korean one?", "What is the South Korean position?"),
        ("What is the view of Japan on it?", "And of the US?", "What is the view of the US on it?"),
        ("What did Chinese officials say?", "And the EU?", "What did EU officials say?"),
        ("How did the Hague court rule?", "What about The Hague?", "How did The Hague court rule?"),
        ("How did Japan respond?", "The US?", "How did the US respond?"),
        ("What did the mayor of Port Ansel say?", "And Hanna Vos?", "What did Hanna Vos say?"),
        (
            "What did Ilieva say about the strike?",
            "And the port authority?",
            "What did the port authority say about the strike?",
        ),
        ("What did Skov say about the ferry?", "And the inquiry?", "What did the inquiry say about the ferry?"),
        ("What did the mayor of Port Ansel say?", "And the mayor of Oslo?", "What did the mayor of Oslo say?"),
        ("What did the mayor of Port Ansel say?", "And Bergen?", "What did the mayor of Bergen say?"),
        ("What did the foreign minister of Japan sign?", "And Blinken?", "What did Blinken sign?"),
        ("What did the US envoy say on fees?", "And Sung Kim?", "What did Sung Kim say on fees?"),
        ("When did Peru's president visit Orsk?", "What about Ms. Vos?", "When did Ms. Vos visit Orsk?"),
        (
            "What is the view of the president of Chile on tin?",
            "And Peru?",
            "What is the view of the president of Peru on tin?",
        ),
    ],
)
def test_a_name_takes_the_place_of_another_with_its_article_and_ending(asked, question, whole):
    assert ask(question, talk(asked, "It did [1].")).standalone == whole


@pytest.mark.parametrize(
    "asked",
    [
        "Who are you?",
        "And how do you work?",
        "Who made you?",
        "What's your name?",
        "What else can you do for me?",
        "What do you know about me?",
        "Do you remember me?",
        "Who am I?",
        "Do you like Lund?",
        "What is your opinion of the strike?",
        "What do you think about the plan?",
        "Which side do you support?",
        "In your view, who is right?",
    ],
)
def test_talk_about_who_answers_or_asks_is_told_so_and_is_never_completed(asked):
    read = ask(asked, STRIKE)
    assert (read.standalone, read.empty, read.notes) == (asked, True, (OF_US,))


@pytest.mark.parametrize(
    "asked",
    [
        "What do you know about the strike in Varna?",
        "Do you know who blocked the Varna plan?",
        "Who do you think blocked the Varna plan?",
        "Do you think Veria will lift the ban?",
        "What news do you have for me?",
        "Are you aware of any talks in Varna?",
        "What do your articles say about Lund?",
        "What is the mayor's opinion of the strike?",
        "What did Lund say when asked “what do you think of me”?",
        "Tell me about Edda Lund",
        "What should I know about the strike?",
    ],
)
def test_what_only_speaks_to_the_assistant_is_asked_of_the_archive(asked):
    assert OF_US not in ask(asked).notes and not ask(asked).empty


def test_a_question_on_the_assistant_is_no_turn_of_the_talk_but_one_for_an_opinion_has_a_subject():
    beside = talk("Who are you?", "The archive does not say.")
    assert ask("Why?", (*STRIKE, *beside)).standalone == ask("Why?", STRIKE).standalone
    opinion = talk("What is your opinion of the Varna strike?", "The archive does not say.")
    assert ask("When did it end?", opinion).standalone == "When did the Varna strike end?"
