"""What the answerability score is worth on labelled pairs, and what the decision to abstain does to test prompts.

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
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answerable import decide, readings, stated
from corpus.chunking import header
from corpus.models import reranker
from tests.training.answerability_data import Pair, clapnq, headed, press, squad

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
    """The labels of pairs, and the reranker's and the answerability model's logits."""
    by_question: dict[str, list[int]] = defaultdict(list)
    for at, pair in enumerate(pairs):
        by_question[pair.question].append(at)
    logits, answered = np.zeros(len(pairs)), np.zeros(len(pairs))
    for question, rows in by_question.items():
        passages = [pairs[at].passage for at in rows]
        logits[rows] = reranker().score(question, passages)
        answered[rows] = readings(question, [""] * len(rows), passages)
    return np.array([pair.answered for pair in pairs]), logits, answered


def labelled(folder: Path) -> dict[str, Any]:
    """Measure the reranker and the answerability model, each alone, on the reporting parts."""
    result = {}
    print("| rows | answered | reranker | model | 95% |\n" + "| --- " * 5 + "|")
    news = folder.parent / "press"
    sets = {"clapnq": clapnq(folder, "report"), "squad2": squad(folder, "report")}
    if news.is_dir():
        sets["press"] = [headed(pair) for pair in press(news, "report")]
    for name, pairs in sets.items():
        labels, logits, answered = rows_of(pairs)
        low, high = interval(pairs, answered)
        row = {
            "rows": len(pairs),
            "answered": int(labels.sum()),
            "reranker": auroc(labels, logits),
            "model": auroc(labels, answered),
            "interval": [low, high],
        }
        result[name] = row
        print(
            f"| {name} ({row['rows']}) | {row['answered']} | {row['reranker']:.3f} | **{row['model']:.3f}** | "
            f"{low:.3f}-{high:.3f} |"
        )
    return result


def prompts(archive: Path, files: list[Path]) -> dict[str, Any]:
    """Ask the archive for evidence as the chain does, and count what the decision refuses."""
    from assistant.assistant import Assistant
    from assistant.evaluation.prompts import read_prompts
    from assistant.pipeline import EVIDENCE, JUDGED, query_of
    from assistant.question.events import archive_events
    from assistant.question.understand import understand

    desk, rows = Assistant.open(archive), []
    newest = desk.archive.newest() or ""
    for prompt in read_prompts(files):
        today = prompt.as_of or newest
        understood = understand(
            prompt.question,
            prompt.history,
            prompt.scope,
            as_of=newest,
            events=archive_events(desk.archive, today),
        )
        found = desk.searcher.search(query_of(understood, prompt.scope.seen_from(newest), EVIDENCE))
        began = time.perf_counter()
        judged = found[:JUDGED]
        decision = decide(
            understood.standalone,
            [one.text for one in judged],
            heads=[header(one.title, one.published) for one in judged],
            known_term=desk.archive.mentions,
        )
        rows.append(
            {
                "id": prompt.id,
                "answerable": prompt.answerable,
                "abstain": decision.abstain,
                "reason": decision.reason,
                "score": stated(decision.hints) if decision.hints else 0.0,
                "missing": decision.missing,
                "seconds": time.perf_counter() - began,
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
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--prompts", type=Path, nargs="+")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    result: dict[str, Any] = {}
    if args.data:
        if not args.data.is_dir():
            sys.exit(f"{args.data} is not here: give the folder of the labelled sets")
        result["labelled"] = labelled(args.data)
    if args.archive and args.prompts:
        result["prompts"] = prompts(args.archive, args.prompts)
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
