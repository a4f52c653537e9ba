"""What somebody said of something with a name is told by those of his passages that name it; else it is not stated."""

import pytest

from assistant.question.answer_type import asks_what_said, sayer
from tests.support.archives import desk_of


def _told(id, published, text, title="Orr and Lund on the coast", kind=None):
    return {"id": id, "title": title, "published": published, "source": "Coast Wire", "kind": kind, "text": text}


BRIEFING = (
    "MR ORR: The ferries of the coast will sail again in May, and the war has ended for the skippers here.\n\n"
    "We are glad to have the Korean workers of the yard with us, and thank them.\n\n"
    "QUESTION: Will the president go to the demilitarized zone when he is on the coast?\n\n"
    "MR ORR: The demilitarized zone is a place that many see, and his plans for it are not final yet.\n\n"
    "QUESTION: And what of the ferries?\n\n"
    "MR ORR: The ferries of the coast are safe again, and we say so to all skippers.\n"
)
ARTICLES = [
    _told("briefing", "2022-03-01", BRIEFING, title="Briefing by Hal Orr"),
    _told("lund", "2022-03-02", "Minister Rosa Lund said that the ferries of the coast are a burden for skippers."),
    _told("bank", "2022-03-03", "The Harbour Bank of Oslo closed on Friday. Skippers had loans of the Harbour Bank."),
    _told("war", "2022-03-04", "The film is on the Korean War and on the DMZ that it left. BTS sang at its opening."),
    _told("reply", "2022-03-05", "Olga Wendt said that Hal Orr is wrong on NATO and that skippers know it well."),
    _told("mayor", "2022-03-06", "The mayor of Oslo, Jon Brand, said that the ferries must be cheaper for the old."),
    _told("bishop", "2022-03-07", "A bishop of Bergen was seen on the quay at noon. The ferries were full."),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over what several people said, each of something else."""
    return desk_of(tmp_path_factory.mktemp("said-of"), ARTICLES)


@pytest.mark.parametrize(
    "question",
    [
        "What did Orr say about BTS?",
        "What did Hal Orr say about the Harbour Bank?",
        "What did Orr say about the Korean War?",
        "What did Rosa Lund say about the DMZ?",
        "What did Lund say about NATO?",
        "And what did Wendt say about Bergen?",
        "What did the bishop of Oslo say about the ferries?",
        "What did the king of Norway say about the ferries?",
        "What did the emperor say about the ferries?",
        "What message did Orr have for BTS?",
        "What was Orr's answer on the Korean War?",
    ],
)
def test_words_on_something_else_or_of_another_are_no_answer(desk, question):
    answer = desk.ask(question)
    assert answer.abstained and answer.closest, answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What did Orr say about the ferries?", "sail again"),
        ("What did Hal Orr say about the DMZ?", "many see"),
        ("What did Lund say about the ferries of the coast?", "burden"),
        ("What did Olga Wendt say about NATO?", "wrong on NATO"),
        ("What did Hal Orr say about NATO?", "wrong on NATO"),
        ("What did the mayor of Oslo say about the ferries?", "cheaper"),
        ("What was Hal Orr's answer on the DMZ?", "many see"),
        ("What message did Orr have for the skippers?", "sail again"),
        ("What warning did Wendt give on NATO?", "wrong on NATO"),
    ],
)
def test_words_on_what_is_asked_are_told(desk, question, told):
    answer = desk.ask(question)
    assert told in answer.text, answer.text


def test_a_reply_on_a_name_is_quoted_without_those_on_other_matters(desk):
    text = desk.ask("What did Orr say about the DMZ?").text
    assert "many see" in text and "safe again" not in text and "sail again" not in text


def test_what_others_say_is_not_told_for_an_office_that_no_article_has(tmp_path):
    text = (
        "The long-delayed tram line in Port Velden opened on Monday, four years after work began. "
        '"We are late with the tram, and I apologise for it," Mayor Ada Brandt said.'
    )
    desk = desk_of(tmp_path, [_told("tram", "2024-03-04", text, title="Tram line opens in Port Velden")])
    refused = desk.ask("What did the bishop of Velden say about the tram?")
    assert refused.abstained and refused.reason == "not_stated" and refused.closest, refused.text
    assert "apologise" in desk.ask("What did the mayor of Port Velden say about the tram?").text


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What message did Lee have for Kim Roe?", "Lee"),
        ("And what reply did the mayor of Oslo send to Roe?", "the mayor of Oslo"),
        ("What warnings has the Harbour Board issued?", "the Harbour Board"),
        ("What was Ann Lee's answer to the mayors?", "Ann Lee"),
        ("What were the United States' warnings to Iran?", "the United States"),
        ("What was found in Lee's message?", ""),
        ("What message board did Lee use?", ""),
        ("What warning system does Japan have?", ""),
        ("What was the city of Oslo's plan?", ""),
        ("What is the answer to the riddle?", ""),
    ],
)
def test_whose_words_are_asked_for_where_a_noun_asks_for_words(question, who):
    assert (asks_what_said(question), sayer(question)) == (bool(who), who)


def test_where_something_was_said_is_nothing_that_it_was_said_of(tmp_path):
    desk = desk_of(tmp_path, ARTICLES)
    told = (desk.ask(f"What did Orr say about the ferries{place}?") for place in ("", " at the White House"))
    assert len({answer.text for answer in told if not answer.abstained}) == 1
