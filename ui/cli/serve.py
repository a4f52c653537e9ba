"""`briefing serve`: the command line's door to the page in the browser."""

import argparse
from pathlib import Path

from assistant.settings import Settings
from ui.cli.commands import Commands, place


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
    sub = commands.add("serve", run_serve, "open the page in the browser")
    sub.add_argument(
        "archives",
        metavar="ARCHIVE",
        nargs="*",
        type=place,
        help="archives to choose from in the sidebar (default: the only one)",
    )
    sub.add_argument("--port", type=int, default=8501)
    sub.add_argument(
        "--host",
        metavar="NAME",
        action="append",
        default=[],
        help="another name that browsers may ask for (repeatable); an IP address is also listened on, not 127.0.0.1",
    )
    sub.add_argument("--headless", action="store_true", help="do not open a browser")
    sub.add_argument("--watch", action="store_true", help="also look at what is subscribed to, as `briefing watch`")


def run_serve(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Serve the page until it is interrupted."""
    from ui.page.serve import serve

    folders = [*([folder] if args.archive or not args.archives else []), *map(Path, args.archives)]
    return serve(folders, settings, port=args.port, headless=args.headless, hosts=args.host, watched=args.watch)
