"""A day at the page, in a real browser: nothing sticks, jumps or vanishes, whatever is pressed and when."""

import json
import random
import re
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import pytest

from tests.support.chat_server import chat_server
from tests.support.page import ARTICLES, IN_VIEW, Site, ask, make_archive, new_tab, serving, settle
from tests.support.rush import INPUT, quick_model, rush

pytestmark = [pytest.mark.browser, pytest.mark.long]

TOP = "[...document.querySelectorAll('.question')].pop().getBoundingClientRect().top"  # of the last question
AT_TOP = f"() => document.querySelector('.question') && Math.abs({TOP} - 72) < 40"
# Presses ten markers within a second, the last of the page once and at the end, and gives its name.
QUICKLY = """async () => { const all = [...document.querySelectorAll("button.cite")], last = all.pop();
    for (let at = 0; at < 9; at++) {
        all[at % all.length].click();
        await new Promise((done) => setTimeout(done, 90));
    }
    last.click();
    return last.dataset.cite; }"""
FERRY = "When will the ferry to Gull Island resume"
# In place of the long hostile article, which is read with every question.
TIDES = {
    "id": "tides",
    "title": "Tide of four metres",
    "source": "Tide Tables",
    "published": "2021-05-09",
    "text": "Harbour pilots at Port Tamsin measured a tide of four metres on Sunday.",
}


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    """A server whose chat model answers at once."""
    with chat_server(quick_model) as model:
        archive = make_archive(tmp_path_factory.mktemp("day"), [*ARTICLES[:2], TIDES])
        settings = {"OPENAI_BASE_URL": model.url, "BRIEFING_WRITER": "openai:quick", "BRIEFING_RETRIES": "0"}
        with serving(archive, **settings, BRIEFING_ALLOW_PRIVATE="1") as address:
            yield Site(address, archive, model)


@pytest.fixture
def day(chromium, quick):
    """A new person's tab."""
    with new_tab(chromium, quick.address) as found:
        yield found


def test_a_new_question_comes_into_view_and_a_source_moves_nothing_and_gives_the_focus_back(day):
    for number in range(3):
        ask(day, f"{FERRY}, asked {number} times?")
    day.wait_for_function(AT_TOP)
    settle(day)
    before = day.evaluate(TOP)
    last = day.locator("button.cite").last
    last.focus()
    day.keyboard.press("Enter")
    day.locator("mark.cited").wait_for()
    day.wait_for_function(IN_VIEW)  # beside what is read, at the end of a long conversation too
    settle(day)
    assert abs(day.evaluate(TOP) - before) < 2
    day.keyboard.press("Escape")
    day.locator("mark.cited").wait_for(state="detached")
    day.wait_for_function("document.activeElement.dataset.cite === '2.1'")
    assert abs(day.evaluate(TOP) - before) < 2
    pressed_quickly(day)
    day.reload()
    day.wait_for_function(AT_TOP)


def pressed_quickly(page):
    """Of ten markers pressed within a second the last one wins, and the page goes on."""
    last = page.evaluate(QUICKLY)
    page.wait_for_url(f"**source={last}*")
    page.locator("mark.cited").wait_for()
    settle(page)
    assert page.url.endswith(f"source={last}")
    page.keyboard.press("Escape")
    page.locator("mark.cited").wait_for(state="detached")


def test_the_choices_of_a_conversation_are_kept_and_the_last_question_comes_back_with_the_arrow_up(day):
    ask(day, f"{FERRY}, asked once?")
    day.get_by_role("button", name="As of").click()
    day.get_by_label("Outlet", exact=True).click()
    day.get_by_role("option", name="Harbour Gazette").click()
    day.get_by_role("button", name="As of 9 May 2021 · Harbour Gazette · quick at 127.0.0.1").wait_for()
    settle(day)
    day.reload()
    day.get_by_role("button", name="As of 9 May 2021 · Harbour Gazette · quick at 127.0.0.1").wait_for()
    day.locator(INPUT).focus()
    day.keyboard.press("ArrowUp")
    assert day.locator(INPUT).input_value() == f"{FERRY}, asked once?"
    day.get_by_role("link", name="Settings").click()
    since = day.get_by_role("group", name="Published from")
    day.get_by_test_id("stDateInput").filter(has=since).get_by_role("button").first.click()
    day.get_by_role("grid", name="Choose date, May 2021").wait_for()  # the archive's time, not today
    day.keyboard.press("Escape")
    since.get_by_role("spinbutton").first.click()
    day.keyboard.type("20210504")
    day.get_by_role("link", name="Ask", exact=True).click()  # at once: what was typed is not overtaken
    day.get_by_role("button", name="4 May 2021 to … · Harbour Gazette · quick at 127.0.0.1").wait_for()


