"""Answers under way: each in a thread of its own, kept sentence by sentence, so that no click or reload loses one.

Whether an answer is under way is what its stored turn says, as long as somebody works on it.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.runnables.config import var_child_runnable_config

from assistant.desk.conversations import Conversation, Conversations, Turn
from assistant.desk.presence import Presence
from assistant.events import Done, Event, Passed, Refused
from corpus.errors import BriefingError
from corpus.store.database import advice

STEPS = ("understand", "search", "decide", "write")
INTERRUPTED = "The page's server ended while this was being answered: ask again."


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
        articles: Sequence[str] = (),
    ) -> Iterator[Event]:
        """Yield the events of an answer."""
        ...


@dataclass(slots=True)
class _Job:
    """A question in line, with who answers it; `step` is what is being done."""

    desk: Answers
    turn: Turn
    stop: threading.Event = field(default_factory=threading.Event)
    step: str = ""


class Running:
    """Runs answers and writes what comes into their conversations. Safe between threads.

    The questions of a conversation are answered one after the other. Of different ones at most `at_once` are worked on
    at the same time; the others wait.
    """

    def __init__(self, conversations: Conversations, *, at_once: int = 4) -> None:
        self._conversations = conversations
        self._presence = Presence(conversations.archive)
        self._slots = threading.Semaphore(at_once)
        self._lines: dict[str, list[_Job]] = {}
        self._lock = threading.RLock()

    def start(self, desk: Answers, conversation: Conversation, turn: Turn, *, keep: int | None = None) -> Conversation:
        """Store the question, then answer it in the background, after those that wait in the conversation.

        `keep`: ask in place of the turns of `conversation` after its first `keep`, which are stopped.
        """
        id = conversation.id
        turn = turn.model_copy(update={"status": "waiting", "process": self._presence.name})
        for dropped in conversation.turns[keep:] if keep is not None else ():
            self.stop(id, dropped.asked)
        job = _Job(desk, turn)
        with self._lock:
            line = self._lines.setdefault(id, [])
            line.append(job)  # before the turn can be read: what is stored as under way always has somebody at work
            try:
                stored = self._conversations.add(conversation, turn, keep=keep)
            except BaseException:
                self._leave(id, job)
                raise
            if line[0] is job:
                self._begin(id, job)
        return stored

    def stop(self, id: str, asked: str | None = None) -> None:
        """Stop the answer under way in a conversation, or the one that was asked at that moment; what came stays.

        One of another process is stopped too: it reads what is stored.
        """
        with self._lock:
            line = self._lines.get(id, [])
            job = next((one for one in line if asked in (None, one.turn.asked)), None)
            if job is not None:
                job.stop.set()
                asked = job.turn.asked
            if asked is not None:
                self._conversations.change(id, asked, under_way=True, status="stopped")
            if job is not None:
                self._leave(id, job)

    def live(self, id: str) -> bool:
        """Whether an answer of this conversation is under way in this process."""
        with self._lock:
            return id in self._lines

    def step(self, id: str) -> str:
        """What is being done now for the answer under way: a name of `STEPS`; empty before the first."""
        with self._lock:
            return self._lines[id][0].step if id in self._lines else ""

    def open(self, id: str, owner: str) -> Conversation:
        """The conversation; a turn that is stored as under way, and that nobody works on any more, has failed in it.

        Raises CallError as `Conversations.open` does.
        """
        before: set[str] = set()
        while True:
            found = self._conversations.open(id, owner)
            lost = {one.asked for one in found.turns if one.under_way and not self._worked_on(id, one)}
            if lost == before:  # stored so when nobody was at work any more: not merely read too early
                turns = [
                    one.model_copy(update={"status": "failed", "error": INTERRUPTED}) if one.asked in lost else one
                    for one in found.turns
                ]
                return found.model_copy(update={"turns": turns})
            before = lost

    def _worked_on(self, id: str, turn: Turn) -> bool:
        with self._lock:
            if any(one.turn.asked == turn.asked for one in self._lines.get(id, ())):
                return True
        return turn.process is not None and self._presence.elsewhere(turn.process)

    def _begin(self, id: str, job: _Job) -> None:
        threading.Thread(target=self._work, args=(id, job), name=f"answer-{id[:8]}", daemon=True).start()

    def _leave(self, id: str, job: _Job) -> None:
        """Take a job out of its line; the next one begins."""
        with self._lock:
            line = self._lines.get(id, [])
            if job not in line:
                return
            first = line[0] is job
            line.remove(job)
            if not line:
                del self._lines[id]
            elif first:
                self._begin(id, line[0])

    def _work(self, id: str, job: _Job) -> None:
        ended: dict[str, Any] = {"status": "stopped"}
        try:
            with self._slots:
                self._answer(id, job)
        except BriefingError as exc:
            ended = {"status": "failed", "error": str(exc)}
        except sqlite3.Error as exc:
            ended = {"status": "failed", "error": advice(self._conversations.archive, exc)}
        except Exception as exc:  # a thread has nobody above it to say what happened
            ended = {"status": "failed", "error": f"unexpected {type(exc).__name__}: ask again"}
            raise
        finally:
            try:
                with suppress(BriefingError):  # it cannot be kept; `open` sees that nobody is at work on it
                    self._conversations.change(id, job.turn.asked, under_way=True, **ended)
            finally:
                self._leave(id, job)

    def _answer(self, id: str, job: _Job) -> None:
        """Ask, and keep each event as it comes, for as long as the stored turn is under way."""
        turn, asked = job.turn, job.turn.asked
        stored = None if job.stop.is_set() else self._conversations.change(id, asked, under_way=True, status="running")
        if stored is None:
            return

        def tell(step: str) -> None:
            job.step = step

        tell_steps(tell)
        history = stored.history([one.asked for one in stored.turns].index(asked))
        for event in job.desk.events(turn.question, history=history, writer=turn.writer, **turn.scope.window):
            changed = with_event(turn, event)
            turn = turn.model_copy(update=changed)
            if job.stop.is_set() or self._conversations.change(id, asked, under_way=True, **changed) is None:
                return


def with_event(turn: Turn, event: Event) -> dict[str, Any]:
    """What one event of its answer changes in a turn."""
    match event:
        case Passed(sentence):
            return {"sentences": [*turn.sentences, sentence]}
        case Refused(left_out):
            return {"left_out": [*turn.left_out, left_out]}
        case Done(answer):
            return {"answer": answer, "sentences": answer.sentences, "left_out": answer.left_out, "status": "done"}


class Steps(BaseCallbackHandler):
    """Tells which step of the pipeline begins, to whoever asked to be told."""

    run_inline = True

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def on_chain_start(self, serialized: Any, inputs: Any, *, name: str = "", **_: Any) -> None:  # noqa: ANN401 - LangChain's
        """A step begins."""
        if name in STEPS:
            self._tell(name)


def tell_steps(tell: Callable[[str], None]) -> None:
    """From now on, tell the steps of every answer that this thread makes."""
    var_child_runnable_config.set({"callbacks": [Steps(tell)]})
