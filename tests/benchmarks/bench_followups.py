"""Follow-ups: our rewrite against a person's, none, and the last question put in front, on CAsT's conversations.

    python tests/benchmarks/bench_followups.py --data ../shared/data/labelled [--json followups.json]

The index is the pooled, distinct `response` texts; a turn's own response is the one right answer. Weights and settings
were chosen on `cast2021_manual.jsonl`; `cast2022.jsonl` is only reported. The pool also holds the answers that
a conversation has already had, and any question that names its subject finds them again: each table is given twice,
over the whole pool and with the conversation's own earlier answers set aside. Intervals: 95 %, 2,000 bootstrap samples
of conversations.
"""

import argparse
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from assistant.question.follow_up import around, stand_alone
from assistant.question.salience import Exchange
from corpus.models import Embedder, embedder
from corpus.search import match_any

SETS = ("cast2021_manual.jsonl", "cast2022.jsonl")
DEPTH = 100
RRF = 60
DAY = date(2022, 12, 31)

Row = dict
Ranking = list[int]


def conversation(row: Row) -> list[Exchange]:
    return [Exchange(turn["utterance"], turn["response"] or "") for turn in row["history"]]


def ours(row: Row) -> str:
    whole = stand_alone(row["utterance"], conversation(row), DAY)
    return f"{whole} {around(whole)}".strip()


def last_in_front(row: Row) -> str:
    return f"{row['history'][-1]['utterance']} {row['utterance']}" if row["history"] else row["utterance"]


METHODS: dict[str, Callable[[Row], str]] = {
    "no rewrite": lambda row: row["utterance"],
    "last question in front": last_in_front,
    "ours": ours,
    "person's rewrite": lambda row: row["rewrite"],
}


class Pool:
    """The distinct responses, ranked by vectors, by words (SQLite FTS5, porter), and by both fused."""

    def __init__(self, texts: Sequence[str], model: Embedder) -> None:
        self.texts = list(dict.fromkeys(texts))
        self.place = {text: at for at, text in enumerate(self.texts)}
        self._model = model
        self._vectors = model.embed(self.texts)
        self._asked: dict[str, np.ndarray] = {}
        self._words = sqlite3.connect(":memory:")
        self._words.execute("CREATE VIRTUAL TABLE pool USING fts5(text, tokenize='porter unicode61')")
        self._words.executemany("INSERT INTO pool(rowid, text) VALUES (?, ?)", enumerate(self.texts))

    def rank(self, query: str, without: set[int]) -> dict[str, Ranking]:
        if query not in self._asked:
            self._asked[query] = self._vectors @ self._model.embed_query(query)
        nearness = self._asked[query]
        dense = [int(at) for at in np.argsort(-nearness, kind="stable") if int(at) not in without][:DEPTH]
        found = self._words.execute(
            "SELECT rowid FROM pool WHERE pool MATCH ? ORDER BY bm25(pool) LIMIT ?",
            (match_any(query) or '""', DEPTH + len(without)),
        )
        lexical = [at for (at,) in found if at not in without][:DEPTH]
        scores: dict[int, float] = {}
        for ranking in (dense, lexical):
            for rank, at in enumerate(ranking, 1):
                scores[at] = scores.get(at, 0.0) + 1 / (RRF + rank)
        return {"dense": dense, "lexical": lexical, "fused": sorted(scores, key=lambda at: (-scores[at], at))}


def measures(ranking: Ranking, gold: int) -> tuple[float, float, float]:
    """Reciprocal rank at 10, hit at 1, recall at 10."""
    rank = ranking.index(gold) + 1 if gold in ranking[:10] else 0
    return (1 / rank if rank else 0.0, float(rank == 1), float(rank > 0))


def interval(values: np.ndarray, topics: Sequence[str], random: np.random.Generator) -> tuple[float, float]:
    """The 95 % interval of a mean, whole conversations drawn anew."""
    names = sorted(set(topics))
    sums = np.array([values[[topic == name for topic in topics]].sum() for name in names])
    sizes = np.array([sum(topic == name for topic in topics) for name in names])
    drawn = random.integers(0, len(names), (2000, len(names)))
    means = sums[drawn].sum(1) / sizes[drawn].sum(1)
    return float(np.percentile(means, 2.5)), float(np.percentile(means, 97.5))


