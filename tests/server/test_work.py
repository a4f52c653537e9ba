"""The limits of the HTTP interface on requests at once and on time."""

import asyncio
import threading

import pytest

from tests.support import loops
from ui.server.errors import Refused
from ui.server.work import Work


def test_who_finds_no_place_is_refused_and_a_place_that_is_left_is_free():
    go = threading.Event()

    async def busy():
        work = Work(30, threads=1, places=2)
        held = [asyncio.create_task(work.run(go.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Refused) as refused:
            await work.run(lambda: 1)
        go.set()
        await asyncio.gather(*held)
        return refused.value.status, await work.run(lambda: 2)

    assert loops.run(busy()) == (429, 2)


def test_what_takes_too_long_is_refused():
    go = threading.Event()

    def slow():
        yield 1
        go.wait()

    async def late():
        work = Work(0.05, threads=2)
        with pytest.raises(Refused) as whole:
            await work.run(go.wait)
        with pytest.raises(Refused) as streamed:
            [one async for one in work.stream(slow)]
        go.set()
        return whole.value.status, streamed.value.status

    assert loops.run(late()) == (504, 504)


def test_a_stream_that_is_closed_early_ends_its_work():
    closed = threading.Event()

    def endless():
        try:
            while True:
                yield 1
        finally:
            closed.set()

    async def leave():
        stream = Work(30).stream(endless)
        assert await anext(stream) == 1
        await stream.aclose()
        return await asyncio.to_thread(closed.wait, 10)

    assert loops.run(leave())
