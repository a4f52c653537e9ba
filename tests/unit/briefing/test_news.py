"""What is new on a topic: the newest first, one sentence of each article, nothing off the topic, opinions last."""

import pytest

from tests.support.archives import desk_of


def _row(id, published, title, text, **more):
    return {"id": id, "title": title, "published": published, "source": "Fjord Post", "text": text, **more}


ROWS = [
    _row(
        "first",
        "2023-04-03",
        "Toll on the Sund bridge is decided",
        "The council of Sund decided on Monday that the bridge will cost a toll of four crowns from May. "
        "The toll will pay for new cables, and the council wants to raise nine million crowns with the toll in a year. "
        "Lorries will pay a toll of twelve crowns, and buses will pay a toll of ten crowns a day.",
    ),
    _row(
        "second",
        "2023-04-14",
        "Drivers block the road to Sund",
        "About two hundred drivers blocked the road on Friday. The drivers protest against the toll on the bridge.",
    ),
    _row(
        "school",
        "2023-04-25",
        "School of Sund has a new roof",
        "The school of Sund has a new roof. The roof cost two million crowns, and the bridge was closed for the crane.",
    ),
    _row(
        "third",
        "2023-04-28",
        "Court looks at a complaint",
        "The court will hear a complaint in June. Hauliers say that the toll on the bridge breaks the law.",
    ),
    _row(
        "opinion",
        "2023-04-29",
        "Editorial: Pay up",
        "Whoever drives may pay. A toll on the bridge is fair, and the council should not give way to shouting.",
        kind="editorial",
    ),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over four reports of a month and an editorial."""
    return desk_of(tmp_path_factory.mktemp("sund"), ROWS)


@pytest.mark.parametrize(
    "question", ["What's new on the bridge toll?", "Any news on the bridge toll?", "What is the latest on the toll?"]
)
def test_the_newest_comes_first_and_each_article_has_one_sentence(desk, question):
    answer = desk.ask(question)
    assert [one.citations[0].article_id for one in answer.sentences] == ["third", "second", "first", "opinion"]
    assert all("toll" in one.text for one in answer.sentences)
    assert any("came out since 3 April 2023" in note for note in answer.notes)


def test_where_one_article_alone_is_new_it_tells_more(tmp_path):
    answer = desk_of(tmp_path, ROWS[:1]).ask("What's new on the bridge toll?")
    assert [one.citations[0].article_id for one in answer.sentences] == ["first"] * 3


def test_what_nothing_is_new_on_is_not_stated(desk):
    assert desk.ask("What's new on the lighthouse?").abstained
