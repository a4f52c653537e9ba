"""The page under load: twenty conversations at once, and how long each page takes to open.

Three things, each on a copy of an archive of its own:

- `together`: conversations asked at once through the `Running` that the page uses, every turn of each after the one
  before; every answer must come whole, its quotations stand in the archive to the letter, and be the very answer that
  the question gets alone. The time of an answer is from asking to its being kept, waiting in line included.
- `tabs`: the same in real browser tabs on one `briefing serve`, a third of which is reloaded while it answers. Browser
  and server share the machine.
- `opening`: every page of a server over the large archive, which also keeps 300 conversations, from a browser's first
  request to the last element drawn: first in a browser that has never seen the server, then in new tabs of one browser.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.desk.background import Running
from assistant.desk.conversations import Conversations, Turn
from assistant.evaluation import Prompt, read_prompts
from assistant.settings import Settings
from tests.benchmarks.bench_retrieval import percentile
from tests.support.page import CHROMIUM, FLAGS, serving

ROUNDS = 3  # openings of each page after the first
KEPT = 300  # conversations in the archive whose pages are opened
PAGES = ("ask", "library", "timeline", "evaluation", "settings")
PATIENCE = 900  # seconds until an answer counts as lost
DRAWN = (
    "() => document.querySelector('.stApp[data-test-script-state=notRunning]') && document.querySelector('.hero h1')"
)
FULL = "() => !document.querySelector('[data-testid=stSkeleton]')"


def turns_of(prompts: Sequence[Prompt], number: int) -> list[list[str]]:
    """What each of `number` people asks, one after the other: a prompt, with the questions before it if it has any."""
    ranked = sorted(prompts, key=lambda one: not one.history)
    if len(ranked) < number:
        raise SystemExit(f"{number} conversations need as many prompts; there are {len(ranked)}")
    return [
        [*(said["content"] for said in one.history if said["role"] == "user"), one.question] for one in ranked[:number]
    ]


def together(folder: Path, talks: Sequence[Sequence[str]], at_once: int | None) -> dict[str, Any]:
    """Seconds per answer of all conversations at once, and whether each is whole, exact and the same as alone."""
    desk, store = Assistant.open(folder, settings=Settings()), Conversations(folder)
    desk.ask("Which question warms the models?")
    running = Running(store) if at_once is None else Running(store, at_once=at_once)

    def talk(number: int) -> tuple[str, list[float]]:
        conversation, seconds = store.new(f"browser:{number}"), []
        for question in talks[number]:
            began = time.perf_counter()
            conversation = running.start(desk, conversation, Turn(question=question, asked=store.now()))
            while running.live(conversation.id):
                if time.perf_counter() - began > PATIENCE:
                    raise SystemExit(f"no answer after {PATIENCE} s: {question}")
                time.sleep(0.01)
            seconds.append(time.perf_counter() - began)
        return conversation.id, seconds

    began = time.perf_counter()
    with ThreadPoolExecutor(len(talks)) as people:
        done = list(people.map(talk, range(len(talks))))
    whole = time.perf_counter() - began
    faults = []
    for number, (id, _) in enumerate(done):
        kept = store.open(id, f"browser:{number}").turns
        faults += [f"conversation {number}: {why}" for why in wrong(desk, talks[number], kept)]
    seconds = [one for _, each in done for one in each]
    alone = time.perf_counter()
    for number, (id, _) in enumerate(done):  # afterwards, one by one
        kept = store.open(id, f"browser:{number}")
        for at, turn in enumerate(kept.turns):
            again = desk.ask(turn.question, history=kept.history(at))
            if turn.answer is None or again.text != turn.answer.text:
                faults.append(f"conversation {number}: another answer than alone to {turn.question!r}")
    alone = time.perf_counter() - alone
    return {
        "conversations": len(talks),
        "answers": len(seconds),
        "p50_s": percentile(seconds, 50),
        "p95_s": percentile(seconds, 95),
        "max_s": max(seconds),
        "all_s": whole,
        "one_by_one_s": alone,
        "faults": faults,
        "at_once": at_once,
    }


def wrong(desk: Assistant, asked: Sequence[str], kept: Sequence[Turn]) -> list[str]:
    """What is not as it should be in the turns of one conversation."""
    faults = [] if [turn.question for turn in kept] == list(asked) else ["its questions are not those that were asked"]
    for turn in kept:
        if turn.status != "done" or turn.answer is None or not turn.answer.text:
            faults.append(f"no whole answer to {turn.question!r}: {turn.status} {turn.error or ''}")
        for one in (each for sentence in turn.sentences for each in sentence.citations):
            if desk.article(one.article_id, one.version).text[one.start : one.end] != one.quote:
                faults.append(f"a quotation of {one.article_id} is not in it to the letter")
    return faults


def tabs(folder: Path, talks: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The first question of each conversation in a browser tab of its own, all at once; every third is reloaded."""
    from playwright.sync_api import sync_playwright

    with serving(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        pages = []
        for _ in talks:
            context = browser.new_context(viewport={"width": 1400, "height": 900})  # a cookie jar: a person
            context.set_default_timeout(PATIENCE * 1000)
            page = context.new_page()
            page.goto(address)
            page.locator(".hero h1").wait_for()
            pages.append(page)
        began, seconds = time.perf_counter(), []
        for page, talk in zip(pages, talks, strict=True):
            page.get_by_placeholder("Ask the archive").fill(talk[0])
            page.keyboard.press("Enter")
        for page in pages[::3]:
            page.wait_for_url("**?c=*")
            page.reload()
        asked = time.perf_counter() - began
        waiting = dict(enumerate(pages))
        while waiting and time.perf_counter() - began < PATIENCE:
            for number, page in list(waiting.items()):
                if page.get_by_role("button", name="Ask again").count():
                    seconds.append(time.perf_counter() - began)
                    del waiting[number]
            pages[0].wait_for_timeout(50)
        shown = [page.locator(".question").all_inner_texts() for page in pages]
        browser.close()
    desk, store, faults = Assistant.open(folder, settings=Settings()), Conversations(folder), []
    faults += [f"tab {number} shows no whole answer" for number in waiting]
    faults += [
        f"tab {number} shows the questions {found}" for number, found in enumerate(shown) if found != [talks[number][0]]
    ]
    kept = [json.loads(file.read_text("utf-8")) for file in (folder / "conversations").glob("*.json")]
    owners = {one["owner"] for one in kept}
    if (len(kept), len(owners)) != (len(talks), len(talks)):
        faults.append(f"{len(kept)} conversations of {len(owners)} people are kept, not {len(talks)}")
    for one in kept:
        turns = store.open(one["id"], one["owner"]).turns
        faults += wrong(desk, [turns[0].question], turns)
    return {
        "tabs": len(talks),
        "asked_s": asked,
        "p50_s": percentile(seconds, 50),
        "p95_s": percentile(seconds, 95),
        "max_s": max(seconds, default=None),
        "faults": faults,
    }


def opening(folder: Path) -> dict[str, Any]:
    """Seconds until each page of the archive stands, the first time after the server's start and then in new tabs."""
    from playwright.sync_api import sync_playwright

    articles, passages = Assistant.open(folder, settings=Settings()).archive.counts()
    found: dict[str, Any] = {"articles": articles, "passages": passages, "kept": KEPT, "pages": {}}
    with serving(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)

        def person() -> Any:
            context = browser.new_context(viewport={"width": 1400, "height": 900})
            context.add_cookies([{"name": "briefing_browser", "value": "a" * 32, "url": address}])
            return context

        def opened(context: Any, name: str) -> float:
            page = context.new_page()
            page.set_default_timeout(PATIENCE * 1000)
            began = time.perf_counter()
            page.goto(f"{address}/{'' if name == 'ask' else name}")
            page.wait_for_function(DRAWN)
            page.wait_for_function(FULL)
            seconds = time.perf_counter() - began
            page.close()
            return seconds

        for name in PAGES:
            context = person()
            found["pages"][name] = {"first_s": opened(context, name), "again_s": []}
            context.close()
        context = person()
        opened(context, "ask")  # which fetches what all pages have in common
        for _ in range(ROUNDS):
            for name in PAGES:
                found["pages"][name]["again_s"].append(opened(context, name))
        browser.close()
    return found


def keep_conversations(folder: Path, number: int) -> None:
    """Put `number` conversations of one person into an archive, each with three whole answers."""
    desk, store = Assistant.open(folder, settings=Settings()), Conversations(folder)
    question = "What did the White House say about Korea?"
    turn = Turn(question=question, asked=store.now(), status="done", answer=desk.ask(question))
    turn = turn.model_copy(update={"sentences": turn.answer.sentences if turn.answer else []})
    for _ in range(number):
        conversation = store.new("browser:" + "a" * 32)
        for _ in range(3):
            store.add(conversation, turn)


def table(figures: dict[str, Any]) -> str:
    """The Markdown of what was measured."""
    lines = ["### The desk", "", f"{os.cpu_count()} cores; load when it began: {figures['load']}.", ""]
    lines += ["| what | p50 | p95 | longest | faults |", "| --- | --- | --- | --- | --- |"]
    for one in figures["together"]:
        limit = "as the page" if one["at_once"] is None else f"{one['at_once']} worked on at a time"
        lines.append(
            f"| {one['conversations']} conversations at once, {one['answers']} answers ({limit}; {one['all_s']:.0f} s "
            f"in all, "
            f"{one['one_by_one_s']:.0f} s one by one) | {one['p50_s']:.1f} s | {one['p95_s']:.1f} s | "
            f"{one['max_s']:.1f} s | "
            f"{len(one['faults'])} |"
        )
    if one := figures.get("tabs"):
        p50, p95, most = (f"{one[name]:.1f} s" if one[name] else "" for name in ("p50_s", "p95_s", "max_s"))
        lines.append(
            f"| {one['tabs']} browser tabs asking at once, a third reloaded | {p50} | {p95} | {most} | "
            f"{len(one['faults'])} |"
        )
    if one := figures.get("opening"):
        lines += [
            "",
            f"Opening a page with {one['articles']:,} articles, {one['passages']:,} passages and {one['kept']} "
            "conversations kept (aim: two seconds):",
            "",
            "| page | in a new browser | in a new tab, median |",
        ]
        lines.append("| --- | --- | --- |")
        for name, page in one["pages"].items():
            lines.append(f"| {name} | {page['first_s']:.1f} s | {percentile(page['again_s'], 50):.1f} s |")
    faults = [fault for one in [*figures["together"], figures.get("tabs") or {}] for fault in one.get("faults", ())]
    return "\n".join([*lines, "", *faults, *figures["skipped"], ""])


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive-small", type=Path, help="the 346 articles of press/korea, ingested")
    parser.add_argument("--archive-large", type=Path, help="the 4,344 articles of the press, ingested")
    parser.add_argument("--prompts", type=Path, required=True, help="the questions that are asked")
    parser.add_argument("--conversations", type=int, default=20)
    parser.add_argument("--at-once", type=int, action="append", help="other limits of answers worked on at a time")
    parser.add_argument("--only", choices=("together", "tabs", "opening"), action="append", help="this part alone")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args(argv)
    parts = args.only or ("together", "tabs", "opening")
    figures: dict[str, Any] = {"load": f"{os.getloadavg()[0]:.1f}", "together": [], "skipped": []}
    small, large = (
        folder if folder and folder.is_dir() else None for folder in (args.archive_small, args.archive_large)
    )
    with tempfile.TemporaryDirectory(prefix="desk-") as work:
        if small and args.prompts.is_file():
            talks = turns_of(read_prompts([args.prompts]), args.conversations)
            for at_once in (None, *(args.at_once or ())) if "together" in parts else ():
                copy = shutil.copytree(small, Path(work) / f"together-{at_once}" / "archive")
                figures["together"].append(together(copy, talks, at_once))
            if CHROMIUM.exists() and "tabs" in parts:
                figures["tabs"] = tabs(shutil.copytree(small, Path(work) / "tabs" / "archive"), talks)
        else:
            figures["skipped"].append(
                "Skipped: conversations at once (the small archive or the prompts are not given)."
            )
        if large and CHROMIUM.exists() and "opening" in parts:
            copy = shutil.copytree(large, Path(work) / "opening" / "archive")
            keep_conversations(copy, KEPT)
            figures["opening"] = opening(copy)
        elif "opening" in parts:
            figures["skipped"].append(
                "Skipped: opening pages (the large archive is not given, or there is no Chromium)."
            )
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps(figures, indent=1), "utf-8")
    print(table(figures))
    return int(any(one["faults"] for one in [*figures["together"], figures.get("tabs", {"faults": []})]))


if __name__ == "__main__":
    sys.exit(main())
