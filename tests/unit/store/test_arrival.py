"""Arrival: when each version was first held, what could be known at a moment, and what citing keeps from deletion."""

import json
import sqlite3

import pytest

from assistant import Assistant
from assistant.desk.upkeep import compact
from assistant.settings import Settings
from corpus.errors import CallError
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.models import embedder
from corpus.scope import Scope
from corpus.store import schema
from corpus.store.archive import Archive
from tests.support.written_articles import record, word, write
from ui.cli.main import main

MONDAY, TUESDAY, WEDNESDAY = (f"2026-11-{day}T06:00:00.000000Z" for day in (23, 24, 25))


def take(folder, now, *records):
    archive = Archive.open(folder / "archive", create=True)
    source = write(folder / "source.jsonl", list(records))
    return archive, ingest(archive, VectorIndex(archive), embedder(), [source], now=lambda: now)


def test_each_version_keeps_the_moment_at_which_it_was_first_held(tmp_path):
    archive, _ = take(tmp_path, MONDAY, record(1), record(2))
    archive, report = take(tmp_path, TUESDAY, record(1, text=record(1)["text"] + " It was amended."), record(2))
    assert (report.updated, report.unchanged) == (1, 1)
    assert archive.arrivals.of("t-1", 1) == MONDAY and archive.arrivals.of("t-1", 2) == TUESDAY
    assert archive.arrivals.of("t-2", 1).startswith("2026-11-23T06:00:00.0000")
    take(tmp_path, WEDNESDAY, record(2, title="A corrected title"))
    assert archive.arrivals.of("t-2", 1) < TUESDAY, "a title put right is no new version, and no new arrival"


def test_arrivals_follow_each_other_even_where_the_clock_goes_back(tmp_path):
    archive, _ = take(tmp_path, TUESDAY, record(1))
    take(tmp_path, MONDAY, record(2))
    assert archive.arrivals.of("t-2", 1) > archive.arrivals.of("t-1", 1) == TUESDAY
    assert [id for id, _, _ in archive.arrivals.since(TUESDAY)] == ["t-2"]


def test_what_arrived_later_is_not_known_at_an_earlier_moment(tmp_path):
    old = record(1, published="2022-03-01")
    take(tmp_path, MONDAY, old)
    take(tmp_path, TUESDAY, record(1, published="2022-03-01", text=f"{old['text']} It was {word(77)} after all."))
    take(tmp_path, WEDNESDAY, record(2, published="2022-05-01"))
    desk = Assistant.open(tmp_path / "archive", settings=Settings())
    then = desk.search(word(1), known_at="2026-11-23T12:00Z")
    assert {(one.article_id, one.version) for one in then} == {("t-1", 1)}
    assert desk.search(word(77), known_at="2026-11-24")[0].version == 2, "a day means its end"
    assert desk.search(word(77), known_at="20261124")[0].version == 2
    assert "t-2" not in {one.article_id for one in desk.search(word(2), known_at="2026-11-24")}
    assert desk.search(word(2))[0].article_id == "t-2"
    answer = desk.ask(f"What happened near {word(2).title()}?", known_at="2026-11-24")
    assert answer.as_of == "2022-03-01" and answer.notes[0] == "As this archive knew it on 24 November 2026, 23:59 UTC."
    assert {cited.article_id for one in answer.sentences for cited in one.citations} <= {"t-1"}
    assert desk.archive.browse(scope=Scope(known_at=MONDAY))[0].version == 1
    with pytest.raises(CallError, match="known_at: 'soon' is no moment"):
        desk.search("anything", known_at="soon")


def test_a_briefing_says_the_arrival_of_the_newest_version_that_it_could_use(tmp_path):
    take(tmp_path, MONDAY, record(1, published="2022-03-01"))
    take(tmp_path, WEDNESDAY, record(2, published="2022-05-01"))
    desk = Assistant.open(tmp_path / "archive", settings=Settings())
    whole = desk.brief(since="2022-01-01", until="2022-12-31")
    assert whole.cutoff == "2026-11-25T06:00:00Z"
    assert desk.brief(since="2022-01-01", until="2022-04-01").cutoff == "2026-11-23T06:00:00Z"
    assert desk.brief(since="2022-01-01", until="2022-12-31", known_at=MONDAY).cutoff == "2026-11-23T06:00:00Z"
    assert desk.brief(since="2021-01-01", until="2021-12-31").cutoff is None


