"""A run under way, kept result by result, so that one that was stopped can be taken up again."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from assistant.evaluation.report.report import write
from assistant.evaluation.result import Result
from corpus.errors import CallError, WorkError
from corpus.store.private import opened


class Unfinished:
    """JSON Lines in a file: what the run is of, then a result a line. A line that was cut short is not counted."""

    def __init__(self, file: Path, *, writer: str, word_limit: int) -> None:
        self._file = file
        self._about = {"writer": writer, "word_limit": word_limit}

    def results(self) -> list[Result]:
        """What the stopped run had done. Raises CallError where it was a run of another writer or word limit."""
        try:
            head, *lines = self._file.read_text("utf-8").split("\n")
            about = json.loads(head)
        except (OSError, ValueError):
            return []
        if about != self._about:
            was = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in about.items())
            raise CallError(f"the unfinished run was one with {was}: give the same again, or leave --resume away")
        found: dict[tuple[str, int], Result] = {}
        for line in lines:
            with suppress(ValidationError):
                one = Result.model_validate_json(line)
                found[one.id, one.round] = one
        return list(found.values())

    def begin(self, kept: Sequence[Result]) -> None:
        """Start with what is kept of an earlier run. Raises WorkError."""
        lines = [json.dumps(self._about), *(one.model_dump_json() for one in kept)]
        write(self._file, "".join(f"{line}\n" for line in lines))

    def add(self, result: Result) -> None:
        """Keep a result; a later one of the same prompt and round counts instead of it. Raises WorkError."""
        try:
            with opened(self._file, "a") as file:
                file.write(result.model_dump_json() + "\n")
        except OSError as exc:
            raise WorkError(f"{self._file} cannot be written ({exc.strerror}): free disk space") from exc

    def end(self) -> None:
        """The run is whole: nothing is left to take up."""
        self._file.unlink(missing_ok=True)
