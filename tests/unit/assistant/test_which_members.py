"""Lists that say what their members are: these are named, and what has only the other words of the question is not."""

import pytest

from tests.support.archives import desk_of


def _row(id, day, title, text):
    return {"id": id, "published": day, "title": title, "text": text, "source": "Sund Post"}


ROWS = [
    _row(
        "mould",
        "2023-03-01",
        "Mould found in three kindergartens of Sund",
        "Mould has been found in the kitchens of three kindergartens of Sund, the health office said on Wednesday. "
        "At Little Acorns it covered a wall, at Harbour Nest the ceiling and at Red Balloon House the floor.",
    ),
    _row(
        "fined",
        "2023-04-12",
        "Two banks fined over late reports",
        "The authority fined two banks on Wednesday, which had sent their reports late. "
        "Fjord Savings Bank has to pay two million crowns, and Merchant Bank of Sund has to pay one million crowns.",
    ),
    _row(
        "trawler",
        "2023-02-08",
        "Trawler fined for fishing in spring",
        "The trawler Marigold was fined 20,000 crowns on Wednesday, since it had fished in the closed bay.",
    ),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over three reports."""
    return desk_of(tmp_path_factory.mktemp("members"), ROWS)


def test_a_sentence_that_counts_the_members_comes_with_the_one_that_names_them(desk):
    text = desk.ask("Which kindergartens had mould in their kitchens?").text
    assert all(name in text for name in ("Little Acorns", "Harbour Nest", "Red Balloon House"))


@pytest.mark.parametrize("question", ["Which banks were fined?", "Which bank was fined in April 2023?"])
def test_what_was_done_to_something_else_is_no_member(desk, question):
    answer = desk.ask(question)
    assert {one.article_id for each in answer.sentences for one in each.citations} == {"fined"}
    assert "Fjord Savings Bank" in answer.text
    assert len(answer.text.split()) <= 150
