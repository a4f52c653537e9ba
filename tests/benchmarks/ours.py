"""Our search as one of the systems compared: whole, without the reader, and plain dense over our passages."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.settings import Settings
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.scope import Scope
from corpus.search import Searcher
from corpus.store.archive import Archive
from tests.benchmarks.peers.harness import CountingEmbedder, Request, main


class Ours:
    """`desk.search` with the conversation; `variant` leaves parts out."""

    def __init__(self, counting: CountingEmbedder, variant: str, articles: Path) -> None:
        self._counting, self._variant, self._articles = counting, variant, articles

    def index(self, articles: Sequence[Mapping[str, Any]], folder: Path) -> int:
        archive = Archive.open(folder, create=True)
        ingest(archive, VectorIndex(archive), _named(self._counting), [self._articles])
        return archive.counts()[1]

    def open(self, folder: Path) -> None:
        self._desk = Assistant.open(folder, settings=Settings())
        if self._variant == "fused":
            desk = self._desk
            desk.searcher = Searcher(desk.archive, desk.index, _named(self._counting), None)
        self._newest = self._desk.archive.newest() or "9999-12-31"

    def search(self, request: Request, k: int) -> list[str]:
        if self._variant == "dense":
            return self._dense(request, k)
        found = self._desk.search(
            request.question,
            history=request.history,
            k=k,
            as_of=request.as_of,
            since=request.since,
            until=request.until,
        )
        return [one.article_id for one in found]

    def _dense(self, request: Request, k: int) -> list[str]:
        scope = Scope(request.as_of or self._newest, request.since, request.until)
        near = self._desk.index.nearest(self._counting.embed_query(request.flat), k, scope)
        hits = self._desk.archive.passages.hits([passage for passage, _ in near], scope)
        return [hits[passage].article.id for passage, _ in near if passage in hits]


def _named(counting: CountingEmbedder) -> Any:
    counting.name = counting._inner.name
    return counting


def make(counting: CountingEmbedder, args: argparse.Namespace) -> Ours:
    return Ours(counting, args.variant, args.set / "articles.jsonl")


if __name__ == "__main__":
    main(make)
