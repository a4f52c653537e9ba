"""Labelled pairs for the answerability model: which part trains, which sets numbers, which is only reported on."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

# Ordered by the hash of the title, so that nobody chose them: the first two are reported on and touch nothing else,
# the third sets the calibration, the other thirteen train.
HELD_OUT, CALIBRATION = 2, 1


@dataclass(frozen=True)
class Pair:
    """A question, a passage, whether it answers, and the answer's (or the plausible wrong answer's) characters."""

    id: str
    question: str
    passage: str
    answered: bool
    start: int = -1
    end: int = -1


def part_of(clapnq_id: str) -> str:
    """Say for which part a clapnq row is: half is reported on, a third of the rest calibrates, two thirds train."""
    number = int(sha256(clapnq_id.encode()).hexdigest(), 16)
    if number % 2:
        return "report"
    return "calibrate" if number // 2 % 3 == 0 else "train"


def clapnq(folder: Path, part: str) -> list[Pair]:
    """Read the rows of labelled/clapnq_* that belong to a part."""
    pairs = []
    for name, answered in (("clapnq_answerable", True), ("clapnq_unanswerable", False)):
        for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if part_of(row["id"]) == part:
                pairs.append(Pair(row["id"], row["input"], row["passages"][0]["text"], answered))
    return pairs


def squad(folder: Path, part: str) -> list[Pair]:
    """Read the articles of labelled/squad2_half.json that belong to a part."""
    articles = json.loads((folder / "squad2_half.json").read_text("utf-8"))["data"]
    articles.sort(key=lambda article: sha256(article["title"].encode()).hexdigest())
    train = HELD_OUT + CALIBRATION
    cut = {"report": slice(HELD_OUT), "calibrate": slice(HELD_OUT, train), "train": slice(train, None)}
    return [pair for article in articles[cut[part]] for pair in _pairs(article)]


def _pairs(article: dict) -> Iterator[Pair]:
    for paragraph in article["paragraphs"]:
        for row in paragraph["qas"]:
            spans = row["answers"] or row.get("plausible_answers") or []
            spans = sorted(spans, key=lambda span: len(span["text"]))[:1]
            start, end = (-1, -1)
            if spans:
                start = spans[0]["answer_start"]
                end = start + len(spans[0]["text"])
            yield Pair(row["id"], row["question"], paragraph["context"], bool(row["answers"]), start, end)


def window(pair: Pair, rng: random.Random) -> Pair:
    """Cut the passage to one to four sentences around the answer, or around what plausibly looks like one.

    Short passages train faster, and are what the archive's passages and the quotes look like.
    """
    breaks = re.finditer(r"[.!?]['\")\]]*\s+(?=[A-Z\"'(\[])", pair.passage)
    ends = [match.end() for match in breaks] + [len(pair.passage)]
    starts = [0, *ends[:-1]]
    if pair.start < 0 or len(starts) < 3:
        return pair
    at = max(index for index, start in enumerate(starts) if start <= pair.start)
    first = max(0, at - rng.randint(0, 2))
    last = min(len(starts) - 1, at + rng.randint(0, 1 + (first == at)))
    while last < len(starts) - 1 and ends[last] < pair.end:
        last += 1
    low, high = starts[first], ends[last]
    passage = pair.passage[low:high].rstrip()
    return Pair(pair.id, pair.question, passage, pair.answered, pair.start - low, pair.end - low)


def without_answer(pair: Pair) -> Pair | None:
    """Take the sentences that hold the answer's words out of the passage: its topic stays, its claim is gone."""
    answer = pair.passage[pair.start : pair.end].casefold()
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z\"'(\[])", pair.passage)
    kept = [sentence for sentence in sentences if answer not in sentence.casefold()]
    if not pair.answered or len(answer) < 3 or not kept or len(kept) == len(sentences):
        return None
    return Pair(pair.id + "-without", pair.question, " ".join(kept), False)
