"""Sources -> archive -> vectors: incremental, resumable, one writer at a time."""

import json
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from corpus.article import Article, Passage, content_hash
from corpus.chunking import cut, header
from corpus.errors import CallError
from corpus.index.vectors import VectorIndex
from corpus.models import Embedder, Vectors
from corpus.reading import Visit, Web, address_key, close, read
from corpus.store.archive import SYNC, Archive, Standing, passage_hash
from corpus.store.locks import Say, locked
from corpus.text.counting import counted

# Passages embedded and stored in one step: enough to sort by length, few enough that a kill costs seconds of work.
STEP = 256
_MOST_REMARKS = 10_000

Progress = Callable[[str, int], None]
"""Called for each article: its title, and how many passages it took (none where it was there already)."""


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
    remarks: list[dict[str, str]] = field(default_factory=list)
    """What was changed or not believed in articles that were taken, each as `{"source", "remark"}`; no part of the JSON."""

    def model_dump(self) -> dict[str, Any]:
        """The report as JSON types, without its remarks."""
        return {name: value for name, value in asdict(self).items() if name != "remarks"}

    def count(self, outcome: str) -> None:
        """Count one article more under the outcome of its standing."""
        name = "duplicates" if outcome == "duplicate" else outcome
        setattr(self, name, getattr(self, name) + 1)


def check_embedder(archive: Archive, embedder: Embedder) -> None:
    """Raise CallError where the archive's vectors were made by another embedder."""
    made_by = archive.meta("embedder")
    if made_by is not None and made_by != embedder.name:
        raise CallError(
            f"the archive was made with the embedder {made_by}, the settings name {embedder.name}: "
            f"set BRIEFING_EMBEDDER={made_by.partition(':')[0] if made_by.startswith('bundled') else made_by}, "
            "or switch with `briefing reindex`"
        )


def writing(archive: Archive, *, wait: float = 0.0, say: Say | None = None) -> AbstractContextManager[None]:
    """Hold the archive's one-writer lock. Raises WorkError, naming who holds it, when `wait` seconds are not enough."""
    return locked(archive.folder, wait=wait, say=say)


def ingest(
    archive: Archive,
    index: VectorIndex,
    embedder: Embedder,
    sources: Sequence[str | Path],
    *,
    published: str | None = None,
    sync: bool = False,
    allow_private: bool = False,
    progress: Progress | None = None,
    wait: float = 0.0,
    say: Say | None = None,
    today: str | None = None,
) -> IngestReport:
    """Take the sources into the archive; each step of about STEP passages is whole or not there at all.

    With `sync`, articles that a file or folder gave before and gives no longer are removed. `say` takes notes in one
    line. `today` is the day that it is, by default the clock's. Raises CallError when a source does not exist or the
    embedder is another one, WorkError when the lock is held or the disk is full; what was stored until then stays. What
    cannot be read is one line in `rejected`.
    """
    began = time.monotonic()
    check_embedder(archive, embedder)
    with writing(archive, wait=wait, say=say):
        check_embedder(archive, embedder)  # whoever held the lock may have switched it
        if archive.meta("embedder") is None:
            with archive.write():
                archive.set_meta("embedder", embedder.name)
        index.prepare()
        _find_families(archive)
        work = _Ingest(archive, index, embedder, progress, say or (lambda line: None))
        try:
            for source in sources:
                work.take(source, published=published, sync=sync, allow_private=allow_private, today=today)
        finally:
            close()
    work.report.articles, work.report.passages = archive.counts()
    work.report.seconds = round(time.monotonic() - began, 3)
    return work.report


@dataclass(slots=True)
class _Waiting:
    article: Article
    standing: Standing
    passages: list[Passage]
    origin: str


