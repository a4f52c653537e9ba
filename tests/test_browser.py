"""The page in a real browser: asked, answered, a source opened at the cited words."""

import json
import os
from pathlib import Path

import pytest

from tests.page import CHROMIUM, FLAGS, make_archive, serving
from ui.safe import markdown

pytestmark = pytest.mark.browser
SCREENSHOTS = os.environ.get(
    "BRIEFING_SCREENSHOTS"
)  # an archive of the sample; read before tests clear the environment
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


# Whether the highlighted words lie inside what is visible of the source panel.
IN_VIEW = """() => { const mark = document.querySelector("mark.cited").getClientRects()[0];
    const box = document.querySelector(".st-key-source-text").getBoundingClientRect();
    return mark.top >= box.top - 1 && mark.bottom <= Math.min(box.bottom, innerHeight) + 1; }"""


def test_a_question_is_answered_and_its_source_opens_at_the_exact_words(page, site):
    ask(page, "When will the ferry to Gull Island resume?")
    shown = open_source(page)
    cited = stored(site)[-1]["answer"]["sentences"][0]["citations"][0]
    assert shown == cited["quote"]
    assert " ".join(cited["quote"].split()) in " ".join(page.locator(".answer").first.text_content().split())
    page.wait_for_function(IN_VIEW)


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
    page.wait_for_function(IN_VIEW)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.get_by_role("button", name="Close", exact=True).click()
    page.locator("mark.cited").wait_for(state="detached")


PAGES = ("", "library", "timeline", "evaluation", "settings")
UNNAMED = """() => [...document.querySelectorAll("button, input, textarea, select, a[href]")]
    .filter((one) => one.offsetParent !== null && !one.closest("[aria-hidden=true]"))
    .filter((one) => !(one.innerText || "").trim() && !one.ariaLabel && !one.title && !one.getAttribute("aria-labelledby")
        && !(one.labels && one.labels.length) && !one.placeholder && one.type !== "file")
    .map((one) => one.outerHTML.slice(0, 200))"""


def settle(page):
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for()
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_with_named_controls_and_fits_a_narrow_screen(page, site, name):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site[0]}/{name}")
    page.locator(".hero h1").first.wait_for()
    settle(page)
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert page.locator('[data-testid="stException"]').count() == 0


def test_a_file_is_added_by_upload_and_what_cannot_be_read_is_named(page, site):
    good = {
        "title": "A lighthouse is lit again",
        "text": "The lighthouse at Cape Orrin shone again on Friday.",
        "published": "2021-05-10",
    }
    page.goto(f"{site[0]}/library")
    page.get_by_role("tab", name="Add").click()
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "../../light.jsonl", "mimeType": "application/json", "buffer": json.dumps(good).encode()},
            {"name": "picture.png", "mimeType": "image/png", "buffer": b"\x89PNG"},
        ]
    )
    page.get_by_text("picture.png").first.wait_for()
    page.get_by_role("button", name="Add to the archive").click()
    page.get_by_text("1 added").wait_for()
    page.get_by_text("not read").wait_for()
    assert not (site[1].parent / "light.jsonl").exists()
    page.get_by_role("link", name="Ask", exact=True).click()
    ask(page, "What shone again at Cape Orrin?")
    assert "lighthouse" in open_source(page)


def test_a_conversation_is_exported_and_judged(page, site):
    ask(page, "When will the ferry to Gull Island resume?")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Markdown").click()
    text = Path(waiting.value.path()).read_text("utf-8")
    cited = stored(site)[-1]["answer"]["sentences"][0]["citations"][0]
    assert markdown(cited["quote"]) in text and f"<{cited['url']}>" in text
    page.keyboard.press("Escape")
    page.locator('[data-testid="stFeedback"] button').nth(1).click()  # the thumb that points down
    page.get_by_label("What would be right?").fill("On 14 June, four times a day.")
    page.keyboard.press("Enter")
    page.get_by_text("kept for the next evaluation").wait_for()
    lines = (site[1] / "feedback.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[-1])["correction"] == "On 14 June, four times a day."


@pytest.mark.skipif(not SCREENSHOTS, reason="BRIEFING_SCREENSHOTS names no archive of the sample")
def test_screenshots_of_every_page(chromium):
    """Writes docs/desk.png and docs/screenshots, from the archive of the sample that BRIEFING_SCREENSHOTS names."""
    docs = Path(__file__).resolve().parents[1] / "docs"
    (docs / "screenshots").mkdir(parents=True, exist_ok=True)
    with serving(Path(str(SCREENSHOTS))) as address:
        for scheme in ("light", "dark"):
            context = chromium.new_context(viewport={"width": 1400, "height": 900}, color_scheme=scheme)
            context.set_default_timeout(300_000)
            page = context.new_page()
            page.goto(address)
            page.locator(".hero h1").first.wait_for()
            settle(page)
            shoot(page, docs / "screenshots" / f"start-{scheme}")
            ask(page, "What did Biden and Moon agree on at their summit in May 2021?")
            open_source(page)
            page.wait_for_function(IN_VIEW)
            shoot(page, docs / "screenshots" / f"ask-{scheme}", top=True)
            if scheme == "light":
                page.screenshot(path=docs / "desk.png")
            for name in PAGES[1:]:
                page.goto(f"{address}/{name}")
                page.locator(".hero h1").first.wait_for()
                if name == "timeline":
                    page.get_by_label("Topic").fill("missile launches")
                    page.keyboard.press("Enter")
                    page.locator('[data-testid="stVegaLiteChart"]').wait_for()
                settle(page)
                shoot(page, docs / "screenshots" / f"{name}-{scheme}")
            context.close()


def shoot(page, path, top=False):
    """Two pictures, at 1,400 and at 390 pixels."""
    for width, height in ((390, 844), (1400, 900)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(1500)
        if top:
            page.locator(".question").first.scroll_into_view_if_needed()
            page.wait_for_timeout(400)
        page.screenshot(path=f"{path}-{width}.png")
