"""What all commands share: how one is added, its exit statuses, and the ways in which it speaks."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from corpus.errors import CallError
from corpus.store.private import write
from ui.safe import json_text, one_line, plain

DONE, FAILED, WRONG = 0, 1, 2

Run = Callable[[argparse.Namespace, Settings, Path], int]
"""Runs a command on the archive in a folder; returns the exit status."""


LARGEST = 10**9  # of a number in a call: more is a slip, and neither SQLite nor the calendar takes it


def text(words: str) -> str:
    """An argument as it was typed. Raises ArgumentTypeError for bytes that are no characters of the terminal's."""
    if any("\ud800" <= letter <= "\udfff" for letter in words):
        raise argparse.ArgumentTypeError(f"{plain(words)[:60]!r} holds broken characters, as of another encoding")
    return words


def place(words: str) -> str:
    """The name of a file or folder, as `text` gives it. Raises ArgumentTypeError also for an empty one."""
    if not words.strip():
        raise argparse.ArgumentTypeError("it is empty: name a file or a folder")
    return text(words)


def whole(words: str) -> int:
    """A whole number. Raises ValueError for anything else, and ArgumentTypeError beyond LARGEST on either side."""
    number = int(words)
    if abs(number) > LARGEST:
        raise argparse.ArgumentTypeError(f"{words[:30]} is out of bounds: {LARGEST:,} is the largest number")
    return number


class Parser(argparse.ArgumentParser):
    """Raises CallError where the call is wrong, in place of leaving the program; a flag is its whole name."""

    def __init__(self, **named: Any) -> None:  # noqa: ANN401 - argparse's own arguments
        super().__init__(**named, allow_abbrev=False)

    def error(self, message: str) -> Any:  # noqa: ANN401, D102 - argparse's own signature
        raise CallError(f"{message} (see `{self.prog} --help`)")


class Commands:
    """The commands of a parser; each group of them has a function `add_to` that takes this."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._commands = parser.add_subparsers(metavar="COMMAND", required=True)
        self._common = Parser(add_help=False)
        self._common.add_argument(
            "--archive", metavar="DIR", type=place, help="the archive's folder (default: BRIEFING_ARCHIVE or ./archive)"
        )
        self._common.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
        self._common.add_argument("-v", "--verbose", action="store_true", help="log to standard error")
        self._window = Parser(add_help=False)
        for flag, metavar, help in (
            ("--as-of", "DAY", "the day the question is asked from; nothing later is used"),
            ("--since", "DAY", "only what was published on this day or later"),
            ("--until", "DAY", "only what was published on this day or earlier"),
            ("--source", "NAME", "only this outlet"),
            ("--known-at", "MOMENT", "as known then: nothing that this archive first held later is used"),
        ):
            self._window.add_argument(flag, metavar=metavar, help=help)

    def add(self, name: str, run: Run, help: str, *, window: bool = False) -> argparse.ArgumentParser:
        """A command with the flags that all have, and with a `window` those that narrow a question."""
        parents = [self._common, self._window] if window else [self._common]
        found: argparse.ArgumentParser = self._commands.add_parser(name, help=help, description=help, parents=parents)
        found.register("type", None, text)  # what has no type of its own, and what is an `int`
        found.register("type", int, whole)
        found.set_defaults(run=run)
        return found


def add_writer(command: argparse.ArgumentParser) -> None:
    """Add the flag that chooses who writes."""
    command.add_argument("--writer", metavar="NAME", help="`quotes`, or `openai:MODEL`")


def window_of(args: argparse.Namespace) -> dict[str, Any]:
    """What the flags of a window say, as `ask` and `search` take it."""
    names = ("as_of", "since", "until", "source", "known_at")
    return {name: getattr(args, name) for name in names}


def show(text: str) -> None:
    """Print to standard output, without anything that a terminal would obey."""
    print(plain(text))


def tell(message: object) -> None:
    """Print one line to standard error."""
    print(f"briefing: {one_line(str(message))}", file=sys.stderr)


def print_json(document: object, *, indent: int | None = 2) -> None:
    """Print the one document of `--json`."""
    print(json_text(document, indent=indent), flush=True)


def done(args: argparse.Namespace, document: dict[str, Any], line: str) -> int:
    """Say what was done, as a document or in a line."""
    if args.json:
        print_json(document)
    else:
        show(line)
    return DONE


@contextmanager
def progress(unit: str, total: int | None = None) -> Iterator[Any]:
    """A bar with rate and remaining time on a terminal's standard error, and nothing elsewhere."""
    from tqdm import tqdm

    with tqdm(total=total, unit=f" {unit}", disable=None, file=sys.stderr, dynamic_ncols=True) as bar:
        yield bar


def placed(name: str) -> Path:
    """What a person named to be written, a file or a folder. Raises CallError where the folder around it is not there:
    asked before the work, so that none is lost to a name mistyped.
    """
    out = Path(name)
    if not out.parent.is_dir():
        raise CallError(f"{out} cannot be written: there is no folder {out.parent}")
    return out


def write_out(out: Path, data: bytes) -> None:
    """Write the file that a person named, whole or not at all: the one before stays where there is no room.

    A device or a pipe is written to. Raises CallError.
    """
    try:
        if out.exists() and not out.is_file():
            out.write_bytes(data)
        else:
            write(out.resolve(), data, public=True)
    except OSError as exc:
        raise CallError(f"the file {out} cannot be written: {exc.strerror}") from exc
