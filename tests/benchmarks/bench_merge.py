"""Four archives of a quarter each, merged, against one ingest of all press texts: whether anything differs.

The press texts have no versions, few copies and few near-copies, so some of each are planted: of a hundredth of the
articles each, dealt by chance like the others, and thus mostly to another archive than the text that they follow.
Embedding is left aside: a vector tells how often a text has each of its words, so that the same text always has the
same. Compared are articles, versions, copies, near-copies, inputs, passages, vectors and the results of searches.
"""

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from assistant.evaluation import read_prompts
from corpus.evidence import Query
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.merge import merge
from corpus.models import Vectors
from corpus.models.bundled import DIMENSION
from corpus.scope import Scope
from corpus.search import Searcher
from corpus.store.archive import Archive
from tests.support.held import held

SHARDS = 4
PLANTED = 0.01  # of the articles: so many later versions, so many copies, so many near-copies
SCOPES = {
    "without bounds": Scope(),
    "as of 2021-06-30": Scope(as_of="2021-06-30"),
    "in March 2021": Scope(since="2021-03-01", until="2021-03-31"),
}
PARTS = ("versions", "copies", "near-copies", "inputs")


class Counted:
    """Vectors of counted words, in place of an embedder: each word has a place and a sign by its hash."""

    name = "counted"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Passages as unit vectors `[n, 384]`."""
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> Vectors:
        """A question as a unit vector `[384]`."""
        hashes = np.array([crc32(word.encode()) for word in re.findall(r"\w+", text.lower())] or [0])
        found = np.bincount(hashes % DIMENSION, np.where(hashes >> 16 & 1, 1.0, -1.0), DIMENSION)
        return (found / (np.linalg.norm(found) or 1.0)).astype(np.float32)


def planted(line: str, chance: random.Random) -> list[str]:
    """Of an article, by chance: a later version, a copy in another outlet, a near-copy there; one line each."""
    known = json.loads(line)
    text, elsewhere = known["text"], {"source": "Gull Island Wire", "url": None}
    made = (
        known | {"text": f"{text} This text was corrected.", "updated": known["published"]},
        known | elsewhere | {"id": f"{known['id']}-copy"},
        known | elsewhere | {"id": f"{known['id']}-near", "text": f"{text} More is known tomorrow."},
    )
    return [json.dumps(one) + "\n" for one in made if chance.random() < PLANTED]


def dealt(press: Path, folder: Path, limit: int | None) -> list[Path]:
    """The lines of all press texts and what is planted, dealt to one file for each shard by chance."""
    chance, lines = random.Random(19), list[str]()
    for file in sorted(press.glob("*.jsonl")):
        lines += file.read_text("utf-8").splitlines(keepends=True)[:limit]
    lines += [one for line in lines for one in planted(line, chance)]
    hands: list[list[str]] = [[] for _ in range(SHARDS)]
    for line in lines:
        chance.choice(hands).append(line)
    files = [folder / f"{at}.jsonl" for at in range(SHARDS)]
    for file, hand in zip(files, hands, strict=True):
        file.write_text("".join(hand), "utf-8")
    return files


def took_in(folder: Path, files: Sequence[Path]) -> Archive:
    """An archive of the files, each a source of its own."""
    archive = Archive.open(folder, create=True)
    for file in files:
        ingest(archive, VectorIndex(archive), Counted(), [file])
    return archive


def found(archive: Archive, questions: Sequence[str]) -> dict[tuple[str, str], Any]:
    """The first twenty results of each question in each scope."""
    searcher = Searcher(archive, VectorIndex(archive), Counted(), None)
    return {
        (name, question): [one.model_dump() for one in searcher.search(Query(question, archive.seen(scope), 20))]
        for name, scope in SCOPES.items()
        for question in questions
    }


def measure(folder: Path, press: Path, questions: Sequence[str], limit: int | None = None) -> dict[str, Any]:
    """What differs between the merged shards and one ingest, counted, and the seconds that the merge took."""
    files = dealt(press, folder, limit)
    whole = took_in(folder / "whole", files)
    shards = [took_in(folder / file.stem, [file]) for file in files]
    merged = Archive.open(folder / "merged", create=True)
    began = time.process_time()
    report = merge(merged, VectorIndex(merged), shards)
    seconds = time.process_time() - began
    (theirs, their_passages), (ours, our_passages) = held(folder / "whole"), held(folder / "merged")
    expected, results = found(whole, questions), found(merged, questions)
    both = theirs.keys() & ours.keys()
    return {
        "articles": len(theirs),
        "of which in more than one version": sum(len(one[0]) > 1 for one in theirs.values()),
        "of which with exact copies": sum(bool(one[1]) for one in theirs.values()),
        "of which with near-copies": sum(bool(one[2]) for one in theirs.values()),
        "passages": len(their_passages),
        "searches": len(expected),
        "merge, processor s": round(seconds, 1),
        "rejected": len(report.rejected),
        "different": {
            "ids": len(theirs.keys() ^ ours.keys()),
            **{name: sum(theirs[id][at] != ours[id][at] for id in both) for at, name in enumerate(PARTS)},
            "passages, their order, vectors": sum(
                one != other for one, other in zip_longest(their_passages, our_passages)
            ),
            **{
                f"searches {name}": sum(expected[key] != results[key] for key in expected if key[0] == name)
                for name in SCOPES
            },
            "vectors that the index lacks": len(our_passages) - VectorIndex(merged).count(),
        },
    }


def main() -> int:
    """Print the figures, and write them as JSON where asked; ends with 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder with press/")
    parser.add_argument("--prompts", type=Path, required=True, help="whose questions are searched for")
    parser.add_argument("--limit", type=int, help="only so many articles of each file")
    parser.add_argument("--json", type=Path, help="write the figures here")
    args = parser.parse_args()
    questions = [one.question for one in read_prompts(args.prompts)]
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), args.data / "press", questions, args.limit)
    print(json.dumps(figures, indent=1))
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1), "utf-8")
    return int(any(figures["different"].values()))


if __name__ == "__main__":
    sys.exit(main())
