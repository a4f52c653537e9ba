"""Word files, Rich Text, books and references: what their parsers give, as articles."""

from dataclasses import replace
from typing import Any

from corpus.errors import Rejected
from corpus.reading.apart.process import apart
from corpus.reading.containers import BOOK, WORD
from corpus.reading.exports import several
from corpus.reading.found import Found
from corpus.reading.texts.several import text_pages
from corpus.reading.texts.textpage import text_page
from corpus.text.counting import counted

RICH_TEXT = "a Rich Text file"
REFERENCES = "a list of references (RIS)"
OPEN = "has no line of its end (ER) in its list: it may be cut off"
# Lines at the head of a text in which its title and author are looked for.
_HEAD = 15
_COVER = 300  # characters of what is no chapter but a cover or a table of contents


def word_file(data: bytes, stem: str = "") -> list[Found | Rejected]:
    """The articles of a Word file; the day on which the file was made is not taken for that of publication."""
    read = _parsed("word", data, WORD)
    found = _of_text(read["text"], stem, WORD)
    only = found[0]
    if len(found) > 1 or isinstance(only, Rejected) or not only.claims:
        return found
    about, lines = read["about"], read["text"].split("\n")[: 2 * _HEAD]
    # What a template left in the properties is no title, and who typed it no author: the text must say so.
    title = next((one for one in (read["heading"], about.get("title", "")) if one and one in lines), "")
    author = about.get("creator", "")
    if title and title != only.fields.get("title") and not only.fields.get("published"):
        only = _titled(only, title, read["text"])
    if not only.fields.get("author") and author and any(author in line for line in lines):
        only = replace(only, fields={**only.fields, "author": author})
    made = {"file_created": about["created"]} if about.get("created") else {}
    return [replace(only, metadata=made | only.metadata)]


def rich_text(data: bytes, stem: str = "") -> list[Found | Rejected]:
    """The articles of a Rich Text file."""
    return _of_text(_parsed("rich text", data, RICH_TEXT)["text"], stem, RICH_TEXT)


def book(data: bytes, stem: str = "") -> list[Found | Rejected]:
    """The articles of a book: its chapters where they have days of their own, as in a newspaper, or all as one."""
    read = _parsed("book", data, BOOK)
    about, chapters = read["about"], read["chapters"]
    language, source = about.get("language"), about.get("publisher")
    lost = (f"{counted(read['missing'], 'chapter')} of its book cannot be found in it",) if read["missing"] else ()
    pages = [_page(one) for one in chapters]
    long = [page for page in pages if len(str(page.fields.get("text"))) >= _COVER or page.fields.get("published")]
    if 2 * sum(bool(page.fields.get("published")) for page in long) > len(long):
        outlet = {"source": about.get("title")} if about.get("title") else {}
        each = [replace(page, fields={**outlet, "language": language, **page.fields}, form=BOOK) for page in long]
        return [replace(each[0], notes=(*each[0].notes, *lost)), *each[1:]]
    one = _of_text("\n\n".join(chapter["text"] for chapter in chapters), stem, BOOK)[0]
    if isinstance(one, Rejected):
        return [one]
    fields = {"language": language, "source": source, "author": about.get("creator"), **one.fields}
    if about.get("title"):
        fields["title"] = about["title"]
    if not fields.get("published") and about.get("date"):
        fields["published"] = about["date"]
        return [replace(one, fields=fields, notes=("is dated by what the book says of itself", *lost))]
    return [replace(one, fields=fields, notes=(*one.notes, *lost))]


def references(data: bytes) -> list[Found | Rejected]:
    """The references of a RIS file whose abstract is the article; in the place of one that clashes the reason."""
    return [
        Rejected(f"is {REFERENCES}, and one of it {one['clash']}")
        if one["clash"]
        else Found(
            {name: value for name, value in one["fields"].items() if value},
            notes=(*((OPEN,) if one["open"] else ()), *one["told"]),
            form=REFERENCES,
        )
        for one in _parsed("references", data, REFERENCES)
    ]


def _parsed(task: str, data: bytes, form: str) -> Any:  # noqa: ANN401 - JSON
    """What a parser makes of the file, which is named where that is nothing."""
    try:
        return apart(task, data)
    except Rejected as reason:
        told = str(reason)
        raise Rejected(
            f"is {form}, and {told}" if told.startswith(("is damaged", "is too", "has", "holds", "cannot")) else told
        ) from None


def _of_text(text: str, stem: str, form: str) -> list[Found | Rejected]:
    """The articles of an export of a press database, or why one is none; or the text as one page."""
    if not text.strip():
        raise Rejected(f"is {form} without text")
    found = several(text) or [reading() for _, reading in text_pages(text, stem)]
    return [one if isinstance(one, Rejected) else replace(one, form=form) for one in found]


def _page(chapter: dict[str, Any]) -> Found:
    """A chapter as a page; one whose day does not exist is a page without a day."""
    try:
        found = text_page(chapter["text"])
    except Rejected:
        return Found({"title": chapter["title"], "text": chapter["text"]}, claims=True)
    return replace(found, fields={**found.fields, "title": chapter["title"] or found.fields.get("title")})


def _titled(found: Found, title: str, text: str) -> Found:
    """The text below its title."""
    before, _, after = text.partition(title)
    return replace(
        found, fields={**found.fields, "title": title, "text": f"{before.strip()}\n\n{after.strip()}".strip()}
    )
