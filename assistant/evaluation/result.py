"""What one prompt gave: the answer, what is wrong with it, and its figures."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field


class Verdict(BaseModel):
    """What a chat model said of an answer; `right` is None where it gave no verdict, and `why` says why."""

    right: bool | None
    why: str
    input_tokens: int = 0
    output_tokens: int = 0


class Result(BaseModel):
    """One prompt, run once. `figures` are numbers by key (`measures.Measure.value`), None where one does not apply."""

    id: str
    kind: str
    round: int = 0
    question: str
    history: list[dict[str, str]] = Field(default_factory=list)
    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    expected: str
    answerable: bool
    must_include: list[list[str]]
    must_not_include: list[str]
    gold_ids: list[str]
    gold_quotes: list[str]
    nuggets: list[dict[str, Any]] = Field(default_factory=list)
    answer: dict[str, Any] | None = None
    error: str | None = None
    faults: list[str] = Field(default_factory=list)
    """Why the answer is not right, or the abstention not due."""
    problems: list[str] = Field(default_factory=list)
    """What else is wrong: a citation that is not exact, a sentence that is not supported, a gold article not there."""
    figures: dict[str, float | None] = Field(default_factory=dict)
    found_ids: list[str] = Field(default_factory=list)
    judged: Verdict | None = None

    @property
    def abstained(self) -> bool:
        """Whether the desk abstained."""
        return bool(self.answer and self.answer["abstained"])

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.faults and not self.problems

    def is_of(self, asked: Mapping[str, Any]) -> bool:
        """Whether it was run on exactly these fields of a prompt, so that it need not be run again."""
        return all(getattr(self, name) == value for name, value in asked.items())
