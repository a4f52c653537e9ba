"""Rows for `train_query.py`: questions, the passages that answer them, and the vectors of passages.

    python -m tests.training.query_rows --data DATA --beside ARCHIVE [ARCHIVE ...] --out ROWS.npz

The questions are those of the reader (`reader_rows.py`), but for the sets of requests that are kept apart; of the
questions to one passage also those by which the reader is reported on. Each
stands to the passages that must be quoted for it; those that may be count neither for nor against it. The vectors are
the bundled embedder's, of passages as an ingest embeds them; beside them stand the passages of other archives of
press/state and press/white_house, which answer none of the questions.
"""

import argparse
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from corpus.chunking import header
from corpus.models.bundled import BundledEmbedder
from corpus.text.speakers import replying
from tests.training.answerability_data import PRESS_QUESTIONS
from tests.training.articles import articles, rows_of
from tests.training.reader_rows import APART, ASKED, BROAD

Place = tuple[str, int, int]  # a passage: its article, the first and the last character
Asked = tuple[str, list[Place], list[Place], list[Place]]


def asked() -> Iterator[Asked]:
    """Every question that may be trained on: its words, the passages that answer it, those that may, and all that
    somebody looked at.
    """
    for one in rows_of(BROAD):
        if one["set"] not in APART:
            places: list[Place] = [(id, start, end) for id, start, end in one["passages"]]
            must, may = ({places[at] for at, _, _ in one[name]} for name in ("vital", "okay"))
            yield one["question"], sorted(must), sorted(may - must), places
    for file, answer in ((ASKED, "spans"), (PRESS_QUESTIONS, "answer")):
        for one in rows_of(file):
            place = (one["article_id"], one["start"], one["end"])
            yield one["question"], [place] if one[answer] else [], [], [place]


def beside(archive: Path, taken: dict[str, list[tuple[int, int]]]) -> Iterator[np.ndarray]:
    """The vectors of an archive's passages, but of those that a question stands to."""
    rows = sqlite3.connect(archive / "archive.db").execute(
        "select vector, start, end, article from passages join versions on versions.text = passages.text"
    )
    for vector, start, end, article in rows:
        if not any(first < end and start < last for first, last in taken.get(article, ())):
            held = np.frombuffer(vector, dtype=np.float32)
            yield held / np.linalg.norm(held)


def _texts(data: Path, places: Sequence[Place]) -> list[str]:
    known = {one["id"]: one for one in articles(data / "press")}
    found = ((known[id], start, end) for id, start, end in places)
    return [header(one["title"], one["published"]) + replying(one["text"], start, end) for one, start, end in found]


def main() -> None:
    """Write the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--beside", type=Path, nargs="*", default=())
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    found = list(asked())
    numbers = {place: at for at, place in enumerate(dict.fromkeys(place for *_, looked in found for place in looked))}
    taken: dict[str, list[tuple[int, int]]] = {}
    for id, start, end in numbers:
        taken.setdefault(id, []).append((start, end))
    vectors = BundledEmbedder().embed(_texts(args.data, list(numbers)))
    others = [vector for archive in args.beside for vector in beside(archive, taken)]
    rows = [
        (question, [numbers[one] for one in must], [numbers[one] for one in may])
        for question, must, may, _ in found
        if must
    ]
    np.savez(args.out, rows=json.dumps(rows), vectors=np.stack([*vectors, *others]))


if __name__ == "__main__":
    main()
