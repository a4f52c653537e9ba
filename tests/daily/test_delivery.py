"""Delivery: by mail over TLS, as a feed, into a folder, to a webhook; each edition once, whatever fails."""

import json
import os
import signal
import socket
import subprocess
import sys
import xml.etree.ElementTree as ET
from contextlib import contextmanager

import feedparser
import pytest
from pydantic import SecretStr

from assistant.daily.delivery.message import Message
from assistant.daily.delivery.sending import Sender
from corpus.store.archive import Archive
from tests.daily.conftest import Days, at
from tests.daily.test_editions import topic
from tests.support.loopback import Handler, served
from tests.support.mail import postbox

SENDING = """
import os, signal, sys
from pathlib import Path
from assistant.daily.delivery import mail
from assistant.daily.delivery.sending import Sender
from assistant.settings import Settings
from corpus.store.archive import Archive
from tests.daily.test_delivery import a_message
if sys.argv[2] == "before":
    mail._hand_over = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[2] == "after":
    expect, calls = mail._expect, []
    def deadly(reply, *right):
        expect(reply, *right)
        calls.append(reply)
        if len(calls) == 4:
            os.kill(os.getpid(), signal.SIGKILL)
    mail._expect = deadly
archive = Archive.open(sys.argv[1])
sender = Sender(archive, Settings.from_env(), lambda _: {}, now=lambda: sys.argv[3])
print(sender.send(a_message(int(sys.argv[4])), ["mail"])[0].state)
"""


def a_message(number=1, topic="Island"):
    parts = {"title": f"Island, edition {number}", "text": ".A dot\n.. and more\nÆrø"}
    parts |= {"markdown": "Ærø", "html": "<p>Ærø</p>"}
    return Message(
        topic=topic, kind="edition", number=number, made=at(2), document={"any": "thing"}, archive="a1", **parts
    )


def mail_settings(box, password=""):
    found = {"mail_server": box.address, "mail_from": SecretStr("desk@island.invalid")}
    found |= {"mail_to": SecretStr("one@island.invalid, two@island.invalid")}
    return found | ({"mail_user": SecretStr("desk"), "mail_password": SecretStr(password)} if password else {})


class Hook(Handler):
    came, status = None, 200

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Hook.came.append((self.headers["Idempotency-Key"], body))
        self.whole(b"{}", "application/json", status=Hook.status)


@contextmanager
def hook():
    Hook.came, Hook.status = [], 200
    with served(Hook) as address:
        yield address + "/in?token=secret"


def test_an_edition_goes_out_once_in_each_way_and_arrives_whole(tmp_path, monkeypatch):
    with postbox(tmp_path, password="right") as box, hook() as address:
        monkeypatch.setenv("SSL_CERT_FILE", str(box.certificate))
        days = Days(
            tmp_path,
            send_folder=tmp_path / "shared",
            send_atom=tmp_path / "editions.xml",
            send_webhook=SecretStr(address),
            allow_private=True,
            **mail_settings(box, "right"),
        )
        days.topics.add(topic(send=["mail", "atom", "folder", "webhook"], at="00:00"))
        days.take(2, "ferry", url="https://harbour.invalid/ferry")
        for day in (2, 2, 3):
            days.now = at(day, 7)
            done = days.watch.once()
        assert [one.state for _, one in done.deliveries] == ["sent"] * 4 and done.editions[0].empty
        first, second = box.came
        assert first["Subject"] == "Island, edition 1, 2 November 2026" and "two@island.invalid" in first["To"]
        html, text = (first.get_body((kind,)).get_content() for kind in ("html", "plain"))
        quote = days.editions.open("Island", 1).changes.new[0].quote
        assert quote in text and "\\" not in text and 'href="https://harbour.invalid/ferry"' in html
        assert first["Message-ID"] != second["Message-ID"] and "Nothing new on Island" in second.as_string()
        feed = feedparser.parse((tmp_path / "editions.xml").read_bytes())
        assert [one.title for one in feed.entries] == [second["Subject"], first["Subject"]]
        assert "harbour.invalid/ferry" in feed.entries[1].content[0].value and not feed.bozo
        names = sorted(file.name for file in (tmp_path / "shared").iterdir())
        assert names == [f"island-edition-000{n}.{suffix}" for n in (1, 2) for suffix in ("html", "json", "md")]
        assert len(Hook.came) == len({key for key, _ in Hook.came}) == 2
        assert Hook.came[0][1]["edition"]["number"] == 1
        stored = b"".join(file.read_bytes() for file in days.folder.rglob("*") if file.is_file())
        assert all(word not in stored for word in (b"island.invalid", b"token=secret", address.encode()))


