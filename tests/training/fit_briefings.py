"""Fits the weights of `assistant/briefing/events/weigh.py`: which signals mark what a briefing must tell.

usage: python -m tests.training.fit_briefings ARCHIVE [TOPICS]; the archive holds the articles of press/state and
press/white_house that `data/briefing_articles.txt` names. Prints the weights in use: the mean of what is fitted and of
`BEFORE`, and how many differ from `WEIGHTS`.
"""

import json
import re
import sys
from pathlib import Path

import numpy as np

from assistant import Assistant
from assistant.briefing.events.gather import gather
from assistant.briefing.events.tellings import tellings
from assistant.briefing.events.weigh import RULES, WEIGHTS, signals
from assistant.briefing.request import read_order
from corpus.scope import Scope
from corpus.text.folding import fold
from tests.training.articles import rows_of
from tests.training.linear import newton

TOPICS = Path(__file__).parent / "data" / "briefing_topics.jsonl"
RIDGE = 30.0  # of 3, 10 and 30 the best with each topic left out in turn, and so are...
LENGTH = 3.0  # ... the length of the fitted weights, and their mean with those before
# Argued, and fitted on the first eight of the topics: the mean with them was steadier than either alone.
BEFORE = {
    "rank": 0.85, "topic": 0.94, "titled": 0.76, "title": 1.02, "lead": 0.58, "first": 0.12, "transcript": -0.39,
    "speech": -0.6, "decides": 0.95, "ranks": 0.26, "courtesy": -1.5, "logistics": -0.36, "vague": -0.16, "dated": 0.36,
    "number": 0.1, "names": 0.59, "short": -0.37, "long": 0.07, "told_again": 1.27, "day_again": 0.15,
}  # fmt: skip


def held(nugget: dict, text: str) -> bool:
    """Whether a sentence holds one string of each group."""
    groups = nugget["accept"]
    return all(any(re.search(rf"(?<!\w){re.escape(fold(x))}(?!\w)", text, re.I) for x in group) for group in groups)


def rows(desk: Assistant, topic: dict) -> tuple[list[dict[str, float]], list[float]]:
    """The signals of the topic's sentences, and how much each holds: 1 for what is vital, a third for the rest."""
    given = Scope.read(topic["as_of"], topic["since"], topic["until"])
    order = read_order(topic["request"], desk.archive.seen(given), words=400, form="brief")
    found = list(tellings(gather(order, desk.archive, desk.searcher), order.sought))
    told = [[one for one in topic["nuggets"] if held(one, fold(each.text))] for each in found]
    worth = [max((1.0 if one["vital"] else 1 / 3 for one in held_here), default=0.0) for held_here in told]
    return signals(found, order.sought), worth


def main() -> None:
    """Fit, and print."""
    desk = Assistant.open(sys.argv[1])
    file = Path(sys.argv[2]) if len(sys.argv) > 2 else TOPICS
    read = [rows(desk, topic) for topic in rows_of(file) if topic["nuggets"]]
    names = list(read[0][0][0])
    x = np.array([[one[name] for name in names] for found, _ in read for one in found])
    w = newton(x, np.array([one for _, worth in read for one in worth]), RIDGE)[1:]
    scaled = LENGTH * w / np.linalg.norm(w)
    found = {
        name: round((float(v) + BEFORE.get(name, 0.0)) / 2, 2) for name, v in zip(names, scaled, strict=True)
    } | dict(RULES)
    print(json.dumps(found, indent=1))
    print(sum(abs(found[name] - WEIGHTS[name]) > 0.02 for name in found), "differ from those in use")


if __name__ == "__main__":
    main()
