"""The sources of a document as RIS, for programs that keep references (Zotero, EndNote, Citavi)."""

from collections.abc import Iterator

import rispy

from ui.export.document import Document, Source


class _Writer(rispy.RisWriter):  # type: ignore[misc] # rispy has no types
    """RIS without a number before each reference, which is no part of the format."""

    def set_header(self, count: int) -> str:
        """Nothing."""
        return ""


def as_ris(made: Document) -> bytes:
    """One reference for each source, in the order of their numbers; UTF-8."""
    text: str = rispy.dumps([dict(_fields(one)) for one in made.sources], implementation=_Writer)
    return text.encode()


def _fields(one: Source) -> Iterator[tuple[str, str | list[str]]]:
    """RIS fields of an article of the press; those without a value are left out."""
    yield "type_of_reference", "NEWS"
    for name, value in (
        ("title", one.title),
        ("authors", [one.author]),
        ("secondary_title", one.outlet),
        ("year", one.published[:4]),
        ("date", one.published.replace("-", "/")),
        ("start_page", one.pages.partition("p. ")[2].partition(",")[0]),
        ("type_of_work", one.kind),
        ("edition", f"version {one.version}"),
        ("accession_number", one.id),
        ("urls", [one.url or ""]),
        (
            "notes",
            [
                f"Updated {one.updated}" if one.updated else "",
                f"Arrived {one.arrived}" if one.arrived else "",
                *one.quotes,
            ],
        ),
    ):
        if kept := [each for each in value if each] if isinstance(value, list) else value:
            yield name, kept
