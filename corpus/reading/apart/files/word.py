"""Word files (.docx), through mammoth: the text, without comments, deleted words, marks of notes and pictures."""

import re
from io import BytesIO
from typing import Any

from corpus.errors import Rejected
from corpus.reading.apart.files.boxes import box, member
from corpus.reading.apart.files.xml import local, root_of
from corpus.reading.apart.html import MOST_TAGS, fragment_text

_NOTE_MARK = re.compile(r'<sup><a href="#[^"]{0,80}" id="[^"]{0,80}">\[[0-9]{1,5}\]</a></sup>')
_HEADING = re.compile(r"<h1>(.{1,2000}?)</h1>")
# Characters at the head of a document in which its headline stands.
_HEAD = 4_000


def word_file(data: bytes) -> dict[str, Any]:
    """The `text`, a paragraph a line; the `heading` set as one at its head; and what the file says `about` itself.

    Raises Rejected for a file that is encrypted, damaged, or too large.
    """
    import mammoth  # type: ignore[import-untyped]

    opened = box(data)
    try:
        html = mammoth.convert_to_html(
            BytesIO(data),
            convert_image=lambda image: [],
            include_embedded_style_map=False,
            style_map="p[style-name='Title'] => h1:fresh",
        ).value
    except MemoryError:
        raise
    except Exception as error:  # a damaged file fails anywhere in the parser, with any error
        raise Rejected(f"is a Word file that cannot be read: {type(error).__name__}") from error
    if html.count("<") > MOST_TAGS:
        raise Rejected(f"is a Word file of more than {MOST_TAGS // 2:,} paragraphs; split it")
    html = _NOTE_MARK.sub("", html)
    heading = _HEADING.search(html[:_HEAD])
    return {
        "text": fragment_text(html),
        "heading": fragment_text(heading[1]) if heading else "",
        "about": _about(member(opened, "docProps/core.xml")),
    }


def _about(data: bytes) -> dict[str, str]:
    """What the core properties say: `title`, `creator`, `created`."""
    if not data:
        return {}
    try:
        said = {local(one): (one.text or "").strip()[:300] for one in root_of(data)}
    except Rejected:
        return {}
    return {name: said[name] for name in ("title", "creator", "created") if said.get(name)}
