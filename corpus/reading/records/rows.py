"""JSON Lines, JSON and CSV: one article a record, each record taken or rejected by itself."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TextIO

from corpus.errors import Rejected
from corpus.reading import field_names
from corpus.reading.apart.process import apart
from corpus.reading.containers import refuse_container
from corpus.reading.decoding import binary, encoding_of
from corpus.reading.found import Found, Reading, broken, from_record
from corpus.reading.records.column_dates import Order
from corpus.reading.records.wrapped import list_in, record, summarised, told_text

# Characters of one line, or of one row of a table: far above the longest transcript (160,000), and read in a second.
LONGEST_LINE = 10_000_000
# Characters of a large JSON text for each comma and bracket in it, which bound the values that it makes: one of nothing
# but small numbers would take twenty times its size in memory. Prose has a comma in 60 characters.
_CHARACTERS_A_VALUE = 8
_LARGE = 1_000_000
# Bytes by which the encoding and the separator of a long file are told.
_SAMPLE = 1_000_000


# A text that is HTML begins with a tag, or closes some; `[+1234 chars]` is where NewsAPI breaks off what it gives.
_HTML = re.compile(
    r"\s{0,100}<(?:!doctype|html|body|p|div|article|section|span|h[1-6]|ul|ol|table|br|figure|blockquote|entry)\b"
    r"[^>]{0,500}>",
    re.IGNORECASE,
)
_OBJECT = re.compile(rb'(?:\[\s{0,99}\{|\{)\s{0,99}"[^"\n]{0,200}"\s{0,99}:')
_CLOSED = re.compile(r"</(?:p|div|span|a|strong|em|h[1-6]|li|td|blockquote)>", re.IGNORECASE)
_FEW_TAGS = 3
_BROKEN_OFF = re.compile(r"(?:…|\.\.\.)?\s?\[\+[0-9]{1,9} chars\]\s{0,9}\Z")
# Lines of a table in which the names of its columns are looked for: reports stand above them, or `sep=;`.
_HEAD = 30
_MARKS = ",;\t|"
_MOST_COLUMNS = 500


def json_lines(path: Path) -> Iterator[tuple[int, Reading]]:
    """The records of a JSON Lines file with the numbers of their lines; blank lines are passed over."""
    order = Order(lambda: _taken(_lines_of(path)))
    for number, reading in _lines_of(path):
        yield number, partial(_settled, reading, order)


def json_file(text: str) -> Iterator[tuple[int, Reading]]:
    """The records of a JSON document: a list of objects, one with such a list in it, or a single one; or JSON Lines."""
    first, _, rest = text.strip().partition("\n")
    if first.startswith("{") and first.rstrip().endswith("}") and rest:
        readings = list(_lines(StringIO(text)))
    else:
        document = _json(text)
        values = list_in(document)
        readings = [
            (number, partial(record, one))
            for number, one in enumerate([document] if values is None else values, start=1)
        ]
    order = Order(lambda: _taken(readings))
    for number, reading in readings:
        yield number, partial(_settled, reading, order)


def csv_rows(path: Path) -> Iterator[tuple[int, Reading]]:
    """The rows of a CSV file whose first line names the columns, with the numbers of the lines where they end."""
    order = Order(lambda: _taken(_rows_of(path)))
    for number, reading in _rows_of(path):
        yield number, partial(_settled, reading, order)


def _settled(reading: Reading, order: Order) -> Found:
    """A record with its days in the order of its column, and its text without the marks of HTML."""
    found = order.settled(reading())
    text = found.fields.get("text")
    if isinstance(text, str) and (_HTML.match(text) or ("</" in text and len(_CLOSED.findall(text)) >= _FEW_TAGS)):
        return replace(found, fields={**found.fields, "text": apart("fragment", text.encode("utf-8", "surrogatepass"))})
    if isinstance(text, str) and (mark := _BROKEN_OFF.search(text[-60:])):
        whole = {**found.fields, "text": text[: len(text) - len(mark[0])].rstrip()}
        told = (*found.notes, f"is broken off where it came from ({mark[0].strip()}): its beginning alone is kept")
        return replace(found, fields=whole, metadata={"summary_only": True} | found.metadata, notes=told)
    return found


def _taken(readings: Iterable[tuple[int, Reading]]) -> Iterator[Found]:
    """What can be read of the records, to look at their days."""
    for _, reading in readings:
        with suppress(Rejected):
            yield reading()


def _lines_of(path: Path) -> Iterator[tuple[int, Reading]]:
    with _open(path) as file:
        yield from _lines(file)


def _rows_of(path: Path) -> Iterator[tuple[int, Reading]]:
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    with _open(path) as file:
        above, mark = _header(file) or (0, "")
        file.seek(0)
        mark = mark or max(_MARKS, key=file.readline(_SAMPLE).count)
        file.seek(0)
        lines = _Lines(file)
        for _ in range(above):
            next(lines)
        rows = csv.reader(lines, delimiter=mark, strict=True)
        header: list[str] | None = None
        while True:
            lines.held = 0
            try:
                row = next(rows)
            except StopIteration:
                return
            except (csv.Error, Rejected) as error:
                reason = error if isinstance(error, Rejected) else Rejected(f"is not CSV: {error}")
                yield lines.number, broken(reason)
                continue
            if not any(cell.strip() for cell in row):
                continue
            while header and len(row) > len(header) and not row[-1].strip():
                row.pop()
            if header is None:
                header = [name.strip().lstrip("\ufeff") for name in row]
                _check_columns(header)
            elif len(row) > len(header):
                yield lines.number, broken(Rejected(f"has {len(row)} fields, the first line names {len(header)}"))
            else:
                yield lines.number, partial(_row, list(zip(header, row, strict=False)))


def _row(cells: list[tuple[str, str]]) -> Found:
    """A row of a table; of columns with one name the filled one counts, and two that differ are refused."""
    if reason := field_names.told_twice(cells):
        raise Rejected(reason)
    filled = {name: cell for name, cell in cells if cell.strip()}
    return told_text(from_record(dict(cells) | filled))


def tabular(path: Path) -> bool:
    """Whether a text file is a table, by the names of columns in its first lines."""
    try:
        with _open(path) as file:
            return _header(file) is not None
    except (Rejected, OSError):
        return False


def _header(file: TextIO) -> tuple[int, str] | None:
    """How many lines stand above the one that names the columns, and what parts its cells; None where none does."""
    for number in range(_HEAD):
        line = file.readline(_SAMPLE).lstrip("\ufeff")
        for mark in sorted(_MARKS, key=line.count, reverse=True):
            if 0 < line.count(mark) < _MOST_COLUMNS and _names_columns(next(csv.reader([line], delimiter=mark), [])):
                return number, mark
    return None


def _names_columns(cells: list[str]) -> bool:
    """Whether cells name the columns that each article needs."""
    found = from_record(dict.fromkeys((cell.strip() for cell in cells), "x"))
    return "title" in found.fields and ("text" in found.fields or bool(summarised(found)))


def _check_columns(header: list[str]) -> None:
    """Raise Rejected for a table without the columns that each article needs."""
    found = from_record(dict.fromkeys(header, "x")).fields
    missing = [] if _names_columns(header) else [name for name in ("text", "title") if name not in found]
    if missing:
        looked = "; ".join(f"no column {name} (looked for {field_names.looked_for(name)})" for name in missing)
        remedy = "; its addresses can be given to `briefing ingest` themselves" if "url" in found else ""
        raise Rejected(f"its first line names {looked}{remedy}")


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
    return record(_json(line))


def two_objects(head: bytes) -> bool:
    """Whether the first line of a file is a JSON object and the second begins one."""
    first, _, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    return rest.lstrip().startswith(b"{") and first.rstrip().endswith(b"}")


def is_json(data: bytes) -> bool:
    """Whether a text is JSON, whatever its name: an object or a list of objects, or several of them."""
    head = data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip()
    return bool(_OBJECT.match(head)) and data.rstrip().endswith((b"}", b"]"))


def _open(path: Path) -> TextIO:
    """Open a file of lines in its encoding; bytes that are not of it become lone surrogates, which reject a record."""
    encoding = lines_encoding(path)
    return path.open("r", encoding=encoding, errors="surrogateescape", newline="\n" if encoding != "utf-16" else None)


def lines_encoding(path: Path) -> str:
    """The codec of a file of lines, told by its beginning; raises Rejected for what is no text."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if not sample.strip():
        raise Rejected("the file is empty")
    refuse_container(sample)
    if len(sample) == _SAMPLE:  # cut after a whole line, so that no character is cut in two
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    if binary(sample):
        raise Rejected("is not text but a binary file")
    return encoding_of(sample) or "utf-8"


def _json(text: str) -> object:
    """The value of a JSON text; raises Rejected where it is none, or of more values than memory should hold."""
    if len(text) > _LARGE and (values := sum(map(text.count, ",[{"))) > len(text) // _CHARACTERS_A_VALUE:
        raise Rejected(f"is JSON of about {values:,} values, too many for articles")
    try:
        return json.loads(text, object_pairs_hook=field_names.whole_object)
    except json.JSONDecodeError as error:
        raise Rejected(f"is not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise Rejected("is not usable JSON: nested too deeply") from None
    except ValueError:  # a number of more than 4,300 digits
        raise Rejected("is not usable JSON: a number is too long") from None
