"""What happens while an answer is written, in the order in which it comes: typed inside, dicts at the public door."""

from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer, LeftOut, Sentence


@dataclass(frozen=True, slots=True)
class Passed:
    """A sentence that belongs to the answer."""

    sentence: Sentence

    def dump(self) -> dict[str, Any]:
        """The event as JSON types."""
        return {"type": "sentence", "sentence": self.sentence.model_dump(mode="json")}


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that was left out, or a part of the question that nothing answers."""

    left_out: LeftOut

    def dump(self) -> dict[str, Any]:
        """The event as JSON types."""
        return {"type": "left_out", "left_out": self.left_out.model_dump(mode="json")}


@dataclass(frozen=True, slots=True)
class Done:
    """The end: the whole answer."""

    answer: Answer

    def dump(self) -> dict[str, Any]:
        """The event as JSON types."""
        return {"type": "done", "answer": self.answer.model_dump(mode="json")}


Event = Passed | Refused | Done
