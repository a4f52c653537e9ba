"""Topics: what an archive is to brief on again and again, and how what comes of it is sent."""

import re
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from assistant.briefing.briefing import FORMS, Form
from assistant.briefing.form import checked
from assistant.briefing.length import WORDS
from assistant.desk.people import Typed
from corpus.errors import CallError
from corpus.store.archive import Archive
from corpus.text.metadata import one_line

Way = Literal["mail", "atom", "folder", "webhook"]
WAYS: tuple[Way, ...] = ("mail", "atom", "folder", "webhook")
LONGEST_NAME = 60
LONGEST_PAUSE = 60 * 24 * 365  # minutes
__all__ = ["FORMS", "WAYS", "Alert", "Topic", "Topics", "Way", "check_pause"]

_KIND = "topic"


class Alert(BaseModel):
    """What of a topic is told at once: a text with one of the `words` or names, or near in meaning to the `examples`.

    `every`: minutes that lie between two alerts at least; what comes meanwhile waits.
    """

    words: list[Typed] = Field(default_factory=list)
    examples: list[Typed] = Field(default_factory=list)
    every: int = 60


def check_pause(minutes: int) -> None:
    """Raises CallError for what cannot lie between two alerts."""
    if not 0 <= minutes <= LONGEST_PAUSE:
        raise CallError(f"--alert-every must be from 0 to {LONGEST_PAUSE:,} minutes, not {minutes:,}")


class Topic(BaseModel):
    """A request for a briefing, kept under a name, with the outlets, form, length and writer that it is to have.

    `days`: how far back the first edition looks, all of the archive where none; every other one tells what came since
    the one before. `at`: the time of day (UTC) from which a watched topic has its edition, none where it has none by
    itself. `send`: the ways in which each edition goes out.
    """

    name: str
    request: Typed = ""
    outlets: list[str] = Field(default_factory=list)
    form: Form = "brief"
    words: int = WORDS
    writer: str | None = None
    days: int | None = None
    at: str | None = "00:00"
    send: list[Way] = Field(default_factory=list)
    alert: Alert | None = None
    added: str = ""

    def is_due(self, last: str | None, now: str) -> bool:
        """Whether it is time for an edition; `last`: when the one before was made."""
        return self.at is not None and now[11:16] >= self.at and (last is None or last[:10] < now[:10])


class Topics:
    """The topics of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def all(self) -> list[Topic]:
        """All of them, in the order in which they were added."""
        found = [self.find(name) for name in self._archive.documents.names(_KIND)]
        return sorted(found, key=lambda one: (one.added, one.name))

    def find(self, name: str) -> Topic:
        """The topic of that name. Raises CallError where there is none."""
        body = self._archive.documents.get(_KIND, name)
        if body is None:
            raise CallError(f"there is no topic {name[:80]!r}: `briefing topics list` shows those that there are")
        return Topic.model_validate(body)

    def add(self, topic: Topic) -> None:
        """Keep a topic. Raises CallError where its name is taken, or it cannot be briefed on."""
        self._check(topic)
        with self._archive.write(seen=False):
            if self._archive.documents.get(_KIND, topic.name) is not None:
                raise CallError(f"there is a topic {topic.name!r} already: remove it first to change it")
            self._archive.documents.put(_KIND, topic.name, topic.model_dump(mode="json"))

    def remove(self, name: str) -> None:
        """Brief on it no longer; its editions stay. Raises CallError where there is none."""
        with self._archive.write(seen=False):
            if not self._archive.documents.remove(_KIND, name):
                raise CallError(f"there is no topic {name[:80]!r}: `briefing topics list` shows those that there are")

    def _check(self, topic: Topic) -> None:
        name = one_line(topic.name)
        if not name or name != topic.name or len(name) > LONGEST_NAME or "/" in name:
            raise CallError(f"a topic's name is one line of 1 to {LONGEST_NAME} characters, without a slash")
        checked(topic.request, topic.words, topic.form)
        if topic.days is not None and not 1 <= topic.days <= 36_500:
            raise CallError("--days must be from 1 to 36,500")
        if topic.at is not None and not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", topic.at):
            raise CallError("--at is a time of day in UTC such as 06:30, or `never`")
        if topic.alert and not (topic.alert.words or topic.alert.examples):
            raise CallError("an alert needs words or examples")
        if topic.alert:
            check_pause(topic.alert.every)
        datetime.fromisoformat(topic.added)
