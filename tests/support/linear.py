"""Whether a reader takes time in proportion to its text; what looks slow at first is measured again."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from corpus.errors import Rejected

SHORT, LONG = 10_000, 20_000
LARGEST_RATIO = 4  # twice the text takes about twice as long where the time is linear, 4 times and more where it is not
FLOOR = 0.15  # seconds of processor for LONG: below it a ratio says more of the machine than of the reader
TRIES = 5  # other work on the machine slows single readings: of several the quickest counts

Reader = Callable[[str], object]


def assert_linear(read: Reader, piece: str, *, most: float = 2) -> None:
    """A piece of text, repeated, is read in time that grows with its length; the longer text in `most` seconds."""
    slow = quick = float("inf")
    for tried in range(TRIES):
        slow = min(slow, _seconds(read, piece, LONG, tried))
        if slow <= FLOOR:
            return
        quick = min(quick, _seconds(read, piece, SHORT, tried))
        if slow < LARGEST_RATIO * quick and slow < most:
            return
    raise AssertionError(f"{piece!r}: {quick:.3f} s, and {slow:.3f} s for twice the length")


def mixtures(pieces: Sequence[str]) -> st.SearchStrategy[str]:
    """Up to four of the pieces, or of other letters, as one text to repeat."""
    return st.lists(st.sampled_from(pieces) | st.text(min_size=1, max_size=3), min_size=1, max_size=4).map("".join)


def examples(number: int) -> settings:
    """So many examples of a property, each in the time that it takes."""
    return settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck))


def _seconds(read: Reader, piece: str, length: int, tried: int) -> float:
    """The processor time of one reading; a refusal is an answer too."""
    # No text is read twice, so that none is known from before.
    text = (piece * length)[: length - 1] + "abcde"[tried]
    began = time.thread_time()
    with suppress(Rejected):
        read(text)
    return time.thread_time() - began
