"""How many answers stick: questions at random in one browser tab and in two, with reloads and clicks at random moments.

A scripted chat model answers at once. A round is stuck where its tabs do not come to rest, or where a question is lost
or asked twice; it is named with its seed, by which it can be run again.
"""

import argparse
import random
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.support.chat_server import chat_server
from tests.support.page import CHROMIUM, FLAGS, Site, make_archive, new_tab, serving
from tests.support.rush import quick_model, rush

ROUND = 20  # questions of one conversation


def main() -> None:
    """Print each round, and at the end how many of them were stuck."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=300)
    rounds = max(1, parser.parse_args().questions // ROUND)
    stuck = 0
    with tempfile.TemporaryDirectory() as folder, chat_server(quick_model) as model, sync_playwright() as playwright:
        archive = make_archive(Path(folder))
        settings = {"OPENAI_BASE_URL": model.url, "BRIEFING_WRITER": "openai:quick", "BRIEFING_RETRIES": "0"}
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        with serving(archive, **settings) as address:
            for seed in range(rounds):
                said = attempt(browser, Site(address, archive, model), seed)
                stuck += said != "whole"
                print(f"round {seed}, {1 + seed % 2} tabs: {said}", flush=True)
        browser.close()
    print(f"{stuck} of {rounds} rounds of {ROUND} questions stuck")


def attempt(browser, site: Site, seed: int) -> str:
    """What became of one round: `whole`, or what went wrong."""
    try:
        with ExitStack() as tabs:
            pages = [tabs.enter_context(new_tab(browser, site.address)) for _ in range(1 + seed % 2)]
            turns = rush(site, pages, ROUND, random.Random(seed))
    except Exception as exc:
        return f"{type(exc).__name__}: {str(exc).splitlines()[0]}"
    numbers = [one["question"].split()[-2] for one in turns]
    return "whole" if numbers == [f"{number}." for number in range(ROUND)] else f"asked: {numbers}"


if __name__ == "__main__":
    main()
