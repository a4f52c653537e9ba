"""`briefing brief`: the command line's door to briefings."""

import argparse
from pathlib import Path

from assistant.briefing.length import WORDS
from assistant.settings import Settings
from ui.cli.commands import DONE, Commands, add_writer, place, placed, print_json, show, window_of, write_out


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
    sub = commands.add("brief", run_brief, "brief on a topic, a period or both", window=True)
    sub.add_argument("request", metavar="REQUEST", nargs="?", default="")
    add_writer(sub)
    sub.add_argument("--words", type=int, default=WORDS, help=f"words of all sentences together (default: {WORDS})")
    sub.add_argument("--form", default="brief", metavar="FORM", help="`brief` (default), `review` or `timeline`")
    sub.add_argument(
        "--out", metavar="FILE", type=place, help="write it to a file: .md, .html, .docx, .pdf, .ris or .json"
    )


def run_brief(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Make one briefing, and print it or write it to a file."""
    from assistant.assistant import Assistant
    from corpus import clock
    from ui.export.briefing import of_briefing
    from ui.export.forms import briefing_json, maker
    from ui.export.text import as_text

    out = placed(args.out) if args.out else None
    make = maker(out) if out else None
    desk = Assistant.open(folder, settings=settings)
    made = desk.brief(args.request, writer=args.writer, words=args.words, form=args.form, **window_of(args))
    if args.json:
        print_json(made.model_dump(mode="json"))
    if out or not args.json:
        document = of_briefing(
            made, archive=folder.name, today=clock.today(), look=desk.article, arrived=desk.archive.arrivals.of
        )
        if out is None:
            show(as_text(document))
            return DONE
        write_out(out, make(document) if make else briefing_json(made))
        if not args.json:
            show(f"Written to {out}.")
    return DONE
