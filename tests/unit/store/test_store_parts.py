"""The parts of an archive that keep account: what the vector index owes, and the vectors of another embedder."""

import ast
from pathlib import Path

import numpy as np
import pytest

from corpus.article import Article
from corpus.chunking import cut
from corpus.store.archive import Archive

HOUSE = Path(__file__).resolve().parents[3]
TEXT = "The ferry to Gull Island sails again on 14 June, the harbour office said on Monday."


@pytest.fixture
def archive(tmp_path):
    """Two articles of a passage each, with vectors of four numbers."""
    found = Archive.open(tmp_path / "archive", create=True)
    for number, day in enumerate(("2021-05-03", "2021-06-14")):
        article = Article(f"Ferry {number}", f"{TEXT} It is number {number}.", day, f"ferry-{number}")
        passages = cut(article)
        with found.write():
            vectors = np.full((len(passages), 4), number, dtype=np.float32)
            found.store(article, found.standing(article), passages, vectors)
    return found


def test_what_is_stored_waits_for_the_index_until_it_took_it(archive):
    indexing = archive.indexing
    assert (indexing.waits(), indexing.counts(), indexing.width()) == (True, (0, 2), 4)
    first, second = indexing.entries(10)
    assert [first.passage, second.passage] == indexing.pending(10) and len(indexing.pending(1)) == 1
    assert (second.first, second.last, second.vector.tolist()) == ("2021-06-14", "2021-06-14", [1.0] * 4)
    with archive.write():
        indexing.took([first.passage, second.passage])
    assert (indexing.waits(), indexing.counts()) == (False, (2, 0))
    with archive.write():
        indexing.start_again()
    assert indexing.counts() == (0, 2)


def test_what_is_taken_out_must_leave_the_index(archive):
    with archive.write():
        archive.indexing.took(archive.indexing.pending(10))
    archive.remove(["ferry-0"])
    [gone] = archive.indexing.dropped(10)
    assert archive.indexing.waits() and archive.indexing.counts() == (1, 0)
    with archive.write():
        archive.indexing.left([gone])
    assert not archive.indexing.waits()


def test_an_index_that_lacks_some_and_has_others_too_much_is_reconciled(archive):
    first, second = archive.indexing.pending(10)
    with archive.write():
        archive.indexing.took([first, second])
        archive.indexing.reconcile({second, 999})
    assert archive.indexing.pending(10) == [first] and archive.indexing.dropped(10) == [999]


def test_other_vectors_are_kept_beside_the_old_ones_until_they_change_over(archive):
    others = archive.other_vectors
    with archive.write():
        others.begin("other:model")
    (passages, letters), missing = others.left("other:model"), others.missing(10)
    assert passages == 2 and letters > 2 * len(TEXT)
    assert [(one.title, one.published) for one in missing] == [("Ferry 0", "2021-05-03"), ("Ferry 1", "2021-06-14")]
    with archive.write():
        others.keep([missing[0].passage], np.ones((1, 3), dtype=np.float32))
    assert [one.passage for one in others.missing(10)] == [missing[1].passage]
    assert others.left("other:model")[0] == 1 and others.left("a third")[0] == 2
    assert archive.indexing.width() == 4
    with archive.write():
        others.keep([missing[1].passage], np.ones((1, 3), dtype=np.float32))
        others.change_over("other:model")
    assert archive.indexing.width() == 3 and archive.meta("embedder") == "other:model"
    assert archive.meta("switching_to") is None


def test_what_a_feed_said_is_kept(archive):
    assert archive.origins.feed_state("https://feed.example") is None
    with archive.write():
        archive.origins.keep_feed_state("https://feed.example", '{"etag": "1"}')
    assert archive.origins.feed_state("https://feed.example") == '{"etag": "1"}'


def test_the_archives_tables_are_spoken_to_in_one_folder():
    speaking = set()
    for package in ("corpus", "assistant", "ui"):
        for file in (HOUSE / package).rglob("*.py"):
            calls = [node.func for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
            if any(isinstance(one, ast.Attribute) and one.attr in ("execute", "executemany") for one in calls):
                speaking.add(file.parent.relative_to(HOUSE).as_posix())
    assert speaking == {"corpus/store", "corpus/store/beside"}
