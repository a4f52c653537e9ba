"""Runs one retrieval system over one set, in two processes: `index`, then `query`; each writes its figures as JSON.

It is imported in the environments of the peers too: beside the standard library it needs only numpy and, through
`corpus.models.bundled`, fastembed.
"""

import argparse
import json
import platform
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from corpus.models import Embedder, Vectors, embedder

K = 40  # passages asked for, so that ten distinct articles are among them


@dataclass(frozen=True, slots=True)
class Request:
    """One prompt as a retrieval system sees it. Days are `YYYY-MM-DD`; `flat` has the last question put in front."""

    question: str
    history: Sequence[Mapping[str, str]]
    flat: str
    as_of: str | None
    since: str | None
    until: str | None

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last day of publication that may be returned, as sortable numbers (20210125)."""
        last = min((day for day in (self.as_of, self.until) if day), default="9999-12-31")
        return number(self.since or "0001-01-01"), number(last)


class System(Protocol):
    """What is compared: made from articles once, then opened and asked."""

    def index(self, articles: Sequence[Mapping[str, Any]], folder: Path) -> int:
        """Index the articles into the folder; returns how many chunks there are."""
        ...

    def open(self, folder: Path) -> None:
        """Open what `index` left in the folder."""
        ...

    def search(self, request: Request, k: int) -> list[str]:
        """The article ids of the k best chunks, best first."""
        ...


class CountingEmbedder:
    """The project's own embedder for everybody; with a cache, a text that was embedded before costs nothing."""

    def __init__(self, cache: Path | None = None) -> None:
        self._inner: Embedder = embedder()
        self._db = sqlite3.connect(cache) if cache else None
        if self._db:
            self._db.execute("CREATE TABLE IF NOT EXISTS vectors (text TEXT PRIMARY KEY, vector BLOB)")
        self.embedded = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Passages as unit vectors, in the order given."""
        if self._db is None:
            self.embedded += len(texts)
            return self._inner.embed(texts)
        keys = [sha256(text.encode()).hexdigest() for text in texts]
        known = {
            key: found[0]
            for key in keys
            if (found := self._db.execute("SELECT vector FROM vectors WHERE text = ?", (key,)).fetchone())
        }
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        names = sorted(missing, key=lambda key: len(missing[key]))
        for at in range(0, len(names), 256):  # kept as it goes: a run that is stopped goes on from there
            step = names[at : at + 256]
            made = self._inner.embed([missing[key] for key in step])
            known |= {key: row.tobytes() for key, row in zip(step, made, strict=True)}
            self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", [(key, known[key]) for key in step])
            self._db.commit()
            self.embedded += len(step)
        return np.stack([np.frombuffer(known[key], dtype=np.float32) for key in keys])

    def embed_query(self, text: str) -> Vectors:
        """A question as a unit vector; never cached, since its time is measured."""
        return self._inner.embed_query(text)


def document(article: Mapping[str, Any]) -> str:
    """An article as every peer gets it: title, day of publication, text."""
    return f"{article['title']}\n{article['published'][:10]}\n\n{article['text']}"


def number(day: str) -> int:
    """A day as a number that sorts."""
    return int(day[:10].replace("-", ""))


def rows(file: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def memory_mb() -> float:
    """The highest resident memory that this process has had so far, in megabytes."""
    status = Path("/proc/self/status")
    if status.is_file() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(found[1]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if platform.system() == "Darwin" else 1024)


def disk_mb(folder: Path) -> float:
    """What the folder's files take, in megabytes."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def main(make: Callable[[CountingEmbedder, argparse.Namespace], System]) -> None:
    """The command line of one system: `index` or `query`, over the folder of a set."""
    parser = argparse.ArgumentParser()
    parser.add_argument("phase", choices=["index", "query"])
    parser.add_argument("--set", type=Path, required=True, help="a folder with articles.jsonl and requests.jsonl")
    parser.add_argument("--store", type=Path, required=True, help="the folder of the index")
    parser.add_argument("--out", type=Path, required=True, help="the JSON to write")
    parser.add_argument("--cache", type=Path, help="embeddings by the hash of their text")
    parser.add_argument("--variant", default="", help="which of the system's variants")
    args = parser.parse_args()
    counting = CountingEmbedder(args.cache)
    system = make(counting, args)
    figures = (_index if args.phase == "index" else _query)(system, counting, args)
    args.out.write_text(json.dumps(figures), "utf-8")
    print(args.phase, {name: value for name, value in figures.items() if name != "ranked"}, file=sys.stderr)


def _index(system: System, counting: CountingEmbedder, args: argparse.Namespace) -> dict[str, Any]:
    articles = rows(args.set / "articles.jsonl")
    counting.embed_query("warm")  # loading the model is no part of indexing
    args.store.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    chunks = system.index(articles, args.store)
    return {
        "seconds": time.perf_counter() - began,
        "articles": len(articles),
        "chunks": chunks,
        "embedded": counting.embedded,
        "characters": sum(len(one["text"]) for one in articles),
        "memory_mb": memory_mb(),
    }


def _query(system: System, counting: CountingEmbedder, args: argparse.Namespace) -> dict[str, Any]:
    requests = rows(args.set / "requests.jsonl")
    system.open(args.store)
    system.search(Request("What is new?", (), "What is new?", None, None, None), K)  # the first loads models and index
    ranked, times = {}, {}
    for row in requests:
        request = Request(**{name: row[name] for name in Request.__slots__})
        began = time.perf_counter()
        ranked[row["id"]] = system.search(request, K)
        times[row["id"]] = (time.perf_counter() - began) * 1000
    return {"ranked": ranked, "ms": times, "memory_mb": memory_mb(), "disk_mb": disk_mb(args.store)}
