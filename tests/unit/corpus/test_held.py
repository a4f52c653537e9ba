"""An archive's vectors held in memory: the nearest are exact, however the index was built, and follow every change."""

import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from assistant.desk.upkeep import status
from assistant.settings import Settings
from corpus.errors import WorkError
from corpus.index.held import Held
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.reembed import switch
from corpus.scope import Scope
from corpus.store.archive import Archive
from corpus.store.locks import locked
from tests.support.written_articles import record, word, write
from tests.unit.corpus.test_faults import many

WIDTH = 384


class Drawn:
    """Vectors drawn by chance, the same for the same text: no two articles lie apart as real ones do."""

    def __init__(self, name="drawn", width=WIDTH):
        self.name, self.width = name, width

    def embed(self, texts):
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text):
        drawn = np.random.default_rng(list(f"{self.name} {text}".encode())).standard_normal(self.width)
        return (drawn / np.linalg.norm(drawn)).astype(np.float32)


def take(archive, *records):
    source = write(archive.folder.parent / "source.jsonl", list(records))
    return ingest(archive, VectorIndex(archive), Drawn(), [source], wait=20)


@pytest.fixture
def archive(tmp_path):
    made = Archive.open(tmp_path / "archive", create=True)
    take(made, *(record(number) for number in range(80)))
    return made


def expected(archive, vector, limit, allowed=None):
    """The nearest, by a comparison of all in double precision."""
    rows = archive.db.execute("SELECT id, vector FROM passages WHERE indexed != 2").fetchall()
    scores = {id: float(np.frombuffer(one, "<f4").astype(float) @ vector.astype(float)) for id, one in rows}
    return sorted((id for id in scores if allowed is None or id in allowed), key=lambda id: (-scores[id], id))[:limit]


def ids(ranked):
    return [id for id, _ in ranked]


@pytest.mark.parametrize("limit", [1, 10, 200])
@pytest.mark.parametrize(
    "bounds", [{}, {"since": "2022-03-01"}, {"since": "2022-06-01", "until": "2022-06-20"}, {"source": "Nobody"}]
)
def test_the_nearest_are_those_of_a_comparison_of_all(archive, bounds, limit):
    allowed = archive.passages.eligible(Scope(**bounds))
    for number in range(5):
        vector = Drawn().embed_query(f"question {number}")
        found = VectorIndex(archive).nearest(vector, limit, Scope(**bounds))
        assert ids(found) == expected(archive, vector, limit, None if allowed is None else set(allowed.tolist()))


def test_equal_vectors_are_equally_near_wherever_they_stand_and_come_by_id(archive):
    """A product of matrices may round the same row otherwise elsewhere; what is found must not hang on it."""
    vector, twin = Drawn().embed_query("question"), Drawn().embed_query("twin").tobytes()
    chosen = [1, 2, 3, 17, 40, 41, 66, 79]
    with archive.write() as db:
        db.executemany("UPDATE passages SET vector = ? WHERE id = ?", [(twin, id) for id in chosen])
    for scope in (Scope(), Scope(since="2022-02-01")):
        allowed = archive.passages.eligible(scope)
        found = Held(archive).nearest(vector, 80, allowed)
        twins = [(id, score) for id, score in found if id in chosen]
        assert len({score for _, score in twins}) == 1
        assert ids(twins) == [id for id in chosen if allowed is None or id in allowed]


def test_what_is_added_removed_restored_and_deleted_is_seen_by_an_index_that_is_open(archive):
    index = VectorIndex(archive)

    def best(number):
        vector = np.frombuffer(
            archive.db.execute("SELECT vector FROM passages WHERE body LIKE ?", (f"%{word(number)}%",)).fetchone()[0],
            "<f4",
        )
        ((id, score),) = index.nearest(vector, 1)
        return score > 0.99 and id

    first = best(3)
    assert first
    take(archive, *(record(number) for number in range(100, 120)))
    assert best(110) and best(3) == first
    archive.remove(["t-3"])
    assert not best(3) and best(4)
    archive.restore(["t-3"])
    assert best(3) == first
    archive.remove(["t-4"])
    archive.compact()
    VectorIndex(archive).sync()
    assert index.count() == len(ids(index.nearest(Drawn().embed_query("all"), 10_000)))


