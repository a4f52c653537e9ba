"""`briefing ingest`, `status`, `reindex`, `restore`, `compact`, `move`, `diff`: the command line's door to the archive."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.settings import Settings
from corpus.errors import CallError
from corpus.text.counting import counted
from ui.cli.commands import DONE, FAILED, WRONG, Commands, done, print_json, progress, show, tell
from ui.safe import cut, plain

REASON = 2_000  # characters of a rejection in a line
REMARKS = 200  # told one by one


def add_to(commands: Commands) -> None:
    """Add the commands and their arguments."""
    sub = commands.add("ingest", run_ingest, "read articles into the archive (files, folders, feeds, pages)")
    sub.add_argument("sources", metavar="SOURCE", nargs="*", help="a file, a folder, or an http(s) address")
    sub.add_argument("--published", metavar="DAY", help="the day of publication where a source gives none")
    sub.add_argument("--sync", action="store_true", help="remove what a file or folder gave before and gives no longer")
    sub.add_argument("--sample", action="store_true", help="also take the sample articles that came with the install")
    commands.add("status", run_status, "say what the archive holds and whether it is whole")
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
            folder, sources, settings, published=args.published, sync=args.sync, progress=step, say=tell
        )
    _remarks(report.remarks)
    if args.json:
        print_json(report.model_dump())
    else:
        for one in report.rejected:
            print(plain(f"rejected {cut(one['source'], REASON)}: {cut(one['reason'], REASON)}"), file=sys.stderr)
        show(
            f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
            f"{counted(report.duplicates, 'copy', 'copies')}, {report.removed} removed, {len(report.rejected)} rejected; "
            f"the archive holds {counted(report.articles, 'article')} "
            f"in {counted(report.passages, 'passage')} ({report.seconds:.1f} s)"
        )
    taken = report.added + report.updated + report.unchanged + report.duplicates + report.removed
    return WRONG if report.rejected and not taken else DONE


def _remarks(remarks: Sequence[Mapping[str, str]]) -> None:
    """Say on standard error what was changed or not believed; the JSON has no room for it."""
    for one in remarks[:REMARKS]:
        print(plain(f"remark {cut(one['source'], REASON)}: {cut(one['remark'], REASON)}"), file=sys.stderr)
    if len(remarks) > REMARKS:
        print(f"{counted(len(remarks) - REMARKS, 'more remark')}", file=sys.stderr)


def run_status(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Say what the archive holds; 1 where it is not whole."""
    from assistant.desk.upkeep import status

    found = status(folder, settings)
    if args.json:
        print_json(found)
    else:
        for name, value in found.items():
            shown = "none" if value is None else ("yes" if value else "no") if isinstance(value, bool) else value
            show(f"{name.replace('_', ' ')}: {shown}")
    return DONE if found["whole"] else FAILED


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

    count = compact(folder, settings)
    return done(args, {"deleted": count}, f"{counted(count, 'removed article')} deleted for good")


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
