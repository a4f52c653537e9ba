"""Today in a real browser: what arrived by topic and outlet, editions with their differences and sources, unread
marks, and subscriptions with their health.
"""

import pytest
from playwright.sync_api import expect

from corpus import clock
from corpus.subscriptions.subscription import Health, Subscriptions
from tests.daily.conftest import Days
from tests.daily.test_editions import topic
from tests.page.browser.test_browser_pages import PALE, UNNAMED, serious
from tests.support.feeds import text_of
from tests.support.page import IN_VIEW, new_tab, open_source, serving, settle

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
NEW = ".why:text-is('new')"


@pytest.fixture(scope="module")
def morning(tmp_path_factory):
    """An archive of today's morning: two editions of a topic, of which the second tells of a change; and its server."""
    days = Days(tmp_path_factory.mktemp("today"))
    days.topics.add(topic(name="Ferries", request="the ferry"))
    days.come(clock.now(), "ferry", "quarry")
    days.edition("Ferries")
    quote = days.editions.open("Ferries", 1).changes.new[0].quote
    days.quotes = quote, quote.removesuffix(".") + ", as was corrected."
    text = text_of("ferry").replace(*days.quotes)
    days.come(clock.now(), "ferry", text=text, updated=clock.today())
    days.come(clock.now(), "new ferry", source="Island Wire")
    days.edition("Ferries")
    kept = Subscriptions(days.archive)
    kept.add("https://news.invalid/feed", title="Harbour <b>Post", now=days.now)
    kept.put(kept.find("https://news.invalid/feed").after(Health(looked=days.now, failures=2, error="gone"), days.now))
    with serving(days.folder) as address:
        days.address = address
        yield days


@pytest.mark.parametrize("width", [1400, 390])
def test_today_is_read_compared_marked_as_read_and_subscribed_from(chromium, morning, width):
    with new_tab(chromium, f"{morning.address}/today") as page:
        page.set_viewport_size({"width": width, "height": 900})
        page.locator(".hero", has_text="3 articles arrived in the last day").wait_for()
        page.locator("h2.section", has_text="Ferries, edition 2").locator(NEW).wait_for()
        page.get_by_text(", 1 changed, 0 gone, 0 as they were").wait_for()
        settle(page)
        if width == 390:  # what a narrow screen must show; the rest is the same on both
            assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
            assert page.evaluate(UNNAMED) == [] and page.evaluate(PALE) == [] and serious(page) == []
            return
        old, new = morning.quotes
        changes = page.locator(".item", has_text=new)
        assert old in changes.inner_text() and "before" in changes.inner_text()
        assert open_source(page) in text_of("new ferry")
        page.wait_for_function(IN_VIEW)
        page.keyboard.press("Escape")
        page.locator("mark.cited").wait_for(state="detached")
        page.get_by_label("Compared with").click()
        page.get_by_role("option", name="1", exact=True).click()
        page.get_by_role("heading", name="Edition 2 beside edition 1").wait_for()
        page.locator("li", has_text="Changed:").filter(has_text=new).first.wait_for()
        page.locator("li", has_text="Told anew:").filter(has_text="News of the new ferry").first.wait_for()
        page.get_by_label("Edition of Ferries").click()
        page.get_by_role("option", name="1", exact=True).click()
        page.locator("h2.section", has_text="Ferries, edition 1").wait_for()
        page.get_by_role("tab", name="Arrived").click()
        for group in ("Topic Ferries: 2", "Outlet Harbour Post: 2", "Outlet Island Wire: 1"):
            page.get_by_role("heading", name=group).wait_for()
        page.locator("li", has_text="News of the ferry (changed)").first.locator(NEW).wait_for()
        _subscriptions(page, morning)
        page.get_by_role("button", name="Mark all as read").click()
        page.locator(".hero", has_text="0 articles arrived since").wait_for()
        editions = page.get_by_role("tab", name="Editions")
        expect(editions).to_have_count(1)  # while the page is drawn anew, the old ones stand there too
        editions.click()
        page.locator("h2.section", has_text="Ferries, edition").wait_for()
        assert page.locator(NEW).count() == 0
        page.reload()
        page.locator(".hero", has_text="0 articles arrived since").wait_for()


def _subscriptions(page, morning):
    """Sources are seen with their health, added and removed; a wrong address is one line."""
    page.get_by_role("tab", name="Subscriptions").click()
    page.get_by_text("Harbour <b>Post: failed 2 times in a row: gone").wait_for()
    for address in ("ftp://a.invalid", "https://news.invalid/other"):
        page.get_by_label("Address of a feed").fill(address)
        page.get_by_role("button", name="Subscribe", exact=True).click()
        page.get_by_text("give an http" if address.startswith("ftp") else f"{address}: not looked at yet").wait_for()
    settle(page)
    page.get_by_role("button", name="Remove").last.click()
    page.get_by_text("https://news.invalid/other: not looked at yet").wait_for(state="detached")
    assert [one.source for one in Subscriptions(morning.archive).all()] == ["https://news.invalid/feed"]