def test_what_cannot_be_sent_is_tried_again_later_and_given_up_in_the_end_never_naming_a_secret(tmp_path, monkeypatch):
    with postbox(tmp_path, starttls=True) as box:
        days = Days(tmp_path, **mail_settings(box))
        now = [at(2)]
        sender = Sender(days.archive, days.settings, lambda _: {}, now=lambda: now[0])
        (untrusted,) = sender.send(a_message(), ["mail"])
        assert untrusted.state == "failed" and box.came == [], "a certificate that nobody vouches for"
        monkeypatch.setenv("SSL_CERT_FILE", str(box.certificate))
        box.answer = "451 later"
        assert sender.send(a_message(), ["mail"]) == [untrusted], "it is not time yet"
        now[0] = untrusted.next
        (busy,) = sender.send(a_message(), ["mail"])
        assert (busy.state, busy.error, busy.tries) == ("failed", "the mail server answered 451", 2)
        box.answer, now[0] = "250 taken", busy.next
        (sent,) = sender.send(a_message(), ["mail"])
        assert sent.state == "sent" and sender.send(a_message(), ["mail"]) == [sent]
        (came,) = box.came
        assert came.get_body(("plain",)).get_content().splitlines() == [".A dot", ".. and more", "Ærø"]
    with hook() as address:
        days = Days(tmp_path, send_webhook=SecretStr(address), allow_private=True)
        sender = Sender(days.archive, days.settings, lambda _: {}, now=lambda: now[0])
        Hook.status = 500
        for _ in range(10):
            (last,) = sender.send(a_message(), ["webhook"])
            now[0] = last.next
        assert last.state == "given up" and last.line.startswith("webhook: given up after 10 tries")
        assert len(Hook.came) == 10 and address not in last.line and "secret" not in last.line
    days = Days(tmp_path, send_webhook=SecretStr("https://127.0.0.1/in"))
    (refused,) = Sender(days.archive, days.settings, lambda _: {}, now=lambda: at(9)).send(a_message(2), ["webhook"])
    assert "no address that can be used" in refused.error


def test_topics_whose_names_differ_by_signs_have_files_of_their_own_and_ordinary_ones_are_called_as_before(tmp_path):
    names = ["C", "C++", "C#", "North Korea", "North-Korea?", "!", "?", "북한 소식", "South-East Asia"]
    days = Days(tmp_path, send_folder=tmp_path / "shared")
    sender = Sender(days.archive, days.settings, lambda one: {"md": one.topic.encode()}, now=lambda: at(3))
    for name in names:
        sender.send(a_message(topic=name), ["folder"])
    found = {file.read_text("utf-8"): file.name for file in (tmp_path / "shared").iterdir()}
    assert found.keys() == set(names)
    ordinary = {"C": "c", "North Korea": "north-korea", "북한 소식": "북한-소식", "South-East Asia": "south-east-asia"}
    assert {name: found[name] for name in ordinary} == {
        name: f"{kept}-edition-0001.md" for name, kept in ordinary.items()
    }


