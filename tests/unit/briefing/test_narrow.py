"""A briefing ends where nothing more is on its topic, however many words it may have."""

import pytest

from assistant.briefing.events.developments import Pool, weighed
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.tellings import tellings
from corpus.article import Article
from corpus.evidence import Reading, ReadSentence
from corpus.text.sentences import sentence_spans
from tests.support.evidence import whole

PARK = "The council of Selby opened the Linden Park behind the old mill on May 2, 2023, and planted 40 trees."
PATHS = "The Linden Park has two ponds, a bandstand and a mile of gravel paths, the council of Selby said."
ROAD = "The council of Selby discussed the repair of the northern ring road with the county on Monday."
FISH = "The council of Selby spoke with the fishermen of Gull Island of the prices of herring."
HALL = "The council of Selby thanked the choir of the town hall for a concert in the spring."


class Sure:
    """A reader for whom a text is on the topic as much as its words say."""

    def __init__(self, shares):
        self.shares = shares

    def read(self, question, passages):
        return [self._reading(text) for _, text in passages]

    def _reading(self, text):
        share = max((share for word, share in self.shares.items() if word in text), default=0.12)
        told = tuple(ReadSentence(*span, share) for span in sentence_spans(text))
        return Reading(share, 0.0, told)


def chosen(relevance, shares):
    texts = [PARK, PATHS, ROAD, FISH, HALL]
    articles = {
        str(at): Article(id=str(at), title="Selby", text=text, published="2023-05-03") for at, text in enumerate(texts)
    }
    evidence = [whole(one, at) for at, one in enumerate(articles.values(), 1)]
    evidence = [one.model_copy(update={"relevance": at}) for one, at in zip(evidence, relevance, strict=True)]
    found = list(tellings(Gathered(tuple(evidence), lambda id, version: articles[id], {}), "the Linden Park"))
    pool, told = Pool(found, "the Linden Park", Sure(shares), weighed(found, "the Linden Park")), []
    while (at := pool.best(400)) is not None:
        told.append(pool.take(at).text)
    return told


def test_what_is_beside_a_narrow_topic_does_not_fill_its_words():
    assert set(chosen([0.9, 0.9, None, 0.1, None], {"Linden": 0.9})) == {PARK, PATHS}


@pytest.mark.parametrize(
    ("relevance", "shares"),
    [
        ([0.9, 0.9, 0.8, 0.8, 0.8], {"Linden": 0.9}),  # the search found their passages on it
        ([0.9, 0.9, None, None, None], {"council": 0.9}),  # the reader did
    ],
)
def test_what_is_on_a_topic_is_told_as_far_as_words_go(relevance, shares):
    assert len(chosen(relevance, shares)) == 5


def test_where_nothing_is_nearer_what_there_is_is_told():
    assert PARK in chosen([0.1, None, None, None, None], {})
