"""Pages and feeds from a real server on loopback: conditional, bounded, and never from a private address."""

import dataclasses
import gzip
import json
import socket
import time

import pytest
from httpcore2 import ConnectError

from corpus.errors import CallError, Rejected
from corpus.reading import Visit, Web, read
from corpus.reading.web.addresses import public
from tests.support.site import news_site
from tests.support.written_sources import HTML, PARAGRAPHS, VALID

RSS = VALID["feed.rss"].decode()


@pytest.fixture
def site():
    with news_site() as server:
        yield server


@pytest.fixture
def web():
    return Web(allow_private=True, seconds=5)


def taken(url, web):
    rejected = []
    articles = list(read(url, reject=lambda source, reason: rejected.append((source, reason)), web=web))
    return articles, rejected


def reason_of(url, web):
    articles, ((_, reason),) = taken(url, web)
    assert articles == [] and "\n" not in reason
    return reason


def test_a_page_is_read_from_its_address(site, web):
    site.put("/story", HTML)
    (article,), rejected = taken(f"{site.url}/story", web)
    assert rejected == []
    assert article.text == "\n".join(PARAGRAPHS)
    assert article.url == f"{site.url}/story", "the page's own address is of another host"


def test_a_page_that_names_no_address_has_the_one_it_came_from(site, web):
    site.put("/story", HTML.replace("canonical", "other"))
    site.put("/old", "", status=301, Location="/story")
    (article,), _ = taken(f"{site.url}/old", web)
    assert article.url == f"{site.url}/story"
    assert article.key == f"url:127.0.0.1:{site.server_port}/story"


def test_other_formats_are_known_by_what_they_hold(site, web):
    site.put("/s", VALID["statement.pdf"], media="application/octet-stream")
    site.put("/front.md", VALID["front.md"], media="text/plain")
    site.put("/z", gzip.compress(HTML.encode()), **{"Content-Encoding": "gzip"})
    (pdf,), _ = taken(f"{site.url}/s", web)
    (markdown,), _ = taken(f"{site.url}/front.md", web)
    (zipped,), _ = taken(f"{site.url}/z", web)
    assert pdf.url == f"{site.url}/s" and pdf.title.startswith("Ferries: a statement")
    assert (markdown.id, markdown.url) == ("sample-ferries", f"{site.url}/front.md")
    assert zipped.title == "Ferries stay in port for a third day"


def feed_at(site, **headers):
    feed = RSS.replace("https://wire.example/teaser", f"{site.url}/teaser")
    site.put("/feed", feed, media="application/rss+xml", **headers)
    site.put("/teaser", HTML)
    return feed


def test_a_feed_gives_whole_entries_and_fetches_the_others_as_pages(site, web):
    feed_at(site)
    (whole, teaser), rejected = taken(f"{site.url}/feed", web)
    assert rejected == []
    assert whole.text.startswith(PARAGRAPHS[0]) and site.asked == ["/feed", "/teaser"]
    assert teaser.text == "\n".join(PARAGRAPHS)
    assert (teaser.title, teaser.published, teaser.url) == (
        "Only a teaser & a link",
        "2021-03-03T07:00",
        f"{site.url}/teaser",
    )
    assert (teaser.author, teaser.metadata) == ("Han Mina", {})


def test_a_feed_read_again_gives_only_what_is_new(site, web):
    feed = feed_at(site)
    assert len(taken(f"{site.url}/feed", web)[0]) == 2
    stored = json.loads(json.dumps({url: dataclasses.asdict(visit) for url, visit in web.visits.items()}))
    again = Web(allow_private=True, visits={url: Visit(**visit) for url, visit in stored.items()})
    site.asked.clear()
    assert taken(f"{site.url}/feed", again) == ([], [])
    assert site.asked == ["/feed"], "a page that was read is not fetched again"
    item = f"<item><title>New</title><link>{site.url}/new</link><pubDate>Thu, 04 Mar 2021 07:00:00 GMT</pubDate></item>"
    corrected = feed.replace(PARAGRAPHS[1], "A corrected paragraph.").replace("</channel>", item + "</channel>")
    site.put("/feed", corrected, media="application/rss+xml")
    site.put("/new", HTML)
    (changed, new), _ = taken(f"{site.url}/feed", again)
    assert changed.text.endswith("A corrected paragraph.") and new.title == "New"


def test_an_unchanged_answer_is_not_sent_again(site, web):
    feed_at(site, ETag='"1"', **{"Last-Modified": "Wed, 03 Mar 2021 08:00:00 GMT"})
    taken(f"{site.url}/feed", web)
    visit = web.visits[f"{site.url}/feed"]
    assert (visit.etag, visit.modified) == ('"1"', "Wed, 03 Mar 2021 08:00:00 GMT")
    assert taken(f"{site.url}/feed", web) == ([], [])
    assert web.visits[f"{site.url}/feed"] == visit


