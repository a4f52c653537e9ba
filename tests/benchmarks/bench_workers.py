"""Embedding by two of Ray's workers against embedding here: passages a second, by turns; then the tests with Ray.

Skipped where the extra `ray` is not installed.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from corpus.chunking import cut, header
from corpus.ingest import STEP
from corpus.models import embedder
from corpus.reading import read
from corpus.spread import spread
from tests.benchmarks.bench_retrieval import ROOT, environment
from tests.support.processes import beneath

WORKERS = 2


class Cost(NamedTuple):
    """Seconds of the clock, and of processor: of this process and all beneath it."""

    clock: float
    processor: float

    @classmethod
    def now(cls) -> "Cost":
        return cls(time.perf_counter(), sum(one.seconds for one in beneath(os.getpid()).values()))

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.clock - other.clock, self.processor - other.processor)


def passages(source: Path, count: int) -> list[str]:
    """The first passages of a file, as an ingest embeds them."""
    texts = (header(one.title, one.published) + passage.text for one in read(source) for passage in cut(one))
    return list(islice(texts, count))


def measure(texts: list[str]) -> dict[str, Any]:
    """Rates of both over the same steps, which take turns, so that a machine that slows down slows both.

    Others at work on the machine give two processes more of it than one: the rate by processor time leaves that out.
    """
    here, least, began = embedder(), 1.0, time.perf_counter()
    took: dict[str, list[Cost]] = {"here": [], "workers": []}
    with spread(str(WORKERS), here) as workers:
        workers.embed(["warm"] * 16 * WORKERS)
        started = time.perf_counter() - began
        here.embed(["warm"])
        for at in range(0, len(texts), STEP):
            made = {}
            for name, model in (("here", here), ("workers", workers)):
                before = Cost.now()
                made[name] = model.embed(texts[at : at + STEP])
                took[name].append(Cost.now() - before)
            least = min(least, float((made["here"] * made["workers"]).sum(axis=1).min()))
    clock = {name: len(texts) / sum(one.clock for one in costs) for name, costs in took.items()}
    spent = {name: len(texts) / sum(one.processor for one in costs) for name, costs in took.items()}
    return {
        "passages": len(texts),
        "passages a second: here, with a thread for each core": round(clock["here"], 1),
        f"passages a second: {WORKERS} workers of one thread": round(clock["workers"], 1),
        "the latter to the former (aim .9)": round(clock["workers"] / clock["here"], 3),
        "passages a second of processor: here": round(spent["here"], 1),
        "passages a second of processor: workers, with all of Ray": round(spent["workers"], 1),
        "the latter to the former, by processor": round(spent["workers"] / spent["here"], 3),
        "least cosine of the two vectors of a passage (aim .9999)": round(least, 6),
        "seconds until the workers were ready": round(started, 1),
    }


def main() -> int:
    """Print the figures, and write them as JSON where asked; ends with 1 where a test failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder with press/")
    parser.add_argument("--steps", type=int, default=4, help=f"of {STEP} passages each")
    parser.add_argument("--json", type=Path, help="write the figures here")
    args = parser.parse_args()
    if find_spec("ray") is None:
        print("Skipped: the extra `ray` is not installed.")
        return 0
    found = measure(passages(args.data / "press" / "white_house.jsonl", STEP * args.steps))
    command = [sys.executable, "-m", "pytest", "-rfs", "tests/server/test_workers.py"]
    tests = subprocess.run(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True, check=False)
    found["tests"] = tests.stdout.strip().splitlines()[-1]
    for name, value in found.items():
        print(f"{name}: {value}")
    if args.json:
        args.json.write_text(json.dumps(found, indent=1), "utf-8")
    return tests.returncode


if __name__ == "__main__":
    sys.exit(main())
