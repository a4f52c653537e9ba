"""Connections that send no whole head or body of a request: hung up on, while the others are answered."""

import asyncio
from contextlib import suppress

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from tests.support.loops import run
from ui import heads
from ui.heads import Asked, Heads


async def answers(scope, receive, send):
    """An application that takes its time."""
    await asyncio.sleep(0.3)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def heard(reader):
    """What comes until the other side hangs up, however it does so."""
    found = bytearray()
    with suppress(ConnectionResetError):
        while piece := await reader.read(65_536):
            found += piece
    return bytes(found)


async def told(sent, pause=0.0, kind=Heads):
    """What the server says to pieces of bytes, sent with pauses between them until it hangs up."""
    config = Config(answers, log_config=None, access_log=False, lifespan="off")
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(lambda: kind(config, state, {}), "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        found = asyncio.ensure_future(heard(reader))
        for piece in sent:
            writer.write(piece)
            await asyncio.sleep(pause)
            if found.done():
                break
        got = await asyncio.wait_for(found, 60)
        writer.close()
    return got


HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


@pytest.mark.parametrize("begun", [HEAD, b"", HEAD + b"\r\n" + HEAD], ids=["first", "nothing", "second"])
def test_a_head_that_drips_is_hung_up_on_and_one_that_has_come_is_answered_however_long_it_takes(monkeypatch, begun):
    monkeypatch.setattr(heads, "PATIENCE", 0.1)
    got = run(told([begun, *[b"X-A: b\r\n"] * 600], pause=0.05))
    assert got.count(b"200 OK") == begun.count(b"\r\n\r\n")


def test_a_head_of_any_size_is_held_up_to_its_bound():
    got = run(told([HEAD, *[b"X-%d: %s\r\n" % (number, b"a" * 5_000) for number in range(200)]], pause=0.001))
    assert got.startswith(b"HTTP/1.1 400")
    assert b"200 OK" in run(told([HEAD, b"X: " + b"a" * 60_000, b"\r\nConnection: close\r\n\r\n"]))


POST = b"POST / HTTP/1.1\r\nHost: localhost\r\n"
LENGTH, CHUNKS = POST + b"Content-Length: 5000\r\n\r\n", POST + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(("head", "piece"), [(LENGTH, b"a"), (CHUNKS, b"1\r\na\r\n")], ids=["length", "chunks"])
def test_a_body_that_drips_on_is_hung_up_on_once_it_is_answered(monkeypatch, head, piece):
    monkeypatch.setattr(heads, "PATIENCE", 0.1)
    assert run(told([head, *[piece] * 600], pause=0.05)).count(b"200 OK") == 1


def test_a_body_that_drips_is_hung_up_on_although_nobody_answers_it(monkeypatch):
    monkeypatch.setattr(heads, "WHOLE", 0.1)
    assert run(told([LENGTH, *[b"a"] * 600], pause=0.05)) == b""


def test_a_program_that_asks_is_waited_for_less_long_than_a_file(monkeypatch):
    assert heads.SMALL < heads.WHOLE
    monkeypatch.setattr(heads, "SMALL", 0.1)
    assert run(told([LENGTH, *[b"a"] * 600], pause=0.05, kind=Asked)) == b""


def test_a_request_whose_body_has_come_slowly_is_answered_and_so_is_the_next(monkeypatch):
    monkeypatch.setattr(heads, "PATIENCE", 5.0)
    slow = [POST + b"Content-Length: 8\r\n\r\n", *[b"a"] * 8, HEAD + b"Connection: close\r\n\r\n"]
    assert run(told(slow, pause=0.05)).count(b"200 OK") == 2