def test_an_entry_whose_page_fails_is_one_line_and_is_tried_again(site, web):
    feed_at(site, ETag='"1"')
    page = site.pages.pop("/teaser")
    (whole,), ((source, reason),) = taken(f"{site.url}/feed", web)
    assert whole.title == "Whole in the feed" and source == f"{site.url}/teaser" and "404" in reason
    assert web.visits[f"{site.url}/feed"].etag is None
    site.pages["/teaser"] = page
    (late,), rejected = taken(f"{site.url}/feed", web)
    assert (late.title, rejected) == ("Only a teaser & a link", [])


def test_a_reading_that_is_broken_off_remembers_what_it_gave_and_asks_for_the_whole_feed_again(site, web):
    feed_at(site)
    next(iter(read(f"{site.url}/feed", web=web)))
    (visit,) = web.visits.values()
    assert (visit.etag, visit.modified, list(visit.seen)) == (None, None, ["https://wire.example/whole"])


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (404, {}, "404"),
        (500, {}, "500"),
        (302, {"Location": "/loop"}, "redirects more than"),
        (302, {"Location": "file:///etc/passwd"}, "not http or https"),
        (302, {"Location": "ftp://news.example/x"}, "not http or https"),
        (302, {"Location": "http://[::bad/"}, ""),
        (304, {}, "304"),
        (200, {"Content-Encoding": "gzip"}, "cannot be fetched"),
    ],
)
def test_what_cannot_be_fetched_is_one_line(site, web, status, headers, reason):
    site.put("/loop", "<html>", status=status, **headers)
    assert reason in reason_of(f"{site.url}/loop", web)


def test_a_host_that_does_not_answer_is_one_line(web):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert "does not answer" in reason_of(f"http://127.0.0.1:{free.getsockname()[1]}/", web)


def test_an_answer_that_is_too_large_is_broken_off(site):
    site.put("/large", b"x" * 3_000_000)
    bomb = gzip.compress(b"x" * 30_000_000)
    site.put("/bomb", bomb, **{"Content-Encoding": "gzip"})
    for path in ("/large", "/bomb"):
        assert "larger than 2 MB" in reason_of(site.url + path, Web(allow_private=True, largest=2_000_000))


def drip_body(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(400):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def drip_headers(handler):
    for letter in b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 400:
        handler.wfile.write(bytes([letter]))
        time.sleep(0.05)


@pytest.mark.parametrize("drip", [drip_body, drip_headers, lambda handler: time.sleep(3)])
def test_an_answer_that_drips_is_broken_off_in_time(site, drip):
    site.pages["/slow"] = drip
    began = time.monotonic()
    assert "within 0.5 s" in reason_of(f"{site.url}/slow", Web(allow_private=True, seconds=0.5))
    assert time.monotonic() - began < 8


def interim(line):
    """Interim answers, for as long as somebody listens."""

    def send(handler):
        try:
            while True:
                handler.wfile.write(f"HTTP/1.1 {line}\r\nLink: </a>\r\n\r\n".encode() * 200)
        except OSError:  # the other side has had enough
            handler.close_connection = True

    return send


@pytest.mark.parametrize("line", ["100 Continue", "102 Processing", "103 Early Hints", "199 Nothing"])
def test_interim_answers_without_end_are_broken_off(site, line):
    site.pages["/soon"] = interim(line)
    began = time.process_time()
    assert reason_of(f"{site.url}/soon", Web(allow_private=True)).endswith("its server sent 100 kB before any answer")
    assert time.process_time() - began < 5


def in_bits(piece, *, times):
    """A page in so many chunks."""

    def send(handler):
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        try:
            for at in range(0, times, 500):
                handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) * min(500, times - at))
            handler.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML.encode()), HTML.encode()))
        except OSError:  # the other side has had enough
            handler.close_connection = True

    return send


def test_a_body_in_countless_pieces_is_broken_off_and_one_in_many_is_read(site):
    site.pages["/dust"], site.pages["/lines"] = in_bits(b" ", times=2_000_000), in_bits(b"\n" * 60, times=12_000)
    assert "too many small pieces" in reason_of(f"{site.url}/dust", Web(allow_private=True))
    assert taken(f"{site.url}/lines", Web(allow_private=True))[0][0].title == "Ferries stay in port for a third day"


def test_some_interim_answers_are_passed_over(site):
    def send(handler):
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n" * 20)
        body = HTML.encode()
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body))
        handler.wfile.write(body)

    site.pages["/soon"] = send
    assert taken(f"{site.url}/soon", Web(allow_private=True))[0][0].title == "Ferries stay in port for a third day"


