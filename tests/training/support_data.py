"""Rows for the support model: a premise as the gate builds it, a claim, and whether the premise says the claim.

`data/support_sentences.jsonl` holds sentences as chat models write them, in twelve hands, true and subtly false, over
passages that it names by place: press articles (`press/state.jsonl`, `press/white_house.jsonl`, none that speaks of
Korea), paragraphs of `squad2_half.json`, and the sample articles. `data/support_frames.jsonl` holds claims on invented
prose, true ones and such that take the words inside a frame (a denial, a plan, a rumour) for the frame's claim.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from assistant.gate.support.premise import premise
from tests.benchmarks.gate_rows import expertqa, summedits
from tests.training.articles import articles, rows_of

HERE = Path(__file__).parent / "data"
SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"
Passage = tuple[str, str]  # head and text
APART = 11  # the hand whose sentences are never trained on
OUTLETS = {"state": "US Department of State", "white_house": "The White House"}


@dataclass(frozen=True, slots=True)
class Row:
    """A claim beside its premise.

    `part`: `train` and `trainframe`, `dev`, `devframe` and `apart` (never trained on), or the name of a set reported
    on.
    """

    premise: str
    claim: str
    supported: bool
    part: str


def rows(data: Path, *, seed: int = 4) -> list[Row]:
    """Every row that the data's folder gives, in a fixed order; a tenth of the sets of passages is kept apart."""
    chance = random.Random(seed)
    return [*_written(data, chance), *_frames(), *_labelled(data), *_reported(data)]


def _written(data: Path, chance: random.Random) -> Iterator[Row]:
    places = Places(data)
    read = list(rows_of(HERE / "support_sentences.jsonl"))
    for row in read:
        part = "apart" if row["hand"] == APART else _part(row["set"])
        # Some claims meet the whole article: what is cited is often longer than a passage.
        whole = part == "train" and chance.random() < 0.22
        cited = [places.whole(place) if whole else places.passage(place) for place in row["where"]]
        yield Row(premise(row["sentence"], cited), row["sentence"], row["supported"], part)
    trained = [row for row in read if row["hand"] != APART and _part(row["set"]) == "train"]
    for row in chance.sample(trained, 420):  # words of the passage itself are always said there
        cited = [places.passage(place) for place in row["where"]]
        own = [part for part in re.split(r"(?<=[.!?]) ", cited[0][1]) if 40 < len(part) < 260]
        if own:
            claim = chance.choice(own)
            yield Row(premise(claim, cited), claim, True, "train")
    for row in chance.sample([row for row in trained if row["supported"]], 260):  # and those of another are not
        cited = [places.passage(place) for place in chance.choice(trained)["where"]]
        yield Row(premise(row["sentence"], cited), row["sentence"], False, "train")


def _frames() -> Iterator[Row]:
    for row in rows_of(HERE / "support_frames.jsonl"):
        part = f"{_part(row['cited'])}frame"
        yield Row(premise(row["sentence"], [("", row["cited"])]), row["sentence"], row["supported"], part)


def _labelled(data: Path) -> Iterator[Row]:
    """Setting halves, which may be trained on, and reporting halves (`summedits1`, `expertqa1`), which may not."""
    for row in (*summedits(data), *expertqa(data)):
        text = premise(row.claim, [("", text) for text in row.texts])
        yield Row(text, row.claim, row.label, f"{row.set}{row.half}")


def chat_sentences(data: Path) -> Iterator[tuple[str, tuple[Passage, ...], bool, str]]:
    """Each sentence of a strong chat model with its passages, whether they say it, and what is wrong."""
    for row in rows_of(data / "labelled" / "model_sentences.jsonl"):
        passages = tuple(_headed(passage) for passage in row["passages"])
        yield row["sentence"], passages, row["supported"], row["error"] or ""


def _reported(data: Path) -> Iterator[Row]:
    for sentence, passages, supported, _ in chat_sentences(data):
        yield Row(premise(sentence, passages), sentence, supported, "model_sentences")
    for row in rows_of(data / "labelled" / "frames.jsonl"):
        yield Row(premise(row["sentence"], [("", row["cited"])]), row["sentence"], row["supported"], "frames")


class Places:
    """The passages that rows name by place, each as its head and its text."""

    def __init__(self, data: Path) -> None:
        self._articles: dict[str, Passage] = {}
        for name, outlet in OUTLETS.items():
            for row in articles(data / "press", name):
                day = str(row.get("published") or row.get("date"))[:10]
                self._articles[row["id"]] = (f"{row['title']} | {row.get('source') or outlet} | {day}", row["text"])
        topics = json.loads((data / "labelled" / "squad2_half.json").read_text("utf-8"))["data"]
        self._topics = {topic["title"]: topic["paragraphs"] for topic in topics}

    def passage(self, place: dict[str, Any]) -> Passage:
        """The head and the words of a place."""
        head, text = self.whole(place)
        return head, text[place.get("start", 0) : place.get("end", len(text))]

    def whole(self, place: dict[str, Any]) -> Passage:
        """The head and the whole text that a place stands in."""
        if "squad" in place:
            text = self._topics[place["squad"]][place["paragraph"]]["context"]
            return f"{place['squad'].replace('_', ' ')} | Encyclopaedia | 2018-06-11", text
        if "sample" in place:
            _, front, body = (SAMPLE / f"{place['sample']}.md").read_text("utf-8").split("---", 2)
            field = dict(line.split(": ", 1) for line in front.strip().splitlines() if ": " in line)
            told = (field[name].strip('"') for name in ("title", "source", "published"))
            return " | ".join(told), body.strip()
        return self._articles[place["article_id"]]


def _headed(passage: str) -> Passage:
    """`TITLE | OUTLET | DAY: TEXT` in its two parts."""
    found = re.match(r"(.*? \| [^|]*? \| [^|:]*?): (.*)", passage, re.DOTALL)
    return (found[1], found[2]) if found else ("", passage)


def _part(key: str) -> str:
    return "train" if crc32(key.encode()) % 10 else "dev"
