"""The chat in a real browser: asked, streamed, a source opened at the cited words, nothing lost, taken away."""

import io
import json
import time
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.support.identity import configure, provider
from tests.support.page import END, IN_VIEW, ask, free_port, new_tab, open_source, serving, settle
from ui.render import said
from ui.safe import markdown

pytestmark = pytest.mark.browser
KEY = "sk-of-one-tab-0123456789"
# Whether the whole source panel stands above the field for the question.
UNCUT = """() => document.querySelector(".st-key-source").getBoundingClientRect().bottom
    <= document.querySelector(".stBottom").getBoundingClientRect().top"""


def choose_model(page, site):
    """The page, where the chat model is chosen, with a key of this tab's own."""
    page.goto(f"{site.address}/settings")
    page.get_by_text("A chat model", exact=True).click()
    page.get_by_label("Model", exact=True).fill("harbour")
    page.keyboard.press("Enter")
    page.get_by_label("Key, for this tab only").fill(KEY)
    page.get_by_role("button", name="Use this key").click()
    page.get_by_text("A key is set for this tab").wait_for()
    page.get_by_role("link", name="Ask", exact=True).click()
    page.locator(".hero h1", has_text="What would you like to know").wait_for()
    return page


def begin(page, question):
    page.get_by_placeholder("Ask the archive").fill(question)
    page.keyboard.press("Enter")


def test_a_question_is_answered_and_its_source_opens_at_the_exact_words(page, site):
    ask(page, "When will the ferry to Gull Island resume?")
    shown = open_source(page)
    cited = site.turns()[-1]["answer"]["sentences"][0]["citations"][0]
    assert shown == cited["quote"]
    assert " ".join(cited["quote"].split()) in " ".join(page.locator(".answer").first.text_content().split())
    page.wait_for_function(IN_VIEW)
    bidi = "each => each.map(one => getComputedStyle(one).unicodeBidi)"  # what runs from right to left is read so
    assert {*page.locator(".answer .sentence, .answer q.exact, .article .body").evaluate_all(bidi)} == {"plaintext"}
    link = page.get_by_role("link", name="Open the original")
    assert link.get_attribute("href") == "https://harbour.invalid/ferry"
    assert "noopener" in (link.get_attribute("rel") or "")
    page.set_viewport_size({"width": 1400, "height": 700})
    page.wait_for_function(UNCUT)
    page.wait_for_function(IN_VIEW)
    page.keyboard.press("Escape")
    page.locator("mark.cited").wait_for(state="detached")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.dataset.testid") == "stChatInputTextArea"


def test_an_answer_survives_a_click_and_a_reload_while_it_is_under_way(page, site):
    begin(page, "What does Gull Island need first?")
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


@pytest.fixture
def writing():
    """The chat model writes till this is set."""
    END.clear()
    yield END
    END.set()


def test_sentences_stream_with_live_markers_and_what_is_not_supported_is_left_out(blank, site, writing):
    page = choose_model(blank, site)
    begin(page, "When will the ferry resume?")
    stop = page.get_by_role("button", name="Stop")
    page.locator("button.cite").first.wait_for()
    stop.wait_for()  # it still writes
    assert "14 June" in open_source(page)
    page.wait_for_function(IN_VIEW)
    stop.wait_for()
    writing.set()
    page.get_by_role("button", name="Ask again", exact=True).wait_for()
    text = page.locator(".answer").inner_text()
    assert "14 June" in text and "nine million" in text and "95" not in text
    assert page.locator(".chip.supported").count() == 2 and page.locator("mark.cited").is_visible()
    page.get_by_text("Left out").first.click()
    page.get_by_text("It will cost 95 crowns a trip.").wait_for()
    assert site.model.asked[-1].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in page.content()
    assert not [one for one in site.archive.parent.rglob("*") if one.is_file() and KEY.encode() in one.read_bytes()]


