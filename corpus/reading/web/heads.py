"""What a server sends before its answer begins: the head and the interim answers before it, bounded in bytes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import httpcore2

# Bytes. Servers' heads have 1,000 to 8,000, and httpcore takes 100,000 of one; of interim answers, which may come
# without end, it takes any number.
LARGEST = 100_000

_taken: ContextVar[list[int] | None] = ContextVar("taken", default=None)


@contextmanager
def awaited() -> Iterator[None]:
    """Within it an answer is waited for, and what `counted` reads is of its head, or of those before it."""
    token = _taken.set([0])
    try:
        yield
    finally:
        _taken.reset(token)


def counted(read: Callable[[], bytes]) -> bytes:
    """What `read` gives; raises httpcore's RemoteProtocolError where that much has come and no answer has begun."""
    taken = _taken.get()
    if taken is not None and taken[0] > LARGEST:
        raise httpcore2.RemoteProtocolError(f"its server sent {LARGEST // 1000} kB before any answer")
    data = read()
    if taken is not None:
        taken[0] += len(data)
    return data
