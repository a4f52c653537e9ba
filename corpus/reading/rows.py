"""JSON Lines, JSON and CSV: one article a record, each record taken or rejected by itself."""

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import TextIO

from corpus.errors import Rejected
from corpus.reading.decoding import binary, encoding_of
from corpus.reading.found import COLUMNS, Found, from_record

# One line, or one field: far above the longest transcript (160,000 characters), and far below the memory of a machine.
LONGEST_LINE = 50_000_000
# Bytes by which the encoding and the separator of a long file are told.
_SAMPLE = 1_000_000

Bad = Callable[[int, str], None]
"""Called with the number of a line that cannot be taken, and why."""


def json_lines(path: Path, bad: Bad) -> Iterator[tuple[int, Found]]:
    """The records of a JSON Lines file with the numbers of their lines; blank lines are passed over."""
    with _open(path) as file:
        yield from _lines(file, bad)


def json_file(text: str, bad: Bad) -> Iterator[tuple[int, Found]]:
    """The records of one JSON document: a list of objects, or a single one; or of JSON Lines under a wrong suffix."""
    first, _, rest = text.strip().partition("\n")
    if first.startswith("{") and first.rstrip().endswith("}") and rest:
        yield from _lines(StringIO(text), bad)
        return
    document = _json(text)
    for number, value in enumerate(document if isinstance(document, list) else [document], start=1):
        try:
            yield number, _record(value)
        except Rejected as reason:
            bad(number, str(reason))


def csv_rows(path: Path, bad: Bad) -> Iterator[tuple[int, Found]]:
    """The rows of a CSV file whose first line names the columns, with the numbers of the lines where they end."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    with _open(path) as file:
        sample = file.readline(_SAMPLE)
        file.seek(0)
        separator = max(",;\t|", key=sample.count)
        rows = csv.reader(_bounded(file), delimiter=separator, strict=True)
        header: list[str] | None = None
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                bad(rows.line_num, f"is not CSV: {error}")
                continue
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = [name.strip().lstrip("\ufeff") for name in row]
                if missing := {"title", "text"} - from_record(dict.fromkeys(header, "x"), names=COLUMNS).fields.keys():
                    raise Rejected(f"its first line names no column {' and no column '.join(sorted(missing))}")
            elif len(row) > len(header):
                bad(rows.line_num, f"has {len(row)} fields, the first line names {len(header)}")
            else:
                yield rows.line_num, from_record(dict(zip(header, row, strict=False)), names=COLUMNS)


def _lines(file: TextIO, bad: Bad) -> Iterator[tuple[int, Found]]:
    """The records of an open JSON Lines file."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            bad(number, f"is longer than {LONGEST_LINE:,} characters")
            while line and not line.endswith("\n"):
                line = file.readline(LONGEST_LINE)
        elif line.strip():
            try:
                yield number, _record(_json(line))
            except Rejected as reason:
                bad(number, str(reason))


def _open(path: Path) -> TextIO:
    """Open a file of lines in its encoding; bytes that are not of it become lone surrogates, which reject a record."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if not sample.strip():
        raise Rejected("the file is empty")
    if len(sample) == _SAMPLE:  # cut after a whole line, so that no character is cut in two
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    if binary(sample):
        raise Rejected("is not text but a binary file")
    encoding = encoding_of(sample) or "utf-8"
    return path.open("r", encoding=encoding, errors="surrogateescape", newline="\n" if encoding != "utf-16" else None)


def _bounded(file: TextIO) -> Iterator[str]:
    """The lines of a file; raises Rejected at one that is too long to hold."""
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise Rejected(f"a line is longer than {LONGEST_LINE:,} characters")
        yield line


def _record(value: object) -> Found:
    """A JSON object as a record; raises Rejected for any other value."""
    if not isinstance(value, dict):
        raise Rejected(f"is not a JSON object but {type(value).__name__}")
    return from_record(value)


def _json(text: str) -> object:
    """The value of a JSON text; raises Rejected where it is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Rejected(f"is not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise Rejected("is not usable JSON: nested too deeply") from None
    except ValueError:  # a number of more than 4,300 digits
        raise Rejected("is not usable JSON: a number is too long") from None
