"""Somebody in a hurry at the page: asks again and again in one or two tabs, reruns and clicks at random moments."""

import json
import random
import time
from contextlib import suppress

from playwright.sync_api import TimeoutError

from tests.support.chat_server import Asked, Reply
from tests.support.page import Site, settle

INPUT = '[data-testid="stChatInputTextArea"]'
# Nothing is under way in this tab any more, and it shows as many questions as are kept.
RESTS = """(kept) => !document.querySelector("[role=status]")
    && document.querySelectorAll(".question").length === kept && !document.querySelector("textarea:disabled")"""


def quick_model(asked: Asked) -> Reply:
    """One sentence that is borne out, at once; a word where no evidence is shown."""
    if "14 June" not in str(asked.body["messages"]):
        return Reply("Yes.")
    return Reply(f"The ferry to Gull Island will resume on 14 June. [{asked.key('14 June')}]")


def kept(site: Site, page) -> list[dict]:
    """The turns of the conversation that the tab shows."""
    id = page.url.partition("c=")[2].partition("&")[0]
    return json.loads((site.archive / "conversations" / f"{id}.json").read_text("utf-8"))["turns"]


def rush(site: Site, tabs: list, questions: int, chance: random.Random) -> list[dict]:
    """Ask in the tabs, all on one conversation, at random; return its turns once every tab has come to rest."""
    for number in range(questions):
        page = chance.choice(tabs) if number else tabs[0]
        words = f"When will the ferry to Gull Island resume, asked for the {number}. time?"
        page.locator(INPUT).fill(words)
        page.keyboard.press("Enter")
        page.locator(".question", has_text=words).wait_for()
        if not number:
            page.wait_for_url("**?c=*")
            for other in tabs[1:]:
                other.goto(page.url)
                other.locator(".question", has_text=words).wait_for()
        disturb(chance.choice(tabs), chance)
    turns = ended(site, tabs[0])
    for page in tabs:
        page.wait_for_function(RESTS, arg=len(turns))
    return turns


def ended(site: Site, page) -> list[dict]:
    """The turns once no answer is under way; a tab that draws a question shows nothing of its answer for a moment.

    Fails where nothing goes on for a hundred seconds: many questions may wait for one another longer.
    """
    moved, turns = time.monotonic(), kept(site, page)
    while any(one["status"] in ("waiting", "running") for one in turns):
        assert time.monotonic() < moved + 100, [one["status"] for one in turns]
        time.sleep(0.1)
        before, turns = turns, kept(site, page)
        if turns != before:
            moved = time.monotonic()
    return turns


def follow(page, link: str, url: str) -> None:
    """Follow a link; one that is drawn anew under the mouse is pressed again, as a person would."""
    for _ in range(3):
        page.get_by_role("link", name=link).click()
        with suppress(TimeoutError):
            page.wait_for_url(url, timeout=30_000)
            return
    raise AssertionError(f"{link} does not open {url}")


def disturb(page, chance: random.Random) -> None:
    """What else somebody does meanwhile; where it is not to be had just now, nothing."""
    match chance.randrange(7):
        case 0:
            page.reload()
            page.locator(INPUT).wait_for()
        case 1:
            click(page, "button.cite")
        case 2:
            page.keyboard.press("Escape")
        case 3:
            click(page, '[class*="st-key-stop-"] button')
        case 4:
            follow(page, "Library", "**/library*")
            page.get_by_role("link", name="Ask", exact=True).click()
            page.locator(INPUT).wait_for()
        case 5:
            settle(page)


def click(page, selector: str) -> None:
    """Press the last of these where there is one: by the element itself, which may be drawn anew at any moment."""
    page.evaluate("(selector) => [...document.querySelectorAll(selector)].pop()?.click()", selector)
