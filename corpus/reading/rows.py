"""JSON Lines, JSON and CSV: one article a record, each record taken or rejected by itself."""

import csv
import json
from collections.abc import Iterator
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TextIO

from corpus.errors import Rejected
from corpus.reading.containers import refuse_container
from corpus.reading.decoding import binary, encoding_of
from corpus.reading.found import COLUMNS, Found, Reading, broken, from_record

# Characters of one line, or of one row of a table: far above the longest transcript (160,000), and read in a second.
LONGEST_LINE = 10_000_000
# Characters of a large JSON text for each comma and bracket in it, which bound the values that it makes: one of nothing
# but small numbers would take twenty times its size in memory. Prose has a comma in 60 characters.
_CHARACTERS_A_VALUE = 8
_LARGE = 1_000_000
# Bytes by which the encoding and the separator of a long file are told.
_SAMPLE = 1_000_000


def json_lines(path: Path) -> Iterator[tuple[int, Reading]]:
    """The records of a JSON Lines file with the numbers of their lines; blank lines are passed over."""
    with _open(path) as file:
        yield from _lines(file)


def json_file(text: str) -> Iterator[tuple[int, Reading]]:
    """The records of one JSON document: a list of objects, or a single one; or of JSON Lines under a wrong suffix."""
    first, _, rest = text.strip().partition("\n")
    if first.startswith("{") and first.rstrip().endswith("}") and rest:
        yield from _lines(StringIO(text))
        return
    document = _json(text)
    for number, value in enumerate(document if isinstance(document, list) else [document], start=1):
        yield number, partial(_record, value)


def csv_rows(path: Path) -> Iterator[tuple[int, Reading]]:
    """The rows of a CSV file whose first line names the columns, with the numbers of the lines where they end."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    with _open(path) as file:
        sample = file.readline(_SAMPLE)
        file.seek(0)
        lines = _Lines(file)
        rows = csv.reader(lines, delimiter=max(",;\t|", key=sample.count), strict=True)
        header: list[str] | None = None
        while True:
            lines.held = 0
            try:
                row = next(rows)
            except StopIteration:
                return
            except (csv.Error, Rejected) as error:
                reason = error if isinstance(error, Rejected) else Rejected(f"is not CSV: {error}")
                yield max(rows.line_num, lines.number), broken(reason)
                continue
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = [name.strip().lstrip("\ufeff") for name in row]
                if missing := {"title", "text"} - from_record(dict.fromkeys(header, "x"), names=COLUMNS).fields.keys():
                    raise Rejected(f"its first line names no column {' and no column '.join(sorted(missing))}")
            elif len(row) > len(header):
                yield lines.number, broken(Rejected(f"has {len(row)} fields, the first line names {len(header)}"))
            else:
                yield lines.number, partial(from_record, dict(zip(header, row, strict=False)), names=COLUMNS)


class _Lines:
    """The lines of a file, with the number of the last; at one too long to hold it raises Rejected, and then goes on.

    `held`: the characters of the lines since the last row, of which a quoted field may take many.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.number = 0
        self.held = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._file.readline(LONGEST_LINE + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.held += len(line)
        if self.held > LONGEST_LINE:
            while line and not line.endswith("\n"):
                line = self._file.readline(LONGEST_LINE)
            raise Rejected(f"is longer than {LONGEST_LINE:,} characters")
        return line


def _lines(file: TextIO) -> Iterator[tuple[int, Reading]]:
    """The records of an open JSON Lines file."""
    lines = _Lines(file)
    while True:
        lines.held = 0
        try:
            line = next(lines)
        except StopIteration:
            return
        except Rejected as reason:
            yield lines.number, broken(reason)
            continue
        if line.strip():
            yield lines.number, partial(_line, line)


def _line(line: str) -> Found:
    return _record(_json(line))


def _open(path: Path) -> TextIO:
    """Open a file of lines in its encoding; bytes that are not of it become lone surrogates, which reject a record."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if not sample.strip():
        raise Rejected("the file is empty")
    refuse_container(sample)
    if len(sample) == _SAMPLE:  # cut after a whole line, so that no character is cut in two
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    if binary(sample):
        raise Rejected("is not text but a binary file")
    encoding = encoding_of(sample) or "utf-8"
    return path.open("r", encoding=encoding, errors="surrogateescape", newline="\n" if encoding != "utf-16" else None)


def _record(value: object) -> Found:
    """A JSON object as a record; raises Rejected for any other value."""
    if not isinstance(value, dict):
        raise Rejected(f"is not a JSON object but {type(value).__name__}")
    return from_record(value)


def _json(text: str) -> object:
    """The value of a JSON text; raises Rejected where it is none, or of more values than memory should hold."""
    if len(text) > _LARGE and (values := sum(map(text.count, ",[{"))) > len(text) // _CHARACTERS_A_VALUE:
        raise Rejected(f"is JSON of about {values:,} values, too many for articles")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Rejected(f"is not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise Rejected("is not usable JSON: nested too deeply") from None
    except ValueError:  # a number of more than 4,300 digits
        raise Rejected("is not usable JSON: a number is too long") from None
