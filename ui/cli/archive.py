"""`briefing ingest`, `merge`, `status`, `reindex`, `restore`, `compact`, `move`, `diff`: the door to the archive."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from corpus.errors import CallError
from corpus.text.counting import counted
from ui.cli.commands import DONE, FAILED, WRONG, Commands, done, place, print_json, progress, show, tell
from ui.safe import cut, one_line, plain

if TYPE_CHECKING:
    from corpus.reports import IngestReport

REASON = 2_000  # characters of a rejection in a line
REMARKS = 200  # told one by one


def add_to(commands: Commands) -> None:
    """Add the commands and their arguments."""
    sub = commands.add("ingest", run_ingest, "read articles into the archive (files, folders, feeds, pages)")
    sub.add_argument("sources", metavar="SOURCE", nargs="*", type=place, help="a file, a folder, or an http(s) address")
    sub.add_argument("--published", metavar="DAY", help="the day of publication where a source gives none")
    sub.add_argument("--sync", action="store_true", help="remove what a file or folder gave before and gives no longer")
    sub.add_argument(
        "--workers",
        metavar="N|ray://HOST:PORT",
        default="",
        help="embed in N processes of one core each, or on a Ray cluster's machines (16 at most have work at once)",
    )
    sub.add_argument("--sample", action="store_true", help="also take the sample articles that came with the install")
    sub = commands.add("merge", run_merge, "take whole archives over into one; embeds nothing")
    sub.add_argument(
        "archives",
        metavar="ARCHIVE",
        nargs="+",
        type=place,
        help="the archive to merge into (unless --archive names it), then those to take over, in order",
    )
    sub = commands.add("status", run_status, "say what the archive holds and whether it is whole")
    sub.add_argument("--rejected", action="store_true", help="show what the last ingests refused, guessed and left out")
    sub.add_argument(
        "--slow",
        metavar="N",
        nargs="?",
        type=int,
        const=10,
        help="show the slowest answers that are kept (10), by step",
    )
    sub = commands.add(
        "reindex", run_reindex, "rebuild the vectors from the archive's own bytes, or switch the embedder"
    )
    sub.add_argument("--yes", action="store_true", help="switch to the embedder of the settings, whatever it costs")
    sub = commands.add("restore", run_restore, "bring back articles that were removed")
    sub.add_argument("ids", metavar="ID", nargs="*", help="articles to bring back (default: all that were removed)")
    commands.add("compact", run_compact, "delete for good what was removed")
    sub = commands.add("move", run_move, "move the vectors to a Chroma server, or back")
    sub.add_argument(
        "--to", metavar="URL", required=True, help="a Chroma server's address, or `folder` for the archive's own"
    )
    sub = commands.add("diff", run_diff, "show what changed between two versions of an article")
    sub.add_argument("id", metavar="ID")
    sub.add_argument("--from", dest="old", metavar="N", type=int, help="the older version (default: the one before)")
    sub.add_argument("--to", dest="new", metavar="N", type=int, help="the newer version (default: the newest)")


def run_ingest(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Take sources in; 2 where all was rejected."""
    from assistant.desk.upkeep import articles_in, ingest_into, sample_folder

    sources = [*args.sources, *([sample_folder()] if args.sample else [])]
    if not sources:
        raise CallError("nothing to ingest: name a file, a folder or an address, or use --sample")
    with progress("articles", articles_in(sources)) as bar:
        passages = 0

        def step(title: str, count: int) -> None:
            nonlocal passages
            passages += count
            bar.set_postfix(passages=passages, refresh=False)
            bar.update()

        report = ingest_into(
            folder,
            sources,
            settings,
            published=args.published,
            sync=args.sync,
            progress=step,
            say=tell,
            workers=args.workers,
        )
    _remarks(report.remarks)
    if args.json:
        print_json(report.model_dump())
    else:
        for one in report.rejected:
            print(plain(f"rejected {cut(one['source'], REASON)}: {cut(one['reason'], REASON)}"), file=sys.stderr)
        show(_told(report))
    taken = report.added + report.updated + report.unchanged + report.duplicates + report.removed
    return WRONG if report.rejected and not taken else DONE


