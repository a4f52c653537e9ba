"""A document as a Word file: links are live, quotations stand in the style Quote."""

import io
from typing import Any

from ui.export.document import Document, Line


def as_docx(made: Document) -> bytes:
    """A Word file (.docx)."""
    from docx import Document as Word

    word: Any = Word()
    word.core_properties.title, word.core_properties.author = made.title, "Briefing"
    word.add_heading(made.title, 0)
    for name, value in made.head:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_after = 0
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(value)
    for part in made.parts:
        word.add_heading(part.heading, 1)
        if part.under:
            word.add_paragraph().add_run(part.under).italic = True
        for one in part.lines:
            _line(word.add_paragraph(style="List Bullet" if part.listed else None), one)
    if made.sources:
        word.add_heading("Sources", 1)
    if made.statement:
        word.add_paragraph(made.statement)
    for source in made.sources:
        paragraph = word.add_paragraph(f"[{source.number}] {source.about} ")
        if source.url:
            _link(paragraph, source.url)
        for quote in source.quotes:
            word.add_paragraph(quote, style="Quote")
    word.sections[0].footer.paragraphs[0].text = made.footer
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _line(paragraph: Any, one: Line) -> None:  # noqa: ANN401 - python-docx has no types
    if one.lead:
        paragraph.add_run(f"{one.lead} ").bold = True
    paragraph.add_run(one.marked)
    if one.tail:
        paragraph.add_run(f" {one.tail}").italic = True


def _link(paragraph: Any, url: str) -> None:  # noqa: ANN401
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    anchor = OxmlElement("w:hyperlink")
    anchor.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    anchor.append(paragraph.add_run(url)._r)
    paragraph._p.append(anchor)
