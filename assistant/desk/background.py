"""Answers under way: each in a thread of its own, kept sentence by sentence, so that no click or reload loses one."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Protocol

from assistant.desk.conversations import Conversation, Conversations, Turn
from assistant.events import Done, Event, Passed, Refused
from corpus.errors import BriefingError
from corpus.store.database import advice


class Answers(Protocol):
    """What can answer: `Assistant`."""

    def events(
        self,
        question: str,
        *,
        history: Sequence[Mapping[str, str]] = (),
        as_of: str | None = None,
        since: str | None = None,
        until: str | None = None,
        source: str | None = None,
        writer: str | None = None,
    ) -> Iterator[Event]:
        """Yield the events of an answer."""
        ...


class Running:
    """Runs answers and writes what comes into their conversations. Safe between threads.

    At most `at_once` answers are worked on at the same time; the others wait in line.
    """

    def __init__(self, conversations: Conversations, *, at_once: int = 4) -> None:
        self._conversations = conversations
        self._slots = threading.Semaphore(at_once)
        self._stops: dict[str, threading.Event] = {}
        self._lock = threading.Lock()

    def start(self, desk: Answers, conversation: Conversation, turn: Turn, *, keep: int | None = None) -> Conversation:
        """Store the question, then answer it in the background; an answer under way in the conversation is stopped.

        `keep`: ask again in place of the turns after the first `keep`.
        """
        self.stop(conversation.id)
        stored = self._conversations.add(conversation, turn, keep=keep)
        number = len(stored.turns) - 1
        stop = threading.Event()
        with self._lock:
            self._stops[conversation.id] = stop
        arguments = (desk, stored.id, number, turn, stored.history(number), stop)
        threading.Thread(target=self._work, args=arguments, name=f"answer-{stored.id[:8]}", daemon=True).start()
        return stored

    def stop(self, id: str) -> None:
        """Stop the answer under way in a conversation; what has come so far stays."""
        with self._lock:
            stop = self._stops.pop(id, None)
        if stop is not None:
            stop.set()

    def live(self, id: str) -> bool:
        """Whether an answer of this conversation is under way in this process."""
        with self._lock:
            return id in self._stops

    def _work(
        self, desk: Answers, id: str, number: int, turn: Turn, history: list[dict[str, str]], stop: threading.Event
    ) -> None:
        try:
            with self._slots:
                for event in (
                    ()
                    if stop.is_set()
                    else desk.events(turn.question, history=history, writer=turn.writer, **asdict(turn.scope))
                ):
                    if stop.is_set():
                        break
                    turn = with_event(turn, event)
                    self._conversations.update(id, number, turn)
            if turn.status == "running":
                turn = turn.model_copy(update={"status": "stopped"})
        except BriefingError as exc:
            turn = turn.model_copy(update={"status": "failed", "error": str(exc)})
        except sqlite3.Error as exc:
            turn = turn.model_copy(update={"status": "failed", "error": advice(self._conversations.archive, exc)})
        except Exception as exc:  # a thread has nobody above it to say what happened
            turn = turn.model_copy(update={"status": "failed", "error": f"unexpected {type(exc).__name__}: ask again"})
            raise
        finally:
            try:
                self._conversations.update(id, number, turn)
            finally:
                with self._lock:
                    if self._stops.get(id) is stop:
                        del self._stops[id]


def with_event(turn: Turn, event: Event) -> Turn:
    """The turn after one event of its answer."""
    match event:
        case Passed(sentence):
            changed: dict[str, Any] = {"sentences": [*turn.sentences, sentence]}
        case Refused(left_out):
            changed = {"left_out": [*turn.left_out, left_out]}
        case Done(answer):
            changed = {"answer": answer, "sentences": answer.sentences, "left_out": answer.left_out, "status": "done"}
    return turn.model_copy(update=changed)
