"""The report of a run: a result per prompt, the figures over them, bounds, and the comparison of two runs."""

import json
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from assistant.evaluation.measures import Abstaining, Figure, abstaining, figure, paired, percentile
from corpus.errors import CallError

# Below this p two runs are said to differ; above it, that no difference can be claimed.
SIGNIFICANT = 0.05


class Result(BaseModel):
    """What one prompt gave: the answer, what was found wrong with it, and its figures (None where one does not apply)."""

    id: str
    kind: str
    round: int = 0
    question: str
    expected: str
    answerable: bool
    must_include: list[list[str]]
    must_not_include: list[str]
    gold_ids: list[str]
    gold_quotes: list[str]
    answer: dict[str, Any] | None = None
    error: str | None = None
    faults: list[str] = Field(default_factory=list)
    figures: dict[str, float | None] = Field(default_factory=dict)
    found_ids: list[str] = Field(default_factory=list)
    seconds: float = 0.0
    seconds_to_first: float | None = None

    @property
    def abstained(self) -> bool:
        """Whether the desk abstained."""
        return bool(self.answer and self.answer["abstained"])


class Report(BaseModel):
    """A whole run. `model_dump_json()` is what a later run reads as its baseline."""

    writer: str | None
    word_limit: int
    results: list[Result]

    def figures(self, kind: str | None = None) -> dict[str, Figure]:
        """The mean of every measure with its interval, over all prompts or those of one kind."""
        values: dict[str, list[float | None]] = defaultdict(list)
        for result in self.results:
            if kind is None or result.kind == kind:
                for name, value in result.figures.items():
                    values[name].append(value)
        return {name: figure(found) for name, found in values.items()}

    def kinds(self) -> list[str]:
        """The kinds of prompts in the run, in order of appearance."""
        return list(dict.fromkeys(result.kind for result in self.results))

    def abstaining(self) -> Abstaining:
        """Who abstained where it was right; a prompt that failed to run counts as answered wrongly or not at all."""
        ran = [result for result in self.results if result.error is None]
        return abstaining([one.answerable for one in ran], [one.abstained for one in ran])

    def summary(self) -> dict[str, float | None]:
        """One number a name: what `--min` bounds and `--json` speak of."""
        table = self.abstaining()
        ran = [result for result in self.results if result.answer]
        firsts = [result.seconds_to_first for result in ran if result.seconds_to_first is not None]
        found: dict[str, float | None] = {name: one.mean for name, one in self.figures().items()}
        found |= {
            "abstain_precision": table.precision,
            "abstain_recall": table.recall,
            "abstain_f1": table.f1,
            "over_refusal": table.over_refusal,
            "failed": float(len(self.results) - len(ran)),
            "seconds_p50": percentile([one.seconds for one in ran], 50),
            "seconds_p95": percentile([one.seconds for one in ran], 95),
            "first_sentence_p50": percentile(firsts, 50),
            "first_sentence_p95": percentile(firsts, 95),
        }
        for name in ("input_tokens", "output_tokens"):
            found[name] = float(sum(one.answer["usage"][name] for one in ran if one.answer))
        return found

    def save(self, file: Path) -> None:
        """Write the run as JSON."""
        file.write_text(self.model_dump_json(indent=1), "utf-8")

    @classmethod
    def load(cls, file: str | Path) -> "Report":
        """A saved run. Raises CallError where the file is none."""
        try:
            return cls.model_validate_json(Path(file).read_text("utf-8"))
        except OSError as exc:
            raise CallError(f"the run {file} cannot be read: {exc.strerror}") from exc
        except (ValidationError, UnicodeDecodeError) as exc:
            raise CallError(
                f"{file} is no saved run: give the run.json that `briefing eval --report DIR` wrote"
            ) from exc


def bound(text: str) -> tuple[str, float]:
    """`hit@10=0.9` as a name and the least it may be. Raises CallError."""
    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        raise CallError(f"--min {text}: write it as a measure and a number, such as hit@10=0.9") from None


def broken(report: Report, bounds: list[tuple[str, float]]) -> list[str]:
    """The bounds that the run does not reach, in plain words. Raises CallError for a measure that it does not have."""
    summary, found = report.summary(), []
    for name, least in bounds:
        if name not in summary:
            raise CallError(
                f"--min {name}: there is no such measure in this run; there are {', '.join(sorted(summary))}"
            )
        value = summary[name]
        if value is None or value < least:
            found.append(f"{name} is {'nothing' if value is None else f'{value:.3f}'}, less than {least:g}")
    return found


def compare(before: Report, after: Report) -> dict[str, Any]:
    """Two runs side by side: per measure the difference, p and what can be claimed; per prompt what changed."""
    old = {(one.id, one.round): one for one in before.results}
    both = [(old[one.id, one.round], one) for one in after.results if (one.id, one.round) in old]
    measures = {}
    for name in sorted({name for _, one in both for name in one.figures}):
        a, b = [one.figures.get(name) for one, _ in both], [one.figures.get(name) for _, one in both]
        difference, p = paired(a, b)
        claim = "no difference can be claimed" if p > SIGNIFICANT else "better" if difference > 0 else "worse"
        measures[name] = {"difference": difference, "p": p, "claim": claim}
    changed = [
        {"id": one.id, "before": was.faults or ["right"], "after": one.faults or ["right"]}
        for was, one in both
        if was.faults != one.faults
    ]
    return {"prompts": len(both), "measures": measures, "changed": changed}


def as_json(report: Report, comparison: dict[str, Any] | None = None) -> str:
    """The run's figures as one JSON document, as `briefing eval --json` prints it."""
    by_kind = {kind: {name: asdict(one) for name, one in report.figures(kind).items()} for kind in report.kinds()}
    document = {
        "writer": report.writer,
        "prompts": len(report.results),
        "summary": report.summary(),
        "figures": {name: asdict(one) for name, one in report.figures().items()},
        "by_kind": by_kind,
        "abstaining": asdict(report.abstaining()),
        "failed": [{"id": one.id, "faults": one.faults} for one in report.results if one.faults],
        "comparison": comparison,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
