"""Pages sent by a bookmarklet: posted from other sites with a token, held for its owner, taken in at a press."""

import time
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from assistant.desk.additions import HELD, Adding, Sent
from assistant.settings import Settings
from corpus.store.archive import Archive
from tests.support import loops
from ui.page.guard import Guard
from ui.page.saving import PATH, Saving

APP = Path(__file__).resolve().parents[2] / "ui" / "page" / "app.py"
MOST = 20_000
BROWSER = "b" * 32
OWNER = f"browser:{BROWSER}"
SITE = "https://news.example"
URL = f"{SITE}/ferry?utm_source=mail"
HTML = (
    "<html><head><title>The ferry returns</title><meta property='article:published_time' content='2022-06-01'></head>"
    "<body><article><h1>The ferry returns</h1><p>The ferry to Gull Island will resume on 14 June, the harbour office "
    "said on Wednesday. A crossing will take forty minutes, and four boats a day will sail.</p></article></body></html>"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty archive, which the page serves."""
    import streamlit as st

    Archive.open(tmp_path / "archive", create=True)
    monkeypatch.setenv("BRIEFING_ARCHIVE", str(tmp_path / "archive"))
    yield tmp_path / "archive"
    st.cache_resource.clear()


@pytest.fixture
def token(folder):
    return Adding(folder, Settings()).token(OWNER)


def post(origin=SITE, path=PATH, host="localhost", **page):
    """The answer to a browser's post from a page of `origin`."""
    application = Guard(Starlette(routes=[Route(PATH, Saving(MOST).take, methods=["POST"])]), posts=[PATH])

    async def sent():
        transport = httpx2.ASGITransport(application)
        async with httpx2.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
            fields = {name: (None, value) for name, value in page.items()}
            return await client.post(path, files=fields, headers={"Origin": origin})

    return loops.run(sent())


def library():
    from streamlit.testing.v1 import AppTest

    at = AppTest.from_string("from ui.page.views import library\nlibrary.page()", default_timeout=90)
    at.session_state["browser"] = BROWSER
    return at.run()


def waiting(at):
    assert not at.exception
    return [one for one in at.button if one.key and one.key.startswith("sent-add-")]


def test_a_page_that_a_browser_sent_waits_and_is_taken_in_at_a_press(folder, token):
    for origin, of, name in (
        (SITE, "ferry", "<b>Ferry</b>"),
        ("null", "pier", "Pier"),
    ):  # some sites have browsers hide their name
        answer = post(origin, token=token, url=f"{URL}&of={of}", title=name, html=HTML)
        assert (answer.status_code, answer.headers["location"]) == (303, "/library?archive=archive")
    at = library()
    assert len(waiting(at)) == 2 and "&lt;b&gt;Ferry&lt;/b&gt;" in "".join(one.proto.body for one in at.get("html"))
    next(one for one in at.button if one.key == "sent-drop-0").click().run()
    (add,) = waiting(at)
    assert Archive.open(folder).counts() == (0, 0), "nothing is taken in without a press"
    add.click().run()
    deadline = time.monotonic() + 200
    while not (rows := Archive.open(folder).browse()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert [(row.title, row.published[:10]) for row in rows] == [("The ferry returns", "2022-06-01")]
    assert held(folder) == []
    article = Archive.open(folder).article(rows[0].id)
    assert article.url == f"{URL}&of=pier" and article.key.startswith("text:"), "it claims, as a saved page does"


def held(folder):
    """What waits for the owner, in the page's own process."""
    from ui.page import session

    return session.room_of(str(folder)).adding.held(OWNER)


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"token": "0" * 32 + "." + "0" * 32}, 403),
        ({"token": ""}, 403),
        ({"token": "é.é"}, 403),
        ({"url": "javascript:alert(1)"}, 400),
        ({"url": "file:///etc/passwd"}, 400),
        ({"html": " "}, 400),
        ({"html": "x" * MOST}, 413),
        ({"host": "evil.example"}, 421),
        ({"path": "/"}, 403),
    ],
    ids=str,
)
def test_what_has_no_token_or_is_no_page_is_refused_and_nothing_waits(folder, token, changed, status):
    answer = post(**{"token": token, "url": URL, "html": HTML} | changed)
    assert answer.status_code == status and answer.text.count("\n") == 1
    assert held(folder) == []


def test_a_token_is_of_one_owner_whom_it_does_not_name_and_what_waits_is_bounded(folder):
    adding, other = Adding(folder, Settings()), Adding(folder, Settings())
    token = adding.token(OWNER)
    assert BROWSER not in token and token == other.token(OWNER) != adding.token("browser:c")
    for number in range(HELD + 2):
        assert other.hold(token, Sent(f"{URL}&n={number}", "", HTML))
    assert other.hold(token, Sent(f"{URL}&n={number}", "Again", HTML))
    assert len(other.held(OWNER)) == HELD and other.held(OWNER)[-1].title == "Again"
    assert not other.held("browser:c")
