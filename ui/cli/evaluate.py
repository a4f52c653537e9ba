"""`briefing eval` and `briefing prompts`: the command line's door to the evaluation."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from corpus.errors import CallError
from corpus.text.counting import counted
from ui.cli.commands import (
    DONE,
    FAILED,
    Commands,
    add_writer,
    place,
    placed,
    print_json,
    progress,
    show,
    tell,
    write_out,
)
from ui.safe import cut, json_text

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.evaluation import Prompt, Report


def add_to(commands: Commands) -> None:
    """Add the commands and their arguments."""
    _add_eval(commands)
    sub = commands.add("prompts", run_prompts, "the draft prompts that thumbs in the chat became")
    sub.add_argument("action", choices=["list", "add", "export"])
    sub.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        type=place,
        help="add: prompts to take in; export: where to write (default: -)",
    )


def _add_eval(commands: Commands) -> None:
    sub = commands.add("eval", run_eval, "run test prompts and test briefings, and say what failed and why")
    sub.add_argument(
        "prompts", metavar="PROMPTS", nargs="*", type=place, help="files of test prompts and test briefings"
    )
    sub.add_argument("--sample", action="store_true", help="also run the sample prompts that came with the install")
    sub.add_argument(
        "--sample-briefings", action="store_true", help="also order the sample briefings that came with the install"
    )
    add_writer(sub)
    sub.add_argument("--report", metavar="DIR", type=place, help="write report.html, report.md and run.json there")
    sub.add_argument("--baseline", metavar="RUN.json", type=place, help="compare with an earlier run")
    for flag, word in (("--min", "below"), ("--max", "above")):
        sub.add_argument(
            flag,
            metavar="MEASURE=X",
            action="extend",
            nargs="+",
            default=[],
            help=f"fail (exit 1) {word} this; repeatable",
        )
    sub.add_argument("--kind", metavar="K", action="append", default=[], help="only prompts of this kind; repeatable")
    sub.add_argument("--repeat", metavar="N", type=int, default=1, help="run every prompt N times")
    sub.add_argument(
        "--words", metavar="N", type=int, default=150, help="the word limit of a right answer (default: 150)"
    )
    sub.add_argument(
        "--judge", metavar="MODEL", help="`openai:MODEL`: its opinion of each answer, beside the figures, never in them"
    )
    sub.add_argument("--resume", action="store_true", help="keep what an interrupted run had done")


def run_eval(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Run prompts, print or write the report; 1 where a bound is broken, or the run is stopped."""
    from assistant.assistant import Assistant
    from assistant.evaluation import Report
    from assistant.evaluation.comparing import bound, broken, compare
    from assistant.evaluation.report.page import html
    from assistant.evaluation.report.report import as_document, write
    from assistant.evaluation.report.tables import folded, markdown

    # `--min right=0.8 prompts.jsonl`: what is no bound is a file.
    args.prompts += [word for word in (*args.min, *args.max) if "=" not in word]
    least = [bound(word) for word in args.min if "=" in word]
    most = [bound(word, most=True) for word in args.max if "=" in word]
    if args.repeat < 1 or args.words < 1:
        raise CallError("--repeat and --words must be at least 1")
    kept = placed(args.report) if args.report else None
    prompts = _chosen(args)
    baseline = Report.load(args.baseline) if args.baseline else None
    report = _run(args, settings, Assistant.open(folder, settings=settings), prompts, folder)
    if report is None:
        return FAILED
    comparison = compare(baseline, report) if baseline else None
    failed = broken(report, least, most)
    if kept is not None:
        report.save(kept / "run.json", public=True)
        write(kept / "report.html", html(report, comparison, failed), public=True)
        write(kept / "report.md", markdown(report, comparison, failed), public=True)
    if args.json:
        print_json(as_document(report, comparison, failed))
    else:
        show(markdown(report, comparison, failed, prompts=False, line=folded))
    for line in failed:
        tell(line)
    return FAILED if failed else DONE


def _chosen(args: argparse.Namespace) -> "list[Prompt]":
    from assistant.evaluation import read_prompts
    from assistant.evaluation.runs.run_store import SAMPLE_BRIEFINGS, SAMPLE_PROMPTS

    samples = ((SAMPLE_PROMPTS, args.sample), (SAMPLE_BRIEFINGS, args.sample_briefings))
    files = [*args.prompts, *(file for file, chosen in samples if chosen)]
    if not files:
        raise CallError("name a file of test prompts or briefings, or give --sample or --sample-briefings")
    prompts = read_prompts(files)
    chosen = [one for one in prompts if not args.kind or one.kind in args.kind]
    if not chosen:
        there = ", ".join(sorted({one.kind for one in prompts}))
        raise CallError(f"no prompt is of the kind {', '.join(args.kind)}; there are {there}")
    return chosen


def _run(
    args: argparse.Namespace, settings: Settings, desk: "Assistant", prompts: "list[Prompt]", folder: Path
) -> "Report | None":
    from assistant.evaluation import evaluate
    from assistant.evaluation.judging import ModelJudge
    from assistant.evaluation.runs.unfinished import Unfinished

    judge = ModelJudge.open(args.judge, settings) if args.judge else None
    file = (Path(args.report) if args.report else folder / "evaluations") / "unfinished.jsonl"
    under_way = Unfinished(file, writer=args.writer or settings.writer, word_limit=args.words)
    before = under_way.results() if args.resume else []
    if args.resume:
        tell(f"kept of the unfinished run: {counted(len(before), 'result')}")
    under_way.begin(before)
    when = datetime.now(UTC).isoformat(timespec="seconds")
    with progress("prompts", len(prompts) * args.repeat) as bar:

        def keep(result: Any) -> None:  # noqa: ANN401 - a Result; its module is imported when it is needed
            under_way.add(result)
            bar.update()

        try:
            report = evaluate(
                desk,
                prompts,
                writer=args.writer,
                word_limit=args.words,
                repeat=args.repeat,
                judge=judge,
                done=before,
                on_result=keep,
            )
        except KeyboardInterrupt:
            done = len(under_way.results())
            all_of_it = counted(len(prompts) * args.repeat, "result")
            print(file=sys.stderr)  # the bar's line ends
            tell(f"stopped: {done} of {all_of_it} kept, and the same command with --resume goes on from there")
            return None
    under_way.end()
    report.when = when
    return report


def run_prompts(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """List, add to, or export the draft prompts that the archive's folder keeps."""
    from assistant.evaluation import drafts
    from corpus.store.archive import Archive

    Archive.open(folder)  # no archive: no drafts, and nowhere to keep them
    if args.action == "add":
        if not args.file:
            raise CallError("prompts add: name a file of prompts")
        show(f"{counted(drafts.add(folder, args.file), 'prompt')} added")
        return DONE
    rows = drafts.drafts(folder)
    if args.action == "export":
        text = "".join(json_text(row, indent=None) + "\n" for row in rows)
        if args.file and args.file != "-":
            write_out(placed(args.file), text.encode())
        else:
            sys.stdout.write(text)
        if open_ends := [row["id"] for row in rows if row.get("answerable", True) and not row.get("must_include")]:
            of_all = f"{len(open_ends)} of {counted(len(rows), 'prompt')}"
            tell(f"without must_include, so that any answer is right: {of_all}")
    elif args.json:
        print_json(rows)
    else:
        for row in rows:
            show(f"{cut(row['id'])}  {cut(row['question'], 4_000)}")
    return DONE
