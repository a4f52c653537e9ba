"""`briefing ...`: the command line. Parses, calls, prints; what takes time to import is imported when it is needed."""

import argparse
import logging
import os
import sqlite3
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from assistant.settings import Settings
from corpus.errors import BriefingError, CallError
from ui.cli import archive, asking, briefing, evaluate, serve, servers, topics, verify, watching
from ui.cli.commands import DONE, FAILED, WRONG, Commands, Parser, place, tell
from ui.safe import plain
from ui.tracing import listen

GROUPS = (archive, asking, briefing, evaluate, verify, watching, topics, serve, servers)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 the work failed, 2 the call or the whole input is wrong."""
    folder = Path()
    try:
        args = _parser().parse_args(argv)
        _log(verbose=args.verbose)
        settings = Settings.from_env()
        args.archive = args.archive or args.archive_before
        folder = Path(args.archive) if args.archive else settings.archive
        listen(settings)
        status: int = args.run(args, settings, folder)
        sys.stdout.flush()
        return status
    except CallError as exc:
        return _fail(exc, WRONG)
    except BriefingError as exc:
        return _fail(exc, FAILED)
    except KeyboardInterrupt:
        return _fail("stopped: what was done is kept, and the same command goes on from there", FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except sqlite3.Error as exc:
        from corpus.store.database import advice

        return _fail(advice(folder, exc), FAILED)
    except Exception as exc:
        if logging.getLogger().isEnabledFor(logging.INFO):
            logging.getLogger("briefing").exception("unexpected")
        return _fail(f"unexpected {type(exc).__name__}: {exc} (run again with -v and report what it says)", FAILED)


def _fail(message: object, status: int) -> int:
    tell(message)
    return status


class _Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return plain(super().format(record))


def _log(*, verbose: bool) -> None:
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, stream=sys.stderr)
    logging.captureWarnings(True)  # what a library warns of is no line for a person
    for handler in logging.getLogger().handlers:
        handler.setFormatter(_Plain("%(levelname)s %(name)s: %(message)s"))


def _parser() -> Parser:
    parser = Parser(prog="briefing", description="Ask your own news archive; every sentence is tied to its source.")
    parser.add_argument("--version", action="version", version=f"briefing {version('briefing-assistant')}")
    # Also before the command, where people write it; the help of each command tells of it.
    parser.add_argument("--archive", dest="archive_before", type=place, help=argparse.SUPPRESS)
    commands = Commands(parser)
    for group in GROUPS:
        group.add_to(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
