"""Spans: where the time of a question goes, told to an OpenTelemetry tracer where one is given; else nothing is done.

A span holds a name, times and counts; never a question, a text or an error's words.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

T = TypeVar("T")
_END: Any = object()
_tracer: "Tracer | None" = None


def tell(tracer: "Tracer | None") -> None:
    """From now on, tell all spans of this process to the tracer; None: to nobody."""
    global _tracer
    _tracer = tracer


@contextmanager
def span(name: str, **counts: int) -> Iterator[None]:
    """A span around a block or a function, inside the one that is under way."""
    if _tracer is None:
        yield
        return
    one = _tracer.start_span(name, attributes={f"briefing.{what}": count for what, count in counts.items()})
    try:
        with _current(one):
            yield
    finally:
        one.end()


def each(name: str, items: Iterator[T]) -> Iterator[T]:
    """The items, with a span around the making of each one."""
    while True:
        with span(name):
            item = next(items, _END)
        if item is _END:
            return
        yield item


def whole(name: str, items: Iterator[T]) -> Iterator[T]:
    """The items, with one span around the making of them all.

    It is the one under way only while an item is made: whoever takes them may do so in threads and contexts of its own.
    """
    if _tracer is None:
        yield from items
        return
    one = _tracer.start_span(name)
    try:
        while True:
            with _current(one):
                item = next(items, _END)
            if item is _END:
                return
            yield item
    finally:
        getattr(items, "close", lambda: None)()
        one.end()


@contextmanager
def _current(one: Any) -> Iterator[None]:  # noqa: ANN401 - a span of opentelemetry's
    """The span as the one under way; an error marks it with its type alone."""
    from opentelemetry.trace import StatusCode, use_span

    with use_span(one, record_exception=False, set_status_on_exception=False):
        try:
            yield
        except Exception as exc:
            one.set_status(StatusCode.ERROR, type(exc).__name__)
            raise
