"""Ordered briefings and their edits, kept as one JSON file each in the archive's folder: listed, removed, restored."""

import json
import os
import re
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, ValidationError, model_validator

from assistant.briefing.briefing import Briefing, Coverage, Form, Section
from assistant.briefing.events.days import bounds
from assistant.briefing.length import WORDS
from assistant.desk.edits import Edit, possible
from corpus import clock
from corpus.errors import CallError, WorkError
from corpus.scope import Scope
from corpus.store.locks import alone
from corpus.store.private import make_folder, torn, write
from corpus.text.metadata import bounded, one_line

_ID = re.compile(r"[0-9a-f]{8,64}")
NAME = 80  # characters of a name in a list
GONE = "there is no such briefing: it may have been deleted"
DAMAGED = "the file of this briefing is damaged: restore it from a backup, or delete it from the archive's folder"
MEANWHILE = "this was changed meanwhile in another tab: look at it as it now stands, then change it again"


class Ordered(BaseModel):
    """What was ordered, as `Assistant.brief` takes it."""

    request: str = ""
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    source: str | None = None
    writer: str | None = None
    words: int = WORDS
    form: Form = "brief"

    @property
    def scope(self) -> Scope:
        """How it was narrowed."""
        return Scope(self.as_of, self.since, self.until, self.source)


class Kept(BaseModel):
    """A briefing in work or done. `sections` are what has come so far; `briefing` is there once it is whole.

    `owner` is who signed in, or a name that a browser was given; times are ISO 8601, UTC.
    """

    id: str
    owner: str
    name: str
    created: str
    changed: str
    ordered: Ordered
    status: Literal["running", "done", "stopped", "failed"] = "running"
    coverage: Coverage | None = None
    sections: list[Section] = Field(default_factory=list)
    briefing: Briefing | None = None
    edits: Sequence[Edit] = Field(default_factory=list)
    error: str | None = None

    @model_validator(mode="after")
    def _dated(self) -> "Kept":
        """Raises ValueError where the day of an item is none."""
        items = [item for section in self.sections for item in section.items]
        items += [item for _, item in self.briefing.items()] if self.briefing else []
        for day in (item.date for item in items if item.date is not None):
            try:
                date.fromisoformat(bounds(day)[0])
            except ValueError as exc:
                raise ValueError(f"the day of an item is none: {bounded(day, NAME)}") from exc
        return self