def test_what_is_new_since_a_moment_is_neither_a_copy_nor_a_near_copy_of_what_was_there(tmp_path):
    story = " ".join(record(number)["text"] for number in range(30, 34))
    take(tmp_path, MONDAY, record(1), record(3, text=story))
    near = story.replace("the", "this", 1)
    archive, _ = take(
        tmp_path, TUESDAY, record(1, id="copy", source="Other Wire"), record(2), record(4, id="near", text=near)
    )
    fresh = archive.arrivals.fresh(MONDAY.replace("06:", "07:"))
    carried = {archive.db.execute("SELECT article FROM versions WHERE text = ?", (one,)).fetchone()[0] for one in fresh}
    near_known = archive.near("near") == ["t-3"]
    assert carried == ({"t-2"} if near_known else {"t-2", "near"}) and near_known
    assert [row.id for row in archive.browse(scope=Scope(after=MONDAY.replace("06:", "07:")))] == ["t-2"]


def test_an_archive_of_the_second_schema_is_brought_up_to_date_and_says_what_it_does_not_know(tmp_path, monkeypatch):
    with monkeypatch.context() as before:  # as the program was before arrivals were recorded
        before.setattr(schema, "STEPS", schema.STEPS[:2])
        before.setattr(schema, "VERSION", 2)
        Archive.open(tmp_path / "archive", create=True)
    with sqlite3.connect(tmp_path / "archive" / "archive.db") as db:
        assert db.execute("PRAGMA user_version").fetchone() == (2,)
        db.execute("INSERT INTO texts VALUES (1, 'a hash', ?)", (record(1)["text"],))
        db.execute("INSERT INTO articles (id, seq) VALUES ('old', 1)")
        db.execute(
            "INSERT INTO versions VALUES ('old', 1, 1, 'Old', 'Wire', NULL, NULL, '2022-05-04', NULL, '2022-05-04',"
            " NULL, NULL, '{}')"
        )
    db.close()
    archive, _ = take(tmp_path, "2027-01-01T00:00:00.000000Z", record(2))
    assert archive.article("old").text == record(1)["text"] and archive.arrivals.of("old", 1) is None
    assert archive.arrivals.of("t-2", 1) == "2027-01-01T00:00:00.000000Z"
    assert [row.id for row in archive.browse(scope=Scope(known_at=MONDAY))] == ["old"], "it counts as known"
    assert archive.meta("arrivals_since")[:2] == "20"
    desk = Assistant.open(tmp_path / "archive", settings=Settings())
    note = desk.ask("What was amended?", known_at=MONDAY).notes[0]
    assert note.startswith("As this archive knew it on 23 November 2026, 06:00 UTC. It records arrivals since ")


def test_compact_keeps_what_kept_texts_cite_and_says_what_and_why(tmp_path, capsys):
    folder = tmp_path / "archive"
    archive, _ = take(tmp_path, MONDAY, *(record(number) for number in range(1, 5)))
    cited = {"article_id": "t-2", "version": 1, "quote": "any words"}
    (folder / "conversations").mkdir()
    kept = {"name": "Of the harbour", "turns": [{"answer": {"sentences": [{"citations": [cited]}]}}]}
    (folder / "conversations" / "1.json").write_text(json.dumps(kept), "utf-8")
    with archive.write():
        archive.documents.put("edition", "Ferries", {"any": "thing"}, 3, cites=[("t-1", 1)])
    archive.remove(["t-1", "t-2", "t-3"])
    assert main(["compact", "--archive", str(folder)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "kept t-1: cited by edition 3 of Ferries",
        "kept t-2: cited by the conversation “Of the harbour”",
        "1 removed article deleted for good",
    ]
    assert archive.article("t-1").text == record(1)["text"] and archive.counts()[0] == 1
    with pytest.raises(CallError, match="'t-3'"):
        archive.article("t-3")
    with pytest.raises(sqlite3.IntegrityError), archive.write() as db:
        db.execute("DELETE FROM articles WHERE id = 't-1'")
    with archive.write():
        archive.documents.remove("edition", "Ferries")
    (folder / "conversations" / "1.json").unlink()
    assert compact(folder, Settings()) == (2, {})
