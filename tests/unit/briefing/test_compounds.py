"""A question on a compound is held to the articles that have it, where one that is near has it."""

import pytest

from assistant.briefing.events.compounds import held_to
from corpus.article import Article, Span
from corpus.evidence import evidence_of

ARTICLES = {
    id: Article(title=id, text=text, published="2022-02-09", id=id)
    for id, text in {
        "asked": "Will the end of war declaration be on the agenda? She would not get ahead of the meeting.",
        "reply": "The end-of-war text was discussed. Nothing was agreed.",
        "other": "This war will have to end through diplomacy, the president declared.",
    }.items()
}


def found(relevance=0.7):
    """The three articles as passages, of which the first has that relevance, and the last the highest."""
    near = {"asked": relevance, "reply": 0.0, "other": 0.9}
    return [
        evidence_of(one, Span(0, len(one.text)), one.text, rank=rank, score=1.0, relevance=near[id])
        for rank, (id, one) in enumerate(ARTICLES.items(), 1)
    ]


def held(question, relevance=0.7):
    return [one.article_id for one in held_to(question, found(relevance), lambda id, version: ARTICLES[id])]


@pytest.mark.parametrize(
    "question", ["Who said what on the end-of-war declaration?", "end-of-war declaration", "An End-of-War declaration?"]
)
def test_what_lies_in_no_article_with_the_compound_is_not_on_it(question):
    assert held(question) == ["asked", "reply"]


@pytest.mark.parametrize(
    "question",
    [
        "Who said what on the end of the war?",  # no compound
        "Was the president met one-on-one in Bali?",  # none that says what the next word is
        "Conditions for talks, the end-of-war declaration and sanctions relief",  # several things
        "What came of the US-Japan-South Korea trilateral?",  # names
        "Brief me on the end-of-year declaration",  # which no passage has
        "a 20-year-old declaration",
    ],
)
def test_all_passages_stay_where_no_one_compound_is_asked_for(question):
    assert held(question) == ["asked", "reply", "other"]


def test_all_passages_stay_where_the_compound_is_in_none_that_is_near():
    assert held("Who said what on the end-of-war declaration?", relevance=0.4) == ["asked", "reply", "other"]