def test_what_is_pinned_is_put_under_a_heading_with_a_note_and_taken_away(day):
    ask(day, f"{FERRY}?")
    day.get_by_role("button", name="Pin this sentence").click()
    day.get_by_text("Pinned (1)").wait_for()
    day.get_by_label("Text of your own").fill("This matters to the islanders.")
    day.get_by_role("button", name="Add", exact=True).click()
    day.get_by_text("Pinned (2)").wait_for()
    settle(day)
    with day.expect_download() as waiting:
        day.locator(".st-key-tray").get_by_role("button", name="Word file").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"PK")
    day.locator(".st-key-tray").get_by_role("button", name="Export").click()
    with day.expect_download() as waiting:
        day.get_by_role("button", name="Markdown", exact=True).click()
    text = Path(waiting.value.path()).read_text("utf-8")
    assert "14 June" in text and "Harbour Gazette" in text and "Note of the analyst" in text
    day.keyboard.press("Escape")
    day.get_by_role("button", name="Unpin").last.click()
    day.get_by_text("Pinned (1)").wait_for()
    day.get_by_role("button", name="Undo").click()
    day.get_by_text("Pinned (2)").wait_for()
    day.reload()
    day.get_by_text("Pinned (2)").wait_for()


def test_several_articles_are_ticked_and_only_these_are_asked(day, quick):
    day.goto(f"{quick.address}/library")
    rows = day.locator('[data-testid="stDataFrame"] .dvn-scroller')
    for at in (52, 122):  # the first row and the third
        rows.click(position={"x": 15, "y": at})
    day.get_by_role("button", name="Ask only these").click()
    day.get_by_role("button", name="only 2 articles").wait_for()
    ask(day, f"{FERRY}?")
    assert "only 2 articles" in day.locator(".asked").inner_text()
    assert set(quick.turns()[-1]["articles"]) == {"tides", "ferry"}
    sent = json.dumps(quick.model.asked[-1].body)
    assert "14 June" in sent and "doctor" not in sent
    day.get_by_role("button", name="only 2 articles").click()
    day.get_by_text("Only the 2 articles chosen in the library").click()
    day.get_by_role("button", name="As of 9 May 2021 · all outlets").wait_for()


def test_a_button_pressed_as_the_server_goes_is_told_of_and_can_be_pressed_again(chromium, quick):
    gone = Event()

    def through(socket):
        server = socket.connect_to_server()
        socket.on_message(lambda words: socket.close() if gone.is_set() else server.send(words))

    with new_tab(chromium, "about:blank") as day:
        day.route_web_socket(re.compile("/_stcore/stream"), through)
        day.goto(quick.address)
        ask(day, f"{FERRY}?")
        settle(day)
        gone.set()
        day.get_by_role("button", name="Ask again", exact=True).click()
        day.locator(".stApp:not([data-test-connection-state=CONNECTED])").wait_for()
        gone.clear()
        day.get_by_text("The page lost its server when “Ask again” was pressed.").wait_for()
        before = len(quick.model.asked)
        day.get_by_role("button", name="Ask again", exact=True).click()
        while len(quick.model.asked) == before:
            settle(day)
        day.get_by_role("button", name="Ask again", exact=True).wait_for()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("tabs", [1, 2])
def test_no_answer_sticks_whatever_is_pressed_meanwhile(chromium, quick, tabs):
    with ExitStack() as open_tabs:
        pages = [open_tabs.enter_context(new_tab(chromium, quick.address)) for _ in range(tabs)]
        turns = rush(quick, pages, 12, random.Random(tabs))
    assert [one["question"].split()[-2] for one in turns] == [f"{number}." for number in range(12)]
    assert {one["status"] for one in turns} <= {"done", "stopped"}
