"""What faults are made of: an ingest in a process of its own, killed, starved or raced, and the proof afterwards."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.models import embedder
from corpus.store.archive import Archive
from tests.support.written_articles import record, word, write

# The embedder is the real one; steps are small, so that a kill falls into many moments of storing and indexing.
INGEST = """
import sys, resource, signal
import corpus.ingest
from corpus.errors import WorkError
from corpus.store.archive import Archive
from corpus.models import embedder
from corpus.index.vectors import VectorIndex
corpus.ingest.STEP = 4
real = embedder()
real.embed(["warm"])
archive = Archive.open(sys.argv[1], create=True)
index = VectorIndex(archive)
print("begin", flush=True)
if len(sys.argv) > 3:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    corpus.ingest.ingest(archive, index, real, [sys.argv[2]], wait=60)
except corpus.ingest.CallError as exc:
    sys.exit(f"CallError: {exc}")
except WorkError as exc:
    sys.exit(f"WorkError: {exc}")
except Exception as exc:
    sys.exit(f"{type(exc).__name__}: {exc}")
"""


def started(folder: Path, source: Path, *more: str) -> "subprocess.Popen[str]":
    """An ingest in its own process, just before its first article."""
    running = subprocess.Popen(
        [sys.executable, "-c", INGEST, str(folder), str(source), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )
    assert running.stdout is not None
    running.stdout.readline()
    return running


def killed(folder: Path, source: Path, seconds: float) -> bool:
    """Kill an ingest after some seconds; whether it was still at work."""
    running = started(folder, source)
    try:
        running.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        running.send_signal(signal.SIGKILL)
    running.communicate()
    return running.returncode == -signal.SIGKILL


def finish(folder: Path, source: Path) -> None:
    """End what was begun, in this process."""
    archive = Archive.open(folder, create=True)
    ingest(archive, VectorIndex(archive), embedder(), [source], wait=60)


def whole(folder: Path, numbers: list[int]) -> list[str]:
    """What is wrong with the archive: each article must be found by its own words and by its vector, none twice."""
    archive, wrong = Archive.open(folder), []
    index = VectorIndex(archive)
    found = [row.id for row in archive.browse(limit=10**6)]
    if sorted(found) != sorted(f"t-{number}" for number in numbers):
        wrong.append(f"{len(found)} articles for {len(numbers)}")
    texts, passages = archive.counts()
    stored = int(archive.db.execute("SELECT COUNT(*) FROM passages").fetchone()[0])
    distinct = int(
        archive.db.execute("SELECT COUNT(*) FROM (SELECT DISTINCT text, start, end FROM passages)").fetchone()[0]
    )
    if texts != len(numbers) or not stored == distinct == passages == index.count():
        wrong.append(f"{texts} texts, {stored} passages, {distinct} distinct, {index.count()} vectors")
    for number in numbers:
        ranked = archive.passages.lexical(word(number), 100)
        if {hit.article.id for hit in archive.passages.hits([id for id, _ in ranked]).values()} != {f"t-{number}"}:
            wrong.append(f"t-{number} is not found by its words")
    for id, blob in archive.db.execute("SELECT id, vector FROM passages").fetchall():
        nearest = index.nearest(np.frombuffer(blob, dtype="<f4"), 3)
        if id not in [one for one, score in nearest if score > 0.999]:
            wrong.append(f"passage {id} is not found by its vector")
    archive.db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    if archive.db.execute("PRAGMA integrity_check").fetchone()[0] != "ok" or not index.health().whole:
        wrong.append(f"not whole: {index.health()}")
    return wrong


def kill_and_finish(folder: Path, articles: int, chance: random.Random, longest: float) -> tuple[bool, list[str]]:
    """One trial over a fresh archive: whether the kill hit, and what is wrong afterwards."""
    folder.mkdir(parents=True)
    source = write(folder / "source.jsonl", [record(number) for number in range(articles)])
    hit = killed(folder / "archive", source, chance.uniform(0, longest))
    finish(folder / "archive", source)
    return hit, whole(folder / "archive", list(range(articles)))


def uninterrupted(folder: Path, articles: int) -> float:
    """How many seconds such an ingest takes when nobody kills it."""
    folder.mkdir(parents=True)
    source = write(folder / "source.jsonl", [record(number) for number in range(articles)])
    running = started(folder / "archive", source)
    began = time.monotonic()
    running.communicate()
    return time.monotonic() - began
