"""Conversations, kept as one JSON file each in the archive's folder: named, searched, reopened, deleted."""

import json
import os
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError

from assistant.answer import Answer, LeftOut, Sentence
from assistant.desk.people import Choices, Typed
from corpus import clock
from corpus.errors import CallError, WorkError
from corpus.scope import Scope
from corpus.store.locks import alone
from corpus.store.private import torn, write
from corpus.text.metadata import bounded, one_line

Status = Literal["waiting", "running", "done", "stopped", "failed"]
NAME = 80  # characters of a conversation's name
PARSED = 32  # conversations held in memory as they were last read
_ID = re.compile(r"[0-9a-f]{8,64}")


class Turn(BaseModel):
    """A question, how it was narrowed, and what has come of it so far; `answer` once it is whole.

    `asked` is its moment, and its name: no two turns of a conversation have the same. `process` is who answers it.
    """

    question: Typed
    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    articles: tuple[str, ...] = ()
    writer: str | None = None
    asked: str
    process: str | None = None
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
        return Scope(self.as_of, self.since, self.until, self.source, articles=self.articles)

    @property
    def under_way(self) -> bool:
        """Whether its answer is still to come."""
        return self.status in ("waiting", "running")


class Conversation(BaseModel):
    """Turns in order, and how the next one is asked.

    `owner` is who signed in, or a name that a browser was given; times are ISO 8601, UTC. `removed`: when it was
    deleted; it can be brought back until it is deleted for good.
    """

    id: str
    owner: str
    name: str
    created: str
    changed: str
    turns: list[Turn] = Field(default_factory=list)
    choices: Choices | None = None
    pinned: bool = False
    group: Typed = ""
    removed: str | None = None

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


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in a list; `text` is what is searched, in small letters."""

    id: str
    owner: str
    name: str
    changed: str
    text: str
    pinned: bool
    group: str
    removed: bool


class Conversations:
    """The conversations of one archive. Safe between threads and processes; a file is replaced whole, so a kill tears
    none, and what changes a turn leaves the others as they were stored meanwhile.

    An id is 128 random bits: whoever holds it may open the conversation, unless its owner signed in.
    """

    def __init__(
        self, folder: Path, *, now: Callable[[], str] = clock.now, new_id: Callable[[], str] | None = None
    ) -> None:
        self.archive = folder
        self._folder = folder / "conversations"
        self._now = now
        self._new_id = new_id or (lambda: secrets.token_hex(16))
        self._lock = threading.RLock()
        # What a file held at its time and size, so that a list reads only what has changed.
        self._listed: dict[str, tuple[int, int, Listed | None]] = {}
        self._parsed: dict[str, tuple[tuple[int, int, int], Conversation]] = {}

    def new(self, owner: str, name: str = "") -> Conversation:
        """A conversation without turns; stored with its first turn, so that an empty one leaves nothing behind."""
        now = self._now()
        return Conversation(id=self._new_id(), owner=owner, name=_name(name), created=now, changed=now)

    def open(self, id: str, owner: str) -> Conversation:
        """The conversation. Raises CallError where there is none, or it belongs to someone else who signed in."""
        found = self._read(id)
        if found is None or found.removed or (found.signed and found.owner != owner):
            raise CallError("there is no such conversation: it may have been deleted")
        return found

    def list(self, owner: str, words: str = "", *, removed: bool = False) -> list[Listed]:
        """The owner's conversations in which all the words occur, the one changed last first; or those `removed`."""
        wanted = words.casefold().split()
        with self._lock:
            mine = [one for one in self._all() if one.owner == owner and one.removed == removed]
            found = [one for one in mine if all(word in one.text for word in wanted)]
        return sorted(found, key=lambda one: (one.changed, one.id), reverse=True)

    def every(self) -> Iterator[Conversation]:
        """All that can be read, whosever they are: for whoever may read the folder."""
        found = (self._read(file.stem) for file in sorted(self._folder.glob("*.json")) if _ID.fullmatch(file.stem))
        return (one for one in found if one is not None)

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
        """Store the conversation with a turn more; return it as stored.

        `keep`: in place of the turns of `conversation` after its first `keep`; what others have added since stays.
        """
        with self._writing():
            stored = self._read(conversation.id) or conversation
            dropped = set() if keep is None else {one.asked for one in conversation.turns[keep:]}
            turns = [one for one in stored.turns if one.asked not in dropped]
            changed = stored.model_copy(
                update={"turns": [*turns, turn], "changed": self._now(), "name": stored.name or _name(turn.question)}
            )
            self._write(changed)
            return changed

    def change(self, id: str, asked: str, *, under_way: bool = False, **fields: Any) -> Conversation | None:  # noqa: ANN401
        """Change fields of the turn that was asked at that moment; return the conversation as it is then stored.

        None, and nothing happens, where it was deleted meanwhile, or, with `under_way`, its answer has ended.
        """
        with self._writing():
            stored = self._read(id)
            number = next((n for n, one in enumerate(stored.turns) if one.asked == asked), None) if stored else None
            if stored is None or number is None or (under_way and not stored.turns[number].under_way):
                return None
            stored.turns[number] = stored.turns[number].model_copy(update=fields)
            changed = stored.model_copy(update={"changed": self._now()})
            self._write(changed)
            return changed

    def rename(self, id: str, name: str) -> None:
        """Give it another name. Raises CallError for an empty one."""
        if not _name(name):
            raise CallError("a conversation needs a name")
        self.put(id, name=_name(name))

    def put(self, id: str, **fields: Any) -> None:  # noqa: ANN401 - the fields of a Conversation
        """Change fields of a conversation; nothing happens where it was deleted meanwhile."""
        with self._writing():
            stored = self._read(id)
            if stored is not None:
                self._write(stored.model_copy(update=fields))

    def delete(self, id: str) -> None:
        """Remove it for good, with what a kill has left of its writing. WorkError: the folder forbids it."""
        file = self._file(id)
        try:
            with self._writing():
                for one in (*torn(file), file):
                    one.unlink(missing_ok=True)
        except OSError as exc:
            raise WorkError(f"the conversation cannot be deleted ({exc.strerror}): check its folder's rights") from exc

    def now(self) -> str:
        """The present moment, as it is stored."""
        return self._now()

    def _file(self, id: str) -> Path:
        if not _ID.fullmatch(id):
            raise CallError("there is no such conversation: it may have been deleted")
        return self._folder / f"{id}.json"

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Alone in changing files, of all threads and processes. Raises WorkError where the folder forbids it."""
        with self._lock, alone(self.archive / "conversations.lock", self._unkept):
            yield

    def _read(self, id: str) -> Conversation | None:
        """The conversation as its file has it, in lists of the caller's own; read again only when it has changed."""
        file = self._file(id)
        try:
            stat = file.stat()
            stamp = stat.st_ino, stat.st_mtime_ns, stat.st_size
            known = self._parsed.get(id)
            if known is None or known[0] != stamp:
                kept = Conversation.model_validate_json(file.read_bytes())
                known = stamp, kept.model_copy(update={"id": id})  # of a copy it is the file's name, not the one inside
                self._remember(id, known)
        except (FileNotFoundError, ValidationError):
            return None
        except OSError as exc:
            raise WorkError(f"the conversation cannot be read ({exc.strerror}): check its folder's rights") from exc
        return known[1].model_copy(update={"turns": list(known[1].turns)})

    def _remember(self, id: str, known: tuple[tuple[int, int, int], Conversation]) -> None:
        with self._lock:
            self._parsed.pop(id, None)
            self._parsed[id] = known
            while len(self._parsed) > PARSED:
                del self._parsed[next(iter(self._parsed))]

    def _write(self, conversation: Conversation) -> None:
        try:
            write(self._file(conversation.id), json.dumps(conversation.model_dump(mode="json"), ensure_ascii=False))
        except OSError as exc:
            raise self._unkept(exc) from exc
        finally:
            self._parsed.pop(conversation.id, None)

    def _unkept(self, exc: OSError) -> WorkError:
        return WorkError(f"the conversation cannot be kept ({exc.strerror}): free disk space, then ask again")


def _name(text: str) -> str:
    return bounded(one_line(text), NAME)


def _listed(one: Conversation | None) -> Listed | None:
    if one is None:
        return None
    parts = [one.name]
    for turn in one.turns:
        parts.append(turn.question)
        parts += [sentence.text for sentence in turn.sentences]
    text = "\n".join(parts).casefold()
    return Listed(one.id, one.owner, one.name, one.changed, text, one.pinned, one.group, one.removed is not None)