class _Ingest:
    """One run: articles wait in a step until it is worth embedding and storing them together."""

    def __init__(
        self, archive: Archive, index: VectorIndex, embedder: Embedder, progress: Progress | None, say: Say
    ) -> None:
        self._archive, self._index, self._embedder = archive, index, embedder
        self._progress, self._say = progress, say
        self._step: list[_Waiting] = []
        self._marks: set[str] = set()  # what in the step another article could clash with
        self._origins: list[tuple[str, str]] = []  # of unchanged articles, to be noted with the next step
        self._passages = 0
        self._holders: dict[str, str] | None = None  # the article of each address, once one is only claimed
        self.report = IngestReport()

    def take(
        self, source: str | Path, *, published: str | None, sync: bool, allow_private: bool, today: str | None
    ) -> None:
        """All articles of one source; a feed's state is kept after the last of them."""
        name = str(source)
        remote = name.startswith(("http://", "https://"))
        origin = name if remote else str(Path(source).resolve())
        web = Web(allow_private=allow_private)
        state = self._archive.feed_state(name)
        if remote and state is not None:
            web.visits[name] = Visit(**json.loads(state))
        seen: set[str] = set()
        rejected: list[str] = []

        def reject(where: str, reason: str) -> None:
            rejected.append(f"{where}: {reason}")
            self.report.rejected.append({"source": where, "reason": reason})

        for article in read(source, published=published, reject=reject, remark=self._remark, web=web, today=today):
            seen.add(self._article(article, origin))
        self._flush()
        if remote and name in web.visits:
            with self._archive.write():
                self._archive.keep_feed_state(name, json.dumps(asdict(web.visits[name])))
        if sync:
            self._mirror(origin, seen, rejected, remote=remote)

    def _article(self, article: Article, origin: str) -> str:
        marks = {f"id {article.id}", f"text {content_hash(article.text)}"} | ({article.key} if article.key else set())
        if not marks.isdisjoint(self._marks):
            self._flush()
        article, standing = self._believed(article, origin)
        self.report.count(standing.outcome)
        if standing.outcome == "unchanged":
            self._origins.append((standing.id, origin))
            if len(self._origins) >= 4 * STEP:
                self._flush()
            self._tell(article, 0)
            return standing.id
        passages = [] if standing.text_known else cut(article)
        self._step.append(_Waiting(article, standing, passages, origin))
        self._marks |= marks | {f"id {standing.id}"}
        self._passages += len(passages)
        if self._passages >= STEP or len(self._step) >= STEP:
            self._flush()
        return standing.id

    def _believed(self, article: Article, origin: str) -> tuple[Article, Standing]:
        """The article without an address that it only claims and that another has, and how it stands to the archive."""
        standing = self._archive.standing(article)
        if article.claimed and article.url:
            if self._holders is None:
                waiting = [(one.article.url, one.standing.id) for one in self._step if one.article.url]
                self._holders = {address_key(url): id for url, id in (*self._archive.addresses(), *waiting)}
            holder = self._holders.setdefault(address_key(article.url), standing.id)
            if holder != standing.id:
                line = f"“{article.title[:80]}” says that it stands at {article.url[:200]}, where another article does"
                self._remark(origin, f"{line}: it is kept as one of its own, without that address")
                article = replace(article, url=None, metadata={**article.metadata, "link": article.url})
                standing = self._archive.standing(article)
        elif article.url and self._holders is not None:
            self._holders[address_key(article.url)] = standing.id
        return article, standing

    def _remark(self, where: str, line: str) -> None:
        if len(self.report.remarks) < _MOST_REMARKS:
            self.report.remarks.append({"source": where, "remark": line})

    def _flush(self) -> None:
        """Store the step in one transaction, then bring the vector index to it."""
        archive, step = self._archive, self._step
        news = [(id, origin) for id, origin in self._origins if not archive.gave(origin, id)]
        if step or news:
            vectors = self._embed()
            with archive.write():
                for id, origin in news:
                    archive.note_origin(id, origin)
                for one in step:
                    made = [vectors[passage_hash(one.article, passage)] for passage in one.passages]
                    archive.store(
                        one.article, one.standing, one.passages, np.stack(made) if made else None, origin=one.origin
                    )
            self._index.sync()
        for one in step:
            self._tell(one.article, len(one.passages))
        self._step, self._marks, self._origins, self._passages = [], set(), [], 0

    def _embed(self) -> dict[str, Vectors]:
        """The vector of each passage of the step, by its hash; only what is not known yet is embedded."""
        texts = {
            passage_hash(one.article, passage): header(one.article.title, one.article.published) + passage.text
            for one in self._step
            for passage in one.passages
        }
        known = self._archive.known_vectors(list(texts))
        missing = [digest for digest in texts if digest not in known]
        if missing:
            known.update(zip(missing, self._embedder.embed([texts[digest] for digest in missing]), strict=True))
        return known

    def _mirror(self, origin: str, seen: set[str], rejected: list[str], *, remote: bool) -> None:
        """Remove what the source no longer has, unless it cannot be known that it has it no longer."""
        archive = self._archive
        known = archive.meta(f"rejected {origin}")
        before = set(json.loads(known)) if known else set()
        missing = archive.missing_from(origin, seen)
        if remote:
            self._say(f"{origin}: nothing is removed, since a feed or page lists only its newest articles")
            return
        if missing and not seen:
            self._say(f"{origin}: gave no article, so none of its {len(missing)} is removed")
            return
        if missing and (new := set(rejected) - before):
            self._say(
                f"{origin}: {len(new)} of its entries were rejected this time and not the last, so nothing "
                f"is removed ({counted(len(missing), 'article')} missing): mend the source, or run the same again"
            )
            missing = []
        with archive.write():
            self.report.removed += archive.take_out(missing, by=SYNC)
            archive.set_meta(f"rejected {origin}", json.dumps(sorted(set(rejected))) if rejected else None)
        self._index.sync()

    def _tell(self, article: Article, passages: int) -> None:
        if self._progress is not None:
            self._progress(article.title, passages)


def _find_families(archive: Archive) -> None:
    """Texts of an archive that was made before near-copies were kept."""
    while texts := archive.families.unfound(50):
        with archive.write():
            for text in texts:
                archive.families.find(text)
