"""What one person has chosen and kept at the desk, in the archive's folder; never a key."""

import hashlib
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from assistant.answer import Sentence
from corpus.errors import WorkError
from corpus.scope import Scope
from corpus.store.private import FILE, make_folder, write
from corpus.text.metadata import without_controls

Typed = Annotated[str, AfterValidator(without_controls)]
"""What a person typed, to be kept and shown."""


class Choices(BaseModel):
    """How the next question is asked: its scope, and who writes; `server` is the address of a chat model's server."""

    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    articles: tuple[str, ...] = ()
    writer: str | None = None
    server: str | None = None
    depth: int | None = None

    @property
    def scope(self) -> Scope:
        """How a question is narrowed."""
        return Scope(self.as_of, self.since, self.until, self.source, articles=self.articles)


class Mark(BaseModel):
    """What a person has noted on an article."""

    tags: list[Typed] = Field(default_factory=list)
    note: Typed = ""


class Search(BaseModel):
    """A search of the library, kept under a name."""

    name: Typed
    words: str = ""
    outlet: str | None = None
    kind: str | None = None
    tag: str | None = None


class Pin(BaseModel):
    """A sentence of an answer that was pinned; without one, a heading or a text of the person's own."""

    id: str
    text: Typed
    heading: bool = False
    sentence: Sentence | None = None


class Pinned(BaseModel):
    """What was pinned, under a title, as it is taken away; it can be checked against the archive again."""

    title: str
    pins: list[Pin]


class Person(BaseModel):
    """What is kept of one person: the last choices, searches of the library, marks by article, and pins in order.

    `seen`: up to which arrival, a moment of `clock.now`, this person has read what came.
    """

    choices: Choices = Field(default_factory=Choices)
    searches: list[Search] = Field(default_factory=list)
    marks: dict[str, Mark] = Field(default_factory=dict)
    pins: list[Pin] = Field(default_factory=list)
    seen: str = ""


class People:
    """The people at one archive's desk, a JSON file each. Safe between threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._archive, self._folder = folder, folder / "people"
        self._lock = threading.Lock()

    def read(self, owner: str) -> Person:
        """What is kept of whoever has this name; a new person where nothing is, or what is there cannot be read."""
        try:
            return Person.model_validate_json(self._file(owner).read_bytes())
        except (OSError, ValidationError):
            return Person()

    def change(self, owner: str, change: Callable[[Person], object]) -> Person:
        """Change what is kept, and return it. Raises WorkError where it cannot be kept."""
        from filelock import FileLock

        with self._lock:
            try:
                make_folder(self._archive)
                with FileLock(self._archive / "people.lock", mode=FILE):
                    person = self.read(owner)
                    change(person)
                    write(self._file(owner), json.dumps(person.model_dump(mode="json"), ensure_ascii=False))
            except OSError as exc:
                raise WorkError(f"this cannot be kept ({exc.strerror}): free disk space or check the rights") from exc
        return person

    def _file(self, owner: str) -> Path:
        return self._folder / f"{hashlib.sha256(owner.encode()).hexdigest()[:32]}.json"
