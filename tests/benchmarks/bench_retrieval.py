"""Our search against what the usual frameworks give out of the box: same articles, same prompts, same embedder.

    python -m tests.benchmarks.bench_retrieval --data ../shared/data [--archive READY] [--limit 40]

Every system runs in two processes (index, then query) over the same files; the peers in an environment of their own
(`make bench-peers`). Prints Markdown; writes `retrieval.json`, `.md` and `.svg` to `--out`.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.evaluation import measures, statistics
from tests.benchmarks.chart import bars
from tests.benchmarks.retrieval_sets import RetrievalSet, find_set

ROOT = Path(__file__).resolve().parents[2]
MEASURES = {
    "hit@1": lambda ranked, gold: measures.hit(ranked, gold, 1),
    "hit@10": lambda ranked, gold: measures.hit(ranked, gold, 10),
    "MRR@10": measures.reciprocal_rank,
    "nDCG@10": measures.ndcg,
    "recall@10": measures.recall,
}
SLICE = 12  # articles from which the rate of indexing is taken where the index itself was not made in this run


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which `share` (0 to 100) of the values lie, interpolated linearly; None for none."""
    return float(np.percentile(values, share)) if len(values) else None


@dataclass(frozen=True, slots=True)
class Contestant:
    """One row of the table: the module that runs it, and which of its variants."""

    name: str
    module: str
    variant: str = ""
    peer: bool = False
    shares: str = ""
    """The contestant whose index it uses."""


CONTESTANTS = {
    "ours": Contestant("ours", "tests.benchmarks.ours"),
    "fused": Contestant("ours without the reader", "tests.benchmarks.ours", "fused", shares="ours"),
    "dense": Contestant("our passages, dense only", "tests.benchmarks.ours", "dense", shares="ours"),
    "langchain": Contestant("LangChain quick start", "tests.benchmarks.peers.langchain_quickstart", peer=True),
    "llamaindex": Contestant("LlamaIndex default", "tests.benchmarks.peers.llamaindex_default", peer=True),
    "haystack": Contestant("Haystack hybrid", "tests.benchmarks.peers.haystack_hybrid", peer=True),
}