def run_merge(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Take archives over; the first named is the one to merge into, unless `--archive` names it."""
    from assistant.desk.upkeep import merge_into

    shards = [Path(one) for one in args.archives]
    if not args.archive:
        folder, shards = shards[0], shards[1:]
    if not shards:
        raise CallError("nothing to merge: name the archive to merge into, then those to take over")
    with progress("versions") as bar:
        report = merge_into(folder, shards, settings, lambda title, passages: bar.update())
    _remarks(report.remarks)
    return done(args, report.model_dump(), _told(report))


def _told(report: "IngestReport") -> str:
    return (
        f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
        f"{counted(report.duplicates, 'copy', 'copies')}, {report.removed} removed, {len(report.rejected)} rejected; "
        f"the archive holds {counted(report.articles, 'article')} "
        f"in {counted(report.passages, 'passage')} ({report.seconds:.1f} s)"
    )


def _remarks(remarks: Sequence[Mapping[str, str]]) -> None:
    """Say on standard error what was changed or not believed; the JSON has no room for it."""
    for one in remarks[:REMARKS]:
        print(plain(f"remark {cut(one['source'], REASON)}: {cut(one['remark'], REASON)}"), file=sys.stderr)
    if len(remarks) > REMARKS:
        print(f"{counted(len(remarks) - REMARKS, 'more remark')}", file=sys.stderr)


def run_status(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Say what the archive holds; 1 where it is not whole."""
    from assistant.desk.upkeep import ingests, status

    if args.rejected:
        _reports(ingests(folder), as_json=args.json)
        return DONE
    if args.slow is not None:
        _slow(folder, args.slow, as_json=args.json)
        return DONE
    found = status(folder, settings)
    if args.json:
        print_json(found)
    else:
        for name, value in found.items():
            shown = "none" if value is None else ("yes" if value else "no") if isinstance(value, bool) else value
            show(f"{name.replace('_', ' ')}: {shown}")
    return DONE if found["whole"] else FAILED


def _slow(folder: Path, most: int, *, as_json: bool) -> None:
    """Show the slowest kept answers, and where their time went."""
    from assistant.evaluation.runs.slow import slowest
    from corpus.store.archive import Archive

    if most < 1:
        raise CallError("--slow must be at least 1")
    Archive.open(folder)  # or say that there is none
    found = slowest(folder, most)
    if as_json:
        print_json({"slow": [asdict(one) for one in found]})
        return
    for one in found:
        steps = ", ".join(f"{step} {ms / 1000:.1f}" for step, ms in one.timings_ms.items() if step != "total" and ms)
        show(f"{one.timings_ms['total'] / 1000:.1f} s ({steps}): {one_line(cut(one.question, 200))}")
        show(f"  in {one.kept_in}" + (f", {one.asked}" if one.asked else ""))
    if not found:
        show("no answer is kept yet: conversations of the page and runs of the evaluation are")


def _reports(reports: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """Show the reports of the last ingests, the newest first."""
    if as_json:
        print_json({"ingests": [{name: value for name, value in one.items() if name != "by"} for one in reports]})
        return
    for one in reports:
        refused = counted(len(one["rejected"]), "line", "lines")
        show(f"{one['ended']}: {one['added']} added, {one['updated']} updated, {refused} of refusals, from")
        show(", ".join(one["sources"]))
        for line in one["rejected"]:
            show(f"  rejected {line['source']}: {line['reason']}")
        for line in one["remarks"]:
            show(f"  remark {line['source']}: {line['remark']}")
        if one["more"]:
            show(f"  {counted(one['more'], 'more line')} not kept")
    if not reports:
        show("no report of an ingest is kept yet")


def run_reindex(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Rebuild the vectors, or switch the embedder."""
    from assistant.desk.upkeep import reindex

    with progress("vectors") as bar:
        count = reindex(folder, settings, yes=args.yes, say=tell, moved=bar.update)
    return done(args, {"vectors": count}, f"{counted(count, 'vector')} rebuilt")


def run_restore(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Bring back what was removed."""
    from assistant.desk.upkeep import restore

    count = restore(folder, settings, args.ids)
    return done(args, {"restored": count}, f"{counted(count, 'article')} restored")


def run_compact(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Delete for good what was removed."""
    from assistant.desk.upkeep import compact

    count, kept = compact(folder, settings)
    for id, by in kept.items() if not args.json else ():
        show(f"kept {cut(id)}: cited by {cut(by[0])}" + (f" and {len(by) - 1} more" if by[1:] else ""))
    listed = [{"article_id": id, "cited_by": by} for id, by in kept.items()]
    return done(args, {"deleted": count, "kept": listed}, f"{counted(count, 'removed article')} deleted for good")


def run_move(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Move the vectors to a Chroma server, or back."""
    from assistant.desk.upkeep import move

    with progress("vectors") as bar:
        count = move(folder, args.to, say=tell, moved=bar.update)
    return done(args, {"vectors": count, "vectors_in": args.to}, f"{counted(count, 'vector')} in {args.to}")


def run_diff(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Show what changed between two versions of an article."""
    from assistant.desk.upkeep import difference

    found = difference(folder, args.id, args.old, args.new)
    if args.json:
        print_json(found)
        return DONE
    show(f"{args.id}: version {found['from']} -> {found['to']}")
    for name, (before, after) in found["fields"].items():
        show(f"{name}: {before} -> {after}")
    for one in found["changes"]:
        if one["op"] != "same":
            show(f"{'-' if one['op'] == 'removed' else '+'} {one['text']}")
    return DONE
