"""Sources -> archive -> vectors: incremental, resumable, one writer at a time."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from corpus import clock
from corpus.article import Article, Passage, content_hash
from corpus.chunking import cut, header
from corpus.errors import CallError
from corpus.index.vectors import VectorIndex
from corpus.models import Embedder, Vectors
from corpus.reading import Visit, Web, address_key, feeds_in, parsers, read
from corpus.reports import IngestReport, Named, keep
from corpus.store.archive import SYNC, Archive, Standing, passage_hash
from corpus.store.locks import Say, locked
from corpus.text.counting import counted
from corpus.text.speakers import replying

# Passages embedded and stored in one step: enough to sort by length, few enough that a kill costs seconds of work.
STEP = 256
OF_WEB = 1  # articles that a kill may make a feed's pages be fetched again for
_MOST_REMARKS = 10_000

Progress = Callable[[str, int], None]
"""Called for each article: its title, and how many passages it took (none where it was there already)."""


def check_embedder(archive: Archive, embedder: Embedder) -> None:
    """Raise CallError where the archive's vectors were made by another embedder."""
    made_by = archive.meta("embedder")
    if made_by is not None and made_by != embedder.name:
        raise CallError(
            f"the archive was made with the embedder {made_by}, the settings name {embedder.name}: "
            f"set BRIEFING_EMBEDDER={made_by.partition(':')[0] if made_by.startswith('bundled') else made_by}, "
            "or switch with `briefing reindex`"
        )


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
    now: Callable[[], str] = clock.now,
    named: Named = str,
    by: str = "",
    web: Web | None = None,
    quiet: bool = False,
) -> IngestReport:
    """Take the sources into the archive; each step of about STEP passages is whole or not there at all.

    With `sync`, articles that a file or folder gave before and gives no longer are removed. `say` takes notes in one
    line. `today` is the day that it is and `now` tells the moment, by default the clock's. `named` gives the names of
    sources in the report that is kept, `by` whose it is; `quiet`: none where nothing came and nothing was
    refused. `web` is how addresses are fetched. What cannot be read is one line in `rejected`.

    Raises CallError when a source does not exist or the embedder is another one, WorkError when the lock is held or the
    disk is full; what was stored until then stays.
    """
    began = time.monotonic()
    check_embedder(archive, embedder)
    with locked(archive.folder, wait=wait, say=say):
        check_embedder(archive, embedder)  # whoever held the lock may have switched it
        if archive.meta("embedder") is None:
            with archive.write():
                archive.set_meta("embedder", embedder.name)
        index.prepare()
        _find_families(archive)
        work = Ingesting(archive, index, embedder.embed, (progress, say or (lambda line: None), now))
        with parsers():
            for source in sources:
                work.take(
                    source, published=published, sync=sync, web=web or Web(allow_private=allow_private), today=today
                )
        if not quiet or work.report.news or work.report.rejected:
            keep(archive, asdict(work.report), sources, named=named, by=by)
    report = work.report
    report.articles, report.passages = archive.counts()
    report.seconds = round(time.monotonic() - began, 3)
    return report


_Embed = Callable[[Sequence[str]], Vectors]
_Told = tuple[Progress | None, Say, Callable[[], str]]


@dataclass(slots=True)
class _Waiting:
    article: Article
    standing: Standing
    passages: list[Passage]
    origin: str


