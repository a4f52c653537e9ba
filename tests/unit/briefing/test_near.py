"""How near the topic a sentence is: what of the archive is read, and what stands beside what is asked for."""

import tracemalloc
from itertools import product

import pytest

from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.near import MANY, OF_EACH, on_topic
from assistant.briefing.events.places import one_place
from assistant.briefing.events.tellings import tellings
from assistant.briefing.events.weigh import likeness, signals
from corpus.article import Article, Span
from corpus.evidence import Reading, ReadSentence, evidence_of
from corpus.text.sentences import sentence_spans
from tests.support.evidence import whole

AGREED = "The two ministers agreed to open the border bridge at Selby to lorries from the first of May."
CLOSED = "The Harbour Museum of Port Ansel closed its northern hall on Monday for repairs of the roof."
FLU = "The ministers expressed concern over the outbreak of bird flu on the farms of Gull Island."


class Marked:
    """A reader to whom a text is near, and a sentence of it carries, by the words that it holds."""

    def __init__(self, **near: float) -> None:
        self.near = near
        self.texts: list[str] = []

    def read(self, question, passages):
        """Each text's reading; the texts are kept."""
        self.texts += [text for _, text in passages]
        return [self._reading(text) for _, text in passages]

    def _reading(self, text):
        told = tuple(ReadSentence(*span, self._share(text[slice(*span)])) for span in sentence_spans(text))
        return Reading(self._share(text), 0.0, told)

    def _share(self, text):
        return max((share for word, share in self.near.items() if word in text.lower()), default=0.001)


def found(articles, passages=None):
    """The sentences of articles, whose passages a search found in this order: all of each, if not given."""
    passages = passages or tuple(whole(one, at) for at, one in enumerate(articles, 1))
    of = {one.id: one for one in articles}
    return list(tellings(Gathered(tuple(passages), lambda id, version: of[id], {})))


def near(articles, topic, reader, passages=None):
    """What being on the topic is worth, by the text of each sentence."""
    said = found(articles, passages)
    return {said[at].text: worth for at, worth in on_topic(said, [0.0] * len(said), topic, reader).items()}


def article(id, text, **more):
    return Article(id=id, title=more.pop("title", "A title"), text=text, published="2023-04-19", **more)


def test_a_long_article_leaves_others_their_place_among_the_passages_that_are_read():
    lines = [f"The council of Selby voted {at} times on the bridge over the river this spring." for at in range(60)]
    long, short = article("long", "\n".join(lines)), article("short", FLU)
    spans = [Span(long.text.index(line), long.text.index(line) + len(line)) for line in lines]
    passages = [
        evidence_of(long, span, lines[at], rank=at + 1, score=1.0, also=[], explain={}) for at, span in enumerate(spans)
    ]
    reader = Marked(flu=0.9)
    near([long, short], "bird flu", reader, [*passages, whole(short, len(lines) + 1)])
    read = reader.texts[: MANY[0]]
    assert FLU in read and read.index(FLU) == OF_EACH


def test_what_stands_beside_what_is_asked_for_is_not_on_the_topic():
    told = near([article("talks", f"{AGREED} {FLU}")], "bird flu", Marked(flu=0.9))
    assert set(told) == {FLU}


def test_a_sentence_that_carries_its_passage_need_not_say_the_topic_again():
    refused = "The owners of the farms have refused all offers of vaccine from the mainland."
    told = near([article("farms", f"{FLU} {refused} {CLOSED}")], "bird flu", Marked(flu=0.9, vaccine=0.3))
    assert told[FLU] > told[refused] > 0 and CLOSED not in told


def test_what_came_of_a_meeting_is_on_it_though_it_does_not_name_it():
    opening = "The ministers of Selby and Port Ansel held their spring summit at the old town hall on Tuesday."
    statement = article("statement", f"{opening} {AGREED}", kind="statement")
    other = article("other", f"{CLOSED}", kind="statement")
    reader = Marked(summit=0.9)
    told = near([statement, other], "summit of Selby and Port Ansel", reader)
    assert told[AGREED] > 0 and CLOSED not in told
    assert AGREED not in near([statement], "the ministers of Selby and Port Ansel", reader)


def test_a_press_conference_at_a_meeting_is_on_everything():
    opening = "The ministers of Selby and Port Ansel held their spring summit at the old town hall on Tuesday."
    spoken = article("spoken", f"{opening} {AGREED}", kind="transcript")
    assert AGREED not in near([spoken], "summit of Selby and Port Ansel", Marked(summit=0.9))


def test_what_is_said_of_another_country_is_off_a_topic_that_names_one():
    here = "The health minister of Norway expressed concern over the outbreak of bird flu on the coast of Bergen."
    elsewhere = "The health minister of Chile expressed concern over the outbreak of bird flu on the coast of Arica."
    articles = [article("here", here), article("elsewhere", elsewhere)]
    assert set(near(articles, "bird flu in Norway", Marked(flu=0.9))) == {here}
    assert set(near(articles, "bird flu in Norway and Chile", Marked(flu=0.9))) == {here, elsewhere}


@pytest.mark.parametrize(
    ("topic", "place"),
    [
        ("sanctions against North Korea", "@north_korea"),
        ("human rights in Iran", "@iran"),
        ("talks between Iran and Iraq", ""),
        ("aid by the United States", ""),
        ("night shifts at the port", ""),
    ],
)
def test_the_one_country_that_a_topic_names_beside_its_matter(topic, place):
    found = one_place(topic)
    assert place in found if place else not found


def test_the_more_names_of_the_topic_a_sentence_lacks_the_less_it_weighs():
    both = "Jon Vale met Maria Oren at the town hall of Selby to settle the strike of the dockers."
    one = "Jon Vale opened the new town hall of Selby with a speech on the strike of the dockers."
    none = "Ida Holm opened the new glass hall of Bergen with a speech on the strike of the dockers."
    said = found([article("all", " ".join([both, one, none]), title="A day in town")])
    off = {each.text: of["off"] for each, of in zip(said, signals(said, "Jon Vale and Maria Oren"), strict=True)}
    assert off[both] == 0 < off[one] < off[none] == 1


def test_how_like_sentences_are_takes_no_room_for_words_that_one_of_them_has_alone():
    words = map("".join, product("bdfgklmnprtvz", "aeiou", "bdfgklmnprtvz", "aeiou", "bdgkmnrt"))
    lines = [f"The council of Selby voted {' '.join(next(words) for _ in range(50))}." for _ in range(500)]
    said = found([article("votes", "\n".join(lines))])
    assert len(said) == 500 and len(frozenset().union(*(one.keys for one in said))) > 15_000
    tracemalloc.start()
    like = likeness(said)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert held < 500 * 15_000 * 4 / 2
    assert like.diagonal() == pytest.approx(1)
    assert 0 < like[0, 1] < 0.5 and like[0, 1] == pytest.approx(like[1, 0])
