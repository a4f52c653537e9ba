"""Pronouns by themselves: which find nothing in their own text to stand for, and what they are given."""

import pytest

from assistant.question.pronouns import is_person, lacks_person, leans, stands_alone
from assistant.question.salience import Exchange
from assistant.question.talk.meant import named, on_it, placed

TALK = [Exchange("Who opened the pier in Port Ansel?", "Mayor Jon Vale opened it.")]


@pytest.mark.parametrize(
    ("text", "leaning", "lacking"),
    [
        ("When did Jon Vale say that he would resign?", False, False),
        ("When did he resign?", True, True),
        ("What did her deputy say?", True, True),
        ("When did Port Ansel open its pier?", False, False),
        ("Why was it called off?", True, False),
        ("It was the mayor who said that it would rain.", True, False),
        ("What happened the day after?", True, False),
        ("This new loan of 4 million crowns pays for the pier.", False, False),
        ("These new rules of Port Ansel keep the pier shut.", False, False),
        ("This is the pier of Port Ansel.", True, False),
        ("This new loan of the town pays for the pier.", True, False),
        ("When did the pier open?", False, False),
        ("Yesterday he opened the pier of Port Ansel.", True, True),
        ("On Monday she opened the pier of Port Ansel.", True, True),
        ("Mayor Vale said on Monday that he had opened the pier.", False, False),
        ("What did the mayor say when asked that today?", True, False),
    ],
)
def test_a_pronoun_leans_where_nothing_before_it_is_what_it_stands_for(text, leaning, lacking):
    assert (leans(text), lacks_person(text)) == (leaning, lacking)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("This new loan of 4 million crowns will pay for the pier.", True),
        ("That offer of 40 cranes was made by the mayor in May.", True),
        ("This is the new pier of Port Ansel on the bay.", False),
        ("This offer of the mayor was made in the month of May.", False),
        ("It was in June 15, 1952, that the first ferry left Port Ansel.", True),
        ("And it’s clear that the harbour has lost its trade.", True),
        ("It is something that the mayor looks at every day.", False),
        ("It was adopted by all members that took part in the talks.", False),
        ("It was released later that day in Port Ansel.", False),
        ("It was destroyed that same night by the fire.", False),
        ("It is confident that talks will resume in May.", False),
        ("It was so heavy that the bridge collapsed.", False),
        ("It was the mayor of Port Ansel that night.", False),
        ("It is our hope that the port will open.", True),
        ("It was Marren that sold the ferries.", True),
        ("And to your second question, the harbour is open to all.", False),
        ("Your question on the harbour was asked in May, too.", True),
        ("It is in this spirit that the two mayors met in Port Ansel.", False),
    ],
)
def test_what_says_itself_which_is_meant_stands_alone(text, alone):
    assert stands_alone(text) is alone


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("When did he resign?", "When did Jon Vale resign?"),
        ("Who is his deputy?", "Who is Jon Vale's deputy?"),
        ("When did Ida Holm say that she would resign?", "When did Ida Holm say that she would resign?"),
    ],
)
def test_a_person_is_named_who_was_spoken_of(question, whole):
    assert named(question, TALK).replace("’", "'") == whole


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("When was she there?", "When was Sherman there?"),
        ("What did he say?", "What did Sherman say?"),
        ("What was asked of her?", "What was asked of Chung Eui-yong?"),
    ],
)
def test_who_does_something_did_something_in_the_question_before(question, whole):
    talk = [
        Exchange("Whom did Deputy Secretary Sherman meet in Seoul?", "Sherman met Foreign Minister Chung Eui-yong.")
    ]
    assert named(question, talk) == whole
    opened = [Exchange("Who met Sherman?", "Foreign Minister Chung Eui-yong met Sherman.")]
    assert named("When was he there?", opened) == "When was Chung Eui-yong there?"


def test_there_is_the_place_that_was_named_last():
    assert placed("Who else was there?", TALK) == "Who else was in Port Ansel?"
    assert placed("Who else was there in May?", TALK) == "Who else was there in May?"
    assert placed("Who else was there?", []) == "Who else was there?"
    flew = [Exchange("Where did Sherman go?", "Sherman flew to Seoul from Monday and spoke to Minister Park.")]
    assert placed("What happened there?", flew) == "What happened in Seoul?"
    moved = [Exchange("Where is he?", "He moved to Port Ansel, and they met in Prince George.")]
    assert placed("What happened there?", moved) == "What happened in Prince George?"


def test_it_is_what_the_last_question_was_on():
    def asked(last):
        return on_it("What did the union say on it?", lambda: last, lambda text: text)

    assert asked("Who said what on the declaration?") == "What did the union say on the declaration?"
    assert asked("Who came?") == "What did the union say on it?"


@pytest.mark.parametrize(
    ("name", "person"),
    [("Jon Vale", True), ("Kishida Fumio of Japan", True), ("Bank of Korea", False), ("NATO", False)],
)
def test_a_persons_name_is_told_from_that_of_a_body(name, person):
    assert is_person(name) is person


@pytest.mark.parametrize(
    ("asked", "answered", "follow", "begun"),
    [
        ("Who is Sung Kim?", "The envoy, President Joe Biden said.", "When was he named?", "When was Sung Kim named"),
        ("Who was the envoy Ann Lee?", "A friend of Tom Roe.", "Where is she?", "Where is Ann Lee"),
        ("What did Yoon say of Biden?", "Little.", "Why did he say it?", "Why did Yoon say it"),
        ("Did Yoon call Biden in May?", "Yes.", "Did he call in June?", "Did Yoon call in June"),
        ("Who met Ann Lee?", "Tom Roe.", "Where is he?", "Where is Tom Roe"),
    ],
)
def test_a_pronoun_is_whom_the_question_before_was_on_before_whom_its_answer_names(asked, answered, follow, begun):
    turns = [Exchange(asked, answered)]
    assert named(follow, turns).startswith(begun)


@pytest.mark.parametrize(
    "turns",
    [
        [Exchange("What is going on in Little Orlo?", "Mayor Jon Vale said the ferry is sold.")],
        [
            Exchange("What is going on in Little Orlo?", "Mayor Jon Vale said the ferry is sold."),
            Exchange("What did Little Orlo say?", ""),
        ],
    ],
)
def test_who_speaks_is_nobody_that_something_happened_in(turns):
    assert named("What did he say?", turns) == "What did Jon Vale say?"
