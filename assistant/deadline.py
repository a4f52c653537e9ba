"""Deadline: the moment by which an answer must have come to its end."""

import time
from dataclasses import dataclass
from math import inf

from corpus.errors import WorkError


class OutOfTime(WorkError):
    """The deadline of an answer has passed."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment `at` (seconds, `time.monotonic`) that ends the `seconds` which were given; without end by default."""

    seconds: float = inf
    at: float = inf

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """The deadline that many seconds from now."""
        return cls(seconds, time.monotonic() + seconds)

    def leaving(self, seconds: float) -> "Deadline":
        """The deadline that leaves so many seconds of this one, or half of what is left of it where that is less."""
        kept = min(seconds, self.left / 2)
        return Deadline(round(self.seconds - kept, 1), self.at - kept)

    @property
    def left(self) -> float:
        """Seconds until then, 0 where it has passed."""
        return max(0.0, self.at - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self.at

    def check(self) -> None:
        """Raise OutOfTime where the time is up."""
        if self.passed:
            raise OutOfTime(f"there was no answer within {self.seconds:g} s: ask again, or raise BRIEFING_TIMEOUT")
