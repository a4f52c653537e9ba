"""The tests that `make test` leaves out, more of what its tests show in short; and new examples for every property."""

import argparse
import subprocess
import sys
from collections.abc import Sequence

from tests.benchmarks.bench_retrieval import ROOT, environment

PROCESSES = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
COMMAND = ("-m", "pytest", *PROCESSES, "-m", "long or hypothesis", "--hypothesis-profile=new")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="those whose names hold these words, as pytest's -k")
    args = parser.parse_args(argv)
    chosen = ("-k", args.only) if args.only else ()
    return subprocess.run([sys.executable, *COMMAND, *chosen], cwd=ROOT, env=environment(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
