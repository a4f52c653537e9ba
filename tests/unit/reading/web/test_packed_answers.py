"""Packed answers from a real server: what comes out is bounded, one layer is unpacked, and only what was asked for."""

import gzip
import time
import tracemalloc
import zlib

import pytest

from corpus.reading import Web, read
from tests.support.site import news_site
from tests.support.written_sources import HTML

MEGABYTE = 1_000_000
NOTHING = gzip.compress(bytes(10 * MEGABYTE), 9)


@pytest.fixture
def site():
    with news_site() as server:
        yield server


def in_chunks(*parts, encoding="gzip", status=200, **headers):
    """A page that sends its parts in chunks, for as long as somebody listens."""

    def send(handler):
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(status)
        for name, value in {"Transfer-Encoding": "chunked", "Content-Encoding": encoding, **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        try:
            for part in parts:
                handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            handler.wfile.write(b"0\r\n\r\n")
        except OSError:  # the other side has had enough
            handler.close_connection = True

    return send


def reason_of(url, **limits):
    """Why the address is refused; reading it takes little memory and time."""
    told = []
    tracemalloc.start()
    began = time.monotonic()
    try:
        made = list(read(url, reject=lambda source, reason: told.append(reason), web=Web(allow_private=True, **limits)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert made == [] and peak < 60 * MEGABYTE, f"{peak:,} bytes"
    assert time.monotonic() - began < 25
    (reason,) = told
    return reason


def test_what_comes_out_of_a_packed_answer_is_bounded_and_not_what_goes_in(site):
    site.pages["/bomb"] = in_chunks(*[NOTHING] * 900)
    assert reason_of(f"{site.url}/bomb") == "is larger than 20 MB"
    site.put("/one", gzip.compress(bytes(200 * MEGABYTE)), **{"Content-Encoding": "gzip"})
    assert reason_of(f"{site.url}/one") == "is larger than 20 MB"


def test_what_goes_in_is_bounded_too(site):
    endless_name = NOTHING[:3] + b"\x08" + NOTHING[4:10] + b"a" * MEGABYTE
    site.pages["/name"] = in_chunks(endless_name, *[b"a" * MEGABYTE] * 40)
    assert reason_of(f"{site.url}/name") == "is larger than 20 MB"
    site.pages["/empty"] = in_chunks(*[gzip.compress(b"") * 20_000] * 60)
    assert "too many parts" in reason_of(f"{site.url}/empty")


@pytest.mark.parametrize(
    "encoding", ["gzip, gzip", "gzip,identity,gzip", "br", "zstd", "deflate", "GZIP, br", "x", "x" * 5000]
)
def test_what_was_not_asked_for_is_not_unpacked(site, encoding):
    twice = gzip.compress(gzip.compress(bytes(50 * MEGABYTE)))
    site.pages["/twice"] = in_chunks(twice, encoding=encoding)
    reason = reason_of(f"{site.url}/twice")
    assert "was not asked for" in reason and len(reason) < 100


def test_a_bomb_in_a_redirect_is_not_opened(site):
    site.pages["/out"] = in_chunks(*[NOTHING] * 900, status=302, Location="/none")
    assert "404" in reason_of(f"{site.url}/out")
    site.pages["/endless"] = in_chunks(*[b"x" * MEGABYTE] * 60, encoding="identity", status=404)
    assert "404" in reason_of(f"{site.url}/endless")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (gzip.compress(HTML.encode())[:-300], "cut off"),
        (gzip.compress(HTML.encode())[:-8] + b"\x00" * 8, "damaged"),
        (zlib.compress(HTML.encode()), "damaged"),
        (HTML.encode(), "damaged"),
    ],
)
def test_a_packed_answer_that_is_broken_is_one_line(site, body, reason):
    site.pages["/broken"] = in_chunks(body)
    assert reason in reason_of(f"{site.url}/broken")


@pytest.mark.parametrize("encoding", ["gzip", "GZip", "x-gzip", "identity, gzip"])
def test_a_page_packed_once_is_read_in_however_many_members_and_chunks(site, encoding):
    raw, half = HTML.encode(), len(HTML) // 2
    members = gzip.compress(raw[:half]) + gzip.compress(b"") + gzip.compress(raw[half:]) + b"\0\0 padding"
    for name, parts in (("/bytes", [members[at : at + 1] for at in range(len(members))]), ("/whole", [members])):
        site.pages[name] = in_chunks(*parts, encoding=encoding, **{"Content-Type": "text/html"})
        (article,) = read(site.url + name, web=Web(allow_private=True))
        assert article.title == "Ferries stay in port for a third day"
