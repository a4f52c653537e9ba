"""The day that it is, for whatever must not believe in days that lie ahead; and whether the work at hand may go on."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta

# Nothing can be read before the program was made: a machine whose clock has stopped would take all articles for future.
_EARLIEST = date(2026, 11, 1)
_IN_TIME: ContextVar[Callable[[], None] | None] = ContextVar("in_time", default=None)


@contextmanager
def bounded(in_time: Callable[[], None]) -> Iterator[None]:
    """While the block runs, `go_on` calls `in_time`, which raises where the time is up; so does its beginning."""
    in_time()
    before = _IN_TIME.set(in_time)
    try:
        yield
    finally:
        _IN_TIME.reset(before)


def go_on() -> None:
    """What long work does between two steps. Raises where whoever waits for it does so no longer."""
    if (in_time := _IN_TIME.get()) is not None:
        in_time()


def today() -> str:
    """The day in UTC, `YYYY-MM-DD`."""
    return max(datetime.now(UTC).date(), _EARLIEST).isoformat()


def now() -> str:
    """The moment in UTC, `YYYY-MM-DDTHH:MM:SS.ffffffZ`: of one width, so that moments sort and compare as text."""
    return moment(datetime.now(UTC))


def moment(at: datetime) -> str:
    """A moment in the form of `now`."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def read_moment(text: str) -> str:
    """A moment as people write it, in the form of `now`: a day alone means its end, no zone means UTC.

    Raises ValueError for what is none.
    """
    found = datetime.fromisoformat(text)
    if not re.search(r"[T ]", text.strip()):
        found = datetime.combine(found, time.max)
    try:
        return moment(found if found.tzinfo else found.replace(tzinfo=UTC))
    except OverflowError as error:  # before the first year, or after the last, in UTC
        raise ValueError(f"no moment: {text}") from error


def whole_seconds(at: str) -> str:
    """A moment in whole seconds, `YYYY-MM-DDTHH:MM:SSZ`, rounded up: what had happened by then has happened."""
    found = datetime.fromisoformat(at)
    return (found + timedelta(microseconds=-found.microsecond % 1_000_000)).strftime("%Y-%m-%dT%H:%M:%SZ")


def last_day(day: str) -> str:
    """The last day on which anything can have been published, seen from that day: the next, for time zones' sake."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
