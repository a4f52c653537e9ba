"""A briefing in a real browser: ordered, read beside its sources, edited, drawn along the days, taken away, removed."""

from pathlib import Path

import pytest

from assistant.briefing.briefing import Briefing
from tests.page.browser.test_browser_pages import PALE, UNNAMED, serious
from tests.page.test_exports import READERS
from tests.support.page import ARTICLES, IN_VIEW, settle
from ui.cli.main import main

# Presses buttons at the worst moment: as soon as the whole briefing is there, while the page is still drawn and what
# listened beside the unfinished one is about to go.
HASTY = """(buttons) => new MutationObserver((_, watch) => {
    const found = buttons.map((each) => document.querySelector(".item " + each));
    if (found.includes(null) || !document.querySelector(".st-key-actions-briefing")) return;
    watch.disconnect();
    found.forEach((each) => each.click());
}).observe(document.body, { childList: true, subtree: true })"""
pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def taken(page, name):
    """The file of a form, from the open list of exports."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(waiting.value.path())


@pytest.mark.parametrize("width", [1400, pytest.param(390, marks=pytest.mark.long)])
def test_a_briefing_is_ordered_edited_taken_away_and_removed(blank, site, tmp_path, capsys, width):
    page = blank
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site.address}/briefing")
    page.get_by_label("What should it be on?").fill("Brief me on the ferry to Gull Island")
    page.evaluate(HASTY, ["button.cite"] + ["[data-pin]"] * (width == 390))
    page.get_by_role("button", name="Write the briefing").click()
    page.get_by_role("button", name="Export").first.wait_for()  # the tray's may be there for a moment
    page.locator("mark.cited").wait_for()
    if width == 390:  # what a narrow screen must show; the rest is the same on both
        settle(page)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
        assert page.evaluate(UNNAMED) == [] and page.evaluate(PALE) == [] and serious(page) == []
        page.goto(page.url.partition("&source")[0])
        page.get_by_text("Pinned (1)").wait_for()
        return
    quote = page.locator("mark.cited").text_content()
    page.wait_for_function(IN_VIEW)
    assert any(quote in one["text"] for one in ARTICLES)
    page.keyboard.press("Escape")
    page.locator("mark.cited").wait_for(state="detached")
    page.get_by_text("Edit", exact=True).click()
    page.get_by_role("button", name="Add text here").first.click()
    page.get_by_label("Your text").fill("We expect a quiet June.")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator(".item.own", has_text="We expect a quiet June.").wait_for()
    settle(page)
    assert page.evaluate(UNNAMED) == [] and page.evaluate(PALE) == []
    found = READERS["docx"](taken(page, "Word file").read_bytes())
    assert "Analyst’s own text: We expect a quiet June." in found.text
    page.get_by_role("button", name="Export").click()
    for name, form in (("Markdown", "md"), ("Word", "docx"), ("HTML", "html"), ("PDF", "pdf")):
        found = READERS[form](taken(page, name).read_bytes())
        assert "Analyst’s own text: We expect a quiet June." in found.text, name
    assert "Harbour Gazette" in READERS["ris"](taken(page, "RIS").read_bytes()).text
    saved = tmp_path / "briefing.json"
    saved.write_bytes(taken(page, "JSON").read_bytes())
    assert Briefing.model_validate_json(saved.read_bytes()).sections
    assert main(["verify", str(saved), "--archive", str(site.archive)]) == 0
    assert "1 briefing: all stand in the archive" in capsys.readouterr().out
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo the last change").click()
    page.locator(".item.own").wait_for(state="detached")
    page.get_by_text("Edit", exact=True).click()
    page.get_by_role("tab", name="Timeline").click()
    page.locator('[data-testid="stVegaLiteChart"] .mark-symbol.role-mark path').first.click()
    page.locator("mark.cited").wait_for()
    page.get_by_role("tab", name="Coverage").click()
    page.get_by_role("heading", name="By outlet").wait_for()
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_role("button", name="Export").wait_for()
