"""The archive survives: kills, a full disk, a damaged or lost index, readers beside writers. The faults are real."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.desk.upkeep import reindex, status
from assistant.settings import Settings
from corpus.errors import WorkError
from corpus.index.chroma import Chroma
from corpus.index.fingerprint import fingerprint
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.models import embedder
from corpus.store.archive import Archive
from corpus.store.locks import locked, still
from tests.support.copies import copied
from tests.support.faults import finish, kill_and_finish, started, whole
from tests.support.written_articles import Counting, record, write

pytestmark = pytest.mark.usefixtures("by_chroma")  # an archive whose vectors are held needs nothing of these files


@pytest.mark.slow
@pytest.mark.parametrize("trial", [0, *(pytest.param(more, marks=pytest.mark.long) for more in (1, 2))])
def test_after_a_kill_at_any_moment_the_archive_is_whole(tmp_path, trial):
    _, wrong = kill_and_finish(tmp_path / "trial", 60, random.Random(trial), 4.0)
    assert wrong == []


@pytest.fixture
def filled(tmp_path):
    folder = tmp_path / "archive"
    finish(folder, write(tmp_path / "a.jsonl", [record(number) for number in range(6)]))
    return folder


def ask(folder, number=3):
    archive = Archive.open(folder)
    ranked = VectorIndex(archive).nearest(embedder().embed_query(str(record(number)["text"])), 3)
    return archive.passages.hits([ranked[0][0]])[ranked[0][0]].article.id


@pytest.mark.slow
@pytest.mark.parametrize("room", [30_000, *(pytest.param(more, marks=pytest.mark.long) for more in (200_000, 400_000))])
def test_a_full_disk_is_a_clear_error_and_the_archive_is_as_before(filled, tmp_path, room):
    largest = max(path.stat().st_size for path in filled.rglob("*") if path.is_file())
    more = write(tmp_path / "b.jsonl", [record(number) for number in range(200, 240)])
    running = started(filled, more, str(largest + room if room > 30_000 else room))
    said = running.communicate()[1].strip()
    if running.returncode == 0:
        pytest.skip("there was room enough")
    assert said.startswith("WorkError: ") and "\n" not in said and "disk" in said, said
    assert ask(filled) == "t-3"
    assert {f"t-{number}" for number in range(6)} <= {row.id for row in Archive.open(filled).browse(limit=999)}
    finish(filled, more)
    assert whole(filled, [*range(6), *range(200, 240)]) == []


def many(folder, count=1100):
    """Enough passages that Chroma writes its index to files; the vectors are random, since nothing here reads them."""
    import numpy as np

    archive = Archive.open(folder)
    chance = np.random.default_rng(0).normal(size=(count, 384)).astype("<f4")
    with locked(folder, wait=20):
        with archive.write() as db:
            text = db.execute("SELECT id FROM texts LIMIT 1").fetchone()[0]
            db.executemany(
                "INSERT INTO passages (text, start, end, title, body, hash, vector) VALUES (?, 0, 1, '', '', '', ?)",
                [(text, (one / np.linalg.norm(one)).astype("<f4").tobytes()) for one in chance],
            )
        VectorIndex(archive).sync()


def test_a_lost_index_is_rebuilt_without_embedding(filled):
    shutil.rmtree(filled / "chroma")
    state = status(filled, Settings())
    assert not state["whole"] and state["trouble"] == "they are missing"
    assert ask(filled) == "t-3"
    assert status(filled, Settings())["whole"]


@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "index_metadata.pickle", "chroma.sqlite3"])
def test_a_damaged_index_is_one_clear_line_and_reindex_rebuilds_it(filled, name, monkeypatch):
    many(filled)
    file = next(path for path in (filled / "chroma").rglob(name))
    file.write_bytes(os.urandom(max(60, file.stat().st_size // 2)))
    with pytest.raises(WorkError, match="briefing reindex") as raised:
        ask(filled)
    assert "\n" not in str(raised.value)
    state = status(filled, Settings())
    assert not state["whole"] and state["trouble"]
    monkeypatch.setattr(
        "corpus.models.bundled.BundledEmbedder.embed", lambda *_: pytest.fail("nothing is embedded again")
    )
    assert reindex(filled, Settings(), say=print) == 1106
    monkeypatch.undo()
    assert ask(filled) == "t-3" and status(filled, Settings())["whole"]


def test_a_copied_archive_answers_without_being_rebuilt(filled, tmp_path):
    many(filled)
    copied(filled, tmp_path / "elsewhere")
    assert ask(tmp_path / "elsewhere") == "t-3" and status(tmp_path / "elsewhere", Settings())["whole"]


def test_an_open_desk_answers_from_what_another_process_has_just_ingested(filled, tmp_path):
    archive = Archive.open(filled)
    index = VectorIndex(archive)
    vector = embedder().embed_query(str(record(77)["text"]))

    def best():
        ranked = index.nearest(vector, 1)
        return archive.passages.hits([ranked[0][0]])[ranked[0][0]].article.id

    assert best() != "t-77" and archive.counts()[0] == 6
    running = started(filled, write(tmp_path / "b.jsonl", [record(77), record(78)]))
    while running.poll() is None:
        assert best().startswith("t-"), "answers all the while"
    assert running.communicate()[1] == "" and running.returncode == 0
    assert best() == "t-77" and archive.counts()[0] == 8


def test_a_writer_waits_for_a_reader_that_loads_the_index_and_a_reader_does_without_it_meanwhile(filled, monkeypatch):
    many(filled)
    archive = Archive.open(filled)
    vector, loading, go = embedder().embed_query(str(record(3)["text"])), threading.Event(), threading.Event()
    connect = Chroma.open

    def slowly(self, *, create):
        if not create:
            loading.set()
            assert go.wait(20)
        return connect(self, create=create)

    monkeypatch.setattr(Chroma, "open", slowly)
    with ThreadPoolExecutor() as pool:
        reading = pool.submit(VectorIndex(archive).nearest, vector, 1)
        assert loading.wait(20)
        writing = pool.submit(many, filled, 1200)
        with pytest.raises(TimeoutError):
            writing.result(timeout=1)
        go.set()
        assert reading.result(timeout=20) and writing.result(timeout=20) is None
    with still(filled, wait=0), monkeypatch.context() as patched:
        patched.setattr("corpus.index.vectors.READING", 0.1)
        patched.setattr(Chroma, "open", lambda *_, **__: pytest.fail("the files are being written"))
        assert ask(filled) == "t-3"
    assert status(filled, Settings())["whole"]


@pytest.mark.long
def test_readers_that_open_the_index_while_it_is_written_neither_die_nor_touch_it(filled):
    many(filled)
    readers = [
        subprocess.Popen([sys.executable, "-c", OPENS, filled], stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for _ in range(8):
        many(filled, 350)
        before = fingerprint(filled / "chroma")
        time.sleep(0.2)
        assert fingerprint(filled / "chroma") == before
    (filled / "stop").touch()
    assert [(one.communicate()[1], one.returncode) for one in readers] == [("", 0)] * 2
    assert status(filled, Settings())["whole"]


OPENS = """
import sys, numpy as np, corpus.index.held
from pathlib import Path
from corpus.store.archive import Archive
from corpus.index.vectors import VectorIndex
corpus.index.held.HELD = -1
while not Path(sys.argv[1], "stop").exists():
    VectorIndex(Archive.open(sys.argv[1])).nearest(np.ones(384, dtype="float32"), 3)
"""


def test_readers_that_are_killed_leave_no_harm(filled):
    code = (
        "import sys, numpy as np, corpus.index.held; from corpus.store.archive import Archive\n"
        "from corpus.index.vectors import VectorIndex; corpus.index.held.HELD = -1\n"
        "i = VectorIndex(Archive.open(sys.argv[1]))\nprint(1, flush=True)\n"
        "while True: i.nearest(np.ones(384, dtype='float32'), 3)"
    )
    reader = subprocess.Popen([sys.executable, "-c", code, filled], stdout=subprocess.PIPE)
    reader.stdout.readline()
    reader.kill()
    reader.communicate()
    assert whole(filled, list(range(6))) == []


def test_a_bad_embedding_keeps_nothing_of_its_step(filled, tmp_path):
    class Failing(Counting):
        def embed(self, texts):
            raise WorkError("the embedding server failed (Timeout): try again")

    archive = Archive.open(filled)
    with pytest.raises(WorkError, match="embedding server"):
        ingest(archive, VectorIndex(archive), Failing(embedder()), [write(tmp_path / "b.jsonl", [record(9)])])
    assert whole(filled, list(range(6))) == []
