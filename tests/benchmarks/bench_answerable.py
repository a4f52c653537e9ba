"""What the reader's logit of an answer is worth on labelled pairs, and what the decision does to test prompts.

    python tests/benchmarks/bench_answerable.py --data ../shared/data/labelled
    python tests/benchmarks/bench_answerable.py --archive ARCHIVE --prompts ../shared/prompts/visible.jsonl

Prints Markdown, writes JSON (`--json FILE`). Rows of the parts 'train' and 'calibrate' of `answerability_data.py` are
never reported on.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answerable import stated
from corpus.models import reader
from tests.training.answerability_data import Pair, clapnq, headed, press, squad
from tests.training.cross_encoder import cross_encoder

Scores = NDArray[np.float64]


def auroc(labels: NDArray[np.bool_], scores: Scores) -> float:
    """The area under the ROC curve; ties count half."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    ones = labels.sum()
    return float((ranks[labels].sum() - ones * (ones + 1) / 2) / (ones * (len(labels) - ones)))


def interval(pairs: list[Pair], scores: Scores, draws: int = 1000) -> tuple[float, float]:
    """The middle 95% of the AUROC over draws of whole passages (questions of one passage are not independent)."""
    labels = np.array([pair.answered for pair in pairs])
    groups = defaultdict(list)
    for at, pair in enumerate(pairs):
        groups[pair.passage].append(at)
    blocks = [np.array(rows) for rows in groups.values()]
    rng = np.random.default_rng(5)
    found = []
    for _ in range(draws):
        rows = np.concatenate([blocks[at] for at in rng.integers(0, len(blocks), len(blocks))])
        if 0 < labels[rows].sum() < len(rows):
            found.append(auroc(labels[rows], scores[rows]))
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def rows_of(pairs: list[Pair]) -> tuple[NDArray[np.bool_], Scores, Scores]:
    """The labels of pairs, and the cross-encoder's and the reader's logits."""
    by_question: dict[str, list[int]] = defaultdict(list)
    for at, pair in enumerate(pairs):
        by_question[pair.question].append(at)
    logits, answered = np.zeros(len(pairs)), np.zeros(len(pairs))
    for question, rows in by_question.items():
        passages = [pairs[at].passage for at in rows]
        logits[rows] = cross_encoder().score(question, passages)
        answered[rows] = [one.answered for one in reader().read(question, [("", passage) for passage in passages])]
    return np.array([pair.answered for pair in pairs]), logits, answered


def labelled(folder: Path, most: int | None) -> dict[str, Any]:
    """Measure the cross-encoder and the reader, each alone, on the reporting parts, or about `most` pairs of each."""
    result = {}
    print("| rows | answered | cross-encoder | reader | 95% |\n" + "| --- " * 5 + "|")
    news = folder.parent / "press"
    sets = {"clapnq": clapnq(folder, "report"), "squad2": squad(folder, "report")}
    if news.is_dir():
        sets["press"] = [headed(pair) for pair in press(news, "report")]
    for name, every in sets.items():
        pairs = every[:: max(1, len(every) // most) if most else 1]
        labels, logits, answered = rows_of(pairs)
        low, high = interval(pairs, answered)
        row = {
            "rows": len(pairs),
            "answered": int(labels.sum()),
            "cross_encoder": auroc(labels, logits),
            "reader": auroc(labels, answered),
            "interval": [low, high],
        }
        result[name] = row
        print(
            f"| {name} ({row['rows']}) | {row['answered']} | {row['cross_encoder']:.3f} | **{row['reader']:.3f}** | "
            f"{low:.3f}-{high:.3f} |"
        )
    return result


def prompts(archive: Path, files: list[Path]) -> dict[str, Any]:
    """Understand, search and decide as the pipeline does, and count what it refuses."""
    from assistant.assistant import Assistant
    from assistant.evaluation.prompts import read_prompts
    from assistant.pipeline import Pipeline

    desk, rows = Assistant.open(archive), []
    pipeline = Pipeline(desk.archive, desk.searcher, replace(desk.settings, writer="quotes"))
    for prompt in read_prompts(files):
        request = {"question": prompt.question, "history": prompt.history, **prompt.scope.window}
        found = pipeline.search(pipeline.understand(request))
        began = time.perf_counter()
        state = pipeline.decide(found)
        seconds = time.perf_counter() - began
        readings = state.readings.of(state.understood.standalone) if state.readings else ()
        rows.append(
            {
                "id": prompt.id,
                "answerable": prompt.answerable,
                "abstain": state.reason is not None,
                "reason": state.reason,
                "score": stated(readings) if readings else 0.0,
                "missing": state.missing,
                "seconds": seconds,
            }
        )
    right = [row for row in rows if row["answerable"]]
    wrong = [row for row in rows if not row["answerable"]]
    labels = np.array([row["answerable"] for row in rows])
    summary = {
        "answerable": len(right),
        "answerable_refused": sum(row["abstain"] for row in right),
        "unanswerable": len(wrong),
        "unanswerable_refused": sum(row["abstain"] for row in wrong),
        "auroc": auroc(labels, np.array([row["score"] for row in rows])) if right and wrong else None,
        "seconds_p50": float(np.median([row["seconds"] for row in rows])),
    }
    print(json.dumps(summary))
    for row in rows:
        if row["abstain"] == row["answerable"]:
            did = "refused" if row["abstain"] else "answered"
            print(f"- {row['id']}: {did}, score {row['score']:.2f}, {row['missing']}")
    return {"summary": summary, "rows": rows}


def main() -> None:
    """Run what the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the labelled sets")
    parser.add_argument("--most", type=int, help="about so many pairs of each labelled set; else all")
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--prompts", type=Path, nargs="+")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    result: dict[str, Any] = {}
    if args.data:
        if not args.data.is_dir():
            sys.exit(f"{args.data} is not here: give the folder of the labelled sets")
        result["labelled"] = labelled(args.data, args.most)
    if args.archive and args.prompts:
        result["prompts"] = prompts(args.archive, args.prompts)
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
