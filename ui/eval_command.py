"""`briefing eval` and `briefing prompts`: the command line's door to the evaluation."""

import argparse
import json
import sys
from pathlib import Path

from assistant.settings import Settings
from corpus.errors import CallError

DONE, FAILED = 0, 1


def add_arguments(sub: argparse.ArgumentParser) -> None:
    """The arguments of `briefing eval`."""
    sub.add_argument("prompts", metavar="PROMPTS", nargs="*", help="files of test prompts (.jsonl, .yaml)")
    sub.add_argument("--sample", action="store_true", help="also run the sample prompts that came with the install")
    sub.add_argument("--writer", metavar="NAME", help="`quotes`, or `openai:MODEL`")
    sub.add_argument("--report", metavar="DIR", help="write report.html, report.md and run.json there")
    sub.add_argument("--baseline", metavar="RUN.json", help="compare with an earlier run")
    sub.add_argument(
        "--min", metavar="MEASURE=X", action="append", default=[], help="fail (exit 1) below this; repeatable"
    )
    sub.add_argument("--kind", metavar="K", action="append", default=[], help="only prompts of this kind; repeatable")
    sub.add_argument("--repeat", metavar="N", type=int, default=1, help="run every prompt N times")
    sub.add_argument(
        "--words", metavar="N", type=int, default=150, help="the word limit of a right answer (default: 150)"
    )
    sub.add_argument("--resume", action="store_true", help="keep what an interrupted run had done")


def sample_prompts() -> Path:
    """Where the sample prompts lie that came with the install."""
    import assistant.evaluation

    return Path(assistant.evaluation.__file__).parent / "sample_prompts.yaml"


def run_eval(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Run prompts, print or write the report; 1 where a bound is broken."""
    from tqdm import tqdm

    from assistant.chain import Assistant
    from assistant.evaluation import Report, evaluate, read_prompts
    from assistant.evaluation.page import html, markdown
    from assistant.evaluation.report import as_json, bound, broken, compare

    bounds = [bound(text) for text in args.min]
    prompts = read_prompts([*args.prompts, *([sample_prompts()] if args.sample else [])])
    chosen = [one for one in prompts if not args.kind or one.kind in args.kind]
    if not chosen:
        raise CallError(
            f"no prompt is of the kind {', '.join(args.kind)}; there are {', '.join(sorted({p.kind for p in prompts}))}"
        )
    if args.repeat < 1:
        raise CallError("--repeat must be at least 1")
    baseline = Report.load(args.baseline) if args.baseline else None
    desk = Assistant.open(folder, settings=settings)
    kept = Path(args.report) if args.report else folder / "evaluation"
    kept.mkdir(parents=True, exist_ok=True)
    partial = kept / "unfinished.json"
    before = Report.load(partial) if args.resume and partial.is_file() else None
    so_far = Report(writer=args.writer, word_limit=args.words, results=[])
    with tqdm(total=len(chosen) * args.repeat, unit=" prompts", disable=None, file=sys.stderr) as bar:

        def keep(result: object) -> None:
            so_far.results.append(result)  # type: ignore[arg-type]
            so_far.save(partial)
            bar.update()

        report = evaluate(
            desk,
            chosen,
            writer=args.writer,
            word_limit=args.words,
            repeat=args.repeat,
            done=before.results if before else (),
            on_result=keep,
        )
    comparison = compare(baseline, report) if baseline else None
    partial.unlink()
    if args.report:
        report.save(kept / "run.json")
        (kept / "report.html").write_text(html(report, comparison), "utf-8")
        (kept / "report.md").write_text(markdown(report, comparison), "utf-8")
    print(as_json(report, comparison) if args.json else markdown(report, comparison))
    failed = broken(report, bounds)
    for line in failed:
        print(f"briefing: {line}", file=sys.stderr)
    return FAILED if failed else DONE


def add_prompts_arguments(sub: argparse.ArgumentParser) -> None:
    """The arguments of `briefing prompts`."""
    sub.add_argument("action", choices=["list", "add", "export"])
    sub.add_argument(
        "file", metavar="FILE", nargs="?", help="add: prompts to take in; export: where to write (default: -)"
    )


def run_prompts(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """List, add to, or export the draft prompts that the archive's folder keeps."""
    from assistant.evaluation import drafts

    if args.action == "add":
        if not args.file:
            raise CallError("prompts add: name a file of prompts")
        print(f"{drafts.add(folder, args.file)} prompts added")
        return DONE
    rows = drafts.drafts(folder)
    if args.action == "export":
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        if args.file and args.file != "-":
            Path(args.file).write_text(text, "utf-8")
        else:
            sys.stdout.write(text)
    elif args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            print(f"{row['id']}  {row['question']}")
    return DONE
