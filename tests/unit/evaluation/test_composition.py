"""How an answer reads: each measure on citations whose figure can be reckoned by hand."""

import pytest

from assistant.answer import Answer, Citation, Sentence
from assistant.evaluation.composition import composition
from corpus.article import Article

TEXT = (
    "The board closed the Vess line on Monday because of high losses. He called the losses heavy and the line old.\n\n"
    "MR HALE: Let us hear the questions of the day.\nQUESTION: When will the board of the line meet again?\n"
    "MR HALE: It will meet again on Friday in the town hall of Vess."
)
ARTICLES = {name: Article(id=name, title=name, published="2022-06-06", text=TEXT) for name in ("a", "b")}


class Desk:
    """Looks articles up."""

    def article(self, id, version=None):
        return ARTICLES[id]


def cite(words, id="a", kind=None):
    at = TEXT.index(words)
    return {
        "marker": 1, "article_id": id, "version": 1, "also": [], "title": id, "source": None, "kind": kind,
        "published": "2022-06-06", "url": None, "start": at, "end": at + len(words), "quote": words,
    }  # fmt: skip


def figures(*cited):
    sentence = Sentence(text="x", verdict="quote", reasons=[], citations=[Citation(**one) for one in cited])
    return composition(Desk(), Answer.model_construct(sentences=[sentence]))


CLOSED = "The board closed the Vess line on Monday because of high losses."
HEAVY = "He called the losses heavy and the line old."
ASKED = "When will the board of the line meet again?"
MEETS = "It will meet again on Friday in the town hall of Vess."


@pytest.mark.parametrize(
    ("cited", "measure", "value"),
    [
        ([cite(CLOSED)], "fragments", 0),
        ([cite("The board closed the Vess line on Monday")], "fragments", 1),
        ([cite(ASKED)], "fragments", 1),
        ([cite(ASKED), cite(MEETS)], "fragments", 0),
        ([cite(CLOSED), cite(CLOSED, "b"), cite(HEAVY)], "article_split", 1),
        ([cite(HEAVY), cite(CLOSED)], "article_split", 1),
        ([cite(CLOSED), cite(HEAVY), cite(CLOSED, "b")], "article_split", 0),
        ([cite(CLOSED, kind="editorial"), cite(HEAVY, "b")], "opinion_first", 1),
        ([cite(HEAVY, "b"), cite(CLOSED, kind="editorial")], "opinion_first", 0),
        ([cite(CLOSED), cite(CLOSED, "b")], "repeated", 0.5),
        ([cite(HEAVY)], "self_contained", 0),
        ([cite(CLOSED), cite(HEAVY)], "self_contained", 1),
    ],
)
def test_a_measure_of_the_text_is_what_a_reader_would_count(cited, measure, value):
    assert figures(*cited)[measure] == value


def test_an_answer_that_cites_nothing_has_no_such_figures():
    assert set(composition(Desk(), Answer.model_construct(sentences=[])).values()) == {None}
