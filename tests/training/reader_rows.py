"""Rows for `train_reader.py`: questions, passages, the sentences that answer, and the cross-encoder's opinion.

    python -m tests.training.reader_rows --data DATA --out ROWS.jsonl

`data/asked_in_press.jsonl` holds questions to passages of press articles (none that speaks of Korea), as an analyst
would put them to an archive, with the sentences that a careful person would cut out as the answer (`spans`, by their
characters in the article), those that carry a part of it (`also`), or none where the passage speaks of the matter and
does not say it. `data/broad_in_press.jsonl` holds broad requests to some nine passages each, with the sentences that a
short answer must quote (`vital`) and those that it may (`okay`), by the passage's place in the list and their
characters in the article; from set 16 on each was written to its first passage, and others are those of which somebody
looked whether they answer; in sets 32 to 36 two questions in much the same words stand to a passage, of which it
answers one; the weights that ship were trained without sets 37 to 44. Beside them stand `data/stated_in_press.jsonl`,
and questions of SQuAD 2.0 and CLAPNQ. Each question to one passage also meets passages of the archive that share its
words and are not its own: nobody looked whether they answer.
"""

import argparse
import json
import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from corpus.chunking import cut, header
from corpus.text.sentences import sentence_spans
from corpus.text.stop_words import FUNCTION
from tests.training.answerability_data import PRESS_QUESTIONS, Pair, clapnq, squad
from tests.training.articles import articles, rows_of
from tests.training.cross_encoder import cross_encoder

ASKED = Path(__file__).parent / "data" / "asked_in_press.jsonl"
BROAD = Path(__file__).parent / "data" / "broad_in_press.jsonl"
APART = (4, 15, 31, 36)  # the sets of requests that are never trained on
OFF = 3  # passages without an answer that a broad request is trained on
SQUAD = 844  # questions about Wikipedia's articles
# Passages of others that a question meets; and of the older questions a half, which the reader has seen before.
BESIDE, AGAIN = 1, 0.5
TAUGHT = 3  # every third pair of a request is shown to the cross-encoder too
Places = Sequence[tuple[int, int]]


class Press:
    """The press articles that do not speak of Korea, and their passages by their words."""

    def __init__(self, folder: Path) -> None:
        self.articles: dict[str, dict[str, Any]] = {}
        self._passages = sqlite3.connect(":memory:")
        self._passages.execute(
            "create virtual table passage using fts5(words, id unindexed, first unindexed, last unindexed,"
            " tokenize='porter')"
        )
        for article in articles(folder):
            if "korea" in f"{article['title']} {article['text']}".lower():
                continue
            self.articles[article["id"]] = article
            for one in cut(SimpleNamespace(**article)):
                row = (f"{article['title']}\n{one.text}", article["id"], one.start, one.end)
                self._passages.execute("insert into passage values (?, ?, ?, ?)", row)

    def near(self, question: str, most: int) -> list[tuple[str, int, int]]:
        """The passages that share most with a question: article, first and last character."""
        words = [word for word in re.findall(r"\w+", question) if word.lower() not in FUNCTION]
        match = " OR ".join(f'"{word}"' for word in words)
        query = "select id, first, last from passage where passage match ? order by rank limit ?"
        return self._passages.execute(query, (match, most)).fetchall() if words else []


def row(question: str, head: str, text: str, source: str, part: str, *, spans: Places = (), also: Places = ()) -> dict:
    """One pair as `train_reader.py` reads it; `spans` and `also` by the characters of the text."""
    found = sentence_spans(text)

    def holds(places: Places, start: int, end: int) -> bool:
        return any(first < end and start < last for first, last in places)

    gold = [1.0 if holds(spans, *one) else 0.5 if holds(also, *one) else 0.0 for one in found]
    pair = {"q": question, "head": head, "text": text, "spans": found, "gold": gold, "answered": bool(spans)}
    return pair | {"src": source, "part": part}


def of_press(press: Press, asked: dict[str, Any], source: str, part: str, beside: int) -> Iterator[dict]:
    """A question with its own passage, and with others."""
    article, start, end = press.articles[asked["article_id"]], asked["start"], asked["end"]
    spans, also = ([(a - start, b - start) for a, b in asked[name]] for name in ("spans", "also"))
    head = header(article["title"], article["published"])
    yield row(asked["question"], head, article["text"][start:end], source, part, spans=spans, also=also)
    own = asked["article_id"]
    near = press.near(asked["question"], 8)
    others = [(id, a, b) for id, a, b in near if id != own or a >= end or b <= start]
    for id, first, last in others[:beside]:
        other = press.articles[id]
        head = header(other["title"], other["published"])
        yield row(asked["question"], head, other["text"][first:last], source, part) | {"answered": None}


