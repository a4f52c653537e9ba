"""The query encoder: a question's vector lies near to the passages that answer it, in whatever words."""

import shutil

import numpy as np
import pytest

from corpus.errors import WorkError
from corpus.models import embedder
from corpus.models.pair_model import WEIGHTS
from corpus.models.query_model import QueryModel

PASSAGES = [
    "The ferry between Port Alder and Vess will stop on 3 October, chairwoman Ines Vaal said. The boat is too old.",
    "The night bus to Vess runs every hour. Tickets for the bus are sold at the harbour.",
    "The museum of Vess shows old boats until the spring.",
    "The school of Port Alder has had no music teacher since the summer.",
]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("When does the boat service across the bay end?", 0),
        ("How often can one travel to the town after dark by road?", 1),
        ("Where can historic vessels be looked at?", 2),
        ("Which subject can pupils no longer take?", 3),
    ],
)
def test_a_question_in_other_words_lies_nearest_to_what_answers_it(question, answers):
    near = embedder().embed(PASSAGES) @ embedder().embed_query(question)
    assert near.argmax() == answers


@pytest.mark.parametrize("question", ["", "Who?", "어디에서?", "why " * 3000])
def test_any_question_is_a_unit_vector_and_always_the_same_one(question):
    vector = embedder().embed_query(question)
    assert vector.shape == (384,) and vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(vector, embedder().embed_query(question))


def test_weights_that_are_not_those_of_the_card_are_refused(tmp_path):
    for file in WEIGHTS.glob("query*"):
        shutil.copy(file, tmp_path)
    (tmp_path / "query.onnx").write_bytes(b"other weights")
    with pytest.raises(WorkError, match="missing or damaged"):
        QueryModel(tmp_path).vector("Who?")
    assert (WEIGHTS / "query.onnx").stat().st_size <= 30_000_000
    assert b"stack_trace" not in (WEIGHTS / "query.onnx").read_bytes()
