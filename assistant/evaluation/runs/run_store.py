"""Runs of test prompts kept in the archive's folder, and the one that is under way."""

import re
import tempfile
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from assistant.evaluation.matching import WORD_LIMIT
from assistant.evaluation.prompts import Prompt, read_prompts
from assistant.evaluation.report.report import Report
from assistant.evaluation.result import Result
from assistant.evaluation.runner import Desk, evaluate
from corpus.errors import BriefingError, CallError
from corpus.text.counting import counted

SAMPLE_PROMPTS = Path(str(files("assistant") / "evaluation" / "sample_prompts.yaml"))
SAMPLE_BRIEFINGS = SAMPLE_PROMPTS.with_name("sample_briefings.jsonl")


class Stopped(Exception):
    """Somebody stopped the run; what was done is kept."""


@dataclass(frozen=True, slots=True)
class State:
    """How far the run under way is, or how far the last one came; `error` says why that ended early."""

    busy: bool = False
    done: int = 0
    of: int = 0
    error: str | None = None


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H.%M.%S")


class Kept:
    """The runs of one archive; one may be under way, in a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "evaluations"
        self._lock = threading.Lock()
        self._state = State()
        self._stop = threading.Event()

    def names(self) -> list[str]:
        """The names of the runs, the newest first: the moment each began, UTC."""
        return sorted((file.stem for file in self._folder.glob("*.json")), reverse=True)

    def load(self, name: str) -> Report:
        """A run by its name. Raises CallError where there is none."""
        if not re.fullmatch(r"[\d .-]+", name):
            raise CallError("there is no such run")
        return Report.load(self._folder / f"{name}.json")

    def state(self) -> State:
        """How far it is."""
        with self._lock:
            return self._state

    def stop(self) -> None:
        """Stop after the prompt that is being answered; the prompts done so far make a report."""
        self._stop.set()

    def start(self, desk: Desk, prompts: list[Prompt], *, writer: str | None = None) -> bool:
        """Begin a run; False where one is under way already."""
        with self._lock:
            if self._state.busy:
                return False
            self._state = State(busy=True, of=len(prompts))
        self._stop.clear()
        threading.Thread(target=self._work, args=(desk, prompts, writer), name="evaluation", daemon=True).start()
        return True

    def _work(self, desk: Desk, prompts: list[Prompt], writer: str | None) -> None:
        name, done, error = _now(), [], None
        when = name.replace(" ", "T").replace(".", ":") + "+00:00"

        def keep(result: Result) -> None:
            done.append(result)
            with self._lock:
                self._state = replace(self._state, done=len(done))
            if self._stop.is_set():
                raise Stopped

        report: Report | None = None
        try:
            report = evaluate(desk, prompts, writer=writer, on_result=keep)
        except Stopped:
            error = f"stopped after {len(done)} of {counted(len(prompts), 'prompt')}"
        except BriefingError as exc:
            error = str(exc)
        except Exception as exc:  # a thread has nobody above it to say what happened
            error = f"unexpected {type(exc).__name__} after {counted(len(done), 'prompt')}"
            raise
        finally:
            try:
                if done:
                    whole = report or Report(writer=writer, word_limit=WORD_LIMIT, results=done)
                    whole.when = when
                    whole.save(self._folder / f"{name}.json")
            except BriefingError as exc:
                error = str(exc)
            with self._lock:
                self._state = State(done=len(done), of=len(prompts), error=error)


def sample_prompts() -> list[Prompt]:
    """The prompts over the sample archive that came with the install."""
    return read_prompts([SAMPLE_PROMPTS])


def prompts_of(name: str, content: bytes) -> list[Prompt]:
    """The prompts of an uploaded file; its name decides only between YAML and JSON Lines. Raises CallError."""
    suffix = ".yaml" if name.lower().endswith((".yaml", ".yml")) else ".jsonl"
    with tempfile.TemporaryDirectory(prefix="briefing-prompts-") as folder:
        file = Path(folder) / f"prompts{suffix}"
        file.write_bytes(content)
        return read_prompts([file])
