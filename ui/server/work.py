"""Blocking work on a few threads: how many may wait for one, and for how long."""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from typing import Any, TypeVar

from ui.server.errors import Refused

T = TypeVar("T")
_END: Any = object()


class Work:
    """`threads` do the work of requests; at most `places` are at work or wait, each for at most `seconds`.

    A thread cannot be stopped from outside: what runs over its time keeps its place until it ends.
    """

    def __init__(self, seconds: float, threads: int = 4, places: int = 64) -> None:
        self._seconds, self._places, self._taken = seconds, places, 0
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="api")

    async def run(self, call: Callable[[], T]) -> T:
        """What the call gives. Raises what it raises, and Refused where there is no place or time is up."""
        try:
            return await asyncio.wait_for(asyncio.wrap_future(self._started(call)), self._seconds)
        except TimeoutError:
            raise self._late() from None

    async def stream(self, make: Callable[[], Generator[T]]) -> AsyncGenerator[T]:
        """What a generator gives, as it comes; all of it runs on one thread. Raises as `run`.

        Closed early, it stops at the next thing that the generator gives.
        """
        loop, found, gone = asyncio.get_running_loop(), asyncio.Queue[T](), threading.Event()
        ends = time.monotonic() + self._seconds

        def put(one: T) -> None:
            with suppress(RuntimeError):  # the server has gone down meanwhile
                loop.call_soon_threadsafe(found.put_nowait, one)

        def pump() -> None:
            with closing(make()) as given:
                for one in given:
                    put(one)
                    if gone.is_set():
                        return

        future = self._started(pump)
        future.add_done_callback(lambda _: put(_END))
        try:
            while (one := await asyncio.wait_for(found.get(), max(0.0, ends - time.monotonic()))) is not _END:
                yield one
            future.result()
        except TimeoutError:
            raise self._late() from None
        finally:
            gone.set()
            future.cancel()

    def _started(self, call: Callable[[], T]) -> Future[T]:
        with self._lock:
            if self._taken >= self._places:
                raise Refused(429, "too many requests at once: ask again in a moment", "too_many_requests")
            self._taken += 1
        future = self._pool.submit(call)
        future.add_done_callback(self._left)
        return future

    def _left(self, _: Future[Any]) -> None:
        with self._lock:
            self._taken -= 1

    def _late(self) -> Refused:
        return Refused(504, f"there was no answer within {self._seconds:g} s: ask for less, or later", "timeout")
