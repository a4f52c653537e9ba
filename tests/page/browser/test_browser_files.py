"""What is added in a real browser: files, zips and addresses; nothing that was chosen or pressed is lost on the way."""

import io
import json
import re
import zipfile
from pathlib import Path
from threading import Event

import pytest

from corpus.text.metadata import LONGEST_TITLE
from tests.page.browser.test_browser_pages import library, read_first, safe_to_see
from tests.support.loopback import Handler, served
from tests.support.page import UPLOAD_MB, ask, new_tab, open_source, settle
from tests.unit.reading.test_folder_of_formats import EXPECTED, FILES

pytestmark = pytest.mark.browser
ALL_IN = """(number) => document.querySelectorAll("[data-testid=stFileChip]").length === number
    && !document.querySelector("[data-testid=stFileChipIconSpinner]")"""
# Goes to another tab of the page, and chooses a file at the same moment.
AT_ONCE = """(name) => {
    const other = document.querySelector("[data-testid=stTab]:is(:first-child, :last-child)[aria-selected=false]");
    const field = document.querySelector("input[type=file]"), chosen = new DataTransfer();
    chosen.items.add(new File(["x"], name));
    for (const [kind, of] of [["pointerdown", PointerEvent], ["mousedown", MouseEvent], ["pointerup", PointerEvent],
        ["mouseup", MouseEvent], ["click", MouseEvent]])
        other.dispatchEvent(new of(kind, { bubbles: true, cancelable: true, pointerType: "mouse" }));
    field.files = chosen.files;
    field.dispatchEvent(new Event("change", { bubbles: true })); }"""


def choose(page, files):
    """Choose files, and wait until all of them are with the server: before that nobody can press the button."""
    page.locator("input[type=file]").set_input_files(files)
    page.wait_for_function(ALL_IN, arg=len(files))


def test_a_file_chosen_at_the_moment_of_another_press_is_there(page, site):
    library(page, site, "Add")
    page.locator("input[type=file]").wait_for(state="attached")
    for number in range(1, 13):
        settle(page)
        page.evaluate(AT_ONCE, f"{number}.txt")
        page.wait_for_function(ALL_IN, arg=number)


def test_files_stay_chosen_while_what_somebody_else_adds_comes_to_its_end(chromium, page, site):
    end = Event()

    class Slow(Handler):
        def do_GET(self):
            end.wait(60)
            self.whole(b"", "text/html", 404)

    with served(Slow) as address, new_tab(chromium, site.address) as other:
        library(other, site, "Add")
        other.get_by_label("Addresses of articles or feeds").fill(f"{address}/slow")
        other.get_by_role("button", name="Add to the archive").click()
        other.get_by_text("Adding:").wait_for()
        library(page, site, "Add")
        page.get_by_text("Adding:").wait_for()
        choose(page, [{"name": "buoy.txt", "mimeType": "text/plain", "buffer": b"x"}])
        end.set()
        page.get_by_text("Adding:").wait_for(state="detached")
    page.get_by_role("button", name="Add to the archive").click()
    page.get_by_text("Not taken (1)").wait_for()
    assert page.locator(".leftout", has_text="buoy.txt").count()


def test_files_and_zips_are_added_and_what_cannot_be_read_is_named(page, site, tmp_path):
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
    library(page, site, "Add")
    choose(
        page,
        [
            {"name": "../../light.jsonl", "mimeType": "application/json", "buffer": story("lighthouse of Cape Orrin")},
            {"name": "box.zip", "mimeType": "application/zip", "buffer": box.getvalue()},
            {"name": "<img src=x onerror=window.hacked=9>.png", "mimeType": "image/png", "buffer": b"\x89PNG"},
        ],
    )
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


def test_a_file_of_each_format_is_taken_in_by_one_upload(page, site):
    library(page, site, "Add")
    choose(
        page, [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in FILES.items()]
    )
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


def test_a_title_of_a_megabyte_ends_at_its_bound_and_what_is_kept_can_be_read_whole(page, site):
    title = "Storm at Holm Point " + "<b>gale</b> " * 87_000
    article = {"title": title, "text": "A storm broke the mole of Holm Point on Tuesday.", "published": "2021-05-12"}
    library(page, site, "Add")
    choose(page, [{"name": "storm.jsonl", "mimeType": "application/json", "buffer": json.dumps(article).encode()}])
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


def test_an_address_is_added_and_a_wrong_one_is_named(page, site):
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

    library(page, site, "Add")
    page.get_by_label("Addresses of articles or feeds").fill("javascript:alert(1)")
    page.get_by_role("button", name="Add to the archive").click()
    page.get_by_text("Not a web address").wait_for()
    with served(Press) as address:
        page.get_by_label("Addresses of articles or feeds").fill(f"{address}/tug\n{address}/gone")
        page.get_by_role("button", name="Add to the archive").click()
        page.get_by_text("1 added, 0 updated, 0 already there").wait_for()
        page.get_by_text("Not taken (1)").wait_for()
    assert page.get_by_text("/gone").count()