def test_an_answer_is_stopped_and_the_last_question_edited_and_a_failure_is_said(blank, site, writing):
    page = choose_model(blank, site)
    begin(page, "When will the ferry resume?")
    page.locator("button.cite").first.wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped before the end.").wait_for()
    assert "14 June" in page.locator(".answer").inner_text()
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("Question").fill("When does the ferry to Gull Island resume?")
    page.get_by_role("button", name="Ask this instead").click()
    page.locator('[data-testid="stAlert"]').wait_for()
    assert "key" in page.locator('[data-testid="stAlert"]').inner_text()
    assert page.locator(".question").all_inner_texts() == ["When does the ferry to Gull Island resume?"]
    assert page.locator(".answer").count() == 0


def test_the_understood_window_is_shown_and_changed_in_place(page, site):
    ask(page, "What was said about the ferry to Gull Island in May 2021?")
    assert "1 May 2021 to 31 May 2021" in page.locator(".asked").inner_text()
    page.get_by_role("button", name="Dates and outlet").click()
    page.get_by_role("button", name="Ask again with these").wait_for()
    page.get_by_label("Outlet", exact=True).click()  # the field, once it is drawn; not the box around it
    page.get_by_role("option", name="Harbour Review").click()
    page.get_by_role("button", name="Ask again with these").click()
    page.get_by_text("only Harbour Review").wait_for()
    assert "(as set)" in page.locator(".asked").inner_text()
    assert site.turns()[-1]["source"] == "Harbour Review" and site.turns()[-1]["until"] == "2021-05-31"


def test_conversations_are_renamed_searched_reopened_and_deleted(page, site):
    first, second = "When will the ferry to Gull Island resume?", "What does Gull Island need first?"
    ask(page, first)
    page.get_by_role("button", name="New conversation").click()
    page.locator(".hero h1").wait_for()
    settle(page)  # till then the answer of before may still be on the page
    ask(page, second)
    ask(page, "What does the island need?")
    settle(page)
    page.get_by_role("button", name="Rename or delete").first.click()
    page.get_by_label("Name", exact=True).fill("The doctor")
    page.keyboard.press("Enter")
    mine = page.get_by_role("button", name="The doctor", exact=True)
    mine.wait_for()
    assert len(set(page.locator("[class*=st-key-open-] p").evaluate_all(LEFT))) == 1  # a short name and a long one
    page.get_by_label("Search conversations").fill("when will")  # words of the other one
    page.keyboard.press("Enter")
    mine.wait_for(state="detached")
    settle(page)  # till then a row that has moved up is also seen where it was
    page.get_by_role("button", name=first).click()
    page.locator(".question", has_text=first).wait_for()
    page.get_by_label("Search conversations").fill("")
    page.keyboard.press("Enter")
    mine.click()
    page.locator(".question", has_text=second).wait_for()
    settle(page)
    assert page.locator(".question").all_inner_texts() == [second, "What does the island need?"]
    page.get_by_role("button", name="Rename or delete").first.click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("dialog").wait_for(state="detached")  # never another conversation's in its place
    mine.wait_for(state="detached")
    page.locator(".hero h1").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.locator(".question", has_text=second).wait_for()  # what was on the page is there again
    settle(page)
    page.get_by_role("button", name="Rename or delete").first.click()
    page.get_by_role("button", name="Delete", exact=True).click()
    mine.wait_for(state="detached")
    page.get_by_role("button", name="Removed (1)").click()
    page.get_by_role("button", name="Delete for good").click()
    page.get_by_role("button", name="Yes, for good").click()
    page.get_by_role("button", name="Removed (1)").wait_for(state="detached")
    page.reload()
    page.get_by_role("button", name=first).wait_for()
    settle(page)
    assert mine.count() == 0 and page.get_by_role("button", name="Rename or delete").count() == 1


