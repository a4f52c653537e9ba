"""Habits of a day at the page, in a real browser: keys, what waits, what is changed in place, pinned and grouped."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.page.browser.test_browser import begin, choose_model, writing  # noqa: F401 - a fixture
from tests.page.browser.test_browser_day import FERRY, day, quick  # noqa: F401 - fixtures
from tests.support.page import ask, open_source, settle
from tests.support.rush import INPUT

pytestmark = [pytest.mark.browser, pytest.mark.long]
TITLE = "The ferry is not enough"
FIRST = "document.querySelector('.question').getBoundingClientRect().top"
# Selects the first words of the open article, as a mouse would.
SELECT = """(length) => { const body = document.querySelector(".st-key-source .article .body");
    const words = document.createTreeWalker(body, NodeFilter.SHOW_TEXT).nextNode();
    const range = document.createRange(); range.setStart(words, 0); range.setEnd(words, length);
    getSelection().removeAllRanges(); getSelection().addRange(range); return range.toString(); }"""


def rows(page):
    """The library's table, when it stands."""
    settle(page)
    return page.locator('[data-testid="stDataFrame"] .dvn-scroller')


def test_a_question_can_wait_be_withdrawn_and_nothing_moves_for_who_reads_further_up(page, site, writing):  # noqa: F811
    writing.set()
    choose_model(page, site)
    for number in range(3):
        ask(page, f"When will the ferry resume, asked {number} times?")
    writing.clear()
    begin(page, "When will the ferry resume?")
    page.get_by_text("Step 4 of 4: writing").wait_for()
    begin(page, "When will the pier be rebuilt?")
    page.get_by_text("Waits for the answer before it").wait_for()
    page.get_by_role("button", name="Do not ask").click()
    page.get_by_text("Stopped before the end.").wait_for()
    page.locator(".question").nth(1).hover()
    page.mouse.wheel(0, -3000)
    page.wait_for_function(f"{FIRST} > 0")
    before = page.evaluate(FIRST)
    writing.set()
    page.locator("[role=status]").wait_for(state="detached")
    settle(page)
    assert abs(page.evaluate(FIRST) - before) < 2
    assert [one["status"] for one in site.turns()[-1:]] == ["stopped"]


def test_a_follow_up_is_changed_where_it_says_how_it_was_understood_and_answers_are_chosen_for_export(day):  # noqa: F811
    ask(day, f"{FERRY}?")
    ask(day, "why?")
    assert "understood as" in day.locator(".asked").last.inner_text()
    day.get_by_role("button", name="Understood as").click()
    day.get_by_role("textbox", name="Understood as").fill("What does Gull Island need?")
    day.get_by_role("button", name="Ask it so").click()
    day.locator(".question", has_text="What does Gull Island need?").wait_for()
    day.get_by_role("button", name="Ask again", exact=True).wait_for()
    settle(day)
    assert day.locator(".question").all_inner_texts() == [f"{FERRY}?", "What does Gull Island need?"]
    day.get_by_role("button", name="Export", exact=True).last.click()
    day.locator('[data-testid="stMultiSelect"] input').click()
    day.get_by_role("option", name=f"{FERRY}?").click()
    settle(day)
    day.get_by_label("Title").last.fill("For the minister")
    day.keyboard.press("Enter")
    day.get_by_text("Questions as headings").click()
    settle(day)
    with day.expect_download() as waiting:
        day.get_by_role("button", name="Markdown", exact=True).click()
    text = Path(waiting.value.path()).read_text("utf-8")
    assert text.startswith("# For the minister") and "14 June" in text and f"{FERRY}?" not in text


def test_a_question_in_another_language_is_told_so_and_so_is_another_writer(day):  # noqa: F811
    ask(day, "Wann wird die Fähre nach Gull Island wieder fahren?")
    day.get_by_text("This question is not in English").wait_for()
    day.get_by_role("link", name="Settings").click()
    day.get_by_text("A chat model", exact=True).click()
    day.get_by_label("Model", exact=True).fill("quick")
    day.keyboard.press("Enter")
    day.get_by_role("button", name="Try the connection").click()
    day.get_by_text("The model answers.").wait_for()
    day.get_by_role("textbox", name="Server's address").fill("ftp://harbour.invalid")
    day.keyboard.press("Enter")
    day.get_by_text("this is not a web address").wait_for()
    settle(day)
    day.get_by_text("Quotations only").click()
    settle(day)
    day.get_by_role("link", name="Ask", exact=True).click()
    ask(day, f"{FERRY}?")
    day.get_by_text("Another writer than before: quotes").wait_for()


def test_keys_lead_to_a_page_a_conversation_and_an_article_and_tell_themselves(day):  # noqa: F811
    ask(day, f"{FERRY}?")
    found = day.get_by_role("dialog")
    for words, name in (("time", "Timeline"), ("gull resume", f"{FERRY}?"), ("doctor first", TITLE)):
        day.keyboard.press("Control+k")
        found.get_by_role("textbox").fill(words)
        day.keyboard.press("Enter")
        found.get_by_role("button", name=name, exact=True).click()
        found.wait_for(state="detached")
        settle(day)
    day.locator(".article .body", has_text="needs a doctor first").wait_for()
    day.keyboard.press("?")
    found.get_by_text("go to a conversation, an article or a page").wait_for()
    day.keyboard.press("Escape")
    found.wait_for(state="detached")


