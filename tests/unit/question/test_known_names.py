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
