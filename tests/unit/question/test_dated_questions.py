"""Dated questions over the sample articles, dates not the only clue: a question's time helps, never hides."""

import json
from pathlib import Path

import pytest

from assistant.question.events import archive_events
from assistant.question.understand import understand
from corpus.evidence import Query
from corpus.scope import Scope
from corpus.search import Searcher

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "dated_questions.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def ranks(desk):
    """The rank of the first right article, or 0, for each question: with its time understood, and without any."""
    searcher = Searcher(desk.archive, desk.index, desk.searcher._embedder, None)

    def rank(row, timed):
        understood = understand(row["question"], (), Scope(row["as_of"]))
        prefer = understood.prefer if timed else None
        query = Query(
            understood.standalone,
            Scope(row["as_of"]),
            40,
            prefer=prefer,
            recent=timed and understood.recent,
            parts=understood.parts,
        )
        found = searcher.search(query)
        assert all(one.published <= row["as_of"] for one in found)
        ids = list(dict.fromkeys(one.article_id for one in found))
        return next((at for at, one in enumerate(ids, 1) if one in row["gold_ids"]), 0)

    return {timed: [rank(row, timed) for row in ROWS] for timed in (True, False)}


def mrr(ranks):
    return sum(1 / rank for rank in ranks if 0 < rank <= 10) / len(ranks)


def test_the_set_has_at_least_twenty_questions_with_gold_articles_that_could_be_read_on_their_day(desk):
    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 20
    for row in ROWS:
        for name in row["gold_ids"]:
            assert desk.article(name).effective <= row["as_of"], row["id"]
        for name in row["contrast_ids"]:
            assert desk.article(name).id == name


def test_every_dated_question_says_of_what_time_it_is():
    for row in ROWS:
        understood = understand(row["question"], (), Scope(row["as_of"]))
        assert understood.recent or understood.prefer, row["question"]


def test_the_time_of_a_question_brings_the_right_article_up(ranks):
    # Measured: fused .960 with the time understood, .856 without, plain dense .905 (all up to the as-of date).
    assert mrr(ranks[True]) >= 0.92
    assert mrr(ranks[True]) >= mrr(ranks[False]) + 0.05


def test_the_time_of_a_question_hides_no_right_article(ranks):
    assert sum(0 < rank <= 10 for rank in ranks[True]) >= sum(0 < rank <= 10 for rank in ranks[False])


def test_the_archives_own_dated_events_give_the_day(desk):
    find = archive_events(desk.archive, "2022-08-31")
    assert find("Yoon took office") == "2022-05-10"  # 'took office in Seoul on Tuesday', published on Wednesday 11 May
    assert find("Yoon resigned") is None
    understood = understand("What did Washington say before Yoon took office?", (), Scope("2022-08-31"), events=find)
    assert (understood.since, understood.until) == (None, "2022-05-09")


def test_an_event_after_the_as_of_date_is_not_known_yet(desk):
    assert archive_events(desk.archive, "2022-03-01")("Yoon took office") is None


def test_the_window_that_was_understood_is_in_the_answer(desk):
    answer = desk.ask("What did the two Koreas reopen in late July 2021?")
    assert (answer.since, answer.until, answer.window_from) == ("2021-07-20", "2021-07-31", "question")
