"""Several processes on one archive, and clocks that jump: every answer is right, and nobody meets an error."""

import subprocess
import sys
from datetime import datetime

import pytest

from assistant.desk.conversations import Conversations, Turn
from corpus import clock
from corpus.index.held import HELD
from corpus.store.archive import Archive
from tests.support.faults import finish, started, whole
from tests.support.written_articles import record, write
from tests.unit.corpus.test_faults import ask

# What a page's server does for each question, in a process that stays.
DESK = """
import sys, time
import corpus.index.held
from pathlib import Path
from corpus.index.vectors import VectorIndex
from corpus.models import embedder
from corpus.store.archive import Archive
corpus.index.held.HELD = int(sys.argv[3])
archive = Archive.open(sys.argv[1])
index, asked = VectorIndex(archive), embedder().embed_query(sys.argv[2])
print("open", flush=True)
while not Path(sys.argv[1], "stop").exists():
    (passage, _), *_ = index.nearest(asked, 3)
    assert archive.passages.hits([passage])[passage].article.id == "t-3"
    time.sleep(0.05)
"""


@pytest.mark.long
def test_two_desks_and_an_ingest_at_work_while_a_third_process_asks_give_right_answers_only(tmp_path):
    folder = tmp_path / "archive"
    finish(folder, write(tmp_path / "a.jsonl", [record(number) for number in range(6)]))
    desks = [
        subprocess.Popen(
            [sys.executable, "-c", DESK, folder, str(record(3)["text"]), str(many)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for many in (HELD, -1)  # one holds the vectors, one asks Chroma
    ]
    assert [one.stdout.readline() for one in desks] == ["open\n"] * 2, desks[0].stderr.read()
    running = started(folder, write(tmp_path / "b.jsonl", [record(number) for number in range(20, 28)]))
    while running.poll() is None:
        assert ask(folder) == "t-3"
    assert running.communicate()[1] == ""
    (folder / "stop").touch()
    assert [(one.communicate()[1], one.returncode) for one in desks] == [("", 0)] * 2
    assert whole(folder, [*range(6), *range(20, 28)]) == []


@pytest.mark.parametrize("year", [1970, 2001, 2099])
def test_a_clock_that_jumps_loses_no_article_and_no_answer(tmp_path, monkeypatch, year):
    class Jumped(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(year, 1, 2, tzinfo=tz)

    folder = tmp_path / "archive"
    finish(folder, write(tmp_path / "a.jsonl", [record(number) for number in range(4)]))
    monkeypatch.setattr(clock, "datetime", Jumped)
    finish(folder, write(tmp_path / "b.jsonl", [record(number) for number in range(4, 6)]))
    assert ask(folder) == "t-3"
    days = [row.published for row in Archive.open(folder).browse(limit=99)]
    assert len(days) == 6 and all(day.startswith("2022-") for day in days)
    monkeypatch.undo()
    finish(folder, write(tmp_path / "c.jsonl", [record(number) for number in range(6)]))
    assert whole(folder, list(range(6))) == []


def test_a_conversation_kept_by_a_clock_that_goes_back_keeps_the_order_of_its_turns(tmp_path):
    moments = iter(["2030-01-01T00:00:00", "2030-01-01T00:00:01", "1970-01-01T00:00:00", "2001-01-01T00:00:00"])
    store = Conversations(tmp_path, now=lambda: next(moments))
    one = store.new("browser:a")
    for number in range(3):
        one = store.add(one, Turn(question=f"Question {number}", asked=f"{number}"))
    kept = Conversations(tmp_path).open(one.id, "browser:a")
    assert [turn.question for turn in kept.turns] == ["Question 0", "Question 1", "Question 2"]
