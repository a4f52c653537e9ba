"""Measures the gate: labelled rows that nothing was set on, planted errors, and speed.

Labelled: balanced accuracy of the verdict and AUROC of the score on the reporting half (split by document and
question), beside single signals whose thresholds are set on the setting half; 95% intervals from 1,000 bootstrap
samples of whole documents and questions. Planted: `planting/` over the reporting half of the articles. Written:
sentences written by hand over press passages, which are named by article and offset (`tests/data/gate_press.jsonl`).
Chat: sentences of a strong chat model, and frames, by kind of error. Checks: how many true and false sentences each
check refuses, of a chat model's and of those written for training.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from assistant.gate.cited_text import Source, content
from assistant.language.words import fold, tokens
from assistant.verify import judge
from corpus.models import embedder
from tests.benchmarks.gate_chat import Written, by_check, frames, judged, ours, strong
from tests.benchmarks.gate_rows import Row, expertqa, summedits
from tests.benchmarks.planting import cases, half
from tests.training.articles import articles, rows_of
from tests.training.cross_encoder import cross_encoder

WRITTEN = Path(__file__).parent.parent / "data" / "gate_press.jsonl"


def word_overlap(row: Row) -> float:
    """Share of the claim's words, in lower case, that the cited texts hold."""
    theirs = {token.lower for text in row.texts for token in tokens(fold(text))}
    mine = [token.lower for token in tokens(fold(row.claim))]
    return sum(word in theirs for word in mine) / max(1, len(mine))


def pair_overlap(row: Row) -> float:
    """Share of the claim's pairs of neighbouring words, in lower case, that the cited texts hold."""
    theirs = set()
    for text in row.texts:
        words = [token.lower for token in tokens(fold(text))]
        theirs |= set(pairwise(words))
    words = [token.lower for token in tokens(fold(row.claim))]
    pairs = list(pairwise(words))
    return sum(pair in theirs for pair in pairs) / max(1, len(pairs))


def _window(row: Row) -> str:
    """The three cited sentences that hold most of the claim, in the order of the text, at most 500 characters."""
    cited = Source.of(row.texts)
    best = cited.best(content(fold(row.claim)))[:3]
    return " ".join(unit.text for unit in cited.units if unit in best)[:500]


def embedding_similarity(row: Row) -> float:
    """Cosine of the claim and the best three cited sentences together."""
    mine, theirs = embedder().embed([fold(row.claim), _window(row)])
    return float(mine @ theirs)


def reranker_score(row: Row) -> float:
    """The reranker's logit of the claim and the best three cited sentences together."""
    return cross_encoder().score(fold(row.claim), [_window(row)])[0]


SINGLE: dict[str, Callable[[Row], float]] = {
    "word overlap": word_overlap,
    "word pairs": pair_overlap,
    "embedding similarity": embedding_similarity,
    "reranker score": reranker_score,
}


def _some(rows: list[Row], most: int) -> list[Row]:
    """At most so many rows, of whole documents and questions in an order by hash."""
    return sorted(rows, key=lambda row: crc32(row.group.encode()))[:most]


def auroc(y: np.ndarray, x: np.ndarray) -> float:
    """Area under the curve: how often a supported row scores above one that is not, ties half."""
    good, bad = np.sort(x[y]), x[~y]
    below, upto = np.searchsorted(good, bad, "left"), np.searchsorted(good, bad, "right")
    return float(np.mean(len(good) - (below + upto) / 2) / len(good)) if len(good) and len(bad) else float("nan")


def balanced(y: np.ndarray, told: np.ndarray) -> float:
    """Balanced accuracy."""
    return float((told[y].mean() + (~told[~y]).mean()) / 2)


def _interval(groups: np.ndarray, figure: Callable[[np.ndarray], float]) -> tuple[float, float]:
    chance = np.random.default_rng(11)
    names = np.unique(groups)
    places = {name: np.flatnonzero(groups == name) for name in names}
    drawn = []
    for _ in range(1000):
        at = np.concatenate([places[name] for name in chance.choice(names, len(names))])
        value = figure(at)
        if not np.isnan(value):
            drawn.append(value)
    return float(np.percentile(drawn, 2.5)), float(np.percentile(drawn, 97.5))


