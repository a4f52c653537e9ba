"""A month of a busy desk: 300 new articles a day in one feed, and what a look costs that finds nothing new.

Embedding is left aside: vectors are drawn at random. Looks are at a feed that says it is unchanged, at one that sends
all of its entries again, and at a folder; a whole round is one of watching, with topics and nothing due or new.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from assistant.daily.topics import Alert, Topic, Topics
from assistant.daily.watch import Watch
from assistant.settings import Settings
from corpus import clock
from corpus.index.vectors import VectorIndex
from corpus.store.archive import Archive
from corpus.subscriptions.looking import Looker
from corpus.subscriptions.subscription import Subscriptions
from tests.support.feeds import item, rss
from tests.support.site import Site, news_site
from tests.support.written_articles import record, write
from ui.outgoing import Outgoing

START = datetime(2026, 11, 1, 6)
SIZE = 384  # of the bundled embedder's vectors


class Drawn:
    """Vectors drawn at random, in place of an embedder."""

    name = "drawn"

    def __init__(self) -> None:
        self._random = np.random.default_rng(18)

    def embed(self, texts: list[str]) -> Iterator[np.ndarray]:
        """A vector for each text."""
        rows = self._random.standard_normal((len(texts), SIZE)).astype("<f4")
        yield from rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def embed_query(self, text: str) -> np.ndarray:
        """A vector for a question."""
        return next(self.embed([text]))


class Seconds(NamedTuple):
    """Seconds on the clock, and of this process's processor: the parsers' own process counts in the first alone, with
    what a busy machine lets it wait.
    """

    clock: float
    processor: float

    @classmethod
    def now(cls) -> "Seconds":
        """What both clocks show."""
        return cls(time.perf_counter(), time.process_time())

    @classmethod
    def since(cls, then: "Seconds") -> "Seconds":
        """What has passed."""
        now = cls.now()
        return cls(now.clock - then.clock, now.processor - then.processor)


class Desk:
    """An archive with its subscriptions, looked at on one day after the other."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.site, self.folder, self.now = site, folder / "archive", START
        self.archive = Archive.open(self.folder, create=True)
        self.kept = Subscriptions(self.archive)
        (folder / "inbox").mkdir()
        write(folder / "inbox" / "first.jsonl", [record(9_999)])
        self.sources = {"unchanged": f"{site.url}/tagged", "sent again": f"{site.url}/plain"}
        self.sources["a folder"] = str(folder / "inbox")
        for source in self.sources.values():
            self.kept.add(source, now=self.moment())
        self.index, self.drawn = VectorIndex(self.archive), Drawn()

    def moment(self) -> str:
        """The moment that it is."""
        return clock.moment(self.now)

    def publish(self, day: int, count: int) -> None:
        """The feed of one day: its entries alone, whole."""
        date = (START + timedelta(days=day)).date().isoformat()
        told = [record(day * count + one) for one in range(count)]
        entries = [item(f"{self.site.url}/{one['id']}", str(one["title"]), date, str(one["text"])) for one in told]
        for path, headers in (("/tagged", {"ETag": f'"{day}"'}), ("/plain", {})):
            self.site.put(path, rss("Test Wire", *entries), "application/rss+xml", **headers)

    def look(self, source: str) -> tuple["Seconds", int]:
        """What a look takes, and how many articles came."""
        looker = Looker(self.archive, self.index, self.drawn, now=self.moment, allow_private=True)
        one = self.kept.find(source)
        assert one is not None
        clocks = Seconds.now()
        report = looker.look(one).report
        return Seconds.since(clocks), report.added


def measure(folder: Path, days: int, count: int) -> dict[str, Any]:
    """Seconds of looks on the last of so many days of so many new articles, and how many articles there are then."""
    with news_site() as site:
        desk, fresh, nothing = Desk(folder, site), Seconds(0.0, 0.0), dict[str, Seconds]()
        for day in range(days):
            desk.now = START + timedelta(days=day)
            desk.publish(day, count)
            fresh, added = desk.look(desk.sources["unchanged"])
            assert added == count
            for name in ("sent again", "a folder"):
                desk.look(desk.sources[name])
        for name, source in desk.sources.items():
            taken = [desk.look(source) for _ in range(5)]
            assert not any(added for _, added in taken)
            nothing[name] = sorted(seconds for seconds, _ in taken)[2]
        nothing["a whole round"] = _round(desk)
        articles = desk.archive.counts()[0]
    return {"days": days, "articles": articles, "new": fresh, "nothing new": nothing}


def _round(desk: Desk) -> Seconds:
    """What a round of watching takes in which nothing is due and nothing is new."""
    topics = Topics(desk.archive)
    for number in range(5):
        alert = Alert(words=[f"word {number}"])
        topics.add(Topic(name=f"Topic {number}", request="the harbour", at=None, alert=alert, added=desk.moment()))
    Watch(desk.folder, Settings(), Outgoing(), now=desk.moment).once()  # a topic's first look
    clocks = Seconds.now()
    done = Watch(desk.folder, Settings(), Outgoing(), now=desk.moment).once()
    assert not done.looks and not done.alerts
    return Seconds.since(clocks)


def main() -> None:
    """Print the figures as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--articles", type=int, default=300, help="new ones a day")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), args.days, args.articles)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1), "utf-8")
    print(
        f"{found['articles']:,} articles after {args.days} days.\n\n"
        "| a look | seconds | of the processor |\n| --- | --- | --- |"
    )
    print(
        f"| {args.articles} new articles, embedding aside | {found['new'].clock:.1f} | {found['new'].processor:.1f} |"
    )
    for name, one in found["nothing new"].items():
        print(f"| nothing new: {name} | {one.clock:.2f} | {one.processor:.2f} |")


if __name__ == "__main__":
    main()
