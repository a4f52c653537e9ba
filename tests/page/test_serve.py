"""Who gets the page: forged names and origins over real HTTP and WebSockets, as a stranger's site sends them."""

import http.client
import os
import pty
import socket
import struct
import subprocess
import sys
import time
from typing import ClassVar
from urllib.parse import urlsplit

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from corpus.errors import CallError
from corpus.reading.fields import LONGEST_TEXT
from corpus.store.archive import Archive
from corpus.subscriptions.subscription import Subscriptions
from tests.support.feeds import item, rss, text_of
from tests.support.loopback import Handler, served
from tests.support.page import free_port, serving
from tests.support.site import news_site
from ui.page.serve import MESSAGE_MB, Door, answers_stay

PATHS = ("/", "/library", "/_stcore/health", "/_stcore/host-config", "/static/none.js", "/media/none", "/no/such/path")
REBOUND = (
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "localhost:1@evil.example",
    "evil.example#localhost",
)
NAMED = "briefing.example"


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """A server that may be asked for by one name more than the loopback's. Its archive is empty."""
    with serving(tmp_path_factory.mktemp("serve") / "archive", hosts=(NAMED,)) as address:
        yield urlsplit(address).port


def test_a_page_that_watches_takes_what_a_feed_has_by_itself(tmp_path):
    archive = Archive.open(tmp_path / "archive", create=True)
    with news_site() as site:
        site.put("/feed", rss("Harbour Post", item(f"{site.url}/ferry", "Ferry", "2026-11-02", text_of("ferry"))))
        Subscriptions(archive).add(f"{site.url}/feed", now="2026-11-02T06:00:00.000000Z")
        with serving(archive.folder, flags=("--watch",), BRIEFING_ALLOW_PRIVATE="1") as address:
            deadline = time.monotonic() + 200
            while not (health := Subscriptions(archive).find(f"{site.url}/feed").health).looks:
                assert time.monotonic() < deadline
                time.sleep(0.2)
            where = urlsplit(address)
            assert asked(where.port, Host=where.netloc)[0] == 200, "and the page is served beside"
    assert (health.taken, health.error) == (1, None) and [row.title for row in archive.browse()] == ["Ferry"]


def asked(port, path="/", *, method="GET", at="127.0.0.1", **headers):
    """The status, headers and words of an answer; `headers` are sent as given, and a list is sent as several."""
    connection = http.client.HTTPConnection(at, port, timeout=30)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, values in headers.items():
        for value in values if isinstance(values, list) else [values]:
            connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.headers, b"" if answer.status == 101 else answer.read()
    connection.close()
    return found


def socket_of(port, **headers):
    """The status with which the page's WebSocket is opened or refused."""
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    return asked(port, "/_stcore/stream", **headers, **upgrade)[0]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", NAMED, "LocalHost"])
def test_the_page_is_served_under_the_loopback_names_and_the_one_that_was_given(port, host):
    for name in (f"{host}:{port}", host, f"{host}:9"):  # a tunnel and a proxy have ports of their own
        status, _, body = asked(port, Host=name)
        assert status == 200 and b"<!doctype html>" in body.lower()
        for scheme in ("http", "https"):
            assert socket_of(port, Host=name, Origin=f"{scheme}://{name}") == 101
    assert socket_of(port, Host=f"{host}:{port}") == 101  # a program that is no browser


@pytest.mark.parametrize(
    "host", [*REBOUND, "", "localhost.", "[::1", "localhost:port", "0.0.0.0", "10.0.0.1", "127.0.0.2"]
)
def test_another_name_gets_no_page_and_no_socket(port, host):
    for name in (host, f"{host}:{port}"):
        for path in PATHS:
            status, _, body = asked(port, path, Host=name)
            assert (status, body[:30]) == (421, b"This page is not served under ") or status == 400, path
        assert socket_of(port, Host=name, Origin=f"http://{name}") in (400, 403, 421)
        assert socket_of(port, Host=name, Origin=f"http://localhost:{port}") in (400, 403, 421)


def test_two_names_or_none_get_no_page(port):
    assert asked(port)[0] in (400, 421)
    assert asked(port, Host=["localhost", "evil.example"])[0] in (400, 421)
    assert asked(port, Host=["evil.example", "localhost"])[0] in (400, 421)
    assert asked(port, Host="evil.example", X_Forwarded_Host="localhost")[0] == 421


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://localhost:9",
        "http://127.0.0.1:{port}",
        "http://localhost",
        "http://localhost:{port}.evil.example",
        "http://localhost:{port}@evil.example",
        "null",
        "",
        "file://",
        f"http://{NAMED}:{{port}}",
    ],
)
def test_another_site_opens_no_socket_and_posts_nothing(port, origin):
    host, origin = f"localhost:{port}", origin.format(port=port)
    assert socket_of(port, Host=host, Origin=origin) == 403
    assert socket_of(port, Host=host, Origin=[f"http://{host}", origin]) in (400, 403)
    for method in ("PUT", "POST", "DELETE", "GET"):
        status, _, body = asked(
            port, "/_stcore/upload_file/a/b", method=method, Host=host, Origin=origin, Content_Length="0"
        )
        assert status == 403 and body.startswith(b"Another site")


