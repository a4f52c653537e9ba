"""Days of which nothing was published: told by what came out soon after, as far as that speaks of them."""

import pytest

from assistant.rechecking.briefings import briefing_lines
from tests.support.archives import desk_of

STRIKE = "The dockers of Port Ansel began a strike over night shifts on March 5, 2022."
LATER = "On March 8 the mayor asked both sides to talk again at the town hall."
ARTICLES = [
    {
        "id": "strike",
        "title": "Port Ansel: strike",
        "published": "2022-03-08",
        "source": "Harbour Courier",
        "text": f"{STRIKE} {LATER} The port authority spoke to the press on Tuesday and offered nothing new.",
    },
    {
        "id": "catch",
        "title": "Port Ansel: catch",
        "published": "2022-03-01",
        "source": "Harbour Courier",
        "text": "The catch of the boats of Port Ansel was small in January 2022, the guild said.",
    },
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over two articles, neither of the day on which the strike began."""
    return desk_of(tmp_path_factory.mktemp("later"), ARTICLES)


@pytest.mark.parametrize(
    "question", ["What happened on March 5, 2022?", "What happened in Port Ansel on March 5, 2022?"]
)
def test_a_day_without_an_article_is_told_of_by_a_later_one_and_nothing_of_other_days_is(desk, question):
    answer = desk.ask(question)
    assert [each.citations[0].quote for each in answer.sentences] == [STRIKE]
    assert any(note.startswith("Nothing in the archive was published on 5 March 2022") for note in answer.notes)
    assert (answer.since, answer.until, answer.window_from) == ("2022-03-05", "2022-03-05", "question")


def test_a_briefing_of_such_a_day_tells_what_an_answer_tells_and_is_found_in_order_when_it_is_checked(desk):
    briefing = desk.brief("What happened on March 5, 2022?")
    told = [each.citations[0].quote for each in briefing.sentences() if each.citations]
    assert set(told) == {STRIKE}
    assert any(note.startswith("Nothing in the archive was published on 5 March 2022") for note in briefing.notes)
    assert briefing.title == "5 March 2022"
    assert list(briefing_lines(desk.archive, briefing)) == []


def test_a_month_without_an_article_is_told_of_too(desk):
    answer = desk.ask("What happened in January 2022?")
    assert [each.citations[0].quote for each in answer.sentences] == [ARTICLES[1]["text"]]


def test_days_that_begin_and_end_within_a_month_are_said_from_the_first_to_the_last(desk):
    notes = desk.ask("What happened from 2 March 2022 to 5 March 2022?").notes
    assert any("was published from 2 March 2022 to 5 March 2022" in note for note in notes)


@pytest.mark.parametrize("question", ["What happened on March 6, 2022?", "What happened in 2019?"])
def test_of_days_that_nothing_speaks_of_the_archive_has_no_dates(desk, question):
    assert desk.ask(question).reason == "outside_dates"


def test_days_that_are_given_filter_as_before(desk):
    assert desk.brief("", since="2022-03-05", until="2022-03-05").reason == "outside_dates"
    assert desk.ask("What happened?", since="2022-03-05", until="2022-03-05").reason == "outside_dates"
