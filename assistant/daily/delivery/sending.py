"""Sending: each message once in each of its ways; what fails is tried again, what is in doubt is said."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.daily.delivery.files import atom, folder
from assistant.daily.delivery.mail import mail
from assistant.daily.delivery.message import Doubtful, Handing, Message, Unsent
from assistant.daily.delivery.ways import lacking
from assistant.daily.delivery.webhook import webhook
from assistant.daily.topics import Way
from assistant.settings import Settings
from corpus import clock
from corpus.errors import WorkError
from corpus.store.archive import Archive
from corpus.store.private import FILE

TRIES = 10
WAIT = 120.0  # seconds for another process that sends
FIRST, LONGEST = 5, 360  # minutes between two tries: twice as many each time
_KIND = "delivery"
_REPEATABLE = ("atom", "folder")  # done again, the same stands there

Render = Callable[[Message], dict[str, bytes]]
"""The files of a message for a folder, by suffix."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one message fared on one way: `sent`, `failed` (to be tried again at `next`), `given up`, `doubt`, or
    `handing`, while it is being sent. Times are moments of `clock.now`.
    """

    way: Way
    state: str
    tries: int
    at: str
    next: str = ""
    error: str | None = None

    def model_dump(self) -> dict[str, Any]:
        """The delivery as JSON types."""
        return {"way": self.way, "state": self.state, "tries": self.tries, "at": self.at, "error": self.error}

    @property
    def line(self) -> str:
        """In words for a person."""
        match self.state:
            case "sent":
                return f"{self.way}: sent"
            case "failed":
                return f"{self.way}: not sent ({self.error}); it is tried again from {self.next[:16]}Z"
            case "given up":
                return f"{self.way}: given up after {self.tries} tries ({self.error})"
        return f"{self.way}: perhaps sent, the program ended meanwhile; `--send --again` sends it once more"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the lock of whoever sends; it falls with its process."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(folder / "sending.lock", mode=FILE, timeout=WAIT):
            yield
    except Timeout:
        raise WorkError("another process is sending from this archive: wait until it is done, then try again") from None


class Sender:
    """Sends the messages of one archive, and keeps how each fared. One process sends at a time."""

    def __init__(self, archive: Archive, settings: Settings, render: Render, *, now: Callable[[], str]) -> None:
        self._archive, self._settings, self._render, self._now = archive, settings, render, now

    def log(self, kind: str, topic: str, number: int) -> list[Delivery]:
        """How a message fared, way by way."""
        documents = self._archive.documents
        found = (documents.get(_KIND, f"{topic}/{kind}/{way}", number) for way in ("mail", "atom", "folder", "webhook"))
        return [Delivery(**one) for one in found if one]

    def send(self, message: Message, ways: Sequence[Way], *, again: bool = False) -> list[Delivery]:
        """Send it in each way in which it is not sent yet, and is not to wait; how all of them stand.

        `again`: also what is sent, in doubt, given up or waiting. Raises WorkError where nothing can be kept.
        """
        return list(self._each(message, ways, again=again))

    def _each(self, message: Message, ways: Sequence[Way], *, again: bool) -> Iterator[Delivery]:
        for way in dict.fromkeys(ways):
            with _alone(self._archive.folder):
                before = self._read(message, way)
                is_open = again or before is None or self._is_open(before)
                yield self._one(message, way, before) if is_open or before is None else self._settled(message, before)

    def _is_open(self, before: Delivery) -> bool:
        if before.state == "handing":
            return before.way in _REPEATABLE
        return before.state == "failed" and before.next <= self._now()

    def _settled(self, message: Message, before: Delivery) -> Delivery:
        if before.state == "handing":  # the process that sent it is gone: the lock is ours
            return self._keep(message, Delivery(before.way, "doubt", before.tries, before.at))
        return before

    def _one(self, message: Message, way: Way, before: Delivery | None) -> Delivery:
        tries = (before.tries if before else 0) + 1

        def handing() -> None:
            self._keep(message, Delivery(way, "handing", tries, self._now()))

        try:
            self._out(message, way, handing)
        except Unsent as error:
            return self._keep(message, self._failed(way, tries, str(error)))
        except Doubtful as error:
            return self._keep(message, Delivery(way, "doubt", tries, self._now(), error=str(error)))
        return self._keep(message, Delivery(way, "sent", tries, self._now()))

    def _out(self, message: Message, way: Way, handing: Handing) -> None:
        settings = self._settings
        if why := lacking(way, settings):
            raise Unsent(why)
        if way == "mail":
            mail(message, settings, handing)
        elif way == "webhook":
            webhook(message, settings, handing)
        elif way == "folder":
            folder(message, Path(settings.send_folder or ""), self._render(message))
        else:
            atom(message, Path(settings.send_atom or ""))

    def _failed(self, way: Way, tries: int, why: str) -> Delivery:
        now = self._now()
        pause = timedelta(minutes=min(FIRST * 2 ** (tries - 1), LONGEST))
        state = "failed" if tries < TRIES else "given up"
        return Delivery(way, state, tries, now, clock.moment(datetime.fromisoformat(now) + pause), why)

    def _read(self, message: Message, way: Way) -> Delivery | None:
        body = self._archive.documents.get(_KIND, f"{message.topic}/{message.kind}/{way}", message.number)
        return Delivery(**body) if body else None

    def _keep(self, message: Message, one: Delivery) -> Delivery:
        body = {name: getattr(one, name) for name in ("way", "state", "tries", "at", "next", "error")}
        with self._archive.write(seen=False):
            self._archive.documents.put(_KIND, f"{message.topic}/{message.kind}/{one.way}", body, message.number)
        return one