def test_the_keyboard_goes_into_what_opens_and_on_beside_what_is_gone(day):  # noqa: F811
    ask(day, f"{FERRY}?")

    def press(name, then):
        day.get_by_role("button", name=name).last.focus()
        day.keyboard.press("Enter")
        has_focus(day, then)

    press("Edit", "[data-testid=stPopoverBody] textarea")
    day.keyboard.press("Escape")
    has_focus(day, "[data-testid=stPopoverButton]")
    press("Pin this sentence", "[data-pin]")
    press("Unpin", ".st-key-undo-pin button")
    day.keyboard.press("Enter")
    day.get_by_text("Pinned (1)").wait_for()
    press("Open source", "[data-cite]")
    day.locator("mark.cited").wait_for()
    settle(day)
    press("Close", "[data-cite]")
    press("Ask again", INPUT)
    day.get_by_role("button", name="Ask again", exact=True).wait_for()
    settle(day)
    press("Rename or delete", "[role=dialog]")
    press("Delete", ".st-key-undo-conversation button")
    day.keyboard.press("Enter")
    day.locator(".question", has_text=FERRY).wait_for()


def has_focus(page, selector):
    """Wait until what fits the selector, or what lies in it, has the keyboard's focus."""
    page.wait_for_function("(one) => document.activeElement.closest(one)", arg=selector)


def test_words_chosen_in_an_article_are_pinned_and_a_marker_draws_only_what_stands_beside(day):  # noqa: F811
    ask(day, f"{FERRY}?")
    frames = []
    day.on("websocket", lambda one: one.on("framereceived", lambda frame: frames.append(frame)))
    day.reload()
    day.get_by_role("button", name="Ask again", exact=True).wait_for()
    settle(day)
    assert any(b"New conversation" in one for one in frames)  # so a run of the whole page would be seen
    del frames[:]
    open_source(day)
    settle(day)
    assert any(b"Open the original" in one for one in frames)
    assert not any(b"New conversation" in one for one in frames)
    words = day.evaluate(SELECT, 60)
    day.get_by_role("button", name="Pin the words").click()
    day.keyboard.press("Escape")
    day.get_by_text("Pinned (1)").wait_for()
    assert words.rsplit(" ", 1)[0] in day.locator(".st-key-tray").inner_text()


def test_a_conversation_is_put_into_a_group_and_on_a_narrow_screen_its_choice_closes_the_list(day):  # noqa: F811
    ask(day, f"{FERRY}?")
    day.get_by_role("button", name="Rename or delete").first.click()
    day.get_by_label("Group", exact=True).fill("For the minister")
    day.keyboard.press("Enter")
    day.locator(".group", has_text="For the minister").wait_for()
    day.get_by_role("button", name="Rename or delete").first.click()
    day.get_by_role("dialog").get_by_text("Pinned", exact=True).click()
    day.get_by_role("button", name="Save").click()
    day.locator(".group", has_text="Pinned").wait_for()
    settle(day)
    day.get_by_role("button", name="New conversation").click()
    day.locator(".hero h1").wait_for()
    day.set_viewport_size({"width": 390, "height": 844})
    day.get_by_test_id("stExpandSidebarButton").click()
    day.get_by_role("button", name=f"{FERRY}?", exact=True).click()
    day.locator(".question").wait_for()
    expect(day.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


def test_a_title_opens_several_are_removed_and_a_wrong_address_stays_to_be_mended(day, quick):  # noqa: F811
    day.goto(f"{quick.address}/library")
    rows(day).click(position={"x": 200, "y": 52})
    day.locator(".article .body", has_text="Port Tamsin").wait_for()
    day.get_by_role("button", name="Close", exact=True).click()
    day.locator(".article").wait_for(state="detached")
    rows(day).click(position={"x": 15, "y": 52})
    day.locator(".article .body", has_text="Port Tamsin").wait_for()
    day.set_viewport_size({"width": 390, "height": 844})
    day.locator(".article").wait_for(state="hidden")  # on a narrow screen it would lie over the boxes
    day.get_by_role("button", name="Ask only this").wait_for()
    rows(day).evaluate("(table) => table.scrollIntoView()")
    rows(day).click(position={"x": 15, "y": 122})
    day.get_by_role("button", name="Remove all of these").click()
    day.get_by_text("Removed: 2 articles").wait_for()
    day.get_by_text("1 article, the newest first.").wait_for()
    day.get_by_role("button", name="Undo").click()
    day.get_by_text("3 articles, the newest first.").wait_for()
    day.get_by_role("tab", name="Add").click()
    field = day.get_by_label("Addresses of articles or feeds")
    field.fill("harbour.invalid/ferry")
    day.get_by_role("button", name="Add to the archive").click()
    day.get_by_text("Not a web address").wait_for()
    assert field.input_value() == "harbour.invalid/ferry"


def test_a_question_that_is_offered_is_of_what_the_archive_tells_and_a_sentence_is_copied_with_its_source(day):  # noqa: F811
    day.context.grant_permissions(["clipboard-read", "clipboard-write"])
    offered = day.locator(".st-key-examples button")
    offered.first.wait_for()
    settle(day)
    assert not set('“”„"«»') & set("".join(offered.all_inner_texts()))  # no title in quotation marks
    offered.first.click()
    day.get_by_role("button", name="Ask again", exact=True).wait_for()
    settle(day)
    copies = day.locator("[data-copy]")
    assert copies.count() == day.locator("[data-pin]").count() > 0
    copies.first.click()
    day.get_by_text("Copied", exact=True).wait_for()
    copied = day.evaluate("navigator.clipboard.readText()")
    assert copied == copies.first.get_attribute("data-copy") and any(
        outlet in copied for outlet in ("Harbour Gazette", "Harbour Review", "Tide Tables")
    )