def of_broad(press: Press, asked: dict[str, Any], part: str) -> Iterator[dict]:
    """A broad request with each of its passages; of those that do not answer a few."""
    off = 0
    for number, (id, start, end) in enumerate(asked["passages"]):
        article = press.articles[id]
        vital, okay = (
            [(a - start, b - start) for at, a, b in asked[name] if at == number] for name in ("vital", "okay")
        )
        off += not (vital or okay)
        if part == "train" and not (vital or okay) and off > OFF:
            continue
        head, text = header(article["title"], article["published"]), article["text"][start:end]
        source = "detail" if asked["kind"] in ("detail", "miss") else "broad"
        found = row(asked["question"], head, text, source, part, spans=vital, also=okay)
        yield found | {"answered": bool(vital) if vital or not okay else None}


def rows(data: Path) -> Iterator[dict]:
    """Every row, without the cross-encoder's opinion."""
    press, chance = Press(data / "press"), random.Random(7)
    for asked in rows_of(BROAD):
        yield from of_broad(press, asked, "report" if asked["set"] in APART else "train")
    for asked in rows_of(ASKED):
        part = "report" if _hash(asked["article_id"]) % 8 == 0 else "train"
        yield from of_press(press, asked, f"asked-{asked['kind']}", part, BESIDE if part == "train" else 2)
    for stated in rows_of(PRESS_QUESTIONS):
        article = press.articles.get(stated["article_id"])
        if article and (spans := _stated(article["text"], stated)) is not None:
            part = "report" if _hash(stated["article_id"]) % 5 == 0 else "train"
            if spans or part == "report" or chance.random() < AGAIN:
                beside = bool(spans) and (part == "report" or chance.random() < AGAIN)
                yield from of_press(press, stated | {"spans": spans, "also": []}, "stated", part, beside)
    labelled = data / "labelled"
    files = (labelled / f"{name}.jsonl" for name in ("clapnq_answerable", "clapnq_unanswerable"))
    known = {told["id"]: told for file in files for told in rows_of(file)}
    for part in ("train", "calibrate"):
        for pair in clapnq(labelled, part):
            told = known[pair.id]
            chosen = told["output"][0].get("selected_sentences") or []
            places = [(at, at + len(one)) for one in chosen if (at := pair.passage.find(one)) >= 0]
            if places or not pair.answered:
                head = f"{told['passages'][0]['title']}\n"
                yield row(pair.question, head, pair.passage, "clapnq", part, spans=places)
    wikipedia = squad(labelled, "train")
    chance.shuffle(wikipedia)
    for part, pairs in (("train", wikipedia[:SQUAD]), ("calibrate", squad(labelled, "calibrate"))):
        for pair in pairs:
            yield _of_wikipedia(pair, part)


def _of_wikipedia(pair: Pair, part: str) -> dict:
    spans = [(pair.start, pair.end)] if pair.answered else []
    return row(pair.question, f"{pair.head}\n", pair.passage, "squad", part, spans=spans)


def _stated(text: str, stated: dict[str, Any]) -> list[tuple[int, int]] | None:
    """Where the words that answer stand in an article; None where they are not found."""
    if not stated["answer"]:
        return []
    words = r"\s+".join(map(re.escape, stated["answer"].split()))
    found = re.compile(words).search(text, stated["start"], stated["end"])
    return [found.span()] if found else None


def _hash(text: str) -> int:
    return int(sha256(text.encode()).hexdigest(), 16)


def main() -> None:
    """Write the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with args.out.open("w", encoding="utf-8") as file:
        for one in rows(args.data):
            request = one["src"] in ("broad", "detail")
            if one["src"] not in ("squad", "clapnq") and (not request or _hash(one["q"] + one["text"]) % TAUGHT == 0):
                [one["teacher"]] = cross_encoder().score(one["q"][:400], [one["head"] + one["text"]])
            file.write(json.dumps(one) + "\n")


if __name__ == "__main__":
    main()
