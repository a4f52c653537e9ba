"""A writer with another one behind it, for when a chat model's server fails."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.writers.base import Brief, Draft, Meter, Writer
from corpus.errors import WorkError


@dataclass(slots=True)
class FallbackWriter:
    """Writes with `first`; where that fails, says so and writes with `second`. Made anew for every question.

    The first writer's sentences are held back until its answer is whole, so that no half of one is ever shown.
    """

    first: Writer
    second: Writer
    failed: bool = False

    @property
    def name(self) -> str:
        """The name of the writer that wrote."""
        return self.second.name if self.failed else self.first.name

    def write(self, brief: Brief, meter: Meter) -> Iterator[Draft]:
        """Yield the first writer's drafts, or the second writer's, the reason noted in the meter."""
        try:
            drafts = list(self.first.write(brief, meter))
        except WorkError as error:
            self.failed = True
            meter.notes.append(f"{self.first.name} did not finish; {self.second.name} wrote this answer: {error}.")
            meter.deadline = meter.deadline.again()  # the first may have used all the time up
            yield from self.second.write(brief, meter)
        else:
            yield from drafts
