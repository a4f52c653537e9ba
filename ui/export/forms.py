"""The forms in which a document can be taken away, by name and by suffix of a file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.answer import Answer
from assistant.briefing.briefing import Briefing
from assistant.desk.edits import Edit, document
from corpus.errors import CallError
from ui.export.document import Document
from ui.export.html import as_html
from ui.export.markdown import as_markdown
from ui.export.pdf import as_pdf
from ui.export.ris import as_ris
from ui.export.word import as_docx
from ui.safe import json_text


class Form(NamedTuple):
    """A form: suffix of its files, media type, maker."""

    suffix: str
    media: str
    make: Callable[[Document], bytes]


FORMS: dict[str, Form] = {
    "Markdown": Form("md", "text/markdown", as_markdown),
    "Word": Form("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
    "HTML": Form("html", "text/html", as_html),
    "PDF": Form("pdf", "application/pdf", as_pdf),
    "RIS": Form("ris", "application/x-research-info-systems", as_ris),
}
"""By the name for people. JSON is made from the answers or the briefing themselves."""


def answers_json(answers: Sequence[Answer], *, archive: str, today: str) -> bytes:
    """The answers as `ask --json` gives them; offsets and quotes can be checked against the archive again."""
    whole = {"archive": archive, "exported": today, "answers": [one.model_dump(mode="json") for one in answers]}
    return (json_text(whole) + "\n").encode()


def briefing_json(briefing: Briefing, edits: Sequence[Edit] = ()) -> bytes:
    """The briefing as `brief --json` gives it; of an edited one what is left, and with it the editor's own texts."""
    return (json_text(document(briefing, edits)) + "\n").encode()


def maker(file: Path) -> Callable[[Document], bytes] | None:
    """What makes the form that a file's suffix names; None: JSON. Raises CallError for another suffix."""
    suffix = file.suffix.lower().removeprefix(".")
    makers = {one.suffix: one.make for one in FORMS.values()} | {"json": None}
    if suffix not in makers:
        raise CallError(f"{file.name} has no suffix of a form: use {', '.join(f'.{one}' for one in makers)}")
    return makers[suffix]
