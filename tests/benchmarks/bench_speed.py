"""What waiting costs: the command line cold, the first sentence of an answer, and search as the archive grows.

    python -m tests.benchmarks.bench_speed --archive-small KOREA --archive-large PRESS --prompts FILE

Prints Markdown, writes JSON (`--json FILE`). What is not given is left out with a word.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from assistant.assistant import Assistant
from assistant.evaluation import Prompt, read_prompts
from assistant.question.understand import understand
from assistant.settings import Settings
from corpus.chunking import header
from corpus.evidence import Query
from corpus.models import reader
from corpus.search import READ, Searcher
from tests.benchmarks.bench_retrieval import ROOT, environment, percentile

COLD_RUNS = 3
QUESTION = "What did Washington say about its North Korea policy?"


def cold(archive: Path | None) -> dict[str, Any]:
    """The command line in new processes: `--help`, and `ask` on the sample archive with its peak memory."""
    program = [sys.executable, "-m", "ui.cli.main"]
    with tempfile.TemporaryDirectory(prefix="speed-") as work:
        sample = Path(work) / "sample"
        if archive is None:
            ingest = [*program, "ingest", "--sample", "--archive", str(sample)]
            subprocess.run(ingest, cwd=ROOT, env=environment(), check=True, stdout=sys.stderr)
        else:
            shutil.copytree(archive, sample)
        helped = [_timed([*program, "--help"]) for _ in range(COLD_RUNS)]
        asked = [_timed([*program, "ask", QUESTION, "--archive", str(sample), "--json"]) for _ in range(COLD_RUNS)]
    return {
        "help_s": median(one.seconds for one in helped),
        "ask_s": median(one.seconds for one in asked),
        "help_cpu_s": median(one.processor for one in helped),
        "ask_cpu_s": median(one.processor for one in asked),
        "ask_memory_mb": max(one.memory for one in asked),
    }


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process: seconds on the clock, seconds of processors, highest resident megabytes."""

    seconds: float
    processor: float
    memory: float