def labelled(rows: Sequence[Row], only: set[str]) -> dict[str, Any]:
    """Figures of the gate and of each single signal, per set, on the reporting half."""
    out: dict[str, Any] = {}
    values = {name: np.array([make(row) for row in rows]) for name, make in SINGLE.items() if name in only}
    report = np.array([row.half == 1 for row in rows])
    found = [judge(row.claim, row.texts) if row.half else None for row in rows]
    told = np.array([one is not None and one.verdict != "unsupported" for one in found])
    score = np.array([one.score if one else 0.0 for one in found])
    y = np.array([row.label for row in rows])
    sets = np.array([row.set for row in rows])
    groups = np.array([row.group for row in rows])
    for name in ("summedits", "expertqa"):
        setting, here = (sets == name) & ~report, (sets == name) & report
        out[name] = {"rows": int(here.sum()), "gate": _figures(y[here], told[here], score[here], groups[here])}
        best = np.zeros(len(rows), dtype=bool), -1.0
        for signal, value in values.items():
            steps = np.quantile(value[setting], np.linspace(0, 1, 201))
            threshold = max(steps, key=lambda step: balanced(y[setting], value[setting] >= step))
            out[name][signal] = _figures(y[here], value[here] >= threshold, value[here], groups[here])
            if signal != "word pairs" and out[name][signal]["balanced_accuracy"] > best[1]:
                best = value >= threshold, out[name][signal]["balanced_accuracy"]
        if values:
            pick, yy, gate = best[0][here], y[here], told[here]
            gap = _interval(groups[here], _gap(yy, gate, pick))
            out[name]["above the best single signal"] = {
                "gap": out[name]["gate"]["balanced_accuracy"] - best[1],
                "interval": gap,
            }
    return out


def _gap(y: np.ndarray, one: np.ndarray, other: np.ndarray) -> Callable[[np.ndarray], float]:
    """How much better the first verdicts are than the others, on the rows of given places."""
    return lambda at: balanced(y[at], one[at]) - balanced(y[at], other[at])


def _figures(y: np.ndarray, told: np.ndarray, score: np.ndarray, groups: np.ndarray) -> dict[str, Any]:
    return {
        "balanced_accuracy": balanced(y, told),
        "interval": _interval(groups, lambda at: balanced(y[at], told[at])),
        "auroc": auroc(y, score),
        "auroc_interval": _interval(groups, lambda at: auroc(y[at], score[at])),
        "true_refused": float((~told[y]).mean()),
        "false_refused": float((~told[~y]).mean()),
    }


def planted(data: Path, per_article: int, most: int) -> dict[str, Any]:
    """Share judged rightly of each kind of planted case, over the reporting half of the articles."""
    press = articles(data / "press", "korea")
    right: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for case in cases([one for one in press if half(one["id"]) == 1][:most], per_article=per_article, seed=23):
        found = judge(case.sentence, case.quotes, known=case.known)
        right[case.true, case.kind].append((found.verdict != "unsupported") == case.true)
    out = {
        ("true: " if true else "planted: ") + kind: {"cases": len(row), "right": sum(row) / len(row)}
        for (true, kind), row in sorted(right.items())
    }
    kept = [one for (true, _), row in right.items() if true for one in row]
    out["all true sentences refused"] = {"cases": len(kept), "right": 1 - sum(kept) / len(kept)}
    return out


def written(data: Path) -> dict[str, Any]:
    """Sentences written by hand over press passages: true ones let through, false ones refused, and those misjudged."""
    press = {one["id"]: one for one in articles(data / "press", "korea")}
    right: dict[bool, list[bool]] = {True: [], False: []}
    missed = []
    for row in rows_of(WRITTEN):
        article = press[row["article_id"]]
        known = (article["title"], article.get("source") or "", article.get("author") or "", article["published"])
        found = judge(row["sentence"], article["text"][row["start"] : row["end"]], known=known)
        right[row["holds"]].append((found.verdict != "unsupported") == row["holds"])
        if not right[row["holds"]][-1]:
            missed.append(row["sentence"])
    return {
        "true": {"cases": len(right[True]), "right": sum(right[True]) / len(right[True])},
        "false": {"cases": len(right[False]), "right": sum(right[False]) / len(right[False])},
        "misjudged": missed,
    }


def chat(data: Path) -> dict[str, Any]:
    """What the gate makes of a strong chat model's sentences, and of frames; printed as Markdown."""
    out = {"sentences of a strong chat model": judged(strong(data)), "frames": judged(frames(data))}
    for name, row in out.items():
        print(f"\n## {name.capitalize()}\n\n- true refused: {row['true refused']}")
        print(f"- false let through: {row['false let through']}\n")
        print(*(f"- {kind}: {no} refused, {yes} let through" for kind, (no, yes) in row["kinds"].items()), sep="\n")
        print("\nMisjudged:\n", *(f"- {one}" for one in row["misjudged"]), sep="\n", flush=True)
    out["ranked"] = ranked(strong(data))
    print(*(f"- AUROC of {name}: {value:.2f}" for name, value in out["ranked"].items()), sep="\n", flush=True)
    return out