# --- private addresses ---


def test_no_page_is_read_from_loopback_unless_it_is_allowed(site):
    site.put("/story", HTML)
    for host in ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.0.0.1", "[::ffff:127.0.0.1]"):
        assert "private address" in reason_of(f"http://{host}:{site.server_port}/story", Web())
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(site, monkeypatch):
    """The first address passes for public; the one that it redirects to is judged by itself."""
    site.put("/out", "", status=302, Location="http://10.0.0.1/secret")
    monkeypatch.setattr("corpus.reading.web.network.public", lambda address: address == "127.0.0.1" or public(address))
    assert "10.0.0.1, a private address" in reason_of(f"{site.url}/out", Web())


def test_an_entry_of_a_feed_that_leads_to_a_private_address_is_one_line(site, monkeypatch):
    site.put("/feed", RSS.replace("https://wire.example/teaser", "http://169.254.169.254/latest/meta-data"))
    monkeypatch.setattr("corpus.reading.web.network.public", lambda address: address == "127.0.0.1" or public(address))
    (_whole,), ((source, reason),) = taken(f"{site.url}/feed", Web())
    assert source.startswith("http://169.254.169.254") and "private address" in reason


@pytest.mark.parametrize("address", ["169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]", "[fd00:ec2::254]"])
def test_where_a_machine_is_told_its_keys_is_never_fetched_not_even_from_a_private_network(address):
    assert "never fetched" in reason_of(f"http://{address}/latest/meta-data", Web(allow_private=True, seconds=5))


def names(*answers):
    """A name server that gives one answer after the other."""
    waiting = list(answers)

    def look_up(host, port, *_, **__):
        addresses = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return look_up


def test_a_name_server_that_changes_its_answer_gains_nothing(site, monkeypatch):
    """The address that was checked is the one connected to: the name is not looked up a second time."""
    site.put("/story", HTML)
    connected = []
    monkeypatch.setattr("corpus.reading.web.network.public", lambda address: address == "203.0.113.7")
    monkeypatch.setattr("corpus.reading.web.network.socket.getaddrinfo", names(["203.0.113.7"], ["127.0.0.1"]))

    def refuse(self, host, *_, **__):
        connected.append(host)
        raise ConnectError("no way there")

    monkeypatch.setattr("httpcore2.SyncBackend.connect_tcp", refuse)
    assert "does not answer" in reason_of(f"http://rebind.example:{site.server_port}/story", Web())
    assert connected == ["203.0.113.7"] and site.asked == []


def test_one_private_address_among_a_hosts_addresses_is_enough_to_refuse(monkeypatch):
    monkeypatch.setattr("corpus.reading.web.network.socket.getaddrinfo", names(["93.184.216.34", "10.0.0.7"]))
    assert "private address" in reason_of("http://both.example/", Web())


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "2002:a00:1::",
        "64:ff9b::a00:1",
        "2001:db8::1",
        "2001:0:1::",
        "fec0::1",
        "fec0:0:0:ffff::1",
        "3fff:1::1",
        "3fff:fff:ffff::1",
        "5f00::1",
        "64:ff9b:1::a00:1",
        "::7f00:1",
        "::ffff:0:a00:1",
        "100::1",
        "4000::1",
        "2001:20::1",
        "2002:c0a8:101::",
        "192.88.99.1",
        "198.19.255.255",
        "240.0.0.1",
        "0.1.2.3",
    ],
)
def test_addresses_that_are_not_of_the_public_internet(address):
    assert not public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::1", "2002:101:101::", "::ffff:1.1.1.1"]
)
def test_addresses_of_the_public_internet(address):
    assert public(address)


def test_no_proxy_of_the_environment_is_asked(site, web, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    site.put("/story", HTML)
    assert len(taken(f"{site.url}/story", web)[0]) == 1


def test_without_a_place_for_rejections_a_page_that_fails_is_raised(site, web):
    with pytest.raises(Rejected, match="404"):
        list(read(f"{site.url}/none", web=web))


def test_a_name_and_password_in_an_address_are_sent_nowhere(site, web):
    with pytest.raises(CallError, match="leave out what stands before the @"):
        read(site.url.replace("://", "://kim:secret@") + "/story", web=web)
    site.put("/out", "", status=302, Location=site.url.replace("://", "://kim:secret@") + "/story")
    assert "name or password" in reason_of(f"{site.url}/out", web)
    site.put("/feed", RSS.replace("https://wire.example/teaser", f"{site.url.replace('://', '://kim@')}/teaser"))
    ((_, reason),) = taken(f"{site.url}/feed", web)[1]
    assert "name or password" in reason and site.asked == ["/out", "/feed"]