def test_a_conversation_is_exported_and_judged(page, site):
    question = "When will the ferry to Gull Island (걸섬 가는 배) resume?"
    ask(page, question)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Word file").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"PK")
    page.get_by_role("button", name="Export").click()
    cited = site.turns()[-1]["answer"]["sentences"][0]["citations"][0]
    files = {}
    for name in ("Markdown", "Word", "HTML", "PDF", "JSON"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        files[name] = Path(waiting.value.path()).read_bytes()
    text = files["Markdown"].decode()
    assert markdown(cited["quote"]) in text and f"<{cited['url']}>" in text
    assert files["Word"].startswith(b"PK") and files["PDF"].startswith(b"%PDF") and b"Harbour Gazette" in files["HTML"]
    assert json.loads(files["JSON"])["answers"][0]["sentences"][0]["citations"][0] == cited
    read = "".join("".join(one.extract_text() for one in PdfReader(io.BytesIO(files["PDF"])).pages).split())
    answer = site.turns()[-1]["answer"]
    for words in (question, *(said(one["text"]) for one in answer["sentences"]), cited["quote"], cited["url"]):
        assert "".join(words.split()) in read
    page.keyboard.press("Escape")
    page.locator('[data-testid="stFeedback"] button').nth(1).click()  # the thumb that points down
    page.get_by_label("What would be right?").fill("On 14 June, four times a day.")
    page.keyboard.press("Enter")
    page.get_by_text("kept for the next evaluation").wait_for()
    corrected(site.archive / "feedback.jsonl", "On 14 June, four times a day.")


def corrected(file, words):
    """Wait until these words are the last correction: the thumb by itself is kept before them."""
    deadline = time.monotonic() + 60
    while json.loads(file.read_text("utf-8").splitlines()[-1])["correction"] != words:
        assert time.monotonic() < deadline
        time.sleep(0.1)


LEFT = "(names) => names.map((one) => Math.round(one.getBoundingClientRect().left))"
HASTY = """() => { window.hastened = false; new MutationObserver((_, watch) => {
    const close = document.querySelector("mark.cited") && document.querySelector(".st-key-source .stButton button");
    if (!close) return;
    watch.disconnect();
    close.click();
    window.hastened = true;
}).observe(document.body, { childList: true, subtree: true }); }"""


def test_on_a_narrow_screen_nothing_is_wider_than_the_screen(page):
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, "When will the ferry to Gull Island resume?")
    open_source(page)
    page.wait_for_function(IN_VIEW)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    title, close = page.locator(".st-key-source .headline"), page.get_by_role("button", name="Close", exact=True)
    assert title.bounding_box()["x"] + title.bounding_box()["width"] <= close.bounding_box()["x"]
    close.click()
    page.locator("mark.cited").wait_for(state="detached")
    for _ in range(10):  # pressed as soon as the article is there, while the page around it is still being drawn
        page.evaluate(HASTY)
        page.locator("button.cite").first.click()
        page.wait_for_function("window.hastened")
        page.locator("mark.cited").wait_for(state="detached")
    assert "source" not in page.url


@pytest.mark.long
def test_who_signs_in_has_conversations_that_nobody_else_can_open(chromium, site, tmp_path):
    (tmp_path / "archive").symlink_to(site.archive)
    port = free_port()
    with provider() as identity:
        configure(tmp_path, identity, f"http://127.0.0.1:{port}")
        with serving(tmp_path / "archive", port=port) as address, new_tab(chromium, address) as ada:
            ada.get_by_role("button", name="Sign in").click()
            ada.get_by_text("Signed in as ada@harbour.invalid").wait_for()
            ask(ada, "When will the ferry to Gull Island resume?")
            mine = ada.url
            with new_tab(chromium, mine) as other:  # the link, without signing in
                other.locator(".hero h1").wait_for()
                other.get_by_text("no such conversation").first.wait_for()
                assert other.locator(".answer").count() == 0
                identity.who = "bela"
                other.get_by_role("button", name="Sign in").click()
                other.get_by_text("Signed in as bela@harbour.invalid").wait_for()
                assert other.get_by_role("button", name="When will the ferry to Gull Island resume?").count() == 0
                other.goto(mine)
                other.get_by_text("no such conversation").first.wait_for()
                assert other.locator(".answer").count() == 0
            ada.reload()
            ada.get_by_text("Signed in as ada@harbour.invalid").wait_for()
            ada.locator(".answer").wait_for()
            ada.get_by_role("button", name="Sign out").click()
            ada.get_by_role("button", name="Sign in").wait_for()
            assert ada.get_by_role("button", name="When will the ferry to Gull Island resume?").count() == 0