def test_a_head_of_a_request_has_an_end(port):
    assert asked(port, Host="localhost", X_A="a" * 60_000)[0] == 200
    try:
        status = asked(port, Host="localhost", X_A="a" * 2_000_000)[0]
    except OSError:  # hung up while it was still sent
        status = 400
    assert status == 400


def test_no_answer_may_be_framed(port):
    for path in PATHS:
        for headers in (
            {"Host": "localhost"},
            {"Host": "evil.example"},
            {"Host": "localhost", "Origin": "http://evil.example"},
        ):
            _, answered, _ = asked(port, path, **headers)
            assert "frame-ancestors 'none'" in answered.get_all("Content-Security-Policy")
            assert answered.get_all("X-Frame-Options") == ["DENY"]


def test_a_strange_origin_makes_the_server_ask_nobody(tmp_path):
    class Outside(Handler):
        seen: ClassVar[list[str]] = []

        def do_GET(self):
            self.seen.append(self.path)
            self.whole(b"198.51.100.7", "text/plain")

        def do_CONNECT(self):
            self.seen.append(self.path)
            self.send_error(403)

    with served(Outside) as proxy:
        away = {"http_proxy": proxy, "https_proxy": proxy, "no_proxy": "127.0.0.1,localhost"}
        for hosts in ((), ("0.0.0.0",)):
            with serving(tmp_path / "archive", hosts=hosts, **away) as address:
                port = urlsplit(address).port
                assert socket_of(port, Host=f"127.0.0.1:{port}", Origin="http://198.51.100.7:80") == 403
                assert socket_of(port, Host=f"198.51.100.7:{port}", Origin=f"http://198.51.100.7:{port}") == 421
                assert socket_of(port, Host=f"127.0.0.1:{port}", Origin=f"http://127.0.0.1:{port}") == 101
    assert Outside.seen == []


@pytest.mark.parametrize(
    ("hosts", "address", "names", "shown"),
    [
        ([], "127.0.0.1", (), "127.0.0.1"),
        ([NAMED, "other"], "127.0.0.1", (NAMED, "other"), "127.0.0.1"),
        (["0.0.0.0"], "0.0.0.0", (), "localhost"),
        (["0.0.0.0", NAMED], "0.0.0.0", (NAMED,), NAMED),
        (["::"], "::", (), "localhost"),
        (["10.1.2.3"], "10.1.2.3", ("10.1.2.3",), "10.1.2.3"),
        (["[::1]"], "::1", ("[::1]",), "[::1]"),
    ],
)
def test_an_address_among_the_hosts_is_listened_on(hosts, address, names, shown):
    door = Door.of(hosts)
    assert (door.address, door.names, door.shown) == (address, names, shown)


@pytest.mark.parametrize(
    "hosts", [["a b"], ["http://name"], ["name:80"], ["*"], [""], ["evil\n"], ["10.0.0.1", "10.0.0.2"]]
)
def test_a_host_that_is_none_is_refused(hosts):
    with pytest.raises(CallError, match=r"host|address"):
        Door.of(hosts)


def test_from_a_terminal_a_browser_is_opened_and_an_interrupt_ends_it_well(tmp_path):
    opened, port = tmp_path / "opened", free_port()
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}.part && mv {opened}.part {opened}\n')
    browser.chmod(0o755)
    master, terminal = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "ui.cli.main",
        "serve",
        "--port",
        str(port),
        "--archive",
        str(tmp_path / "archive"),
    ]
    server = subprocess.Popen(
        command,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | {"BROWSER": f"{browser} %s"},
    )
    try:
        deadline = time.monotonic() + 60
        while not opened.exists():
            assert server.poll() is None and time.monotonic() < deadline
            time.sleep(0.05)
        assert opened.read_text() == f"http://127.0.0.1:{port}"
        server.terminate()
        assert server.wait(30) == 0
    finally:
        server.kill()
        server.communicate()
        os.close(master)
        os.close(terminal)


def test_a_message_to_the_page_has_a_bound_that_is_known_before_it_has_come(port):
    assert LONGEST_TEXT * len("&quot;") < MESSAGE_MB * 1_000_000, "and the longest article fits, all of it escaped"
    head = f"GET /_stcore/stream HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"
    head += "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    head += "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), 30) as connection:
        connection.sendall(head.encode())
        assert b" 101 " in connection.recv(10_000)
        connection.sendall(struct.pack("!BBQ4s", 0x82, 0xFF, MESSAGE_MB * 1_000_000 + 1, b"\0" * 4))
        assert struct.pack("!H", 1009) in connection.recv(10_000), "closed, as too large"


def test_what_a_browser_asked_is_answered_though_a_run_of_the_page_begins():
    def message(kind):
        found = ForwardMsg()
        getattr(found, kind).SetInParent()
        return found

    answers_stay()
    queue = ForwardMsgQueue()
    for kind in ("delta", "file_urls_response", "new_session"):
        queue.enqueue(message(kind))
    queue.clear(retain_lifecycle_msgs=True)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["other"])
    assert sorted(one.WhichOneof("type") for one in queue.flush()) == ["file_urls_response", "new_session"]
    queue.enqueue(message("file_urls_response"))
    queue.clear()
    assert queue.is_empty()
