"""`briefing api`, `briefing mcp`: the command line's doors to the servers for other programs."""

import argparse
from pathlib import Path

from assistant.settings import Settings
from corpus.errors import CallError
from ui.cli.commands import Commands, tell


def add_to(commands: Commands) -> None:
    """Add the commands and their arguments."""
    sub = commands.add("api", run_api, "answer other programs over HTTP, in OpenAI's protocol too")
    sub.add_argument("--port", type=int, default=8600, help="default: 8600")
    sub.add_argument(
        "--host",
        metavar="NAME",
        action="append",
        default=[],
        help="another name or address to answer to (repeatable); needs BRIEFING_API_KEY",
    )
    sub = commands.add("mcp", run_mcp, "answer programs that speak the Model Context Protocol, over stdio")
    sub.add_argument("--http", metavar="PORT", type=int, help="over HTTP on a port of the loopback instead")


def run_api(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Serve until interrupted."""
    from ui.server.api import serve

    return serve(folder, settings, port=args.port, hosts=args.host, say=tell)


def run_mcp(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Serve until the program that asks is done, or until interrupted. Raises CallError where the SDK is missing."""
    try:
        from ui.server.tools import serve
    except ModuleNotFoundError as exc:
        if (exc.name or "").partition(".")[0] != "mcp":
            raise
        raise CallError("this needs the extra `mcp`: pip install 'briefing-assistant[mcp]'") from None
    return serve(folder, settings, args.http, tell)
