"""Questions of a named time: what is of it comes first, and nothing else is quoted where it answers."""

import pytest

from tests.support.archives import of_one_outlet

MARCH = "Mayor Irina Deneva said the ferries of Balchik would run through the winter."
JUNE = "Mayor Irina Deneva said the ferries of Balchik would be sold, and that the ferries cost the town too much."
TOLD = "The town council of Balchik bought a tugboat in March 2022 for 2 million leva."
SOLD = "The town council of Balchik bought a crane and a tugboat for the harbour on Monday."
ROWS = [
    ("winter", "Mayor on the ferries", "2022-03-15", MARCH),
    ("sale", "Mayor Deneva on the ferries of Balchik", "2022-06-08", JUNE),
    ("told", "What the council of Balchik spent", "2022-09-20", TOLD),
    ("crane", "Council of Balchik buys a crane and a tugboat", "2022-07-05", SOLD),
    ("strike", "Dockers of Varna strike", "2022-05-17", "The dockers of Varna began a strike on Tuesday over pay."),
    ("vote", "Petkova out of the council", "2022-09-12", "Alma Petkova lost the vote on Sunday, and left the council."),
    ("flood", "River floods two villages", "2022-10-04", "The river Kamchia flooded two villages on Tuesday."),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return of_one_outlet(tmp_path_factory.mktemp("times"), ROWS)


@pytest.mark.parametrize(
    ("time", "told", "not_told"),
    [
        ("in March 2022", MARCH, JUNE),
        ("on 15 March 2022", MARCH, JUNE),
        ("in June 2022", JUNE, MARCH),
        ("before May 2022", MARCH, JUNE),
        ("before the strike in Varna", MARCH, JUNE),
        ("since May 2022", JUNE, MARCH),
    ],
)
def test_what_was_said_at_another_time_is_not_mixed_in(desk, time, told, not_told):
    answer = desk.ask(f"What did Mayor Deneva say about the ferries {time}?")
    assert told in answer.text
    assert not_told not in answer.text


def test_what_is_told_later_of_that_time_is_of_it(desk):
    answer = desk.ask("What did the council of Balchik buy in March 2022?")
    assert TOLD in answer.text
    assert SOLD not in answer.text


def test_where_nothing_of_that_time_answers_the_rest_is_told_with_a_remark(desk):
    answer = desk.ask("What did Mayor Deneva say about the ferries in January 2022?")
    assert MARCH in answer.text
    assert any("January 2022" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who began a strike in May?", "dockers of Varna began a strike"),
        ("Which river flooded two villages in October 2022?", "Kamchia flooded"),
        ("What did Deneva say last June?", JUNE),
        ("Who lost the vote in September?", "Alma Petkova lost the vote"),
    ],
)
def test_a_month_that_only_the_day_of_an_article_tells_is_no_reason_to_refuse(desk, question, told):
    assert told in desk.ask(question).text
