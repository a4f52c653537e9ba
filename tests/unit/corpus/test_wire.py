"""Servers of models that lie: what they send ends, in time, in size and in its packing; what is no vector is told."""

import base64
import gzip
import json
import threading
from contextlib import contextmanager, suppress

import httpx2
import numpy as np
import pytest

from corpus.errors import WorkError
from corpus.models import patience, wire
from corpus.models.openai import OpenAIEmbedder
from tests.support.loopback import Handler, served

PIECE = b": nothing\n" * 1_000


@contextmanager
def sender(*, status=200, headers=(), piece=PIECE, between=None):
    """A server that sends pieces until the other side hangs up; gives its address and when that was."""
    gone = threading.Event()

    class Endless(Handler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):
                while not (between and between.wait(0.02)):
                    self.wfile.write(piece)
                    self.wfile.flush()
            gone.set()

    with served(Endless) as address:
        yield address, gone


def post(address, *, stream=True):
    client = wire.wire()
    return client.send(client.build_request("POST", address, json={}), stream=stream)


@pytest.mark.parametrize("status", [200, 500])
def test_a_body_without_end_ends_at_the_largest_answer(monkeypatch, status):
    monkeypatch.setattr(wire, "LARGEST", 300_000)
    with sender(status=status) as (address, gone):
        with pytest.raises(wire.TooMuch, match="more than"):
            post(address, stream=False)
        assert gone.wait(60)


def test_what_is_packed_counts_by_what_comes_out_of_it(monkeypatch):
    monkeypatch.setattr(wire, "LARGEST", 300_000)
    bomb = gzip.compress(b" " * 2_000_000)
    with sender(headers=[("Content-Encoding", "gzip")], piece=bomb) as (address, gone):
        answer = post(address)
        with pytest.raises(wire.TooMuch, match="more than"):
            for piece in answer.iter_bytes():
                assert len(piece) <= 65_536
        answer.close()
        assert gone.wait(60)


@pytest.mark.parametrize("packing", ["gzip, gzip", "br", "zstd"])
def test_a_packing_that_was_not_asked_for_is_refused(packing):
    with sender(headers=[("Content-Encoding", packing)]) as (address, _), pytest.raises(httpx2.DecodingError):
        post(address, stream=False)


def test_a_packed_answer_is_read():
    class Packed(Handler):
        def do_POST(self):
            self.whole(gzip.compress(b'{"said": "yes"}'), "application/json", headers={"Content-Encoding": "gzip"})

    with served(Packed) as address:
        assert post(address, stream=False).json() == {"said": "yes"}


def test_a_stream_ends_once_nobody_waits_for_it():
    waiting = True
    with sender(between=threading.Event()) as (address, gone):
        with wire.until(lambda: not waiting):
            answer = post(address)
        pieces = answer.iter_raw()
        assert next(pieces)
        waiting = False
        with pytest.raises(httpx2.ReadTimeout):
            for _ in pieces:
                pass
        answer.close()
        assert gone.wait(60)


@pytest.mark.parametrize("proxied", [False, True])
def test_a_head_that_drips_ends_once_nobody_waits_for_it(monkeypatch, proxied):
    monkeypatch.setattr(patience, "STEP", 0.02)
    gone, asked = threading.Event(), threading.Event()

    class Drips(Handler):
        def do_POST(self):
            asked.set()
            with suppress(OSError):
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
                while True:  # the time-out for the next byte never comes
                    self.wfile.write(b"y")
                    gone.wait(0.01)
            gone.set()

    with served(Drips) as address:
        monkeypatch.setenv("HTTP_PROXY", address if proxied else "")
        monkeypatch.setenv("NO_PROXY", "")
        client = wire.Wire()
        at = "http://models.example/v1" if proxied else address
        with wire.until(asked.is_set), pytest.raises(httpx2.TimeoutException):
            client.send(client.build_request("POST", at, json={}, timeout=60), stream=True)
        assert gone.wait(60)