def ranked(rows: Sequence[Written]) -> dict[str, float]:
    """The area under the curve of each single signal on sentences of which some are said by their texts."""
    y = np.array([row.supported for row in rows])
    plain = [Row("", row.sentence, tuple(text for _, text in row.passages), row.supported, "") for row in rows]
    return {name: auroc(y, np.array([make(row) for row in plain])) for name, make in SINGLE.items()}


def checks(data: Path, most: int) -> dict[str, Any]:
    """How many true and false sentences each check refuses; printed as Markdown."""
    out: dict[str, Any] = {}
    for name, rows in (("sentences of a strong chat model", strong(data)), ("written for training", ours(data, most))):
        true = sum(row.supported for row in rows)
        out[name] = by_check(rows)
        print(f"\n## Checks: {name}\n\n| check | of {true} true | of {len(rows) - true} false |\n| --- | --- | --- |")
        for check, one in out[name].items():
            print(f"| {check} | {one['true']} | {one['false']} |", flush=True)
    return out


def speed(data: Path) -> dict[str, float]:
    """Sentences a second, of clock and processor, each against a span of up to three sentences, nothing kept."""
    press = list(articles(data / "press", "korea"))[100:140]
    made = list(cases(press, per_article=1, seed=31))
    judge(made[0].sentence, made[0].quotes, known=made[0].known)
    begin, spent = time.perf_counter(), time.process_time()
    for case in made:
        judge(case.sentence, case.quotes, known=case.known)
    return {
        "sentences": len(made),
        "sentences_a_second": len(made) / (time.perf_counter() - begin),
        "sentences_a_processor_second": len(made) / (time.process_time() - spent),
    }


def main() -> None:
    """Run all parts and print Markdown; `--json FILE` keeps the figures."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path("../shared/data"))
    ask.add_argument("--per-article", type=int, default=3)
    ask.add_argument("--articles", type=int, default=1000, help="how many articles to plant errors in, at most")
    ask.add_argument("--most", type=int, default=10_000, help="how many labelled rows of a set, or for the checks")
    ask.add_argument("--json", type=Path)
    ask.add_argument("--part", choices=("labelled", "planted", "written", "speed", "chat", "checks"), action="append")
    ask.add_argument("--without-reranker", action="store_true", help="leave out the slowest single signal")
    args = ask.parse_args()
    if not (args.data / "labelled").is_dir():
        print(f"skipped: no labelled data in {args.data}")
        return
    parts = args.part or ["speed", "written", "chat", "checks", "planted", "labelled"]
    out: dict[str, Any] = {}
    if "speed" in parts:
        out["speed"] = speed(args.data)
        print("## Speed\n", *(f"- {name}: {value:.1f}" for name, value in out["speed"].items()), sep="\n", flush=True)
    if "written" in parts:
        out["written"] = written(args.data)
        for name in ("true", "false"):
            print(
                f"- written, {name}: {out['written'][name]['right']:.3f} of {out['written'][name]['cases']} judged "
                f"rightly"
            )
        print(*(f"  - {one}" for one in out["written"]["misjudged"]), sep="\n", flush=True)
    if "chat" in parts:
        out["chat"] = chat(args.data)
    if "checks" in parts:
        out["checks"] = checks(args.data, args.most)
    if "planted" in parts:
        out["planted"] = planted(args.data, args.per_article, args.articles)
        print("\n## Planted errors and light paraphrases\n\n| kind | cases | judged rightly |\n| --- | --- | --- |")
        for name, row in out["planted"].items():
            print(f"| {name} | {row['cases']} | {row['right']:.3f} |", flush=True)
    if "labelled" in parts:
        only = set(SINGLE) - ({"reranker score"} if args.without_reranker else set())
        rows = [row for each in (summedits(args.data), expertqa(args.data)) for row in _some(each, args.most)]
        out["labelled"] = labelled(rows, only)
        print("\n## Labelled rows\n\n| set | signal | balanced accuracy | AUROC |\n| --- | --- | --- | --- |")
        for name, figures in out["labelled"].items():
            for signal, row in figures.items():
                if isinstance(row, dict) and "auroc" in row:
                    low, high = row["interval"]
                    print(
                        f"| {name} ({figures['rows']}) | {signal} | {row['balanced_accuracy']:.3f} [{low:.3f}, "
                        f"{high:.3f}] | {row['auroc']:.3f} |"
                    )
            if "above the best single signal" in figures:
                gap = figures["above the best single signal"]
                print(
                    f"| {name} | above the best single signal | {gap['gap']:+.3f} [{gap['interval'][0]:+.3f}, "
                    f"{gap['interval'][1]:+.3f}] | |"
                )
    if args.json:
        args.json.write_text(json.dumps(out, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
