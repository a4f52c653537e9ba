"""What a follow-up is completed with: what was denied, who did it, what was done, and another of several."""

import pytest

from tests.unit.question.test_understand import ask, talk


@pytest.mark.parametrize(
    ("asked", "answered", "question", "whole"),
    [
        ("Will Lund visit Varna?", "He will not visit the port.", "Why?", "Why will Lund not visit Varna?"),
        ("Was the ban lifted?", "The ban has not yet been lifted.", "Why?", "Why wasn't the ban lifted?"),
        ("Did Veria sign the accord?", "Veria refused to sign.", "How come?", "Why did Veria not sign the accord?"),
        ("Can ships enter?", "Ships can no longer enter the bay.", "Why?", "Why can't ships enter?"),
        ("Did Lund visit Oslo?", "Lund visited Oslo and did not visit Varna.", "Why?", "Why did Lund visit Oslo?"),
        ("Did Lund visit Oslo?", "He went, and did not visit Varna.", "Why?", "Why did Lund visit Oslo?"),
        ("Will the dam be built?", "It will be built and will not harm fish.", "Why?", "Why will the dam be built?"),
        ("Was anybody hurt?", "Nobody was hurt.", "Why?", "Why wasn't anybody hurt?"),
        ("Is the road safe?", "It is no longer safe.", "Since when?", "Since when isn't the road safe?"),
        ("Did Lund not sign?", "Lund did not sign.", "Why?", "Why did Lund not sign?"),
    ],
)
def test_why_asks_why_not_where_the_answer_denied_what_was_asked(asked, answered, question, whole):
    assert ask(question, talk(asked, answered)).standalone == whole


@pytest.mark.parametrize(
    ("asked", "answered", "question", "whole"),
    [
        (
            "Who vetoed the fishing law?",
            "Oslo and Veria vetoed it.",
            "Why did they do that?",
            "Why was it that Oslo and Veria vetoed the fishing law?",
        ),
        ("Did Lund close the mine?", "Yes.", "When did he do so?", "When did Lund close the mine?"),
        (
            "How much did the first plan for the port cost?",
            "310 million.",
            "And the second one?",
            "How much did the second plan for the port cost?",
        ),
        ("Who won Oslo's first tender?", "Veria.", "What about the last?", "Who won Oslo's last tender?"),
        (
            "Where did Lund travel in May 2022?",
            "Lund will travel to the Republic of Korea and Japan.",
            "What about Japan?",
            "Did Lund travel to Japan in May 2022?",
        ),
        (
            "How many missiles did North Korea launch in 2022?",
            "Six.",
            "Where?",
            "Where did North Korea launch missiles in 2022?",
        ),
        ("Where did Seoul send doses?", "To Hanoi.", "And Tokyo?", "Did Seoul send doses to Tokyo?"),
        ("Why was the port closed?", "Ash fell.", "When?", "When was the port closed?"),
        ("Where did Lund and Roe go?", "To Varna.", "And Vinter?", "Where did Lund and Vinter go?"),
        (
            "How many doses did Japan give in June 2021?",
            "Two.",
            "And Germany?",
            "How many doses did Germany give in June 2021?",
        ),
    ],
)
def test_the_last_question_is_asked_of_its_deed_or_of_another_of_several(asked, answered, question, whole):
    assert ask(question, talk(asked, answered)).standalone == whole


