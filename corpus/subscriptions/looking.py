"""Looking at what is subscribed to: one after the other, politely, each look whole or done again."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import CallError
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.models import Embedder
from corpus.reading import Visit, Web, link_key
from corpus.reading.web.robots import Robots
from corpus.reports import IngestReport
from corpus.store.archive import SYNC, Archive
from corpus.store.beside.rows import known_as, origins_of
from corpus.store.locks import locked
from corpus.subscriptions.files import difference
from corpus.subscriptions.subscription import LINES, SLOW, Health, Subscription, Subscriptions

TRIES = 3  # of an entry that cannot be taken, as long as its feed leaves it as it is
WAIT = 60.0  # seconds for another writer
WITHDRAWN = "withdrawn"
_FILES = "files"
_UNDATED, _EMPTY = "has no date of publication", ("holds no entry", "holds no article", "the folder holds no files")
_SECONDS = len("2026-11-01T06:00:00")


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a subscription: how it is afterwards, and what came."""

    subscription: Subscription
    report: IngestReport


class Looker:
    """Looks at the subscriptions of one archive; one request is under way at a time, so no host is asked twice at once.

    `now` tells the moment, `timer` the seconds that pass.
    """

    def __init__(
        self,
        archive: Archive,
        index: VectorIndex,
        embedder: Embedder,
        *,
        now: Callable[[], str],
        allow_private: bool = False,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._archive, self._index, self._embedder = archive, index, embedder
        self._now, self._timer, self._private = now, timer, allow_private
        self._kept = Subscriptions(archive)

    def due(self, *, all_of_them: bool = False) -> Iterator[Look]:
        """Look at each that is due, or at all; those that wait longest first. Raises WorkError: the archive refuses."""
        robots, now = Robots(), self._now()
        chosen = [one for one in self._kept.all() if all_of_them or one.is_due(now)]
        for one in sorted(chosen, key=lambda one: (one.health.due, one.added)):
            if self._kept.find(one.source):  # nobody removed it meanwhile
                yield self.look(one, robots)

    def look(self, one: Subscription, robots: Robots | None = None) -> Look:
        """Look at one, and keep what came and how it is. Raises WorkError."""
        web = Web(allow_private=self._private, robots=robots or Robots(), tries=TRIES)
        began, report, error = self._timer(), IngestReport(), None
        try:
            report = self._folder(one) if one.kind == "folder" else self._address(one, web)
        except (CallError, OSError) as reason:
            error = f"cannot be read: {reason.strerror}" if isinstance(reason, OSError) else str(reason)
        visit = web.visits.get(one.source)
        health = self._health(one, report, error, self._timer() - began, visit)
        looked = one.after(health, self._now(), web.waits.get(one.source, 0.0))
        self._withdraw(one, visit)
        self._kept.put(looked)
        return Look(looked, report)

    def _address(self, one: Subscription, web: Web) -> IngestReport:
        if one.kind == "page" and web.robots is not None:
            web.robots.check(one.source, web.fetch)
        return self._ingest([one.source], web=web)

    def _folder(self, one: Subscription) -> IngestReport:
        """What changed in a folder; its files' times and sizes are kept once all of it is stored."""
        documents, folder = self._archive.documents, Path(one.source)
        if not folder.exists():
            raise CallError(f"there is no file or folder {one.source[:200]}")
        found = difference(folder, documents.get(_FILES, one.source) or {})
        report = self._ingest(found.changed, sync=one.sync) if found.changed else IngestReport()
        if one.sync and found.gone and found.now:  # a folder without any file may be a drive that is not there
            report.removed += self._remove(found.gone)
        if found.changed or found.gone:
            with self._archive.write(seen=False):
                documents.put(_FILES, one.source, found.now)
        if not found.now:
            report.rejected.append({"source": one.source, "reason": "the folder holds no files"})
        return report

    def _remove(self, files: Sequence[Path]) -> int:
        archive, count = self._archive, 0
        with locked(archive.folder, wait=WAIT):
            for file in files:
                with archive.write():
                    count += archive.take_out(archive.origins.missing(str(file.resolve()), set()), by=SYNC)
            self._index.sync()
        return count

    def _ingest(self, sources: Sequence[str | Path], *, web: Web | None = None, sync: bool = False) -> IngestReport:
        return ingest(
            self._archive,
            self._index,
            self._embedder,
            sources,
            sync=sync,
            web=web,
            now=self._now,
            today=self._now()[:10],
            wait=WAIT,
            quiet=True,
        )

    def _health(
        self, one: Subscription, report: IngestReport, error: str | None, seconds: float, visit: Visit | None
    ) -> Health:
        before, now = one.health, self._now()
        own = [line["reason"] for line in report.rejected if line["source"] == one.source]
        empty = any(words in reason for reason in own for words in _EMPTY)
        error = error or (own[0] if own and not empty else None)
        came = report.added + report.updated + report.duplicates
        lines = [f"{line['source']}: {line['reason']}" for line in report.rejected if line["source"] != one.source]
        return replace(
            before,
            looked=now,
            last_new=now if came or report.removed or self._came(one, visit) else before.last_new,
            looks=before.looks + 1,
            taken=before.taken + came,
            failures=before.failures + 1 if error else 0,
            error=error,
            empty=before.empty + 1 if empty else 0,
            slow=before.slow + 1 if seconds > SLOW else 0,
            seconds=round(seconds, 3),
            undated=sum(_UNDATED in line for line in lines),
            refused=tuple(line[:400] for line in lines[:LINES]),
            withdrawn=tuple(visit.withdrawn) if visit is not None else before.withdrawn,
        )

    def _came(self, one: Subscription, visit: Visit | None) -> bool:
        """Whether an article of the source came since its last look, with one that was killed before it was kept."""
        last = one.health.looked or one.added
        # Microseconds tell arrivals of one look apart.
        fresh = {id for id, _, at in self._archive.arrivals.since(last) if at[:_SECONDS] > last[:_SECONDS]}
        if one.kind == "folder":
            places = (Path(origin) for id in fresh for origin in origins_of(self._archive, id))
            return any(place.is_relative_to(one.source) for place in places)
        names = (one.source, *(visit.seen if visit else ())) if fresh else ()
        return any(known_as(self._archive, name, f"url:{link_key(name)}") in fresh for name in names)

    def _withdraw(self, one: Subscription, visit: Visit | None) -> None:
        """Note of the articles of entries withdrawn since the last look by whom, and when it was seen."""
        before, now = set(one.health.withdrawn), visit.withdrawn if visit is not None else one.health.withdrawn
        for name in before.symmetric_difference(now):
            if (id := known_as(self._archive, name, f"url:{link_key(name)}")) is not None:
                with self._archive.write():
                    self._archive.documents.remove(WITHDRAWN, id)
                    if name in now:
                        told = {"by": one.title or one.source, "seen": self._now()}
                        self._archive.documents.put(WITHDRAWN, id, told)