def _timed(command: list[str]) -> Cost:
    """What a command costs; the memory is sampled, where the system tells it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL)
    peak = [0.0]

    def watch() -> None:
        while process.poll() is None:
            peak[0] = max(peak[0], _resident(process.pid))
            time.sleep(0.02)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    status = process.wait()
    seconds = time.perf_counter() - began
    watcher.join()
    if status:
        raise SystemExit(f"{' '.join(command)} ended with status {status}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak[0])


def _resident(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("VmHWM")), 0.0)


def first_sentences(desk: Assistant, prompts: Sequence[Prompt]) -> dict[str, Any]:
    """Milliseconds to the first sentence of an answer, over the prompts that are answered, and to its end."""
    first, whole, abstained = [], [], 0
    for prompt in prompts:
        began = time.perf_counter()
        seen = None
        for event in desk.stream(
            prompt.question, history=prompt.history, as_of=prompt.as_of, since=prompt.since, until=prompt.until
        ):
            if event["type"] == "sentence" and seen is None:
                seen = (time.perf_counter() - began) * 1000
        whole.append((time.perf_counter() - began) * 1000)
        if seen is None:
            abstained += 1
        else:
            first.append(seen)
    return {
        "prompts": len(prompts),
        "abstained": abstained,
        "first_p50_ms": percentile(first, 50),
        "first_p95_ms": percentile(first, 95),
        "whole_p50_ms": percentile(whole, 50),
        "whole_p95_ms": percentile(whole, 95),
    }


def searching(desk: Assistant, prompts: Sequence[Prompt]) -> dict[str, Any]:
    """Milliseconds of search: fused alone, read, and the reader by itself on the very same pairs.

    The three are taken one after another for each prompt, so that a busy machine slows them alike.
    """
    fused = Searcher(desk.archive, desk.index, desk.searcher._embedder, None)
    whole, model = desk.searcher, reader()
    today = desk.archive.newest() or "9999-12-31"
    times: dict[str, list[float]] = {"fused": [], "read": [], "raw": []}
    for number, prompt in enumerate([*prompts[:2], *prompts]):  # the first two warm models and index
        meant = understand(prompt.question, prompt.history, prompt.scope, as_of=today)
        query = Query(
            meant.standalone,
            prompt.scope.seen_from(today),
            10,
            prefer=meant.prefer,
            recent=meant.recent,
            parts=meant.parts,
        )
        marks = [time.perf_counter()]
        found = fused.search(query)
        marks.append(time.perf_counter())
        whole.search(query)
        marks.append(time.perf_counter())
        pairs = [(header(one.title, one.published), one.text) for one in found[:READ]]
        start = time.perf_counter()
        if pairs:
            model.read(query.text, pairs)
        raw = time.perf_counter() - start
        if number >= 2:
            times["fused"].append((marks[1] - marks[0]) * 1000)
            times["read"].append((marks[2] - marks[1]) * 1000)
            times["raw"].append(raw * 1000)
    articles, passages = desk.archive.counts()
    figures: dict[str, Any] = {"articles": articles, "passages": passages, "queries": len(times["fused"])}
    for name, values in times.items():
        figures |= {f"{name}_p50_ms": percentile(values, 50), f"{name}_p95_ms": percentile(values, 95)}
    sums = [one + two for one, two in zip(times["fused"], times["raw"], strict=True)]
    figures["read_to_parts"] = percentile([a / b for a, b in zip(times["read"], sums, strict=True)], 50)
    return figures


def opened(folder: Path, work: Path) -> Assistant:
    """The assistant over a copy of an archive: another program may be using the first."""
    copy = work / folder.resolve().name
    shutil.copytree(folder, copy)
    return Assistant.open(copy, settings=Settings())


def table(figures: dict[str, Any]) -> str:
    """The Markdown of what was measured."""
    lines = ["### Speed", "", f"{os.cpu_count()} cores; load when it began: {figures['load']}."]
    lines += ["", "| what | figure | aim |", "| --- | --- | --- |"]
    if found := figures.get("cold"):
        lines += [
            f"| `briefing --help`, cold | {found['help_s']:.2f} s ({found['help_cpu_s']:.2f} s of processors) | 0.5 s "
            f"|",
            f"| `briefing ask` on the sample archive, cold | {found['ask_s']:.1f} s ({found['ask_cpu_s']:.1f} s of "
            "processors) | 5 s |",
            f"| its resident memory, peak | {found['ask_memory_mb']:.0f} MB | 700 MB |",
        ]
    if found := figures.get("first_sentence"):
        lines += [
            f"| first sentence, p50 / p95 of {found['prompts'] - found['abstained']} answers | "
            f"{found['first_p50_ms']:.0f} / {found['first_p95_ms']:.0f} ms | 1,500 ms p50 |",
            f"| first sentence against one reading of ten passages, p50 | {found['first_to_reading']:.2f} | 1.5 |",
            f"| whole answer, p50 / p95 | {found['whole_p50_ms']:.0f} / {found['whole_p95_ms']:.0f} ms | |",
        ]
    for found in figures["search"].values():
        size = f"{found['articles']:,} articles, {found['passages']:,} passages"
        aim = "60 ms p50" if found["articles"] > 1000 else ""
        fused, whole = (
            f"{found[f'{name}_p50_ms']:.0f} / {found[f'{name}_p95_ms']:.0f} ms" for name in ("fused", "read")
        )
        lines += [
            f"| search, fused alone, p50 / p95: {size} | {fused} | {aim} |",
            f"| search, with the reading, p50 / p95: {size} | {whole} | |",
            f"| the reader by itself on these pairs, p50: {size} | {found['raw_p50_ms']:.0f} ms | |",
            f"| search with the reading against fused plus reader: {size} | {found['read_to_parts']:.2f} | 1.3 |",
        ]
    if len(figures["search"]) == 2:
        small, large = figures["search"].values()
        growth = large["fused_p50_ms"] / small["fused_p50_ms"]
        times = large["articles"] / small["articles"]
        lines.append(f"| growth of fused p50 with {times:.1f} times the articles | {growth:.2f} | 3 |")
    return "\n".join([*lines, "", *figures["skipped"], ""])


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive-sample", type=Path, help="an archive of the sample articles; else one is made")
    parser.add_argument("--archive-small", type=Path, help="the 346 articles of press/korea, ingested")
    parser.add_argument("--archive-large", type=Path, help="the 4,344 articles of the press, ingested")
    parser.add_argument("--prompts", type=Path, help="the questions that are asked of them")
    parser.add_argument("--most", type=int, help="no more questions than these; default: all")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args(argv)
    figures: dict[str, Any] = {"load": f"{os.getloadavg()[0]:.1f}", "search": {}, "skipped": []}
    figures["cold"] = cold(args.archive_sample)
    prompts = read_prompts([args.prompts])[: args.most] if args.prompts and args.prompts.is_file() else []
    with tempfile.TemporaryDirectory(prefix="speed-") as work:
        for name, folder in (("small", args.archive_small), ("large", args.archive_large)):
            if folder is None or not folder.is_dir() or not prompts:
                why = "it is not given" if prompts else "there are no prompts"
                figures["skipped"].append(f"Skipped: the {name} archive ({why}).")
                continue
            desk = opened(folder, Path(work) / name)
            figures["search"][name] = searching(desk, prompts)
            if name == "small":
                found = first_sentences(desk, prompts)
                found["first_to_reading"] = found["first_p50_ms"] / figures["search"][name]["raw_p50_ms"]
                figures["first_sentence"] = found
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps(figures, indent=1), "utf-8")
    print(table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