def test_another_embedder_s_vectors_take_the_place_of_all(archive):
    index, other = VectorIndex(archive), Drawn("other", width=20)
    assert ids(index.nearest(Drawn().embed_query("q"), 5)) == expected(archive, Drawn().embed_query("q"), 5)
    with locked(archive.folder, wait=20):
        switch(archive, index, other)
    vector = other.embed_query("q")
    assert ids(index.nearest(vector, 5)) == expected(archive, vector, 5)
    with pytest.raises(WorkError, match="now made by other"):
        index.nearest(Drawn().embed_query("q"), 5)


@pytest.mark.parametrize("harm", ["lost", "damaged"])
def test_a_search_needs_nothing_of_chroma_s_files(archive, harm):
    many(archive.folder)
    vector = Drawn().embed_query("q")
    before = VectorIndex(archive).nearest(vector, 20)
    if harm == "lost":
        shutil.rmtree(archive.folder / "chroma")
    else:
        file = next((archive.folder / "chroma").rglob("data_level0.bin"))
        file.write_bytes(os.urandom(file.stat().st_size // 2))
    assert not status(archive.folder, Settings())["whole"]
    assert VectorIndex(archive).nearest(vector, 20) == before
    # What is not there is made again by the search; what is damaged waits for `briefing reindex`, as `status` says.
    assert status(archive.folder, Settings())["whole"] == (harm == "lost")


def test_two_archives_that_took_the_same_in_by_other_steps_find_the_same(tmp_path, archive, monkeypatch):
    monkeypatch.setattr("corpus.ingest.STEP", 7)
    other = Archive.open(tmp_path / "other" / "archive", create=True)
    take(other, *(record(number) for number in range(80)))
    shutil.rmtree(other.folder / "chroma")
    for number in range(10):
        vector = Drawn().embed_query(f"question {number}")
        assert VectorIndex(other).nearest(vector, 50) == VectorIndex(archive).nearest(vector, 50)


def test_an_archive_too_large_to_be_held_is_searched_through_chroma_and_a_server_s_always(archive, monkeypatch):
    asked = []
    monkeypatch.setattr(VectorIndex, "_by_chroma", lambda *given: asked.append(given) or [])
    index, vector, every = VectorIndex(archive), Drawn().embed_query("q"), sum(archive.indexing.counts())
    narrow = Scope(since="2022-11-01")
    few = len(archive.passages.eligible(narrow))
    assert 0 < few < every / 2
    for held, compared, scope, by_chroma in (
        (every, every, Scope(), False),
        (every - 1, every, Scope(), True),
        (every - 1, every, narrow, True),
        (every, every - 1, Scope(), True),
        (every, few, narrow, False),
        (every, few - 1, narrow, True),
    ):
        monkeypatch.setattr("corpus.index.held.HELD", held)
        monkeypatch.setattr("corpus.index.held.COMPARED", compared)
        asked.clear()
        assert bool(index.nearest(vector, 3, scope)) != by_chroma and bool(asked) == by_chroma
    monkeypatch.undo()
    with pytest.raises(WorkError, match="briefing move"):
        VectorIndex(archive, url="http://127.0.0.1:9").nearest(vector, 3)


def test_threads_that_ask_while_an_ingest_is_at_work_get_whole_answers(archive):
    index, vector = VectorIndex(archive), Drawn().embed_query("q")
    done = threading.Event()

    def ask():
        answers = 0
        while not done.is_set():
            found = index.nearest(vector, 60)
            assert len(set(ids(found))) == 60 and found == sorted(found, key=lambda one: (-one[1], one[0]))
            answers += 1
        return answers

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask) for _ in range(4)]
        try:
            for first in range(100, 160, 20):
                take(archive, *(record(number) for number in range(first, first + 20)))
        finally:
            done.set()
        assert all(one.result() for one in asking)
    assert ids(index.nearest(vector, 60)) == expected(archive, vector, 60)


def test_a_search_of_an_archive_that_is_held_does_not_load_chroma(archive):
    code = (
        "import sys, numpy as np\nfrom corpus.store.archive import Archive\n"
        "from corpus.index.vectors import VectorIndex\n"
        "assert VectorIndex(Archive.open(sys.argv[1])).nearest(np.ones(384, dtype='float32'), 3)\n"
        "assert 'chromadb' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, archive.folder], check=True)
