"""What is done once in a run of the tests is what it would be if it were done again."""

import os

import numpy as np

from corpus.models import embedder
from tests.support.once import copy_of


def test_a_reading_that_is_looked_up_is_what_the_model_says(monkeypatch):
    folder = os.path.join(os.environ["TESTS_RUN"], "readings")
    embedder().embed(["warm"])
    before, text = set(os.listdir(folder)), "The pilots of the harbour count their own readings."
    first = embedder().embed([text])[0]
    (made,) = set(os.listdir(folder)) - before
    again = embedder().embed([text])[0]
    assert set(os.listdir(folder)) - before == {made}
    monkeypatch.delenv("TESTS_RUN")
    assert np.array_equal(first, again) and np.array_equal(first, embedder().embed([text])[0])


def test_an_archive_is_made_once_and_copied(tmp_path):
    calls = []

    def make(folder):
        calls.append(folder)
        folder.mkdir()
        (folder / "a.txt").write_text("first")

    for name in ("one", "two"):
        copy_of("made-once", make, tmp_path / name)
        assert (tmp_path / name / "a.txt").read_text() == "first"
        (tmp_path / name / "a.txt").write_text("changed")
    assert len(calls) == 1
