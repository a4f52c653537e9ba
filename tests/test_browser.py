"""The page in a real browser: asked, answered, a source opened at the cited words."""

import json
import os

import pytest

from tests.page import CHROMIUM, FLAGS, make_archive, serving

pytestmark = pytest.mark.browser
WAIT = 100_000  # milliseconds; two busy cores may need long for the first answer


@pytest.fixture(scope="module")
def chromium():
    if not CHROMIUM.exists():
        if os.environ.get("BRIEFING_REQUIRE_BROWSER") == "1":
            pytest.fail(f"BRIEFING_REQUIRE_BROWSER=1, and there is no {CHROMIUM}: install Debian's chromium")
        pytest.skip(f"no {CHROMIUM}: install Debian's chromium to test the page")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a server over a small archive, and that archive."""
    archive = make_archive(tmp_path_factory.mktemp("page"))
    with serving(archive) as address:
        yield address, archive


@pytest.fixture
def page(chromium, site):
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(WAIT)
    found = context.new_page()
    found.errors, found.asked_hosts = [], set()
    found.on("pageerror", lambda error: found.errors.append(str(error)))
    found.on("request", lambda request: found.asked_hosts.add(request.url.split("/")[2].partition(":")[0]))
    found.goto(site[0])
    yield found
    context.close()
    assert found.errors == []
    assert found.asked_hosts <= {"127.0.0.1", ""}


def ask(page, question):
    page.get_by_placeholder("Ask the archive").fill(question)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ask again").wait_for()


def open_source(page, number=0):
    page.locator("button.cite").nth(number).click()
    page.locator("mark.cited").wait_for()
    return page.locator("mark.cited").text_content()


def stored(site):
    """The last answer of each conversation, as it was kept."""
    files = sorted((site[1] / "conversations").glob("*.json"), key=lambda one: one.stat().st_mtime)
    return [json.loads(one.read_text("utf-8"))["turns"][-1] for one in files]


def in_view(page):
    """Whether the highlighted words lie inside what is visible of the source panel."""
    return page.evaluate(
        """() => { const mark = document.querySelector("mark.cited").getBoundingClientRect();
                   const box = document.querySelector(".st-key-source-text").getBoundingClientRect();
                   return mark.top >= box.top - 1 && mark.top < Math.min(box.bottom, innerHeight); }"""
    )


def test_a_question_is_answered_and_its_source_opens_at_the_exact_words(page, site):
    ask(page, "When will the ferry to Gull Island resume?")
    shown = open_source(page)
    cited = stored(site)[-1]["answer"]["sentences"][0]["citations"][0]
    assert shown == cited["quote"]
    assert "14 June" in page.locator(".answer").first.inner_text()
    page.wait_for_function("document.querySelector('mark.cited').dataset.scrolled || true")
    assert in_view(page)


def test_an_answer_survives_a_click_and_a_reload_while_it_is_under_way(page, site):
    page.get_by_placeholder("Ask the archive").fill("What does Gull Island need first?")
    page.keyboard.press("Enter")
    page.wait_for_url("**?c=*")
    page.reload()
    page.get_by_role("link", name="Library").click()
    page.wait_for_url("**/library*")
    page.get_by_role("link", name="Ask", exact=True).click()
    page.get_by_role("button", name="Ask again").wait_for()
    assert "doctor" in page.locator(".answer").first.inner_text()
    assert "editorial" in page.locator(".answer").first.inner_text()
    page.reload()
    page.locator(".answer").first.wait_for()
    page.get_by_role("button", name="What does Gull Island need first?").wait_for()  # still in this browser's list


def test_a_hostile_article_shows_as_text(page, site):
    ask(page, "What tide did harbour pilots at Port Tamsin measure on Sunday?")
    open_source(page)
    panel = page.locator(".st-key-source")
    body = panel.locator(".article .body").text_content()
    assert "<script>window.hacked=3</script>" in body and "[more](javascript:window.hacked=5)" in body
    assert "\u202e" not in body and "\ufffdedis" in body
    assert "<script>" in panel.locator(".headline").text_content()
    assert page.evaluate("window.hacked") is None
    assert panel.locator("img, iframe, script, style, a[href^=javascript]").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator(".st-key-source").is_visible()


def test_an_address_that_is_no_web_address_is_not_linked_and_others_open_apart(page, site):
    ask(page, "When will the ferry to Gull Island resume?")
    open_source(page)
    link = page.get_by_role("link", name="Open the original")
    link.wait_for()
    assert link.get_attribute("href") == "https://harbour.invalid/ferry"
    assert "noopener" in (link.get_attribute("rel") or "")


def test_on_a_narrow_screen_nothing_is_wider_than_the_screen(page):
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, "When will the ferry to Gull Island resume?")
    open_source(page)
    assert in_view(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.get_by_role("button", name="Close", exact=True).click()
    page.locator("mark.cited").wait_for(state="detached")