class Briefings:
    """The briefings of one archive. Safe between threads and processes; a file is replaced whole, so a kill tears none,
    and what changes one reads it again first.

    An id is 128 random bits: whoever holds it may read the briefing, unless its owner signed in; only the owner
    changes it.
    """

    def __init__(self, folder: Path) -> None:
        self.archive = folder
        self._folder, self._removed = folder / "briefings", folder / "briefings" / "removed"
        self._lock = threading.RLock()
        self.damaged: tuple[str, ...] = ()
        """The names of the files that the last list left out, since they hold no briefing."""

    def new(self, owner: str, ordered: Ordered) -> Kept:
        """A briefing to be written, stored."""
        now = clock.now()
        kept = Kept(
            id=secrets.token_hex(16), owner=owner, name=_name(ordered), created=now, changed=now, ordered=ordered
        )
        self._write(kept)
        return kept

    def open(self, id: str, owner: str) -> Kept:
        """The briefing. Raises CallError where there is none, or it belongs to someone else who signed in."""
        found = self._read(self._file(id))
        if found is None and self._file(id).exists():
            raise CallError(DAMAGED)
        if found is None or (found.owner != owner and found.owner.startswith("user:")):
            raise CallError(GONE)
        return found

    def list(self, owner: str, *, removed: bool = False) -> list[Kept]:
        """The owner's briefings, or those that they removed, the one changed last first."""
        with self._lock:
            found = [one for one in self._all(self._removed if removed else self._folder) if one.owner == owner]
        return sorted(found, key=lambda one: (one.changed, one.id), reverse=True)

    def _all(self, folder: Path) -> Iterator[Kept]:
        left_out = []
        with suppress(FileNotFoundError):
            for file in sorted(folder.glob("*.json")):
                if (kept := self._read(file)) is not None:
                    yield kept
                elif file.exists():
                    left_out.append(file.name)
        self.damaged = tuple(left_out)

    def put(self, kept: Kept) -> None:
        """Store what has come of it, with the edits that are stored; nothing happens when it was removed meanwhile."""
        with self._writing():
            if (stored := self._read(self._file(kept.id))) is not None:
                self._write(kept.model_copy(update={"edits": stored.edits, "changed": clock.now()}))

    def edit(self, id: str, owner: str, edit: Edit, *, seen: int | None = None) -> Kept:
        """Add an edit. `seen`: how many edits whoever makes it has seen.

        Raises CallError where the briefing is not this owner's or not done, has no such entry, or one that was not seen
        changed the same entry.
        """

        def added(kept: Kept) -> Sequence[Edit]:
            if seen is not None and any(one.entry == edit.entry for one in kept.edits[seen:]):
                raise CallError(MEANWHILE)
            if kept.briefing is None:
                raise CallError("the briefing is not written yet: wait until it is done")
            possible(kept.briefing, kept.edits, edit)
            return [*kept.edits, edit]

        return self._edited(id, owner, added)

    def undo(self, id: str, owner: str, *, seen: int | None = None) -> Kept:
        """Take back the last edit; nothing happens where there is none. `seen` and errors as in `edit`: what was not
        seen is not taken back.
        """

        def shortened(kept: Kept) -> Sequence[Edit]:
            if seen is not None and len(kept.edits) != seen:
                raise CallError(MEANWHILE)
            return kept.edits[:-1]

        return self._edited(id, owner, shortened)

    def _edited(self, id: str, owner: str, change: Callable[[Kept], Sequence[Edit]]) -> Kept:
        with self._writing():
            kept = self.open(id, owner)
            if kept.owner != owner:
                raise CallError("only who ordered a briefing can change it: export it, or order it anew")
            changed = kept.model_copy(update={"edits": change(kept), "changed": clock.now()})
            self._write(changed)
            return changed

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Alone in changing files, of all threads and processes. Raises WorkError where the folder forbids it."""
        with self._lock, alone(self.archive / "briefings.lock", self._unkept):
            yield

    def remove(self, id: str) -> None:
        """Take it out of the list; `restore` brings it back. Raises WorkError where the folder forbids it."""
        self._move(self._file(id), self._removed)

    def restore(self, id: str) -> None:
        """Bring back what was removed. Raises WorkError where the folder forbids it."""
        self._move(self._removed / self._file(id).name, self._folder)

    def delete(self, id: str) -> None:
        """Delete for good what was removed, with what a kill has left of it. WorkError: the folder forbids it."""
        try:
            with self._writing():
                file = self._file(id)
                for one in (*torn(file), self._removed / file.name):
                    one.unlink(missing_ok=True)
        except OSError as exc:
            raise WorkError(f"the briefing cannot be deleted ({exc.strerror}): check its folder's rights") from exc

    def _move(self, file: Path, to: Path) -> None:
        try:
            with self._writing(), suppress(FileNotFoundError):
                make_folder(to)
                os.replace(file, to / file.name)
        except OSError as exc:
            raise WorkError(f"the briefing cannot be moved ({exc.strerror}): check its folder's rights") from exc

    def _file(self, id: str) -> Path:
        if not _ID.fullmatch(id):
            raise CallError(GONE)
        return self._folder / f"{id}.json"

    def _read(self, file: Path) -> Kept | None:
        """What a file holds, under the id that the file is called by: that of a copy is no longer the one inside."""
        try:
            kept = Kept.model_validate_json(file.read_bytes())
            return kept.model_copy(update={"id": file.stem}) if _ID.fullmatch(file.stem) else None
        except (FileNotFoundError, ValidationError):
            return None
        except OSError as exc:
            raise WorkError(f"the briefing cannot be read ({exc.strerror}): check its folder's rights") from exc

    def _write(self, kept: Kept) -> None:
        try:
            write(self._file(kept.id), json.dumps(kept.model_dump(mode="json"), ensure_ascii=False))
        except OSError as exc:
            raise self._unkept(exc) from exc

    @staticmethod
    def _unkept(error: OSError) -> WorkError:
        return WorkError(f"the briefing cannot be kept ({error.strerror}): free disk space or check the rights")


def _name(ordered: Ordered) -> str:
    line = one_line(ordered.request) or " to ".join(one for one in (ordered.since or "…", ordered.until or "…"))
    return bounded(line, NAME)