@pytest.mark.parametrize(
    ("asked", "answered", "question", "whole"),
    [
        (
            "Who was minister before Lund?",
            "Transport Minister Ada Vinter resigned.",
            "And why did she resign?",
            "Why did Ada Vinter resign?",
        ),
        ("Who is the envoy Sung Kim?", "Kim met Ann Lee.", "When was he named?", "When was Sung Kim named?"),
        (
            "Did the mayor of Lyon resign?",
            "Mayor Claude Arnaud resigned.",
            "Who replaced him?",
            "Who replaced Claude Arnaud?",
        ),
        (
            "What did Nairobi decide about the dam?",
            "It stays.",
            "Give me a timeline of it",
            "Give me a timeline of the dam",
        ),
        ("What did Seoul announce about SWIFT?", "", "What else did it announce?", "What else did Seoul announce?"),
        (
            "What did Washington offer North Korea?",
            "Doses.",
            "How did Pyongyang react?",
            "How did Pyongyang react to Washington?",
        ),
        (
            "How many people fled the flood in Sindh?",
            "Some 40,000.",
            "Where did they go?",
            "Where did the people that fled the flood in Sindh go?",
        ),
        ("Which ships will Maersk order?", "Two.", "What do they cost?", "What do the ships cost?"),
        (
            "What did Maersk announce in March 2022?",
            "Maersk will order ships.",
            "What did it say about jobs?",
            "What did Maersk say about jobs in March 2022?",
        ),
        ("What did Lund say about the deal?", "No.", "What does it say on fees?", "What does the deal say on fees?"),
        ("What is FIRST?", "Korea joins the FIRST program.", "Tell me more", "Tell me more about FIRST"),
    ],
)
def test_a_follow_up_is_of_whoever_and_whatever_it_means(asked, answered, question, whole):
    assert ask(question, talk(asked, answered)).standalone == whole


@pytest.mark.parametrize(
    ("asked", "answered", "question", "whole"),
    [
        (
            "Did the dockers in Varna strike?",
            "They did.",
            "How long did it last?",
            "How long did the strike of the dockers in Varna last?",
        ),
        (
            "Did Lund visit Japan in May 2022?",
            "Yes.",
            "When did it end?",
            "When did Lund’s visit to Japan end in May 2022?",
        ),
        (
            "Did the nurses in Quito go on strike?",
            "Yes.",
            "How long did it last?",
            "How long did the strike of the nurses in Quito last?",
        ),
        (
            "Did the ministry take part in talks?",
            "Yes.",
            "How long did it last?",
            "How long did talks last?",
        ),
        ("Did Lund order the review?", "Yes.", "When did it begin?", "When did the review begin?"),
        (
            "When did Russia’s attack on Kyiv begin?",
            "On Monday.",
            "How many died?",
            "How many died in Russia’s attack on Kyiv?",
        ),
        ("Did Iran launch the rocket?", "Yes.", "How far did it fly?", "How far did the rocket fly?"),
        (
            "Who stopped the terminal?",
            "Nora Sims stopped the terminal.",
            "What happened next?",
            "What happened after Nora Sims stopped the terminal?",
        ),
        (
            "When was the dam at Oros stopped?",
            "On Friday.",
            "What happened after that?",
            "What happened after the dam at Oros was stopped?",
        ),
        ("Is there a strike in Varna?", "Yes.", "What happened then?", "What happened after the strike in Varna?"),
        ("What happened in Varna?", "A fire.", "What happened next?", "What happened in Varna next?"),
        ("How dear is the ferry?", "Very.", "What happened next?", "What happened to the ferry next?"),
        (
            "Was there a march against the mill?",
            "Yes.",
            "How many took part?",
            "How many took part in the march against the mill?",
        ),
        (
            "What did Lund announce about the ferry?",
            "It stops.",
            "What did Varna say to that?",
            "What did Varna say about the ferry?",
        ),
        (
            "What are the Artemis Accords?",
            "Principles.",
            "When did Saudi Arabia sign?",
            "When did Saudi Arabia sign the Artemis Accords?",
        ),
    ],
)
def test_what_was_done_is_said_as_a_person_would_say_it(asked, answered, question, whole):
    assert ask(question, talk(asked, answered)).standalone == whole


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("What did Lund say of the plan?", "The second one?"),
        ("What did the former minister say?", "The second one?"),
        ("Who opposes the casino in Macau?", "Is that all?"),
        ("What did Dean Kapoor say?", "How many of them would be lost?"),
    ],
)
def test_what_nothing_completes_is_left_as_it_was_asked_and_a_remark_tells_so(asked, question):
    read = ask(question, talk(asked, "No."))
    assert read.standalone == question
    assert any("leans on the conversation" in note for note in read.notes)


def test_everyone_is_no_subject_of_a_question():
    history = talk("Who supports the terminal?", "Two unions back the terminal.")
    read = ask("Does everyone agree?", history, both=lambda *words: False)
    assert read.standalone == "Does everyone agree to the terminal?"
