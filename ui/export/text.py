"""A document as plain lines, for a terminal and for mail: nothing in it is escaped."""

from collections.abc import Iterator

from ui.export.document import Document, Line, Source
from ui.safe import plain


def as_text(made: Document) -> str:
    """Plain lines. The words of others stand behind a bullet, a name or a number, or end in the numbers of their
    sources, so that none can pass for a heading or a source.
    """
    return plain("\n".join(_lines(made)) + "\n")


def _lines(made: Document) -> Iterator[str]:
    yield from _heading(made.title, "=")
    for name, value in made.head:
        yield f"{name}: {value}"
    yield ""
    for part in made.parts:
        yield from _heading(part.heading, "-")
        if part.under:
            yield from (part.under, "")
        for one in part.lines:
            yield from (("- " if part.listed else "") + _line(one), "")
    if made.sources:
        yield from _heading("Sources", "-")
    if made.statement:
        yield from (made.statement, "")
    for source in made.sources:
        yield from _source(source)
    yield from ("", made.footer) if made.sources else (made.footer,)


def _heading(text: str, rule: str) -> tuple[str, str]:
    return text, rule * len(text)


def _line(one: Line) -> str:
    return " ".join(part for part in (one.lead, one.marked, one.tail) if part)


def _source(one: Source) -> Iterator[str]:
    yield f"[{one.number}] {one.about}" + (f" {one.url}" if one.url else "")
    for quote in one.quotes:
        yield f"    {quote}"