def test_an_answer_in_countless_pieces_is_broken_off():
    class Dust(Handler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            with suppress(OSError):
                while True:
                    self.wfile.write(b"1\r\n:\r\n" * 400)

    with served(Dust) as address, pytest.raises(httpx2.DecodingError, match="too many small pieces"):
        post(address, stream=False)


def test_interim_answers_without_end_are_broken_off():
    gone = threading.Event()

    class Interim(Handler):
        def do_POST(self):
            with suppress(OSError):
                while True:
                    self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 400)
            gone.set()

    with served(Interim) as address:
        with pytest.raises(httpx2.RemoteProtocolError, match="before any answer"):
            post(address)
        assert gone.wait(60)


def test_nothing_more_is_asked_once_nobody_waits():
    with wire.until(lambda: True), pytest.raises(httpx2.ConnectTimeout):
        post("http://127.0.0.1:9/")


def test_a_redirect_is_followed_on_the_same_host_alone():
    asked = []

    class Redirects(Handler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            asked.append(self.path)
            if self.path.startswith("/to/"):
                self.whole(b"", "text/plain", 307, {"Location": self.path.removeprefix("/to/")})
            else:
                self.whole(b"{}", "application/json")

    with served(Redirects) as address:
        other = address.replace("127.0.0.1", "localhost")
        assert post(f"{address}/to/{address}/here", stream=False).status_code == 200
        assert post(f"{address}/to/{other}/there", stream=False).status_code == 307
    assert asked == [f"/to/{address}/here", "/here", f"/to/{other}/there"]


def vectors(*rows, **more):
    return {"object": "list", "data": [{"index": at, "embedding": row} for at, row in enumerate(rows)], **more}


@contextmanager
def embedder(answer):
    class Embeds(Handler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.whole(answer if isinstance(answer, bytes) else json.dumps(answer).encode(), "application/json")

    with served(Embeds) as address:
        yield OpenAIEmbedder("m", api_key=None, base_url=f"{address}/v1")


@pytest.mark.parametrize(
    "answer",
    [
        vectors([float("nan"), 1.0]),
        vectors([float("inf"), 1.0]),
        b'{"data": [{"index": 0, "embedding": [1e400, 1]}]}',
        vectors([]),
        vectors("not base64!"),
        vectors(base64.b64encode(b"12345").decode()),
        vectors({"a": 1}),
        vectors(["one", "two"]),
        vectors([[1.0], [2.0]]),
        vectors(None),
        {"data": None},
        {"data": {"index": 0}},
        {"data": [5]},
        [],
        b"null",
        b"<html></html>",
        b"[" * 100_000,
    ],
    ids=str,
)
def test_what_is_no_vector_is_told_in_one_line(answer):
    with embedder(answer) as asked, pytest.raises(WorkError) as told:
        asked.embed(["a text"])
    assert "embedding server" in str(told.value)
    assert "\n" not in str(told.value)


def test_vectors_of_different_lengths_are_refused():
    with embedder(vectors([1.0, 2.0], [1.0])) as asked, pytest.raises(WorkError, match="no vectors"):
        asked.embed(["one", "two"])


def test_vectors_are_made_unit_ones():
    with embedder(vectors([3.0, 4.0])) as asked:
        np.testing.assert_allclose(asked.embed_query("a question"), [0.6, 0.8], rtol=1e-6)


def test_an_embedding_server_that_trickles_is_given_up(monkeypatch):
    monkeypatch.setattr("corpus.models.openai._LONGEST_OF_ONE", 0.5)
    with sender(piece=b" ", between=threading.Event()) as (address, gone):
        asked = OpenAIEmbedder("m", api_key=None, base_url=f"{address}/v1")
        with pytest.raises(WorkError, match="embedding server"):
            asked.embed_query("a question")
        assert gone.wait(60)
