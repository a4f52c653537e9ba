"""What is read for a cited span: its passage, and never all that lies between that and a far place of its article."""

from assistant.gate.held import held
from assistant.gate.judge import weigh
from assistant.writers.base import Cited
from corpus.article import Article, Span
from corpus.evidence import evidence_of

FIRST = "Relief groups delivered 507 tents to the families of Port Ansel on Monday."
NEAR, FAR = FIRST.replace("507", "608"), FIRST.replace("507", "709")
FILLER = "The ferry of Port Ansel sailed late, and nobody on the quay of the old town was surprised by it at all. "
TEXT = f"{FIRST} {FILLER}{NEAR} {FILLER * 200}{FAR} {FILLER * 200}"


def _cited(article, words):
    found = evidence_of(article, Span(0, len(FIRST)), FIRST, rank=1, score=1.0)
    at = article.text.index(words)
    return Cited(found, at, at + len(words))


def test_a_span_far_from_the_passage_that_was_found_is_read_in_its_own_place_with_the_same_verdict():
    article = Article(id="tents", title="Tents", published="2022-06-09", text=TEXT)
    read = held([_cited(article, words) for words in (FIRST, NEAR, FAR)], lambda id, version: article)
    assert [words in one.text for one, words in zip(read, (NEAR, FAR), strict=True)] == [True, True]
    assert sum(len(one.text) for one in read) < 1000
    assert all(weigh(f"“{words}”", read).verdict == "quote" for words in (FIRST, NEAR, FAR))