class Hangs(Hook):
    """Reads what is posted, and hangs up: before any answer, or within its body."""

    said = b""

    def do_POST(self):
        Hook.came.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.wfile.write(Hangs.said)
        self.close_connection = True


def post(tmp_path, address, count=2):
    """How posting a message, and then looking again as soon as it is due, went."""
    days = Days(tmp_path, send_webhook=SecretStr(address), allow_private=True)
    sender, found = Sender(days.archive, days.settings, lambda _: {}, now=lambda: now), []
    for _ in range(count):
        now = found[-1].next or at(9) if found else at(3)
        found += sender.send(a_message(), ["webhook"])
    return found


def test_what_a_server_read_before_it_hung_up_is_in_doubt_and_not_posted_again(tmp_path):
    Hook.came = []
    with served(Hangs) as address:
        first, second = post(tmp_path, address)
    assert len(Hook.came) == 1 and (first.state, first.tries) == ("doubt", 1) and second == first


def test_what_a_server_said_yes_to_is_sent_although_it_hangs_up_in_its_answer(tmp_path, monkeypatch):
    Hook.came = []
    monkeypatch.setattr(Hangs, "said", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{")
    with served(Hangs) as address:
        assert [one.state for one in post(tmp_path, address)] == ["sent"] * 2 and len(Hook.came) == 1


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_no_server_was_reached_for_in_time_is_unsent_and_tried_again(tmp_path, monkeypatch, scheme):
    """A full queue of connections lets none in; a peer that never answers ends no handshake of TLS."""
    monkeypatch.setattr("assistant.daily.delivery.webhook.SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as peer:
        others = []
        for _ in range(4 if scheme == "http" else 0):
            others.append(socket.socket())
            others[-1].setblocking(False)
            others[-1].connect_ex(peer.getsockname())
        found = post(tmp_path, f"{scheme}://127.0.0.1:{peer.getsockname()[1]}/in")
        for one in others:
            one.close()
    assert [(one.state, one.tries) for one in found] == [("failed", 1), ("failed", 2)]
    assert {one.error for one in found} == {"the webhook's server cannot be reached"}


@pytest.mark.long
def test_a_kill_before_the_message_is_handed_over_sends_it_later_and_one_after_is_said_and_not_repeated(tmp_path):
    Archive.open(tmp_path / "archive", create=True)
    with postbox(tmp_path) as box:
        environment = os.environ | {
            "SSL_CERT_FILE": str(box.certificate),
            "BRIEFING_MAIL_SERVER": box.address,
            "BRIEFING_MAIL_FROM": "desk@island.invalid",
            "BRIEFING_MAIL_TO": "one@island.invalid",
        }
        for number, moment, ended, said, came in (
            (1, "before", -signal.SIGKILL, "", 0),
            (1, "never", 0, "sent\n", 1),
            (2, "after", -signal.SIGKILL, "", 2),
            (2, "never", 0, "doubt\n", 2),
        ):
            call = [sys.executable, "-c", SENDING, tmp_path / "archive", moment, at(3), str(number)]
            ran = subprocess.run(call, env=environment, capture_output=True, text=True, timeout=200)
            assert (ran.returncode, ran.stdout) == (ended, said), ran.stderr
            assert len(box.came) == came
    (doubt,) = Sender(Archive.open(tmp_path / "archive"), Days(tmp_path).settings, lambda _: {}, now=lambda: at(4)).log(
        "edition", "Island", 2
    )
    assert "perhaps sent" in doubt.line


def test_a_feed_that_was_damaged_is_begun_anew_and_titles_are_no_markup(tmp_path):
    from assistant.daily.delivery.files import atom

    place = tmp_path / "feed.xml"
    place.write_text("<feed", "utf-8")
    message = a_message()
    for number in (1, 2, 2):
        atom(Message(**{**{name: getattr(message, name) for name in message.__slots__}, "number": number}), place)
    root = ET.fromstring(place.read_bytes())
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == 2
