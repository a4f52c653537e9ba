"""An archive ten times as long, each article again in nine earlier decades, its vectors a little turned: search time.

Nothing is embedded. Processor time is told, without the reader, of the archive as it is and of the long one: without
bounds, as of a day, and within one of its decades.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
import time
from itertools import product
from pathlib import Path
from statistics import median

import numpy as np

from corpus.evidence import Query
from corpus.index.vectors import VectorIndex
from corpus.models.bundled import BundledEmbedder
from corpus.scope import Scope
from corpus.search import Searcher
from corpus.store.archive import Archive
from corpus.store.reads import VERSION_FIELDS
from tests.benchmarks.bench_archive import QUESTIONS

TURNED = 0.3  # length of the noise that is added to a vector of length 1
APART = 1_000_000  # between the numbers of one decade and of the next
ROUNDS = 5
EARLIER = VERSION_FIELDS.replace("published, updated", "date(published, '{}'), NULL")
MIDDLE = "SELECT substr(published, 1, 10) FROM versions ORDER BY 1 LIMIT 1 OFFSET (SELECT count(*) / 2 FROM versions)"


def lengthen(archive: Archive, times: int) -> None:
    """Store each article again, `times` - 1 times, each a decade earlier; the vectors then wait for the index."""
    chance = np.random.default_rng(7)
    vectors = archive.db.execute("SELECT id, vector FROM passages").fetchall()
    for decade in range(1, times):
        more, days, mark = APART * decade, f"-{10 * decade} years", f"-{decade}"
        with archive.write() as db:
            db.execute(f"INSERT INTO texts SELECT id + {more}, hash || '{mark}', text FROM texts WHERE id < {APART}")
            db.execute(
                f"INSERT INTO articles (id, key, origin, seq) SELECT id || '{mark}', NULL, origin, seq + {more} "
                f"FROM articles WHERE seq < {APART} AND removed IS NULL"
            )
            db.execute(
                f"INSERT INTO versions (article, version, text, {VERSION_FIELDS}, effective, arrived) "
                f"SELECT article || '{mark}', version, text + {more}, {EARLIER.format(days)}, "
                f"date(effective, '{days}'), arrived FROM versions "
                f"WHERE text < {APART} AND article || '{mark}' IN (SELECT id FROM articles)"
            )
            db.execute(f"INSERT INTO near SELECT text + {more}, family + {more} FROM near WHERE text < {APART}")
            db.executemany(
                "INSERT INTO passages (id, text, start, end, title, body, hash, vector) "
                "SELECT id + ?, text + ?, start, end, title, body, hash || ?, ? FROM passages WHERE id = ?",
                ((more, more, mark, turned(vector, chance), id) for id, vector in vectors),
            )
    with archive.write() as db:
        db.execute("INSERT INTO words(words) VALUES ('rebuild')")


def turned(vector: bytes, chance: np.random.Generator) -> bytes:
    """The bytes of a vector near by, of length 1."""
    found = np.frombuffer(vector, dtype=np.float32)
    noise = chance.standard_normal(len(found)).astype(np.float32)
    found = found + TURNED * noise / np.linalg.norm(noise)
    return (found / np.linalg.norm(found)).astype(np.float32).tobytes()


def times_of(searchers: dict[str, Searcher], scopes: dict[str, Scope]) -> dict[str, dict[str, float]]:
    """Milliseconds of processor of a search over each archive, by scope: the median of each question's least.

    The archives take turns, so that a machine that is busy with other work is so for all of them.
    """
    found: dict[str, dict[str, float]] = {}
    for name, scope in scopes.items():
        took: dict[str, dict[str, float]] = {which: dict.fromkeys(QUESTIONS, float("inf")) for which in searchers}
        seen = {which: one.archive.seen(scope) for which, one in searchers.items()}
        for number, question in product(range(ROUNDS + 1), QUESTIONS):  # in the first, what is read once is read
            for which, one in searchers.items():
                began = time.process_time()
                one.search(Query(question, seen[which], 12))
                if number:
                    took[which][question] = min(took[which][question], (time.process_time() - began) * 1000)
        found[name] = {which: round(median(one.values()), 1) for which, one in took.items()}
    return found


def main() -> None:
    """Print the figures, and write them as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, required=True, help="an archive, of which a copy is made")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--json", type=Path, help="write the figures here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        once, many = Path(folder) / "once", Path(folder) / "many"
        for copy in (once, many):
            subprocess.run(["cp", "-r", str(args.archive), str(copy)], check=True)
        archive, model = Archive.open(once), BundledEmbedder(threads=1)
        newest = str(archive.newest())[:10]
        scopes = {
            "without bounds": Scope(),
            "as of the middle": Scope(as_of=archive.db.execute(MIDDLE).fetchone()[0]),
            "within the newest decade": Scope(since=f"{int(newest[:4]) - 9}-01-01", until=newest),
        }
        lengthen(Archive.open(many), args.times)
        shutil.rmtree(many / "chroma")
        long = Archive.open(many)
        began = time.process_time()
        VectorIndex(long).rebuild()
        rebuilt = time.process_time() - began
        searchers = {
            which: Searcher(one, VectorIndex(one), model, None) for which, one in (("once", archive), ("long", long))
        }
        times = times_of(searchers, scopes)
        found = {
            "articles and passages": {"once": archive.counts(), "long": long.counts()},
            "ms": times,
            "long / once": {name: round(one["long"] / one["once"], 2) for name, one in times.items()},
            "rebuilt, processor s": round(rebuilt),
        }
    print(json.dumps(found, indent=1))
    if args.json:
        args.json.write_text(json.dumps(found, indent=1), "utf-8")


if __name__ == "__main__":
    main()
