"""Library, timeline and the other pages in a real browser: added, read, removed; hostile text; each screen seen."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from corpus.text.metadata import LONGEST_TITLE
from tests.support.loopback import Handler, served
from tests.support.page import (
    HOSTILE_OUTLET,
    HOSTILE_TITLE,
    IN_VIEW,
    UPLOAD_MB,
    ask,
    new_tab,
    open_source,
    settle,
)
from tests.unit.reading.test_folder_of_formats import EXPECTED, FILES

pytestmark = pytest.mark.browser
PAGES = ("", "today", "briefing", "library", "timeline", "evaluation", "settings")
WIDEST = (
    "Math.max(...[...document.querySelectorAll('html, .stAppViewContainer, .stMain')].map((one) => one.scrollWidth))"
)
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


def test_files_and_zips_are_added_and_what_cannot_be_read_is_named(blank, site, tmp_path):
    def story(what):
        return json.dumps(
            {"title": what, "text": f"The {what} shone again on Friday.", "published": "2021-05-10"}
        ).encode()

    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as made:
        made.writestr("../../up/buoy.jsonl", story("buoy of Cape Orrin"))
        made.writestr("/etc/cron.d/buoy.txt", b"root")
        made.writestr("notes.exe", b"MZ")
        made.writestr("bomb.txt", b"0" * 1_000_000, zipfile.ZIP_DEFLATED)
    page = library(blank, site, "Add")
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "../../light.jsonl", "mimeType": "application/json", "buffer": story("lighthouse of Cape Orrin")},
            {"name": "box.zip", "mimeType": "application/zip", "buffer": box.getvalue()},
            {"name": "<img src=x onerror=window.hacked=9>.png", "mimeType": "image/png", "buffer": b"\x89PNG"},
        ]
    )
    page.get_by_text("box.zip").first.wait_for()
    settle(page)
    page.get_by_role("button", name="Add to the archive").click()
    page.get_by_text("2 added, 0 updated, 0 already there").wait_for()
    page.get_by_text("Not taken (4)").wait_for()
    said = page.locator(".leftout").first.inner_text()
    assert "box.zip: notes.exe" in said and "box.zip: bomb.txt: unpacked it is too large" in said
    page.get_by_text("onerror=window.hacked=9").first.wait_for()
    safe_to_see(page)
    assert not list(site.archive.parent.rglob("light.jsonl")) and not list(site.archive.parent.rglob("buoy.jsonl"))
    assert not Path("/etc/cron.d/buoy.txt").exists()
    page.get_by_role("link", name="Ask", exact=True).click()
    ask(page, "On which day did the lighthouse shine again?")
    assert "lighthouse" in open_source(page)


def test_a_file_of_each_format_is_taken_in_by_one_upload(blank, site):
    page = library(blank, site, "Add")
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in FILES.items()]
    )
    page.get_by_text(list(FILES)[-1]).first.wait_for()
    settle(page)
    page.get_by_role("button", name="Add to the archive").click()
    said = page.get_by_text(re.compile(r"[0-9]+ added, .*, 0 not taken"))
    said.wait_for()
    added, _, known, copies, refused = map(int, re.findall(r"[0-9]+", said.inner_text())[:5])
    assert added + known + copies == EXPECTED and not refused


def test_a_file_above_the_limit_is_one_clear_line(page):
    page.get_by_role("button", name="Add articles").click()
    page.locator("input[type=file]").set_input_files(
        [{"name": "much.jsonl", "mimeType": "application/json", "buffer": b" " * (UPLOAD_MB * 1_048_576 + 1)}]
    )
    page.get_by_text(f"{UPLOAD_MB}.0MB or smaller").wait_for()
    page.get_by_role("button", name="Add to the archive").click()
    page.get_by_text("Choose a file, or give an address.").wait_for()


def test_a_title_of_a_megabyte_ends_at_its_bound_and_what_is_kept_can_be_read_whole(blank, site):
    title = "Storm at Holm Point " + "<b>gale</b> " * 87_000
    article = {"title": title, "text": "A storm broke the mole of Holm Point on Tuesday.", "published": "2021-05-12"}
    page = library(blank, site, "Add")
    with page.expect_response(lambda one: "upload_file" in one.url and one.request.method == "PUT"):
        page.locator("input[type=file]").set_input_files(
            [{"name": "storm.jsonl", "mimeType": "application/json", "buffer": json.dumps(article).encode()}]
        )
    page.get_by_role("button", name="Add to the archive").click()
    page.get_by_text("1 added, 0 updated, 0 already there").wait_for()
    library(page, site)
    page.get_by_label("Words in the article").fill("mole Holm Point")
    page.keyboard.press("Enter")
    page.get_by_text("1 article, the newest first.").wait_for()
    read_first(page)
    panel = page.locator(".st-key-source")
    assert panel.locator(".headline").inner_text().endswith("…")
    for width in (390, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        assert panel.locator(".headline").bounding_box()["height"] < 240
    panel.get_by_text("Whole title").click()
    panel.locator(".whole").wait_for()
    kept = panel.locator(".whole").text_content()
    assert len(kept) <= LONGEST_TITLE and kept.endswith("…") and title.startswith(kept.removesuffix("…"))
    assert panel.locator(".whole").bounding_box()["height"] < 200
    safe_to_see(page)


def test_an_address_is_added_and_a_wrong_one_is_named(blank, site):
    class Press(Handler):
        def do_GET(self):
            text = (
                "<p>"
                + "The tug Petrel towed a barge of grain into Port Tamsin on Tuesday, its owner said. " * 6
                + "</p>"
            )
            head = '<title>Tug tows grain</title><meta property="article:published_time" content="2021-05-11">'
            body = f"<article><h1>Tug tows grain</h1>{text}</article>"
            body = f"<html><head>{head}</head><body>{body}</body></html>".encode()
            self.whole(body, "text/html", 200 if self.path == "/tug" else 404)

    page = library(blank, site, "Add")
    page.get_by_label("Addresses of articles or feeds").fill("javascript:alert(1)")
    page.get_by_role("button", name="Add to the archive").click()
    page.get_by_text("Not a web address").wait_for()
    with served(Press) as address:
        page.get_by_label("Addresses of articles or feeds").fill(f"{address}/tug\n{address}/gone")
        page.get_by_role("button", name="Add to the archive").click()
        page.get_by_text("1 added, 0 updated, 0 already there").wait_for()
        page.get_by_text("Not taken (1)").wait_for()
    assert page.get_by_text("/gone").count()


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