class Ingesting:
    """One run: articles wait in a step until it is worth embedding and storing them together."""

    def __init__(self, archive: Archive, index: VectorIndex, embed: _Embed, told: _Told) -> None:
        self._archive, self._index, self._made_of = archive, index, embed
        self._progress, self._say, self._now = told
        self._step: list[_Waiting] = []
        self._marks: set[str] = set()  # what in the step another article could clash with
        self._origins: list[tuple[str, str]] = []  # of unchanged articles, to be noted with the next step
        self._passages = 0
        self._visited: tuple[str, Visit] | None = None  # what is known of the feed under way once the step is stored
        self._holders: dict[str, str] | None = None  # the article of each address, once one is only claimed
        self.report = IngestReport()

    def take(self, source: str | Path, *, published: str | None, sync: bool, web: Web, today: str | None) -> None:
        """All articles of one source; what was taken of a feed is kept with them, so that none is fetched again."""
        name = str(source)
        remote = name.startswith(("http://", "https://"))
        if not remote and (feeds := feeds_in(Path(source))):
            self._visit(name, feeds, published=published, sync=sync, web=web, today=today)
            return
        origin = name if remote else str(Path(source).resolve())
        state = self._archive.origins.feed_state(name)
        if remote and state is not None:
            web.visits[name] = Visit(**json.loads(state))
        seen: set[str] = set()
        rejected: list[str] = []

        def reject(where: str, reason: str) -> None:
            rejected.append(f"{where}: {reason}")
            self.report.rejected.append({"source": where, "reason": reason})

        for article in read(source, published=published, reject=reject, remark=self._remark, web=web, today=today):
            seen.add(self._article(article, origin, (name, web.visits[name]) if name in web.visits else None))
            if remote and len(self._step) >= OF_WEB:
                self._flush(sync=False)
        self._flush()
        self._index.sync()
        if remote and name in web.visits and (kept := json.dumps(asdict(web.visits[name]))) != state:
            with self._archive.write(seen=False):
                self._archive.origins.keep_feed_state(name, kept)
        if sync:
            self._mirror(origin, seen, rejected, remote=remote)

    def _visit(self, name: str, feeds: Sequence[str], **options: Any) -> None:  # noqa: ANN401 - those of `take`
        """The feeds of a list, each a source of its own."""
        report, idle = self.report, 0
        for address in feeds:
            before = report.added + report.updated + report.unchanged + report.duplicates, len(report.rejected)
            try:
                self.take(address, **options)
            except CallError as reason:
                report.rejected.append({"source": name, "reason": str(reason)})
            taken = report.added + report.updated + report.unchanged + report.duplicates
            idle += taken == before[0] and len(report.rejected) > before[1]
        what = f"is a list of {counted(len(feeds), 'feed')} (OPML)"
        if idle == len(feeds):
            report.rejected.append({"source": name, "reason": f"{what}, of which none gave an article"})
        else:
            self._remark(name, f"{what}: each was visited")

    def _article(self, article: Article, origin: str, visit: tuple[str, Visit] | None = None) -> str:
        marks = {f"id {article.id}", f"text {content_hash(article.text)}"} | ({article.key} if article.key else set())
        if not marks.isdisjoint(self._marks):
            self._flush()
        article, standing = self._believed(article, origin)
        self.report.count(standing.outcome)
        if standing.outcome == "unchanged":
            self._origins.append((standing.id, origin))
            self._visited = visit
            if len(self._origins) >= 4 * STEP:
                self._flush()
            self._tell(article, 0)
            return standing.id
        passages = [] if standing.text_known else self._cut(article)
        self._step.append(_Waiting(article, standing, passages, origin))
        self._visited = visit
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

    def _flush(self, *, sync: bool = True) -> None:
        """Store the step in one transaction, then bring the vector index to it, unless more is to come soon."""
        archive, step = self._archive, self._step
        news = [(id, origin) for id, origin in self._origins if not archive.origins.gave(origin, id)]
        if step or news:
            vectors = self._embed()
            with archive.write():
                for one in step:
                    made = [vectors[passage_hash(one.article, passage)] for passage in one.passages]
                    rows = np.stack(made) if made else None
                    archive.store(one.article, one.standing, one.passages, rows, origin=one.origin, now=self._now())
                for id, origin in news:
                    archive.origins.note(id, origin)
                self._keep_place()
            if sync:
                self._index.sync()
        for one in step:
            self._tell(one.article, len(one.passages))
        self._step, self._marks, self._origins, self._passages, self._visited = [], set(), [], 0, None

    def _keep_place(self) -> None:
        """Note, within the step's transaction, how far the source is taken."""
        if self._visited:
            self._archive.origins.keep_feed_state(self._visited[0], json.dumps(asdict(self._visited[1])))

    def _cut(self, article: Article) -> list[Passage]:
        return cut(article)

    def _embed(self) -> dict[str, Vectors]:
        """The vector of each passage of the step, by its hash; only what is not known yet is embedded."""
        texts = {
            passage_hash(one.article, passage): header(one.article.title, one.article.published)
            + replying(one.article.text, passage.start, passage.end)
            for one in self._step
            for passage in one.passages
        }
        known = self._archive.known_vectors(list(texts))
        missing = [digest for digest in texts if digest not in known]
        if missing:
            known.update(zip(missing, self._made_of([texts[digest] for digest in missing]), strict=True))
        return known

    def _mirror(self, origin: str, seen: set[str], rejected: list[str], *, remote: bool) -> None:
        """Remove what the source no longer has, unless it cannot be known that it has it no longer."""
        archive = self._archive
        known = archive.meta(f"rejected {origin}")
        before = set(json.loads(known)) if known else set()
        missing = archive.origins.missing(origin, seen)
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
