"""Conversations, kept as one JSON file each in the archive's folder: named, searched, reopened, deleted."""

import json
import os
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from assistant.answer import Answer, LeftOut, Sentence
from corpus.errors import CallError, WorkError
from corpus.scope import Scope
from corpus.store.private import write

Status = Literal["running", "done", "stopped", "failed"]
NAME = 80  # characters of a conversation's name


class Turn(BaseModel):
    """A question, how it was narrowed, and what has come of it so far; `answer` once it is whole."""

    question: str
    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    writer: str | None = None
    asked: str
    status: Status = "running"
    sentences: list[Sentence] = Field(default_factory=list)
    left_out: list[LeftOut] = Field(default_factory=list)
    answer: Answer | None = None
    error: str | None = None
    thumb: Literal["up", "down"] | None = None
    correction: str | None = None

    @property
    def scope(self) -> Scope:
        """How it was narrowed."""
        return Scope(self.as_of, self.since, self.until, self.source)


class Conversation(BaseModel):
    """Turns in order. `owner` is who signed in, or a name that a browser was given; times are ISO 8601, UTC."""

    id: str
    owner: str
    name: str
    created: str
    changed: str
    turns: list[Turn] = Field(default_factory=list)

    @property
    def signed(self) -> bool:
        """Whether it belongs to someone who signed in, so that nobody else may open it."""
        return self.owner.startswith("user:")

    def history(self, before: int | None = None) -> list[dict[str, str]]:
        """The turns before turn number `before` (all: None) as an `ask` takes them."""
        said: list[dict[str, str]] = []
        for turn in self.turns[:before]:
            if turn.answer is not None:
                said.append({"role": "user", "content": turn.question})
                said.append({"role": "assistant", "content": turn.answer.text})
        return said


def _now() -> str:
    from datetime import UTC

    return datetime.now(UTC).isoformat(timespec="microseconds")  # two turns of one millisecond keep their order


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in a list; `text` is what is searched, in small letters."""

    id: str
    owner: str
    name: str
    changed: str
    text: str


class Conversations:
    """The conversations of one archive. Safe between threads; a file is replaced whole, so a kill tears none.

    An id is 128 random bits: whoever holds it may open the conversation, unless its owner signed in.
    """

    def __init__(self, folder: Path, *, now: Callable[[], str] = _now, new_id: Callable[[], str] | None = None) -> None:
        self.archive = folder
        self._folder = folder / "conversations"
        self._now = now
        self._new_id = new_id or (lambda: secrets.token_hex(16))
        self._lock = threading.RLock()
        # What a file held at its time and size, so that a list reads only what has changed.
        self._listed: dict[str, tuple[int, int, Listed | None]] = {}

    def new(self, owner: str, name: str = "") -> Conversation:
        """A conversation without turns; stored with its first turn, so that an empty one leaves nothing behind."""
        now = self._now()
        return Conversation(id=self._new_id(), owner=owner, name=_name(name), created=now, changed=now)

    def open(self, id: str, owner: str) -> Conversation:
        """The conversation. Raises CallError where there is none, or it belongs to someone else who signed in."""
        found = self._read(id)
        if found is None or (found.signed and found.owner != owner):
            raise CallError("there is no such conversation: it may have been deleted")
        return found

    def list(self, owner: str, words: str = "") -> list[Listed]:
        """The owner's conversations in which all the words occur, the one changed last first."""
        wanted = words.casefold().split()
        with self._lock:
            found = [one for one in self._all() if one.owner == owner and all(word in one.text for word in wanted)]
        return sorted(found, key=lambda one: (one.changed, one.id), reverse=True)

    def _all(self) -> Iterator[Listed]:
        before, self._listed = self._listed, {}
        with suppress(FileNotFoundError), os.scandir(self._folder) as files:
            for file in files:
                id, suffix = os.path.splitext(file.name)
                if suffix != ".json":
                    continue
                with suppress(FileNotFoundError, CallError):  # deleted meanwhile, or none of ours
                    stamp = file.stat().st_mtime_ns, file.stat().st_size
                    known = before.get(id)
                    if known is None or known[:2] != stamp:
                        known = (*stamp, _listed(self._read(id)))
                    self._listed[id] = known
                    if known[2] is not None:
                        yield known[2]

    def add(self, conversation: Conversation, turn: Turn, *, keep: int | None = None) -> Conversation:
        """Store the conversation with a turn more, after its first `keep` turns (all: None); return it as stored."""
        with self._lock:
            stored = self._read(conversation.id) or conversation
            turns = stored.turns if keep is None else stored.turns[:keep]
            changed = stored.model_copy(
                update={"turns": [*turns, turn], "changed": self._now(), "name": stored.name or _name(turn.question)}
            )
            self._write(changed)
            return changed

    def update(self, id: str, number: int, turn: Turn) -> None:
        """Put a turn in its place; nothing happens when the conversation was deleted meanwhile."""
        with self._lock:
            stored = self._read(id)
            if stored is not None and number < len(stored.turns) and stored.turns[number].asked == turn.asked:
                stored.turns[number] = turn
                self._write(stored.model_copy(update={"changed": self._now()}))

    def rename(self, id: str, name: str) -> None:
        """Give it another name. Raises CallError for an empty one."""
        if not _name(name):
            raise CallError("a conversation needs a name")
        with self._lock:
            stored = self._read(id)
            if stored is not None:
                self._write(stored.model_copy(update={"name": _name(name)}))

    def delete(self, id: str) -> None:
        """Remove it for good, with what a kill has left of its writing. Raises WorkError where the folder forbids it."""
        file = self._file(id)
        try:
            with self._lock:
                for part in self._folder.glob(f".{file.name}.*.part"):
                    part.unlink(missing_ok=True)
                file.unlink(missing_ok=True)
        except OSError as exc:
            raise WorkError(f"the conversation cannot be deleted ({exc.strerror}): check its folder's rights") from exc

    def now(self) -> str:
        """The present moment, as it is stored."""
        return self._now()

    def _file(self, id: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{8,64}", id):
            raise CallError("there is no such conversation: it may have been deleted")
        return self._folder / f"{id}.json"

    def _read(self, id: str) -> Conversation | None:
        try:
            return Conversation.model_validate_json(self._file(id).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None
        except OSError as exc:
            raise WorkError(f"the conversation cannot be read ({exc.strerror}): check its folder's rights") from exc

    def _write(self, conversation: Conversation) -> None:
        try:
            write(self._file(conversation.id), json.dumps(conversation.model_dump(mode="json"), ensure_ascii=False))
        except OSError as exc:
            raise WorkError(
                f"the conversation cannot be kept ({exc.strerror}): free disk space, then ask again"
            ) from exc


def _name(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= NAME else line[: NAME - 1].rstrip() + "…"


def _listed(one: Conversation | None) -> Listed | None:
    if one is None:
        return None
    parts = [one.name]
    for turn in one.turns:
        parts.append(turn.question)
        parts += [sentence.text for sentence in turn.sentences]
    return Listed(one.id, one.owner, one.name, one.changed, "\n".join(parts).casefold())