class Runner:
    """Runs contestants over one set, in a folder of its own."""

    def __init__(self, chosen: RetrievalSet, work: Path, args: argparse.Namespace) -> None:
        self._set, self._work, self._args = chosen, work, args
        chosen.write(work / "set")
        articles = sorted(chosen.articles, key=lambda one: len(one["text"]))
        middle = len(articles) // 2  # texts of middling length, so that the rate holds for the whole
        few = articles[max(0, middle - SLICE // 2) : middle + SLICE // 2]
        RetrievalSet("slice", few, []).write(work / "slice")

    def run(self, key: str) -> dict[str, Any]:
        """The figures of one contestant; raises CalledProcessError when it fails."""
        one = CONTESTANTS[key]
        store = self._work / (one.shares or key)
        figures: dict[str, Any] = {"name": one.name, "peer": one.peer}
        if not one.shares or not store.exists():
            figures["index"] = self._indexed(one, store)
        asked = self._call(one, "query", "set", store)
        first = self._set.first_copy
        ranked = {id: [first.get(each, each) for each in found] for id, found in asked["ranked"].items()}
        gold = {prompt.id: [first[id] for id in prompt.gold_ids] for prompt in self._set.prompts}
        values = {
            name: [measure(ranked[prompt.id], gold[prompt.id]) for prompt in self._set.prompts]
            for name, measure in MEASURES.items()
        }
        figures |= {
            "measures": {name: asdict(statistics.figure([[one] for one in found])) for name, found in values.items()},
            "values": values,
            "p50_ms": percentile(list(asked["ms"].values()), 50),
            "p95_ms": percentile(list(asked["ms"].values()), 95),
            "memory_mb": asked["memory_mb"],
            "disk_mb": asked["disk_mb"],
            "missed": [id for id, found in zip(gold, values["hit@10"], strict=True) if not found],
            "ranked": {id: measures.distinct(found)[:10] for id, found in ranked.items()},
        }
        return figures

    def _indexed(self, one: Contestant, store: Path) -> dict[str, Any]:
        ready = self._args.archive if one.module.endswith("ours") else None
        if not ready and not self._args.cache:
            made = self._call(one, "index", "set", store)
            return made | {"estimated": False}
        # A ready archive, or embeddings kept from another run: the time is then reckoned from a slice made in full.
        rate = self._call(one, "index", "slice", self._work / f"{store.name}-slice")
        if ready:
            shutil.copytree(ready, store)
            made = {"articles": len(self._set.articles), "chunks": None}
        else:
            made = self._call(one, "index", "set", store, cache=self._args.cache)
        characters = sum(len(article["text"]) for article in self._set.articles)
        seconds = rate["seconds"] / rate["characters"] * characters
        return made | {"seconds": seconds, "estimated": True, "slice_seconds": rate["seconds"]}

    def _call(self, one: Contestant, phase: str, files: str, store: Path, cache: Path | None = None) -> dict[str, Any]:
        out = self._work / "out.json"
        out.unlink(missing_ok=True)
        python = str(peers_python(self._args) if one.peer else sys.executable)
        command = [python, "-m", one.module, phase, "--variant", one.variant]
        command += ["--set", str(self._work / files), "--store", str(store), "--out", str(out)]
        command += ["--cache", str(cache)] if cache else []
        subprocess.run(command, cwd=ROOT, env=environment(), check=True, stdout=sys.stderr)
        found: dict[str, Any] = json.loads(out.read_text("utf-8"))
        return found


def environment() -> dict[str, str]:
    """The environment of a benchmark's process: no settings or keys of the machine, no telemetry."""
    other = ("BRIEFING_", "OPENAI_", "LANGCHAIN_", "LANGSMITH_", "OTEL_", "RAY_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(other)}
    return kept | {"ANONYMIZED_TELEMETRY": "False", "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}


def peers_python(args: argparse.Namespace) -> Path:
    """The interpreter of the peers' environment, not resolved: a link out of it would lose its packages."""
    return Path(args.peers_python).absolute()


def table(chosen: RetrievalSet, results: dict[str, dict[str, Any]], skipped: dict[str, str]) -> str:
    """The Markdown of a run: a row for each system, means with their 95% intervals."""
    lines = [
        f"### Retrieval: {chosen.name}, {len(chosen.articles)} articles, {len(chosen.prompts)} prompts",
        "",
        f"| system | {' | '.join(MEASURES)} | index | query p50 / p95 | memory | disk |",
        f"|{' --- |' * (len(MEASURES) + 5)}",
    ]
    for one in results.values():
        cells = [_interval(one["measures"][name]) for name in MEASURES]
        lines.append(
            f"| {one['name']} | {' | '.join(cells)} | {_indexing(one.get('index'))} "
            f"| {one['p50_ms']:.0f} / {one['p95_ms']:.0f} ms | {one['memory_mb']:.0f} MB | {one['disk_mb']:.0f} MB |"
        )
    lines += [
        "",
        "In brackets: 95% bootstrap intervals over the prompts. Index: the whole set in one process; `~`: reckoned "
        f"from a slice of {SLICE} articles. Memory: peak of the process that answers.",
    ]
    if "ours" in results:
        lines += ["", "Against ours (difference of the means, p of a sign-flip permutation test):", ""]
        lines += [f"- {_against(results['ours'], one)}" for key, one in results.items() if key != "ours"]
        lines += ["", f"Not among ours' first ten: {', '.join(results['ours']['missed']) or 'none'}."]
    return "\n".join([*lines, *(f"\nSkipped: {CONTESTANTS[key].name}: {why}." for key, why in skipped.items()), ""])


def _interval(one: dict[str, float]) -> str:
    return f"{one['mean']:.3f} [{one['low']:.2f}, {one['high']:.2f}]"


def _indexing(made: dict[str, Any] | None) -> str:
    return "same index" if made is None else f"{'~' if made['estimated'] else ''}{made['seconds']:.0f} s"


def _against(ours: dict[str, Any], other: dict[str, Any]) -> str:
    parts = []
    for name in MEASURES:
        difference, p = statistics.paired(other["values"][name], ours["values"][name])
        parts.append(f"{name} {difference:+.3f} (p {p:.3f})")
    return f"{other['name']}: {', '.join(parts)}"


def save(chosen: RetrievalSet, results: dict[str, dict[str, Any]], skipped: dict[str, str], out: Path) -> None:
    """Write `retrieval.json`, `retrieval.md` and `retrieval.svg`."""
    saved = {
        "set": chosen.name,
        "articles": len(chosen.articles),
        "prompts": len(chosen.prompts),
        "systems": results,
        "skipped": skipped,
    }
    (out / "retrieval.json").write_text(json.dumps(saved, indent=1), "utf-8")
    (out / "retrieval.md").write_text(table(chosen, results, skipped), "utf-8")
    triples = {
        one["name"]: [tuple(one["measures"][name][part] for part in ("mean", "low", "high")) for name in MEASURES]
        for one in results.values()
    }
    chart = bars(f"Retrieval on {chosen.name}: {len(chosen.prompts)} prompts", list(MEASURES), triples)
    (out / "retrieval.svg").write_text(chart, "utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="a folder of either layout")
    parser.add_argument("--prompts", type=Path, help="these prompts in place of the set's own")
    parser.add_argument("--archive", type=Path, help="a ready archive of the set, copied; else one is made")
    parser.add_argument("--limit", type=int, help="at most this many articles, gold ones first")
    parser.add_argument("--only", help=f"some of {','.join(CONTESTANTS)}")
    parser.add_argument("--cache", type=Path, help="keep embeddings here; index time then comes from a slice")
    parser.add_argument("--peers-python", default=str(ROOT / ".venv-peers" / "bin" / "python"))
    parser.add_argument("--out", type=Path, default=ROOT / "bench")
    args = parser.parse_args(argv)
    args.cache = args.cache.absolute() if args.cache else None
    chosen = find_set(args.data, args.prompts)
    if chosen is None:
        print("### Retrieval")
        print(f"\nSkipped: {args.data} has neither articles.jsonl with prompts.jsonl nor press/korea.jsonl.")
        return 0
    chosen = chosen.cut_to(args.limit)
    if not chosen.prompts:
        print("### Retrieval\n\nSkipped: there is no prompt whose gold articles are all in the set.")
        return 0
    args.out.mkdir(parents=True, exist_ok=True)
    results, skipped, failed = {}, {}, False
    with tempfile.TemporaryDirectory(prefix="retrieval-") as work:
        runner = Runner(chosen, Path(work), args)
        for key in args.only.split(",") if args.only else CONTESTANTS:
            if CONTESTANTS[key].peer and not peers_python(args).is_file():
                skipped[key] = "there is no environment of the peers (`make bench-peers` makes it)"
                continue
            try:
                results[key] = runner.run(key)
            except subprocess.CalledProcessError as exc:
                skipped[key], failed = f"it failed with status {exc.returncode}; its words stand above", True
            save(chosen, results, skipped, args.out)  # after each, so that a run that is stopped is not lost
    if results:
        print(table(chosen, results, skipped))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
