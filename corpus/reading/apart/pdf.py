"""PDF files with a text layer, through pypdf."""

import io
import logging
import re
import time
from dataclasses import replace

from corpus.errors import Rejected
from corpus.reading.apart import limits
from corpus.reading.apart.pages import Cleaned, cleaned, joined
from corpus.reading.found import Found
from corpus.reading.texts.several import PAGE, parts
from corpus.reading.texts.textpage import text_page
from corpus.text.counting import counted

# Far above what press releases take (docs/decisions/017-hostile-inputs.md): a file may be made to take for ever.
_SECONDS = 4.0
_SECONDS_PER_PAGE = 0.1
_SECONDS_FOR_ONE = 15.0
_MOST_PAGES = 2_000
_NO_TITLE = re.compile(r"untitled.*|microsoft word.*|.*\.(?:docx?|pdf|indd|pptx?|hwp)", re.IGNORECASE)
# What prints pages of the web: the day of printing is none of publication.
_BROWSER = re.compile(r"Skia/PDF|Chrom(?:e|ium)|Mozilla|Firefox|Safari|wkhtmltopdf|Print To PDF", re.IGNORECASE)
_PAGES = f"\n{PAGE}\n"
_DATE = re.compile(r"D:([0-9]{4})([0-9]{2})([0-9]{2})(?:([0-9]{2})([0-9]{2}))?")


def pdf_file(data: bytes, stem: str = "") -> list[Found]:
    """The articles of a PDF, one where not each says where it begins. Lines are joined; metadata say where `pages` are.

    Title and date stand in the head of the text, as in a saved page, or else in the file's own description.

    Raises Rejected for a file that is encrypted, damaged, made of pictures, or that takes too long.
    """
    pages, about = _pages(data)
    made = cleaned(pages)
    whole = _PAGES.join(page.strip() for page in pages)
    clips = parts(whole)
    if not any(page.strip() for page in pages):
        raise Rejected("is a PDF without a text layer; run text recognition (OCR) over it first")
    if len(clips) < 2:
        return [_article("".join(parts(_PAGES.join(made.pages))), 1, stem, about, made)]
    found, at = list[Found](), 0
    for clip in clips:
        at = max(whole.find(clip, at), 0)
        one = cleaned(clip.split(PAGE))
        made_of = _article(_PAGES.join(one.pages), whole.count(PAGE, 0, at) + 1, "", {}, one)
        found.append(replace(made_of, notes=(*made_of.notes, f"is one of {len(clips)} articles in its file")))
    return found


def _pages(data: bytes) -> tuple[list[str], dict[str, str]]:
    """The lines of each page, and what the file says of itself."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    from pypdf import PdfReader

    began = time.thread_time()
    pages: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Rejected("is a PDF with a password; save it without one")
        for page in reader.pages[:_MOST_PAGES]:
            limits.allow(_SECONDS_FOR_ONE)
            pages.append(page.extract_text().replace(PAGE, "\n"))
            if time.thread_time() - began > _SECONDS + _SECONDS_PER_PAGE * len(pages):
                raise Rejected("is a PDF that takes too long to read")
        about = {name: str(value) for name, value in (reader.metadata or {}).items() if value is not None}
    except Rejected:
        raise
    except Exception as error:  # a damaged PDF fails anywhere in the parser, with any error
        raise Rejected(f"is a PDF that cannot be read: {type(error).__name__}") from error
    return pages, about


def _article(text: str, first: int, stem: str, about: dict[str, str], made: Cleaned) -> Found:
    """The article of one text of lines, whose first page has the number `first`."""
    found = _described(text_page(text, stem), text, about, made)
    body, pages, healed = joined(str(found.fields["text"]), first)
    notes = ["the lines of its pages are joined to paragraphs"] if "\n" in text else []
    notes += [f"{counted(healed, 'word')} divided at the ends of lines: made whole"] if healed else []
    if made.left_out:
        shown = ", ".join(repr(line[:60]) for line in dict.fromkeys(made.left_out))
        notes.append(f"left out, as printed around its pages: {shown[:300]}")
    fields = {**found.fields, "text": body}
    return replace(found, fields=fields, metadata={"pages": pages}, notes=(*found.notes, *notes))


def _described(found: Found, text: str, about: dict[str, str], made: Cleaned) -> Found:
    """Fill in from the file's description, and from what a browser printed, what the head of the text did not give."""
    fields = dict(found.fields)
    title = about.get("/Title", "").strip()
    if (
        title
        and not _NO_TITLE.fullmatch(title)
        and not (len(str(fields.get("title", ""))) > 8 and str(fields["title"]) in title)
    ):
        if fields.get("title") != title and not fields.get("published"):
            fields["text"] = text  # the first line was taken for a title, and is none
        fields["title"] = title
    if not fields.get("text"):
        fields["text"] = text
    fields.setdefault("author", about.get("/Author", "").strip())
    if made.address:
        fields.setdefault("url", made.address)
    printed = made.printed or _BROWSER.search(f"{about.get('/Producer')} {about.get('/Creator')}")
    if printed or not (day := _DATE.match(about.get("/CreationDate", ""))):
        return replace(found, fields=fields)
    year, month, date, hour, minute = day.groups()
    made_on = f"{year}-{month}-{date}" + (f"T{hour}:{minute}" if hour and hour < "24" else "")
    return replace(found, fields=fields, guesses=((made_on, "the day on which the file was made"),))
