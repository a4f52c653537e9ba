"""The report of a run: a result per prompt, and the figures over them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from assistant.answer import UNANSWERED
from assistant.evaluation.judging import Agreement, agreement
from assistant.evaluation.measures import MEASURES
from assistant.evaluation.result import Result
from assistant.evaluation.statistics import (
    ABSTAINED_RIGHTLY,
    ABSTAINED_WRONGLY,
    ANSWERED_RIGHTLY,
    ANSWERED_WRONGLY,
    Figure,
    figure,
)
from corpus.errors import CallError, WorkError
from corpus.reading.decoding import brought
from corpus.store import private

STEPS = ("search", "rerank", "write", "verify")


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often the desk abstained and answered, where it should and where not; prompts that failed are in none."""

    abstained_rightly: int
    answered_wrongly: int
    abstained_wrongly: int
    answered_rightly: int


class Report(BaseModel):
    """A whole run. `save` writes what a later run reads as its baseline; `when` is the moment it began, ISO 8601."""

    writer: str | None
    word_limit: int
    when: str | None = None
    judge: str | None = None
    results: list[Result]

    def figures(self, kind: str | None = None) -> dict[str, Figure]:
        """Every measure with its interval, over all prompts or those of one kind; without those that none has."""
        rounds: dict[str, list[Result]] = {}
        for one in self.results:
            if kind is None or one.kind == kind:
                rounds.setdefault(one.id, []).append(one)
        found = {
            name: figure([[one.figures.get(each.value) for one in row] for row in rounds.values()], each.statistic)
            for name, each in MEASURES.items()
        }
        return {name: one for name, one in found.items() if one.n}

    def kinds(self) -> list[str]:
        """The kinds of prompts in the run, in order of appearance."""
        return list(dict.fromkeys(result.kind for result in self.results))

    def abstaining(self) -> Confusion:
        """The confusion matrix of abstaining."""
        count = Counter(one.figures.get("outcome") for one in self.results)
        return Confusion(
            count[ABSTAINED_RIGHTLY], count[ANSWERED_WRONGLY], count[ABSTAINED_WRONGLY], count[ANSWERED_RIGHTLY]
        )

    def summary(self) -> dict[str, float | None]:
        """One number for every measure, None where no prompt has it: what bounds and `--json` speak of."""
        figures = self.figures()
        return {name: figures[name].mean if name in figures else None for name in MEASURES}

    def totals(self) -> dict[str, float | None]:
        """Sums over the run: tokens, US dollars (None where prices are not set), and sentences by verdict."""
        answers = [one.answer for one in self.results if one.answer]
        costs = [one.figures.get("cost") for one in self.results if one.answer]
        verdicts = Counter(sentence["verdict"] for answer in answers for sentence in answer["sentences"])
        return {
            "input_tokens": sum(answer["usage"]["input_tokens"] for answer in answers),
            "output_tokens": sum(answer["usage"]["output_tokens"] for answer in answers),
            "cost": None if None in costs else sum(cost for cost in costs if cost is not None),
            "seconds": sum(one.figures.get("seconds") or 0.0 for one in self.results),
            "sentences_quoted": verdicts["quote"],
            "sentences_supported": verdicts["supported"],
            "sentences_left_out": sum(
                one["reasons"] != [UNANSWERED] for answer in answers for one in answer["left_out"]
            ),
        }

    def steps(self) -> dict[str, float]:
        """Mean seconds of an answer by step, `other` being what none of the steps accounts for."""
        timings = [one.answer["timings_ms"] for one in self.results if one.answer]
        n = max(1, len(timings))
        found = {step: sum(each[step] for each in timings) / n / 1000 for step in STEPS}
        return found | {"other": max(0.0, sum(each["total"] for each in timings) / n / 1000 - sum(found.values()))}

    def unsteady(self) -> list[str]:
        """The prompts of which one round was right and another was not."""
        verdicts: dict[str, set[bool]] = {}
        for one in self.results:
            verdicts.setdefault(one.id, set()).add(not one.faults)
        return [id for id, seen in verdicts.items() if len(seen) > 1]

    def writers(self) -> list[str]:
        """Who wrote the answers; more than one name after a fall-back."""
        return list(dict.fromkeys(one.answer["writer"] for one in self.results if one.answer))

    def archive(self) -> dict[str, Any] | None:
        """What the archive held: articles, passages, newest."""
        return next((one.answer["archive"] for one in self.results if one.answer), None)

    def agreement(self) -> Agreement | None:
        """How far the judge by model agrees with the strict 'right'; None where there was none."""
        return agreement(self.results) if self.judge else None

    def save(self, file: Path, *, public: bool = False) -> None:
        """Write the run as JSON, whole or not at all; `public` where others may read it. Raises WorkError."""
        write(file, self.model_dump_json(indent=1), public=public)

    @classmethod
    def load(cls, file: str | Path) -> "Report":
        """A saved run. Raises CallError where the file is none."""
        try:
            return cls.model_validate_json(brought(file, f"the run {file}"))
        except (ValidationError, UnicodeDecodeError) as exc:
            raise CallError(
                f"{file} is no saved run: give the run.json that `briefing eval --report DIR` wrote"
            ) from exc


def write(file: Path, text: str, *, public: bool = False) -> None:
    """Write a file whole or not at all, with its folder; `public` where others may read it. Raises WorkError."""
    try:
        private.write(file, text, public=public)
    except OSError as exc:
        raise WorkError(f"{file} cannot be written ({exc.strerror}): free disk space or check the folder") from exc


def as_document(report: Report, comparison: dict[str, Any] | None = None, broken: Sequence[str] = ()) -> dict[str, Any]:
    """The run's figures as one document of JSON types, as `briefing eval --json` prints it."""

    def figures(kind: str | None = None) -> dict[str, Any]:
        return {name: asdict(one) for name, one in report.figures(kind).items()}

    judged = report.agreement()
    return {
        "writer": report.writer,
        "writers": report.writers(),
        "archive": report.archive(),
        "when": report.when,
        "prompts": len({one.id for one in report.results}),
        "runs": len(report.results),
        "summary": report.summary(),
        "totals": report.totals(),
        "figures": figures(),
        "by_kind": {kind: figures(kind) for kind in report.kinds()},
        "abstaining": asdict(report.abstaining()),
        "steps": report.steps(),
        "judge": {"model": report.judge, **asdict(judged)} if judged else None,
        "unsteady": report.unsteady(),
        "failed": [
            {"id": one.id, "round": one.round, "faults": one.faults, "problems": one.problems}
            for one in report.results
            if not one.passed
        ],
        "broken_bounds": list(broken),
        "comparison": comparison,
    }
