"""Briefings under way: each in a thread of its own, kept section by section, so that no click or reload loses one."""

import sqlite3
import threading
from collections.abc import Iterator
from typing import Any, Protocol

from assistant.answer import LeftOut, Sentence
from assistant.briefing.briefing import HEADINGS, Briefed, BriefEvent, Form, Found, Item, Kind, Section, Told
from assistant.briefing.length import WORDS
from assistant.desk.briefings import Briefings, Kept
from assistant.desk.edits import Reworded
from assistant.gate.citing import CitationChecker
from assistant.gate.recheck import otherwise
from assistant.writers.base import Cited, Draft
from corpus.errors import BriefingError, WorkError
from corpus.store.archive import Archive
from corpus.store.database import advice


class Briefs(Protocol):
    """What can brief: `Assistant`."""

    def brief_events(
        self,
        request: str = "",
        *,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        source: str | None = None,
        writer: str | None = None,
        words: int = WORDS,
        form: Form = "brief",
    ) -> Iterator[BriefEvent]:
        """Yield the events of a briefing."""
        ...


class Drafting:
    """Has briefings written and keeps what comes. Safe between threads; at most `at_once` are worked on together."""

    def __init__(self, briefings: Briefings, *, at_once: int = 2) -> None:
        self._briefings = briefings
        self._slots = threading.Semaphore(at_once)
        self._stops: dict[str, threading.Event] = {}
        # What could not be stored, as it stands, and why.
        self._unkept: dict[str, tuple[Kept, str]] = {}
        self._lock = threading.Lock()

    def start(self, desk: Briefs, kept: Kept) -> None:
        """Have it written in the background."""
        stop = threading.Event()
        with self._lock:
            self._stops[kept.id] = stop
        threading.Thread(target=self._work, args=(desk, kept, stop), name=f"brief-{kept.id[:8]}", daemon=True).start()

    def open(self, id: str, owner: str) -> Kept:
        """The briefing as it stands, with an error where it could not be stored, which is then tried again.

        Raises as `Briefings.open` does.
        """
        found, unkept = self._briefings.open(id, owner), self._unkept.get(id)
        if unkept is None:
            return found
        kept, why = unkept
        self._keep(kept)
        return kept if id not in self._unkept else kept.model_copy(update={"error": kept.error or why})

    def _keep(self, kept: Kept) -> None:
        """Store it; what cannot be stored stays here until it can: what was written is not lost."""
        try:
            self._briefings.put(kept)
            self._unkept.pop(kept.id, None)
        except WorkError as exc:
            self._unkept[kept.id] = kept, str(exc)

    def stop(self, id: str) -> None:
        """Stop the work on it; what has come so far stays."""
        with self._lock:
            stop = self._stops.get(id)
        if stop is not None:
            stop.set()

    def live(self, id: str) -> bool:
        """Whether it is worked on in this process; what is kept is whole before this turns False."""
        with self._lock:
            return id in self._stops

    def _work(self, desk: Briefs, kept: Kept, stop: threading.Event) -> None:
        try:
            with self._slots:
                for event in () if stop.is_set() else desk.brief_events(**kept.ordered.model_dump()):
                    if stop.is_set():
                        break
                    kept = with_event(kept, event)
                    self._keep(kept)
            if kept.status == "running":
                kept = kept.model_copy(update={"status": "stopped"})
        except BriefingError as exc:
            kept = kept.model_copy(update={"status": "failed", "error": str(exc)})
        except sqlite3.Error as exc:
            kept = kept.model_copy(update={"status": "failed", "error": advice(self._briefings.archive, exc)})
        except Exception as exc:  # a thread has nobody above it to say what happened
            kept = kept.model_copy(
                update={"status": "failed", "error": f"unexpected {type(exc).__name__}: order again"}
            )
            raise
        finally:
            self._keep(kept)
            with self._lock:
                del self._stops[kept.id]


def with_event(kept: Kept, event: BriefEvent) -> Kept:
    """The briefing after one event of its making."""
    match event:
        case Found(coverage):
            changed: dict[str, Any] = {"coverage": coverage}
        case Told(kind, item):
            changed = {"sections": _with_item(kept.sections, kind, item)}
        case Briefed(briefing):
            changed = {"briefing": briefing, "coverage": briefing.coverage, "sections": [], "status": "done"}
        case _:
            return kept  # what is refused stands in the whole briefing
    return kept.model_copy(update=changed)


def _with_item(sections: list[Section], kind: Kind, item: Item) -> list[Section]:
    """The sections in reading order with an item more."""
    found = {one.kind: one for one in sections}
    before = found.get(kind) or Section(kind=kind, heading=HEADINGS[kind], items=[])
    found[kind] = before.model_copy(update={"items": [*before.items, item]})
    return [found[kind] for kind in HEADINGS if kind in found]


def reword(archive: Archive, entry: str, number: int, sentence: Sentence, text: str) -> Reworded:
    """A sentence in other words, held by the gate against the words that the old one cites: taken, or refused and why.

    Words in the place of quoted ones have to say the same, for here it is known what is reworded.
    Raises CallError where the archive has lost an article that it cites.
    """
    spans = tuple(map(Cited.again, sentence.citations))
    held = CitationChecker(archive).check(Draft(" ".join(text.split()), spans))
    if isinstance(held, Sentence) and (found := otherwise(held)):
        held = LeftOut(text=held.citing(()).text, citations=sentence.citations, reasons=found)
    if isinstance(held, LeftOut):
        return Reworded(entry=entry, number=number, refused=held)
    return Reworded(entry=entry, number=number, passed=held.citing(sentence.citations))