def run(path: Path, model: Embedder, most: int | None = None) -> dict:
    """The figures of a set, or of its first conversations."""
    rows = [row for row in map(json.loads, path.read_text("utf-8").splitlines()) if row["response"]]
    chosen = list(dict.fromkeys(row["topic"] for row in rows))[:most]
    rows = [row for row in rows if row["topic"] in chosen]
    pool = Pool([row["response"] for row in rows], model)
    follow = [row for row in rows if row["history"]]
    topics = [str(row["topic"]) for row in follow]
    scores: dict[str, dict[str, dict[str, np.ndarray]]] = {"whole pool": {}, "earlier answers set aside": {}}
    for name, method in METHODS.items():
        queries = [method(row) for row in follow]
        for view, table in scores.items():
            found: dict[str, list[tuple[float, float, float]]] = {"dense": [], "lexical": [], "fused": []}
            for row, query in zip(follow, queries, strict=True):
                gold = pool.place[row["response"]]
                given = {pool.place[t["response"]] for t in row["history"] if t["response"] in pool.place} - {gold}
                for way, ranking in pool.rank(query, given if view != "whole pool" else set()).items():
                    found[way].append(measures(ranking, gold))
            table[name] = {way: np.array(values) for way, values in found.items()}
    random = np.random.default_rng(0)
    report = {
        "set": path.stem,
        "turns": len(rows),
        "follow_ups": len(follow),
        "pool": len(pool.texts),
        "altered": altered(rows),
        "views": {view: list(lines(table, topics, random)) for view, table in scores.items()},
    }
    for view, table in scores.items():
        gains = {
            other: table["ours"]["fused"][:, 0] - table[other]["fused"][:, 0]
            for other in ("no rewrite", "last question in front")
        }
        report.setdefault("gains", {})[view] = {
            other: [float(gain.mean()), *interval(gain, topics, random)] for other, gain in gains.items()
        }
    return report


def lines(
    table: dict[str, dict[str, np.ndarray]], topics: Sequence[str], random: np.random.Generator
) -> Iterator[dict]:
    for name, ways in table.items():
        for way, values in ways.items():
            low, high = interval(values[:, 0], topics, random)
            mrr, hit, recall = (float(value) for value in values.mean(0))
            yield {
                "method": name,
                "search": way,
                "mrr@10": mrr,
                "low": low,
                "high": high,
                "hit@1": hit,
                "recall@10": recall,
            }


def altered(rows: Sequence[Row]) -> dict[str, list[int]]:
    """How many turns that stand alone (first turns; turns that a person left as they were) our rewrite alters."""
    first = [row for row in rows if not row["history"]]
    left = [row for row in rows if row["history"] and row["utterance"].strip() == row["rewrite"].strip()]
    return {
        name: [sum(ours(row) != row["utterance"] for row in group), len(group)]
        for name, group in (("first turns", first), ("follow-ups that a person left as they were", left))
    }


def markdown(report: dict) -> str:
    out = [
        (
            f"### {report['set']}: {report['follow_ups']} follow-ups of {report['turns']} turns, "
            f"{report['pool']} responses"
        ),
        "",
    ]
    out += [f"- {name} altered by ours: {n} of {of}" for name, (n, of) in report["altered"].items()]
    for view, found in report["views"].items():
        out += [
            "",
            f"**{view.capitalize()}**",
            "",
            "| question as | search | MRR@10 (95 %) | hit@1 | recall@10 |",
            "| --- | --- | --- | --- | --- |",
        ]
        out += [
            (
                f"| {r['method']} | {r['search']} | {r['mrr@10']:.3f} ({r['low']:.2f} to {r['high']:.2f}) |"
                f" {r['hit@1']:.3f} | {r['recall@10']:.3f} |"
            )
            for r in found
        ]
        out += [
            "",
            *(
                f"- ours above {other}, fused MRR@10: {mean:+.3f} ({low:+.3f} to {high:+.3f})"
                for other, (mean, low, high) in report["gains"][view].items()
            ),
        ]
    return "\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data/labelled"), help="the folder of the cast*.jsonl files"
    )
    parser.add_argument("--conversations", type=int, help="only so many of each set; else all")
    parser.add_argument("--json", type=Path, help="where the figures go, as JSON")
    options = parser.parse_args()
    present = [options.data / name for name in SETS if (options.data / name).exists()]
    if not present:
        sys.exit(f"skipped: none of {', '.join(SETS)} is in {options.data}")
    reports = []
    for path in present:
        reports.append(run(path, embedder(), options.conversations))
        print(markdown(reports[-1]) + "\n", flush=True)
    if options.json:
        options.json.write_text(json.dumps(reports, indent=1), "utf-8")


if __name__ == "__main__":
    main()
