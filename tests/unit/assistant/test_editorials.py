"""Editorials of the archive: asked for as such, or by what an outlet thinks."""

import pytest

from assistant.briefing.form import is_editorials
from assistant.language.outlets import in_full, wants_opinion
from tests.support.archives import desk_of


def _row(id, title, text, source="Marlow Courier", **more):
    return {"id": id, "title": title, "published": "2023-03-02", "source": source, "text": text, **more}


ROWS = [
    _row(
        "report",
        "Harbour raises its fees",
        "The harbour of Marlow raised its fees by a tenth on Thursday. The harbour says that it needs a new crane.",
    ),
    _row(
        "ours",
        "Cranes before crowns",
        "The harbour of Marlow paid its owners nine million crowns. The harbour should have bought a crane instead.",
        kind="editorial",
    ),
    _row(
        "theirs",
        "Paper calls for a new museum",
        "An editorial in a foreign newspaper called for a new museum in Marlow. The editorial said that the old museum "
        "leaks.",
        source="Sund Wire",
    ),
]

OF_NONE = "What did the editorial say about the museum?"  # none of the archive's own is on it


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over a report, an editorial, and a report on somebody else's editorial."""
    return desk_of(tmp_path_factory.mktemp("marlow"), ROWS)


def _cited(answer):
    return {one.article_id for each in answer.sentences for one in each.citations}


@pytest.mark.parametrize(
    "question",
    [
        "What do the editorials say?",
        "What are the editorials saying?",
        "What do editorials think?",
        "What does the Courier think about the harbour?",
        "What is the Courier's view of the harbour?",
        "What does the Marlow Courier say about the harbour in its editorial?",
        "What did the editorial say about the harbour?",
        "How do the editorials judge the owners of the harbour?",
        "Which newspaper wants the harbour to buy a crane?",
    ],
)
def test_the_editorials_of_the_archive_tell_what_is_thought(desk, question):
    assert _cited(desk.ask(question)) == {"ours"}


def test_what_an_outlet_reports_is_not_told_by_its_editorials_alone(desk):
    assert "report" in _cited(desk.ask("What does the Courier report about the harbour?"))


@pytest.mark.parametrize("question", ["What did the foreign editorial say about the museum?", OF_NONE])
def test_what_another_papers_editorial_said_is_told_by_who_reports_it(desk, question):
    assert _cited(desk.ask(question)) == {"theirs"}


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("What does the Courier say?", "What does the Marlow Courier say?"),
        ("What is the Courier's view?", "What is the Marlow Courier's view?"),
        ("What does the Marlow Courier say?", "What does the Marlow Courier say?"),
        ("Who is the Courier of the king?", "Who is the Courier of the king?"),
        ("What did the House say?", "What did the House say?"),
    ],
)
def test_an_outlet_is_called_by_the_last_word_of_its_name(question, read):
    assert in_full(question, ["Marlow Courier", "The White House", "Lantern"]) == read


def test_a_last_word_that_two_outlets_share_names_neither():
    assert in_full("What does the Courier say?", ["Marlow Courier", "Sund Courier"]) == "What does the Courier say?"


def test_an_outlet_keeps_one_article_before_its_name():
    full = "What does the Marlow Courier say?"
    assert in_full("What does the Courier say?", ["The Marlow Courier"]) == full
    assert in_full("What does the Courier say?", ["The Courier"]) == "What does the Courier say?"
    assert wants_opinion("The Marlow Courier", "What does the Marlow Courier think?")
    assert wants_opinion("Reader’s Courier", "What does the Reader's Courier think?")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What does the Marlow Courier think about tolls?", True),
        ("What is the opinion of the Marlow Courier on tolls?", True),
        ("What does the Marlow Courier say in an editorial?", True),
        ("What does the Marlow Courier say about the mayor's view?", False),
        ("What did the Marlow Courier report on tolls?", False),
    ],
)
def test_an_opinion_is_asked_for_by_thinking_and_by_editorials(question, asked):
    assert wants_opinion("Marlow Courier", question) == asked


@pytest.mark.parametrize(("topic", "bare"), [("editorials", True), ("what editorials argue", True), ("talks", False)])
def test_a_topic_may_be_the_editorials_themselves(topic, bare):
    assert is_editorials(topic) == bare
    assert not is_editorials("the editorials on the museum")
