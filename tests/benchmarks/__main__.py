"""`make bench`: every benchmark in turn, each in a process of its own; figures as Markdown, JSON and charts.

    python -m tests.benchmarks --data ../shared/data [--only NAME] [--quick]

What cannot be measured is skipped with a word, a failure is reported, and the rest goes on. Archives that several
benchmarks need are made once, in `bench/archives`, and used again by the next run.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_retrieval import ROOT, environment

HERE = Path(__file__).parent
LIMIT = 4 * 3600  # seconds; more than the slowest takes, so that one that hangs does not hold up the others


@dataclass(frozen=True, slots=True)
class Benchmark:
    """How one `bench_<name>.py` is called, and what it cannot do without.

    In the arguments `{data}` is the folder of the data, `{out}` that of the figures, `{prompts}` the visible prompts,
    `{small}` and `{large}` the archives of 346 and of 4,344 articles. `bound`: it does nothing without its archives.
    """

    arguments: tuple[str, ...] = ("--data", "{data}", "--json", "{out}/{name}.json")
    quick: tuple[str, ...] = ()
    needs: tuple[str, ...] = ("{data}",)
    archives: tuple[str, ...] = ()
    bound: bool = False


LABELLED = ("--data", "{data}/labelled", "--json", "{out}/{name}.json")
RETRIEVAL = ("--data", "{data}", "--out", "{out}")
SPEED = ("--prompts", "{prompts}", "--json", "{out}/speed.json")
# A benchmark that is not named here is called with the default arguments.
KNOWN = {
    "archive": Benchmark(
        ("--data", "{data}", "--large", "{large}", "--json", "{out}/archive.json"),
        quick=("--limit", "24", "--kills", "2"),
        archives=("large",),
    ),
    "fuzz": Benchmark(("--json", "{out}/fuzz.json"), quick=("--count", "500"), needs=()),
    "rush": Benchmark((), quick=("--questions", "20"), needs=()),
    "long": Benchmark((), quick=("--only", "proportion"), needs=()),
    "clients": Benchmark(("--json", "{out}/clients.json"), quick=("--seconds", "20"), needs=()),
    "merge": Benchmark(
        ("--data", "{data}", "--prompts", "{prompts}", "--json", "{out}/merge.json"),
        quick=("--limit", "60"),
        needs=("{data}", "{prompts}"),
    ),
    "workers": Benchmark(quick=("--steps", "2")),
    "month": Benchmark(("--json", "{out}/month.json"), quick=("--days", "3", "--articles", "50"), needs=()),
    "years": Benchmark(
        ("--archive", "{small}", "--json", "{out}/years.json"),
        quick=("--times", "2"),
        needs=(),
        archives=("small",),
        bound=True,
    ),
    "answerable": Benchmark(LABELLED, quick=("--most", "40"), needs=("{data}/labelled",)),
    "followups": Benchmark(LABELLED, quick=("--conversations", "3"), needs=("{data}/labelled",)),
    "gate": Benchmark(quick=("--most", "40", "--articles", "5")),
    "retrieval": Benchmark(RETRIEVAL, quick=("--limit", "60")),
    "prompts": Benchmark(
        ("--archive", "{small}", "--prompts", "{prompts}", "--json", "{out}/prompts.json"),
        needs=("{prompts}",),
        archives=("small",),
        bound=True,
    ),
    "desk": Benchmark(
        (
            "--prompts",
            "{prompts}",
            "--json",
            "{out}/desk.json",
            "--archive-small",
            "{small}",
            "--archive-large",
            "{large}",
        ),
        quick=("--conversations", "4"),
        needs=("{prompts}",),
        archives=("small", "large"),
    ),
    "speed": Benchmark(
        (*SPEED, "--archive-small", "{small}", "--archive-large", "{large}"),
        quick=("--most", "12"),
        needs=(),
        archives=("small", "large"),
    ),
}
LAST = ("retrieval", "prompts", "archive", "desk", "speed")  # the slowest; only the last three need the large archive


def names() -> list[str]:
    """Every benchmark of this folder, the slowest last."""
    found = sorted(file.stem.removeprefix("bench_") for file in HERE.glob("bench_*.py"))
    return [name for name in found if name not in LAST] + [name for name in LAST if name in found]


class Archives:
    """The archives that benchmarks share, made when they are first needed; in a quick run of the sample articles."""

    def __init__(self, data: Path, folder: Path, quick: bool) -> None:
        press, page = data / "press", data.resolve().parent / "articles" / "seoul-peace-process.txt"
        self._folder, self._quick = folder, quick
        self._sources = {
            "small": [press / "korea.jsonl", *([page] if page.is_file() else [])],
            "large": [press / "state.jsonl", press / "white_house.jsonl"],
            "sample": [],
        }

    def missing(self, name: str) -> str | None:
        """Why there is no such archive, or None after it was made."""
        name = self._name(name)
        if lost := [file for file in self._sources[name] if not file.is_file()]:
            return f"{lost[0]} is not there"
        done = self._folder / f"{name}.whole"
        if not done.exists():
            print(f"making the {name} archive; minutes to an hour, once", file=sys.stderr, flush=True)
            command = [sys.executable, "-m", "ui.cli.main", "ingest", *map(str, self._sources[name] or ["--sample"])]
            command += ["--archive", str(self._folder / name), "--json"]
            made = subprocess.run(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True, check=False)
            if made.returncode:
                return f"the {name} archive could not be made (status {made.returncode})"
            done.write_text(made.stdout, "utf-8")
        return None

    def path(self, name: str) -> Path:
        """Where it lies."""
        return self._folder / self._name(name)

    def _name(self, name: str) -> str:
        return "sample" if self._quick and not (self._folder / f"{name}.whole").exists() else name


def run(name: str, args: argparse.Namespace, archives: Archives) -> dict[str, Any]:
    """Run one benchmark; its status is `done`, `skipped` or `failed`, with the reason and what it printed."""
    known = KNOWN.get(name, Benchmark())
    values = {
        "data": str(args.data),
        "out": str(args.out),
        "name": name,
        "prompts": str(args.data.parent / "prompts" / "visible.jsonl"),
        "small": str(archives.path("small")),
        "large": str(archives.path("large")),
    }
    for need in known.needs:
        if not Path(need.format(**values)).exists():
            return {"status": "skipped", "reason": f"{need.format(**values)} is not there"}
    notes = [why for each in known.archives if (why := archives.missing(each))]
    if notes and known.bound:
        return {"status": "skipped", "reason": notes[0]}
    arguments = [each.format(**values) for each in (*known.arguments, *(known.quick if args.quick else ()))]
    began = time.perf_counter()
    try:
        done = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.bench_{name}", *arguments],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.PIPE,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"status": "failed", "reason": f"it took longer than {LIMIT} seconds"}
    found = {"seconds": time.perf_counter() - began, "markdown": done.stdout.strip(), "notes": notes}
    if done.returncode:
        return {"status": "failed", "reason": f"it ended with status {done.returncode}; its words stand above", **found}
    return {"status": "done", **found}


def report(results: dict[str, dict[str, Any]]) -> str:
    """The Markdown of the whole run: what became of each benchmark, then what each printed."""
    lines = ["# Benchmarks", "", f"{os.cpu_count()} cores, Python {sys.version.split()[0]}."]
    lines += ["", "| benchmark | | seconds |"]
    lines.append("| --- | --- | --- |")
    for name, one in results.items():
        words = one["status"] + (f": {one['reason']}" if "reason" in one else "")
        words += "".join(f"; {note}" for note in one.get("notes", ()))
        lines.append(f"| {name} | {words} | {one.get('seconds', 0):.0f} |")
    for name, one in results.items():
        if one.get("markdown"):
            lines += ["", f"## {name}", "", one["markdown"]]
    return "\n".join([*lines, ""])


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="press/ and labelled/")
    parser.add_argument("--only", choices=names(), action="append", help="this one alone; may be given several times")
    parser.add_argument("--quick", action="store_true", help="slices, and the sample where an archive is not there")
    parser.add_argument("--out", type=Path, default=ROOT / "bench", help="where figures, charts and archives are kept")
    args = parser.parse_args(argv)
    args.data, args.out = args.data.resolve(), args.out.resolve()
    archives = Archives(args.data, args.out / "archives", args.quick)
    (args.out / "archives").mkdir(parents=True, exist_ok=True)
    results: dict[str, dict[str, Any]] = {}
    for name in args.only or names():
        print(f"{name} ...", file=sys.stderr, flush=True)
        results[name] = run(name, args, archives)
        print(f"{name}: {results[name]['status']} {results[name].get('reason', '')}", file=sys.stderr, flush=True)
        (args.out / "bench.json").write_text(json.dumps(results, indent=1), "utf-8")
        (args.out / "bench.md").write_text(report(results), "utf-8")
    print(report(results))
    return int(any(one["status"] == "failed" for one in results.values()))


if __name__ == "__main__":
    sys.exit(main())
