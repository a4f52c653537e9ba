"""The slowest answers that an archive's folder keeps, in conversations and runs, and where their time went."""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.desk.conversations import Conversations
from assistant.evaluation.report.report import STEPS
from assistant.evaluation.runs.run_store import Kept
from corpus.errors import CallError


@dataclass(frozen=True, slots=True)
class Slow:
    """A question, when it was asked (ISO 8601), where its answer is kept, and milliseconds by step.

    `other` is what none of the steps accounts for, as understanding the question and deciding whether to answer it.
    """

    question: str
    asked: str | None
    kept_in: str
    timings_ms: dict[str, int]


def slowest(folder: Path, most: int = 10) -> list[Slow]:
    """The slowest kept answers of the archive in a folder, the slowest first; what cannot be read is passed over."""
    return heapq.nlargest(most, _kept(folder), key=lambda one: one.timings_ms["total"])


def _kept(folder: Path) -> Iterator[Slow]:
    for conversation in Conversations(folder).every():
        for turn in conversation.turns:
            if turn.answer is not None:
                yield _slow(turn.question, turn.asked, "a conversation", turn.answer.timings_ms.model_dump())
    runs = Kept(folder)
    for name in runs.names():
        try:
            report = runs.load(name)
        except CallError:
            continue
        for one in report.results:
            if one.answer:
                yield _slow(one.question, report.when, f"the run {name}", one.answer["timings_ms"])


def _slow(question: str, asked: str | None, kept_in: str, timings: Mapping[str, int]) -> Slow:
    steps = {step: timings.get(step, 0) for step in STEPS}
    total = timings.get("total", 0)
    return Slow(question, asked, kept_in, steps | {"other": max(0, total - sum(steps.values())), "total": total})
