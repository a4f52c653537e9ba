"""Archives -> one archive: what other machines ingested, as if it had been ingested here; nothing is embedded."""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from corpus import clock
from corpus.article import Article, Passage, content_hash
from corpus.chunking import header
from corpus.errors import CallError
from corpus.index.vectors import VectorIndex
from corpus.ingest import Ingesting, Progress
from corpus.models import Vectors
from corpus.reading.identity import kept_claim
from corpus.reports import IngestReport, keep
from corpus.store.archive import Archive
from corpus.store.beside import rows
from corpus.store.locks import locked
from corpus.text.counting import counted
from corpus.text.speakers import replying


def merge(
    archive: Archive,
    index: VectorIndex,
    shards: Sequence[Archive],
    *,
    progress: Progress | None = None,
    wait: float = 0.0,
) -> IngestReport:
    """Take the shards' articles, versions, copies, origins, passages and vectors over, one shard after the other.

    The archive is then as if it had ingested the shards' sources in that order; what arrives, arrives now. A merge
    that was stopped goes on with the same call, and a shard that has grown since gives only what is new. Documents kept
    beside the articles stay where they are, and so do removed articles, with a remark. Raises CallError where the
    vectors are not all of one embedder, WorkError when the lock is held or the disk is full.
    """
    began = time.monotonic()
    with locked(archive.folder, wait=wait):
        made_by = {name for one in (archive, *shards) if (name := one.meta("embedder"))}
        if len(made_by) > 1:
            raise CallError(
                f"the archives were made with different embedders ({', '.join(sorted(made_by))}): "
                "bring them to one with `briefing reindex`, then merge again"
            )
        if made_by:
            with archive.write():
                archive.set_meta("embedder", made_by.pop())
        index.prepare()
        report = IngestReport()
        for shard in shards:
            _Merging(archive, index, shard, progress, report).run()
        keep(archive, asdict(report), [shard.folder for shard in shards], named=str, by="")
    report.articles, report.passages = archive.counts()
    report.seconds = round(time.monotonic() - began, 3)
    return report


class _Merging(Ingesting):
    """One shard under way: its versions come in the order in which they reached it, with the vectors that it has."""

    def __init__(
        self, archive: Archive, index: VectorIndex, shard: Archive, progress: Progress | None, report: IngestReport
    ) -> None:
        super().__init__(archive, index, self._had, (progress, lambda line: None, clock.now))
        self._shard, self.report = shard, report
        self._vectors: dict[str, Vectors] = {}  # by the text that was embedded, of the step under way
        self._note, self._place = f"merged {shard.meta('archive')}", list[Any]()

    def run(self) -> None:
        """Take over what the shard holds."""
        taken = json.loads(self._archive.meta(self._note) or "[]")
        for *place, id in rows.in_order(self._shard):
            article = kept_claim(self._shard.article(id, place[2]))
            if place > taken or not self._outlived(article):
                origins = rows.origins_of(self._shard, id)
                here = self._article(article, origins[0] if origins else "")
                self._origins += [(here, origin) for origin in origins[1:]]
            self._place = max(self._place, place)
        self._flush()
        rows.take_notes(self._archive, self._shard)
        if removed := self._shard.tally()["removed"]:
            self._remark(str(self._shard.folder), f"{counted(removed, 'removed article')} not taken over")

    def _outlived(self, article: Article) -> bool:
        """Whether this version is here and a newer one after it: what was taken before is not news again."""
        standing = self._archive.standing(article)
        held = rows.versions_of(self._archive, standing.id)
        known = any(digest == content_hash(article.text) for _, digest in held)
        return known and all(version != standing.version for version, _ in held)

    def _keep_place(self) -> None:
        self._vectors.clear()
        self._archive.set_meta(self._note, json.dumps(self._place))

    def _cut(self, article: Article) -> list[Passage]:
        """The passages that the shard has of the text, and their vectors put aside for the step."""
        passages = []
        for start, end, vector in rows.passages_of(self._shard, content_hash(article.text)):
            passages.append(Passage(start, end, article.text[start:end]))
            embedded = header(article.title, article.published) + replying(article.text, start, end)
            self._vectors[embedded] = vector
        return passages

    def _had(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vectors[text] for text in texts])
