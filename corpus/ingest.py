"""Sources -> archive -> vectors: incremental, resumable, one writer at a time."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from corpus.archive import Archive, Standing, passage_hash
from corpus.article import Article, Passage, content_hash
from corpus.errors import CallError, WorkError
from corpus.models import Embedder, Vectors
from corpus.passages import cut, header
from corpus.reading import read
from corpus.vectors import VectorIndex

# Passages embedded and stored in one step: enough to sort by length, few enough that a kill costs seconds of work.
STEP = 256

Progress = Callable[[str, int], None]
"""Called with the name of what was just stored and the number of passages that took."""


@dataclass(slots=True)
class IngestReport:
    """What an ingest did, in articles; `model_dump()` is the JSON of `ingest`."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    removed: int = 0
    rejected: list[dict[str, str]] = field(default_factory=list)
    articles: int = 0
    passages: int = 0
    seconds: float = 0.0

    def model_dump(self) -> dict[str, Any]:
        """The report as JSON types."""
        return asdict(self)


@dataclass(slots=True)
class _Waiting:
    article: Article
    standing: Standing
    passages: list[Passage]


def check_embedder(archive: Archive, embedder: Embedder) -> None:
    """Raise CallError where the archive's vectors were made by another embedder."""
    made_by = archive.meta("embedder")
    if made_by is not None and made_by != embedder.name:
        raise CallError(
            f"the archive was made with the embedder {made_by}, the settings name {embedder.name}: "
            f"set BRIEFING_EMBEDDER={made_by.partition(':')[0] if made_by.startswith('bundled') else made_by}, "
            "or switch with `briefing reindex`"
        )


@contextmanager
def writing(archive: Archive, *, wait: float = 0.0) -> Iterator[None]:
    """Hold the archive's one-writer lock. Raises WorkError, naming who holds it, when it is taken for over `wait` seconds."""
    from filelock import FileLock, Timeout

    holder = archive.folder / "writer.txt"
    lock = FileLock(archive.folder / "writer.lock")
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        who = holder.read_text("utf-8") if holder.is_file() else "another process"
        raise WorkError(f"the archive is being written by {who}: wait until it is done, then try again") from None
    try:
        holder.write_text(f"process {os.getpid()} since {time.strftime('%Y-%m-%d %H:%M:%S')}", "utf-8")
        yield
    finally:
        lock.release()


def ingest(
    archive: Archive, index: VectorIndex, embedder: Embedder, sources: Sequence[str | Path], *,
    published: str | None = None, progress: Progress | None = None, wait: float = 0.0,
) -> IngestReport:
    """Take the sources into the archive; each step of about STEP passages is whole or not there at all.

    Raises CallError when a source does not exist or the embedder is another one, WorkError when the lock is held
    or the disk is full. What cannot be read is one line in `rejected`; the rest goes on.
    """
    began = time.monotonic()
    report = IngestReport()
    check_embedder(archive, embedder)
    with writing(archive, wait=wait):
        with archive.write():
            archive.set_meta("embedder", embedder.name)
        index.sync()
        step: list[_Waiting] = []

        def reject(source: str, reason: str) -> None:
            report.rejected.append({"source": source, "reason": reason})

        def flush() -> None:
            _store(archive, embedder, step)
            index.sync()
            for one in step:
                if progress is not None:
                    progress(one.article.title, len(one.passages))
            step.clear()

        for source in sources:
            for article in read(source, published=published, reject=reject):
                if any(_clash(one.article, article) for one in step):
                    flush()
                standing = archive.standing(article)
                name = "duplicates" if standing.outcome == "duplicate" else standing.outcome
                setattr(report, name, getattr(report, name) + 1)
                if standing.outcome == "unchanged":
                    continue
                passages = [] if standing.text_known else cut(article)
                step.append(_Waiting(article, standing, passages))
                if sum(len(one.passages) for one in step) >= STEP or len(step) >= STEP:
                    flush()
        flush()
    report.articles, report.passages = archive.counts()
    report.seconds = round(time.monotonic() - began, 3)
    return report


def _clash(one: Article, other: Article) -> bool:
    same_key = bool(one.key) and one.key == other.key
    return one.id == other.id or same_key or content_hash(one.text) == content_hash(other.text)


def _store(archive: Archive, embedder: Embedder, step: list[_Waiting]) -> None:
    vectors = _embed(archive, embedder, step)
    with archive.write():
        for one in step:
            made = np.stack([vectors[passage_hash(one.article, p)] for p in one.passages]) if one.passages else None
            archive.store(one.article, one.standing, one.passages, made)


def _embed(archive: Archive, embedder: Embedder, step: list[_Waiting]) -> dict[str, Vectors]:
    texts = {
        passage_hash(one.article, passage): header(one.article.title, one.article.published) + passage.text
        for one in step for passage in one.passages
    }
    known = archive.known_vectors(list(texts))
    missing = [digest for digest in texts if digest not in known]
    if missing:
        known.update(zip(missing, embedder.embed([texts[digest] for digest in missing]), strict=True))
    return known
