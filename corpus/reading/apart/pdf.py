"""PDF files with a text layer, through pypdf."""

import io
import logging
import re
import time
from dataclasses import replace

from corpus.errors import Rejected
from corpus.reading.apart import limits
from corpus.reading.found import Found
from corpus.reading.textpage import text_page

# A page of a press release takes 5 to 50 ms of one core; a file made to take for ever is given up after this.
_SECONDS = 4.0
_SECONDS_PER_PAGE = 0.1
_SECONDS_FOR_ONE = 15.0
_MOST_PAGES = 2_000
_NO_TITLE = re.compile(r"untitled.*|microsoft word.*|.*\.(?:docx?|pdf|indd|pptx?|hwp)", re.IGNORECASE)
_DATE = re.compile(r"D:([0-9]{4})([0-9]{2})([0-9]{2})(?:([0-9]{2})([0-9]{2}))?")


def pdf_file(data: bytes, stem: str = "") -> Found:
    """The text of all pages, with a blank line between them; title and date from the head of the text, as in a saved
    page, or else from the file's own description.

    Raises Rejected for a file that is encrypted, damaged, made of pictures, or that takes too long.
    """
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
            pages.append(page.extract_text())
            if time.thread_time() - began > _SECONDS + _SECONDS_PER_PAGE * len(pages):
                raise Rejected("is a PDF that takes too long to read")
        about = {name: str(value) for name, value in (reader.metadata or {}).items() if value is not None}
    except Rejected:
        raise
    except Exception as error:  # a damaged PDF fails anywhere in the parser, with any error
        raise Rejected(f"is a PDF that cannot be read: {type(error).__name__}") from error
    text = "\n\n".join(page.strip() for page in pages if page.strip())
    if not text:
        raise Rejected("is a PDF without a text layer; run text recognition (OCR) over it first")
    return _described(text_page(text, stem), text, about)


def _described(found: Found, text: str, about: dict[str, str]) -> Found:
    """Fill in from the file's description what the head of the text did not give."""
    fields = dict(found.fields)
    title = about.get("/Title", "").strip()
    if title and not _NO_TITLE.fullmatch(title):
        if fields.get("title") != title and not fields.get("published"):
            fields["text"] = text  # the first line was taken for a title, and is none
        fields["title"] = title
    if not fields.get("text"):
        fields["text"] = text
    fields.setdefault("author", about.get("/Author", "").strip())
    if not fields.get("published") and (day := _DATE.match(about.get("/CreationDate", ""))):
        year, month, date, hour, minute = day.groups()
        fields["published"] = f"{year}-{month}-{date}" + (f"T{hour}:{minute}" if hour and hour < "24" else "")
    return replace(found, fields=fields)
