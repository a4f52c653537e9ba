"""The test prompts over an archive, as `briefing eval` runs them: how many are right, and how long it took."""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.assistant import Assistant
from assistant.evaluation import evaluate, read_prompts
from assistant.evaluation.report.tables import markdown
from assistant.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--prompts", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args(argv)
    if not args.archive.is_dir() or not args.prompts.is_file():
        print(f"### Test prompts\n\nSkipped: {args.archive} or {args.prompts} is not there.")
        return 0
    prompts = read_prompts([args.prompts])
    with tempfile.TemporaryDirectory(prefix="prompts-") as work:
        copy = shutil.copytree(args.archive, Path(work) / "archive")
        desk = Assistant.open(copy, settings=Settings())
        began, worked = time.perf_counter(), time.process_time()
        report = evaluate(desk, prompts)
        seconds, worked = time.perf_counter() - began, time.process_time() - worked
    print(
        f"### Test prompts\n\n{len(prompts)} prompts in {seconds:.0f} s (aim: two minutes); "
        f"{worked / len(prompts):.1f} s of processor time a prompt, search for the measures of retrieval included.\n\n"
        f"{markdown(report, prompts=False)}"
    )
    if args.json:
        args.json.write_text(report.model_dump_json(indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
