"""Pictures of every page, for the documentation: from an archive of the sample, wide and narrow, light and dark."""

import os
from pathlib import Path

import pytest

from tests.page.browser.test_browser_pages import PAGES
from tests.support.page import IN_VIEW, ask, new_tab, open_source, serving, settle

# An archive of the sample; read before tests clear the environment.
SCREENSHOTS = os.environ.get("BRIEFING_SCREENSHOTS")
DOCS = Path(__file__).resolve().parents[3] / "docs"
QUESTION = "What was agreed at the summit of Biden and Yoon in May 2022?"
TOPIC = "missile launches"


@pytest.mark.browser
@pytest.mark.skipif(not SCREENSHOTS, reason="BRIEFING_SCREENSHOTS names no archive of the sample")
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screenshots_of_every_page(chromium, scheme):
    """Writes docs/screenshots, and in the light docs/desk.png."""
    folder = DOCS / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with serving(Path(str(SCREENSHOTS))) as address, new_tab(chromium, address, scheme) as page:
        page.set_default_timeout(600_000)
        page.locator(".hero h1").first.wait_for()
        shoot(page, folder / f"start-{scheme}")
        ask(page, QUESTION)
        shoot(page, folder / f"ask-{scheme}", source=True)
        if scheme == "light":
            page.screenshot(path=DOCS / "desk.png")
        for name in PAGES[1:]:
            page.goto(f"{address}/{name}")
            page.locator(".hero h1").first.wait_for()
            settle(page)
            fill(page, name)
            shoot(page, folder / f"{name}-{scheme}")


def fill(page, name):
    """Have something to be seen on pages that show only what was asked for."""
    if name == "briefing":
        page.get_by_label("What should it be on?").fill(f"Brief me on North Korea's {TOPIC} in 2022")
        page.get_by_role("button", name="Write the briefing").click()
        page.get_by_role("button", name="Export").wait_for()
        page.locator(".item button.cite").first.wait_for()
    elif name == "timeline":
        page.get_by_text("A topic", exact=True).click()
        page.get_by_label("Topic").fill(TOPIC)
        page.keyboard.press("Enter")
        page.locator(".event").nth(3).wait_for()
    elif name == "library":
        page.get_by_label("Words in the article").fill("ballistic missile")
        page.keyboard.press("Enter")
        page.get_by_text("the newest first").wait_for()


def shoot(page, path, source=False):
    """Two pictures, at 1,400 and at 390 pixels; with a source, the second is taken before and after it opens."""
    for width, height in ((390, 844), (1400, 900)):
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        page.wait_for_timeout(1500)
        if source:
            page.locator(".question").first.scroll_into_view_if_needed()
            page.screenshot(path=f"{path}-{width}.png")
            open_source(page)
            page.wait_for_function(IN_VIEW)
            settle(page)
            page.wait_for_function("!document.querySelector('[data-stale=true]')")  # what is drawn anew is faint
            page.wait_for_timeout(800)
            page.screenshot(path=f"{path}-source-{width}.png")
            if width == 390:
                page.get_by_role("button", name="Close", exact=True).click()
                page.locator("mark.cited").wait_for(state="detached")
        else:
            page.screenshot(path=f"{path}-{width}.png")
