"""A word in its British spelling is the word that an archive has in its American one."""

import pytest

from assistant.question.known_names import read_names
from tests.support.archives import desk_of


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    text = (
        "Nobody had to apologize. Their apologies came late, said Ada Roth, and a rumor of analyzed water did not stop."
    )
    row = {"id": "late", "title": "Rumors in Varna", "published": "2022-03-01", "source": "Dispatch", "text": text}
    return desk_of(tmp_path_factory.mktemp("spelled"), [row]).archive


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Did Roth apologise to Varna?", "Did Roth apologize to Varna?"),  # and not 'apologies'
        ("Who spread the rumour in Varna?", "Who spread the rumor in Varna?"),
        ("Who analysed the water?", "Who analyzed the water?"),
        ("Did Roth mobilise Varna?", "Did Roth mobilise Varna?"),  # it has the word in no spelling
        ("Did Roth send apologeis?", "Did Roth send apologies?"),
    ],
)
def test_a_british_spelling_is_read_as_the_american_one_and_as_no_other_word(archive, question, read):
    assert read_names(question, archive).question == read


@pytest.mark.parametrize(
    ("source", "more", "outlets"),
    [
        ("Water Tribune Review", {}, ("Water Tribune Review",)),  # nobody speaks of it
        ("Ada Roth", {}, ()),  # the articles speak of her
        ("Ada Roth", {"kind": "editorial"}, ("Ada Roth",)),  # who opines in her own name
    ],
)
def test_what_an_outlet_wrote_is_asked_where_no_article_speaks_of_it_or_it_has_editorials(
    tmp_path, source, more, outlets
):
    text = "Ada Roth called for a review of the water. A tribune was named in Varna."
    row = {"id": "a", "title": "Rumors", "published": "2022-03-01", "source": source, "text": text} | more
    desk = desk_of(tmp_path, [row])
    assert read_names(f"What does {source} say about Varna?", desk.archive).outlets == outlets
    assert read_names("Who lives in Varna?", desk.archive).outlets == ()
