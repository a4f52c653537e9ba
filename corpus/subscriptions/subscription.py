"""Subscriptions: feeds, pages and folders that are looked at again and again; when each is due, and its health."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from corpus import clock
from corpus.errors import CallError
from corpus.reading.web.addresses import is_address, named, web_address
from corpus.store.archive import Archive
from corpus.subscriptions.opml import Feed, feeds_of, opml
from corpus.text.counting import counted
from corpus.text.metadata import one_line

Kind = Literal["feed", "page", "folder"]

EVERY = 60  # minutes between two looks
SHORTEST, LONGEST = 1, 60 * 24 * 30
SLOW = 10.0  # seconds of a look
BACK_OFF = 24 * 60  # minutes, the longest pause after failures, but for what is looked at more seldom
LINES = 20  # refusals of the last look that are kept
_KIND = "subscription"


@dataclass(frozen=True, slots=True)
class Health:
    """How a subscription does; moments as `clock.now` gives them.

    `failures`: looks in a row that could not be had, for the reason in `error`. `empty`, `slow`: looks in a row that
    gave nothing to read, or took long. `undated`, `refused`: entries of the last look without a day, and what was not
    taken, with the reasons. `withdrawn`: entries that went while older ones stayed.
    """

    looked: str | None = None
    due: str = ""
    last_new: str | None = None
    looks: int = 0
    taken: int = 0
    failures: int = 0
    error: str | None = None
    empty: int = 0
    slow: int = 0
    seconds: float = 0.0
    undated: int = 0
    refused: Sequence[str] = ()
    withdrawn: Sequence[str] = ()

    @property
    def state(self) -> str:
        """In one line for a person: `fine`, or what is wrong, the worst first."""
        if self.looked is None:
            return "not looked at yet"
        wrong = [
            f"failed {counted(self.failures, 'time')} in a row: {self.error}" if self.failures else "",
            f"empty {counted(self.empty, 'time')} in a row" if self.empty else "",
            f"slow: {self.seconds:.0f} s" if self.slow else "",
            f"{counted(self.undated, 'entry', 'entries')} without a day" if self.undated else "",
            f"{counted(len(self.refused), 'refusal')} at the last look" if self.refused and not self.failures else "",
            f"{counted(len(self.withdrawn), 'entry', 'entries')} withdrawn" if self.withdrawn else "",
        ]
        return "; ".join(one for one in wrong if one) or "fine"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed or page by its address, or a folder (or file) by its path; `every`: minutes between two looks.

    `sync`: what a folder no longer has is removed from the archive too.
    """

    source: str
    kind: Kind
    title: str = ""
    every: int = EVERY
    sync: bool = False
    added: str = ""
    health: Health = field(default_factory=Health)

    def is_due(self, now: str) -> bool:
        """Whether it is time to look."""
        return self.health.due <= now

    def after(self, health: Health, now: str, wait: float = 0.0) -> "Subscription":
        """The subscription after a look: with this health, and the next look later for each failure in a row.

        `wait`: the seconds of quiet that a server asked for.
        """
        pause = min(self.every * 2 ** min(health.failures, 12), max(self.every, BACK_OFF))
        due = datetime.fromisoformat(now) + max(timedelta(minutes=pause), timedelta(seconds=min(wait, 30 * 86_400)))
        return replace(self, health=replace(health, due=clock.moment(due)))

    def model_dump(self) -> dict[str, Any]:
        """The subscription as JSON types, its health with its `state` in words."""
        found = asdict(self)
        return found | {"health": found["health"] | {"state": self.health.state}}


class Subscriptions:
    """The subscriptions of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def all(self) -> list[Subscription]:
        """All of them, in the order in which they were added."""
        found = (self.find(name) for name in self._archive.documents.names(_KIND))
        return sorted((one for one in found if one), key=lambda one: (one.added, one.source))

    def find(self, source: str) -> Subscription | None:
        """The subscription of a source; None where there is none."""
        body = self._archive.documents.get(_KIND, source)
        return None if body is None else Subscription(**{**body, "health": Health(**body["health"])})

    def add(
        self, source: str, *, page: bool = False, title: str = "", every: int = EVERY, sync: bool = False, now: str
    ) -> Subscription:
        """Subscribe to an address or a path. Raises CallError for what cannot be looked at, or is there already."""
        if not SHORTEST <= every <= LONGEST:
            raise CallError(f"a source is looked at every {SHORTEST} to {LONGEST:,} minutes, not every {every:,}")
        if is_address(source):
            if not web_address(source) or named(source):
                raise CallError(
                    f"{source[:200]!r} cannot be subscribed to: give an http(s) address without a name in it"
                )
            kind: Kind = "page" if page else "feed"
        else:
            path = Path(source).expanduser().resolve()
            if not path.exists():
                raise CallError(f"there is no file or folder {source[:200]!r}: check the name")
            if page:
                raise CallError(f"{source[:200]!r} is a file or a folder, no page: leave --page out")
            source, kind = str(path), "folder"
        if self.find(source):
            raise CallError(f"{source[:200]} is subscribed to already: remove it first to change it")
        made = Subscription(source, kind, one_line(title), every, sync and kind == "folder", now)
        self.put(made)
        return made

    def put(self, one: Subscription) -> None:
        """Keep a subscription as it is now."""
        with self._archive.write(seen=False):
            self._archive.documents.put(_KIND, one.source, asdict(one))

    def remove(self, source: str) -> None:
        """Look at it no longer; what it gave stays. Raises CallError where it is not subscribed to."""
        name = source if self.find(source) else str(Path(source).expanduser().resolve())
        with self._archive.write(seen=False):
            if not self._archive.documents.remove(_KIND, name):
                raise CallError(f"{source[:200]} is not subscribed to: `briefing subscriptions list` shows what is")
            self._archive.documents.remove("files", name)

    def take(self, data: bytes, *, every: int = EVERY, now: str) -> tuple[int, list[str]]:
        """Subscribe to the feeds of a list (OPML): how many were new, and the lines on those that were not taken.

        Raises Rejected for what is no list of feeds.
        """
        feeds, bad = feeds_of(data)
        added, lines = 0, [f"{address[:200]} cannot be visited" for address in bad]
        for feed in feeds:
            try:
                self.add(feed.address, title=feed.title, every=every, now=now)
                added += 1
            except CallError as reason:
                lines.append(str(reason))
        return added, lines

    def export(self) -> str:
        """The feeds as a list that feed readers import (OPML)."""
        return opml([Feed(one.source, one.title) for one in self.all() if one.kind == "feed"])
