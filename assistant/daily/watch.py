"""Watching: looks at what is subscribed to, one round after the other; a kill between any two steps loses none."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.assistant import Assistant
from assistant.daily.alerts import AlertNote, Alerts
from assistant.daily.delivery.message import Message
from assistant.daily.delivery.sending import Delivery, Sender
from assistant.daily.editions import Edition, Editions
from assistant.daily.topics import Topic, Topics, Way
from assistant.desk.upkeep import embedder_of
from assistant.settings import Settings
from corpus import clock
from corpus.errors import BriefingError
from corpus.index.vectors import VectorIndex
from corpus.reading import parsers
from corpus.store.archive import Archive
from corpus.store.locks import Say
from corpus.subscriptions.looking import Look, Looker
from corpus.text.counting import counted

RECENT = 7  # editions, and alerts, of a topic that are still sent where they were not
SETTLED = ("sent", "doubt", "given up")
PAUSE = 30.0  # seconds between two rounds of a loop: a round with nothing due is some look-ups


class Composing(Protocol):
    """Makes ready what goes out; the doors have the forms."""

    def edition(self, edition: Edition, archive: Archive) -> Message:
        """An edition as a message."""
        ...

    def alert(self, note: AlertNote, archive: Archive) -> Message:
        """An alert as a message."""
        ...

    def files(self, message: Message) -> dict[str, bytes]:
        """The files of a message for a folder, by suffix."""
        ...


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did."""

    looks: Sequence[Look]
    editions: Sequence[Edition] = ()
    alerts: Sequence[AlertNote] = ()
    deliveries: Sequence[tuple[str, Delivery]] = ()
    """What was sent, or tried: the title of the message, and how it fared."""
    failed: Sequence[tuple[str, str]] = ()
    """Topics of which no edition could be made, and why."""

    def model_dump(self) -> dict[str, Any]:
        """The round as JSON types."""
        return {
            "looks": [
                {"source": one.subscription.source, "health": one.subscription.health.state}
                | {name: getattr(one.report, name) for name in ("added", "updated", "duplicates", "removed")}
                for one in self.looks
            ],
            "editions": [{"topic": one.topic, "number": one.number, "empty": one.empty} for one in self.editions],
            "alerts": [{"topic": one.topic, "number": one.number} for one in self.alerts],
            "deliveries": [{"title": title} | one.model_dump() for title, one in self.deliveries],
            "failed": [{"topic": topic, "reason": reason} for topic, reason in self.failed],
        }

    def lines(self) -> list[str]:
        """What a person should know of it, a line each; nothing of looks that found all as it was."""
        found = []
        for one in self.looks:
            report, health = one.report, one.subscription.health
            if report.news:
                words = f"{report.added} added, {report.updated} updated, {report.removed} removed"
                found.append(f"{one.subscription.source}: {words}")
            if health.state != "fine":
                found.append(f"{one.subscription.source}: {health.state}")
        found += [one.title + (": nothing new" if one.empty else "") for one in self.editions]
        found += [f"alert {one.title}" for one in self.alerts]
        found += [f"{title}: {one.line}" for title, one in self.deliveries]
        return found + [f"{topic}: no edition ({reason})" for topic, reason in self.failed]


class Watch:
    """Watches one archive. `now` tells the moment; `compose` makes an edition or alert ready to go out."""

    def __init__(
        self, folder: Path, settings: Settings, compose: Composing, *, now: Callable[[], str] = clock.now
    ) -> None:
        self._settings, self._now, self._compose = settings, now, compose
        self.archive = Archive.open(folder)
        self.index = VectorIndex(self.archive, url=settings.chroma_url)
        self.editions = Editions(self.archive)
        self.sender = Sender(self.archive, settings, compose.files, now=now)
        self._desk: Assistant | None = None

    @property
    def desk(self) -> Assistant:
        """The assistant over the archive, opened when something is to be written."""
        if self._desk is None:
            self._desk = Assistant.open(self.archive.folder, settings=self._settings)
        return self._desk

    def once(self, *, all_of_them: bool = False) -> Round:
        """One round: looks at all that is due, or at all; then alerts, and the editions whose time has come.

        What could not be sent before is tried again. Raises BriefingError: the archive refuses.
        """
        looker = Looker(
            self.archive,
            self.index,
            embedder_of(self._settings),
            now=self._now,
            allow_private=self._settings.allow_private,
        )
        with parsers():
            looks = list(looker.due(all_of_them=all_of_them))
        editions, failed = list[Edition](), list[tuple[str, str]]()
        alerts = Alerts(self.archive, lambda: embedder_of(self._settings), now=self._now)
        told, deliveries = list[AlertNote](), list[tuple[str, Delivery]]()
        for topic in Topics(self.archive).all():
            try:
                if (note := alerts.make(topic)) is not None:
                    told.append(note)
                last = self.editions.last(topic.name)
                if topic.is_due(last.made if last else None, self._now()):
                    editions.append(self.editions.make(self.desk, topic, now=self._now))
            except BriefingError as error:  # such as a chat model that does not answer: the others are made
                failed.append((topic.name, str(error)))
            deliveries += self._sent(topic, alerts)
        return Round(looks, editions, told, deliveries, failed)

    def send(self, edition: Edition, ways: Sequence[Way], *, again: bool = False) -> list[Delivery]:
        """Send an edition in these ways, each of which has it once. Raises WorkError where nothing can be kept."""
        return self.sender.send(self._compose.edition(edition, self.archive), ways, again=again)

    def _sent(self, topic: Topic, alerts: Alerts) -> Iterator[tuple[str, Delivery]]:
        """Of a topic's newest editions and alerts, what went out now or was tried."""
        if not topic.send:
            return
        for number in self.editions.numbers(topic.name)[-RECENT:]:
            if self._open(topic, "edition", number):
                edition = self.editions.open(topic.name, number)
                yield from ((edition.title, one) for one in self._news("edition", edition, topic))
        for number in alerts.numbers(topic.name)[-RECENT:]:
            if self._open(topic, "alert", number):
                note = alerts.open(topic.name, number)
                yield from ((note.title, one) for one in self._news("alert", note, topic))

    def _open(self, topic: Topic, kind: str, number: int) -> bool:
        """Whether a message is still to go out on one of its ways."""
        done = {one.way for one in self.sender.log(kind, topic.name, number) if one.state in SETTLED}
        return not done.issuperset(topic.send)

    def _news(self, kind: str, one: Edition | AlertNote, topic: Topic) -> list[Delivery]:
        before = self.sender.log(kind, topic.name, one.number)
        message = (
            self._compose.edition(one, self.archive)
            if isinstance(one, Edition)
            else self._compose.alert(one, self.archive)
        )
        return [each for each in self.sender.send(message, topic.send) if each not in before]


def watch(folder: Path, settings: Settings, compose: Composing, stop: threading.Event, say: Say) -> None:
    """Watch until `stop` is set; what fails is said, and tried again in the next round."""
    said = ""
    while not stop.is_set():
        try:
            for line in Watch(folder, settings, compose).once().lines():
                say(line)
            said = ""
        except BriefingError as error:
            if str(error) != said:
                say(said := str(error))
        stop.wait(PAUSE)


def summary(done: Round) -> str:
    """One line on a round."""
    news = sum(one.report.news for one in done.looks)
    editions = f", {counted(len(done.editions), 'edition')} made" if done.editions else ""
    return f"{counted(len(done.looks), 'source')} looked at, {news} with something new{editions}"
