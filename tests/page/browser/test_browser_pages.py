"""Library, timeline and the other pages in a real browser: read, removed; hostile text; each screen seen."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.page import HOSTILE_OUTLET, HOSTILE_TITLE, IN_VIEW, ask, new_tab, open_source, settle

pytestmark = pytest.mark.browser
PAGES = ("", "today", "briefing", "library", "timeline", "evaluation", "settings")
WIDEST = (
    "Math.max(...[...document.querySelectorAll('html, .stAppViewContainer, .stMain')].map((one) => one.scrollWidth))"
)
NOT_WIDER = "(table) => table.scrollWidth <= table.clientWidth"  # every column is seen without a scroll
UNNAMED = """() => [...document.querySelectorAll("button, input, textarea, select, a[href]")]
    .filter((one) => one.offsetParent !== null && !one.closest("[aria-hidden=true]"))
    .filter((one) => !(one.innerText || "").trim() && !one.ariaLabel && !one.title &&
    !one.getAttribute("aria-labelledby")
        && !(one.labels && one.labels.length) && !one.placeholder && one.type !== "file")
    .map((one) => one.outerHTML.slice(0, 200))"""
# Text whose contrast with what lies behind it is under 4.5 (WCAG 2.2, 1.4.3). Not what is disabled, unseen or ornament.
PALE = """() => { const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data].map((one) => one / 255); };
    const over = (a, b) => [0, 1, 2].map((i) => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
    const light = (c) => [.2126, .7152, .0722].reduce((sum, weight, i) =>
        sum + weight * (c[i] <= .04045 ? c[i] / 12.92 : ((c[i] + .055) / 1.055) ** 2.4), 0);
    const found = [];
    for (const one of document.querySelectorAll("body *")) {
        const words = [...one.childNodes].filter((node) => node.nodeType === 3 && node.data.trim()).map((node) =>
        node.data); const box = one.getBoundingClientRect();
        if (!words.length || box.width < 2 || !one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
            || one.closest("[disabled], [aria-disabled=true], [aria-hidden=true], [data-stale=true]")) continue;
        const layers = []; let faint = 1;
        for (let each = one; each; each = each.parentElement) {
            layers.push(rgba(getComputedStyle(each).backgroundColor)); faint *= getComputedStyle(each).opacity; }
        const back = layers.reverse().reduce((below, layer) => over(layer, below), [1, 1, 1, 1]);
        const ink = rgba(getComputedStyle(one).color); ink[3] *= faint;
        const [a, b] = [light(over(ink, back)), light(back)];
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (ratio < 4.5) found.push(ratio.toFixed(1) + " " + words.join(" ").slice(0, 60)); }
    return found; }"""


def library(page, site, tab="Browse"):
    """The page, on that tab of the library."""
    page.goto(f"{site.address}/library")
    page.get_by_role("tab", name=tab).click()
    return page


def read_first(page):
    """Press the title in the first row of the table, when it stands."""
    settle(page)
    page.locator('[data-testid="stDataFrame"] .dvn-scroller').click(position={"x": 200, "y": 52})
    page.locator(".article .body").wait_for()


# A run of the script from here on; what it has not drawn again yet is faint on the screen, and then drawn whole.
HEAR = """() => { window.ran = false; new MutationObserver((_, hearing) => { window.ran = true; hearing.disconnect(); })
    .observe(document.querySelector(".stApp"), { attributeFilter: ["data-test-script-state"] }); }"""


def serious(page):
    """What axe-core finds serious or worse; a look into which a run of the script falls is taken again."""
    while True:
        settle(page)
        page.evaluate(HEAR)
        found = Axe().run(page).response["violations"]
        if not page.evaluate("window.ran"):
            return [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]


def safe_to_see(page):
    """Nothing of an article has become more than text."""
    assert page.evaluate("window.hacked") is None
    links = page.locator("a[href^='javascript']")
    assert links.all_text_contents() == links.filter(has_text="Save to the archive").all_text_contents()
    assert links.count() <= 1  # the library's own bookmark
    held = page.locator(".stMain").locator("iframe, script, img[src*='127.0.0.1:9'], .article style, .article img")
    assert held.count() == 0
    assert page.locator(".stApp").is_visible()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_has_named_controls_readable_text_and_fits_a_narrow_screen(chromium, site, name, scheme):
    with new_tab(chromium, f"{site.address}/{name}", scheme) as page:
        page.set_viewport_size({"width": 390, "height": 844})
        page.locator(".hero h1").first.wait_for()
        settle(page)
        assert page.evaluate(UNNAMED) == []
        assert page.evaluate(PALE) == []
        assert page.evaluate(WIDEST) <= 390
        assert page.locator('[data-testid="stException"]').count() == 0
        assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_answer_its_open_source_and_the_dialog_are_readable(chromium, site, scheme):
    with new_tab(chromium, site.address, scheme) as page:
        ask(page, "What does Gull Island need first?")
        open_source(page)
        settle(page)
        assert page.evaluate(UNNAMED) == [] and page.evaluate(PALE) == [] and serious(page) == []
        page.get_by_role("button", name="Rename or delete").first.click()
        page.get_by_role("dialog").get_by_label("Name", exact=True).wait_for()
        settle(page)
        assert page.evaluate(UNNAMED) == [] and page.evaluate(PALE) == []


def test_an_article_is_found_read_removed_and_restored(blank, site):
    page = library(blank, site)
    page.get_by_label("Words in the article").fill("doctor first")
    page.keyboard.press("Enter")
    page.get_by_text("1 article, the newest first.").wait_for()
    settle(page)
    assert page.locator('[data-testid="stDataFrame"] .dvn-scroller').evaluate(NOT_WIDER)
    read_first(page)
    assert "needs a doctor" in page.locator(".article .body").text_content()
    assert page.locator(".st-key-source .chip.editorial").count() == 1
    assert page.get_by_role("link", name="Open the original").count() == 0  # its address is no web address
    page.get_by_role("button", name="Remove from the archive").click()
    page.get_by_text("No article fits").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("1 article, the newest first.").wait_for()
    assert page.locator(".article .body").count() == 0
    read_first(page)
    page.get_by_role("button", name="Remove from the archive").click()
    page.get_by_text("No article fits").wait_for()
    page.get_by_text("Removed ones").click()
    page.get_by_text("1 article, the newest first.").wait_for()
    read_first(page)
    page.get_by_role("button", name="Restore to the archive").click()
    page.get_by_text("No removed articles.").wait_for()


def test_a_topic_is_seen_in_time_and_a_point_opens_its_source(blank, site):
    page = blank
    page.goto(f"{site.address}/timeline")
    page.get_by_label("Topic").fill("the ferry to Gull Island")
    page.keyboard.press("Enter")
    page.locator(".event button.cite").first.click()
    page.locator("mark.cited").wait_for()
    page.wait_for_function(IN_VIEW)
    page.get_by_role("button", name="Close", exact=True).click()
    page.locator("mark.cited").wait_for(state="detached")
    settle(page)
    page.locator('[data-testid="stVegaLiteChart"] .mark-symbol.role-mark path').first.click()
    page.locator("mark.cited").wait_for()


def test_a_hostile_article_shows_as_text_wherever_it_occurs(page, site):
    ask(page, "What tide did harbour pilots at Port Tamsin measure on Sunday?")
    open_source(page)
    settle(page)  # till then the list of sources of before the panel may still be on the page
    panel = page.locator(".st-key-source")
    body = panel.locator(".article .body").text_content()
    assert "<script>window.hacked=3</script>" in body and "[more](javascript:window.hacked=5)" in body
    assert "\u202e" not in body and "\ufffdedis" in body
    assert "<script>" in panel.locator(".headline").text_content()
    listed = page.locator("ul.sources").inner_text().replace("\u2060", "")
    assert HOSTILE_TITLE[:40] in listed and HOSTILE_OUTLET in listed and page.locator(".katex").count() == 0
    safe_to_see(page)
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="HTML", exact=True).click()
    with new_tab(page.context.browser, "about:blank") as other:
        other.set_content(Path(waiting.value.path()).read_text("utf-8"))
        assert other.evaluate("window.hacked") is None and other.locator("script, img, iframe").count() == 0
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Timeline").click()  # of this conversation
    page.locator(".event button.cite").first.click()
    page.locator("mark.cited").wait_for()
    safe_to_see(page)
    library(page, site)
    page.get_by_label("Words in the article").fill("pilots Tamsin measured")
    page.keyboard.press("Enter")
    page.get_by_text("1 article, the newest first.").wait_for()
    read_first(page)
    assert "<iframe" in page.locator(".article .body").text_content()
    safe_to_see(page)
