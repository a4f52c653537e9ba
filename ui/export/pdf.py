"""A document as a PDF with its font inside, Korean included."""

from typing import Any

from ui.export.document import Document, Line


def as_pdf(made: Document) -> bytes:
    """A PDF (A4). Raises WorkError where no font can be found."""
    pdf = _Pages(made)
    pdf.block(made.title, 18, bold=True, after=4)
    for name, value in made.head:
        pdf.block(f"{name}: {value}", 9, after=0.5)
    pdf.block("", 4, after=1)
    for part in made.parts:
        pdf.block(part.heading, 13, bold=True, after=1)
        if part.under:
            pdf.block(part.under, 9)
        for one in part.lines:
            pdf.line(one, listed=part.listed)
        pdf.block("", 4, after=0)
    if made.sources:
        pdf.block("Sources", 13, bold=True)
    if made.statement:
        pdf.block(made.statement, 9)
    for source in made.sources:
        pdf.block(f"[{source.number}] {source.about}", 10, after=0.5)
        if source.url:
            pdf.block(source.url, 9, indent=6, after=0.5, url=source.url)
        for quote in source.quotes:
            pdf.block(quote, 10, indent=6, after=3)
    return pdf.whole()


class _Pages:
    """The pages under work: blocks of text one below the other, with the footer on each page."""

    def __init__(self, made: Document) -> None:
        from fpdf import FPDF

        from ui.fonts import register

        class Pages(FPDF):  # type: ignore[misc]
            def footer(self) -> None:
                self.set_y(-16)
                self.set_font("body", size=8)
                self.multi_cell(0, 4, f"{made.footer}  Page {self.page_no()}", align="L")

        pdf: Any = Pages(format="A4")
        pdf.alias_nb_pages(None)  # else `{nb}` in a text becomes the number of pages
        register(pdf)
        pdf.set_title(made.title)
        pdf.set_auto_page_break(True, margin=22)
        pdf.set_margins(22, 20)
        pdf.add_page()
        self._pdf = pdf

    def block(
        self, text: str, size: float, *, bold: bool = False, indent: float = 0, after: float = 2, url: str = ""
    ) -> None:
        """A paragraph; `after`: millimetres below it."""
        self._pdf.set_font("body", "B" if bold else "", size)
        self._pdf.set_x(self._pdf.l_margin + indent)
        self._pdf.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT", link=url)
        self._pdf.ln(after)

    def line(self, one: Line, *, listed: bool) -> None:
        """The sentences of a line, with what stands before them in bold, and what stands after them small."""
        if one.lead:
            self.block(one.lead, 11, bold=True, after=0)
        self.block(one.marked, 11, indent=4 if listed else 0, after=0.5 if one.tail else 2)
        if one.tail:
            self.block(one.tail, 9, indent=4 if listed else 0)

    def whole(self) -> bytes:
        """The file."""
        return bytes(self._pdf.output())
