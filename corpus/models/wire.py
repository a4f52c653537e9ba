"""The client that asks servers of models: what a server sends is bounded in time, in size and in its packing."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

import httpx2
from openai import DefaultHttpxClient

from corpus.errors import Rejected
from corpus.models.patience import Patient
from corpus.reading.web import heads
from corpus.reading.web.addresses import same_host
from corpus.reading.web.packed import ASKED, few, unpacked

# Bytes of one answer, unpacked: three times what 128 vectors of 4,096 numbers or 30,000 streamed tokens take.
LARGEST = 32_000_000
_MOST_REDIRECTS = 3
_KEEPS_METHOD = (307, 308)

_given_up: ContextVar[Callable[[], bool]] = ContextVar("given_up", default=lambda: False)


@contextmanager
def until(given_up: Callable[[], bool]) -> Iterator[None]:
    """Within it, a request ends, and none is begun, once nobody waits for its answer any more."""
    token = _given_up.set(given_up)
    try:
        yield
    finally:
        _given_up.reset(token)


def within(seconds: float) -> AbstractContextManager[None]:
    """`until` so many seconds have passed."""
    end = time.monotonic() + seconds
    return until(lambda: time.monotonic() > end)


class TooMuch(httpx2.ReadError):
    """An answer that is larger than any can be."""


class Wire(DefaultHttpxClient):
    """OpenAI's own client, whose answers have an end.

    A time-out bounds the wait for the next byte alone; a server that trickles, its head too, or that sends without end,
    would hold a thread and swell it long after the answer was given up. A redirect is followed on the same host alone:
    the articles go to the server that was named. Raises httpx's errors.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        """As httpx's; through a proxy of the environment too, reading and writing end once nobody waits."""
        super().__init__(**options)
        for transport in (self._transport, *self._mounts.values()):
            if isinstance(transport, httpx2.HTTPTransport):  # which takes no network of ours
                pool = transport._pool
                pool._network_backend = Patient(pool._network_backend, _nobody_waits)

    def send(self, request: httpx2.Request, *, stream: bool = False, **options: Any) -> httpx2.Response:  # noqa: ANN401
        """As httpx's."""
        given_up = _given_up.get()
        options["follow_redirects"] = False
        request.headers["accept-encoding"] = ASKED
        for _ in range(_MOST_REDIRECTS + 1):
            if given_up():
                raise httpx2.ConnectTimeout("nobody waits for the answer any more", request=request)
            with heads.awaited():
                answer = super().send(request, stream=True, **options)
            following = answer.next_request
            if following is None or answer.status_code not in _KEEPS_METHOD:
                break
            if not same_host(str(request.url), str(following.url)):
                break
            answer.close()
            request = following
        packing = answer.headers.pop("content-encoding", "")  # else httpx unpacks it, whatever comes out
        answer.stream = _Bounded(answer, answer.stream, packing, given_up)
        if not stream:
            answer.read()
        return answer


class _Bounded(httpx2.SyncByteStream):
    """The body of an answer, unpacked, up to LARGEST bytes and as long as somebody waits for it."""

    def __init__(self, answer: httpx2.Response, stream: Any, packing: str, given_up: Callable[[], bool]) -> None:  # noqa: ANN401
        self._answer, self._stream, self._packing, self._given_up = answer, stream, packing, given_up

    def __iter__(self) -> Iterator[bytes]:
        taken = 0
        try:
            for piece in unpacked(few(self._stream), self._packing):
                if self._given_up():
                    raise httpx2.ReadTimeout("nobody waits for the answer any more", request=self._answer.request)
                taken += len(piece)
                if taken > LARGEST:
                    raise TooMuch(f"sent more than {LARGEST // 1_000_000} MB, which no answer has")
                if piece:
                    yield piece
        except Rejected as error:
            raise httpx2.DecodingError(f"sent what {error}") from error

    def close(self) -> None:
        """Close the answer, and with it the connection."""
        self._stream.close()


def _nobody_waits() -> bool:
    return _given_up.get()()


@cache
def wire() -> Wire:
    """The one client of this process: reading whose certificates are trusted takes longer than many a request."""
    return Wire()


@cache
def no_wire() -> httpx2.AsyncClient:
    """What stands for the other client that a chat model asks for, which nothing here uses: it reaches nobody."""
    return httpx2.AsyncClient(transport=httpx2.AsyncBaseTransport())
