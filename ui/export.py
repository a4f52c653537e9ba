"""Answers to take away: a document with numbered sources, as Markdown, HTML, DOCX, PDF or JSON."""

import html as html_lib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer, Citation
from corpus.text.counting import counted
from ui.render import QUESTION, REASONS, day, own_words
from ui.safe import cut, headline, json_text, link, markdown, named, one_line, plain


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered source: whose words, from when, where, and the words themselves."""

    number: int
    title: str
    outlet: str
    kind: str | None
    published: str
    url: str | None
    quote: str

    @property
    def about(self) -> str:
        """Title, outlet and date on one line."""
        kind = " (editorial)" if self.kind == "editorial" else ""
        return f"{self.title}. {self.outlet}{kind}, {day(self.published)}."


@dataclass(frozen=True, slots=True)
class Part:
    """A question and the sentences of its answer, each ending in the numbers of its notes."""

    question: str
    asked: str
    sentences: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What is exported; `footer` says from which archive, when, and who wrote."""

    title: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    footer: str


def document(answers: Sequence[Answer], *, title: str, archive: str, today: str) -> Document:
    """One document of the answers; a source cited twice keeps one number. `today` is an ISO date."""
    notes: dict[tuple[str, int, int, int], Note] = {}

    def number(one: Citation) -> int:
        place = (one.article_id, one.version, one.start, one.end)
        if place not in notes:
            outlet = named(one.source, 120, "no outlet named")
            notes[place] = Note(
                len(notes) + 1,
                headline(one.title),
                outlet,
                one.kind,
                one.published[:10],
                link(one.url),
                plain(one.quote),
            )
        return notes[place].number

    parts = []
    for answer in answers:
        lines = [(own_words(one), tuple(number(each) for each in one.citations)) for one in answer.sentences]
        if answer.abstained:
            lines = [(plain(answer.text), ()), (REASONS.get(answer.reason or "", ""), ())]
        asked = f"As of {day(answer.as_of)}" if answer.as_of else ""
        if answer.since or answer.until:
            span = " to ".join(day(one) if one else "..." for one in (answer.since, answer.until))
            asked += f", {'within' if answer.window_from == 'caller' else 'about'} {span}"
        parts.append(Part(cut(answer.question, QUESTION), asked, tuple(line for line in lines if line[0])))
    writers = ", ".join(dict.fromkeys(cut(one.writer, 60) for one in answers)) or "none"
    held = counted(answers[-1].archive.articles, "article") if answers else "no articles"
    footer = f"Archive: {cut(archive, 120)} ({held}). Exported: {day(today)}. Writer: {writers}."
    return Document(cut(title), tuple(parts), tuple(notes.values()), footer)


def as_markdown(made: Document) -> bytes:
    """Markdown, all text of others escaped so that it reads as itself."""
    lines = [f"# {markdown(made.title)}", ""]
    for part in made.parts:
        lines += [f"## {markdown(part.question)}", "", *([f"*{markdown(part.asked)}*", ""] if part.asked else [])]
        for text, numbers in part.sentences:
            lines += [markdown(text) + "".join(f" \\[{one}\\]" for one in numbers), ""]
    if made.notes:
        lines += ["## Sources", ""]
    for note in made.notes:
        where, number = f" <{note.url}>" if note.url else "", f"{note.number}. "
        lines += [f"{number}{markdown(note.about)}{where}", f"{' ' * len(number)}> {markdown(note.quote)}", ""]
    return ("\n".join([*lines, "---", "", markdown(made.footer)]) + "\n").encode()


_STYLE = """
body{font:1.05rem/1.6 Georgia,'Noto Serif KR',serif;max-width:44rem;margin:2.5rem auto;padding:0 1rem;
color:#20242a;background:#fff}
h1,h2{line-height:1.25} .asked,footer{color:#5b6067;font-size:.9rem}
footer{border-top:1px solid #d8d3c8;
margin-top:2rem}
blockquote{margin:.2rem 0 1rem;padding-left:.8rem;border-left:3px solid #d8d3c8;white-space:pre-wrap}
"""


def as_html(made: Document) -> bytes:
    """One HTML page that needs nothing else and runs no script."""

    def safe(text: str) -> str:
        return html_lib.escape(text)

    body = [f"<h1>{safe(made.title)}</h1>"]
    for part in made.parts:
        body += [f"<h2>{safe(part.question)}</h2>", f'<p class="asked">{safe(part.asked)}</p>']
        for text, numbers in part.sentences:
            marks = "".join(f' <a href="#note-{one}">[{one}]</a>' for one in numbers)
            body.append(f"<p>{safe(text)}{marks}</p>")
    if made.notes:
        body += ["<h2>Sources</h2>", "<ol>"]
    for note in made.notes:
        where = f' <a href="{safe(note.url)}" rel="noopener noreferrer">{safe(note.url)}</a>' if note.url else ""
        body.append(
            f'<li id="note-{note.number}">{safe(note.about)}{where}<blockquote>{safe(note.quote)}</blockquote></li>'
        )
    body += ["</ol>"] if made.notes else []
    body.append(f"<footer><p>{safe(made.footer)}</p></footer>")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{safe(made.title)}</title><style>{_STYLE}</style>"
    )
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>\n{"".join(body)}\n</body></html>\n'.encode()


def as_docx(made: Document) -> bytes:
    """A Word document; links are live, quotations stand in the style Quote."""
    from docx import Document as Word

    word: Any = Word()
    word.core_properties.title, word.core_properties.author = made.title, "Briefing"
    word.add_heading(made.title, 0)
    for part in made.parts:
        word.add_heading(part.question, 1)
        word.add_paragraph().add_run(part.asked).italic = True
        for text, numbers in part.sentences:
            word.add_paragraph(text + "".join(f" [{one}]" for one in numbers))
    if made.notes:
        word.add_heading("Sources", 1)
    for note in made.notes:
        paragraph = word.add_paragraph(f"[{note.number}] {note.about} ")
        if note.url:
            _word_link(paragraph, note.url)
        word.add_paragraph(note.quote, style="Quote")
    word.sections[0].footer.paragraphs[0].text = made.footer
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _word_link(paragraph: Any, url: str) -> None:  # noqa: ANN401 - python-docx has no types
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    anchor = OxmlElement("w:hyperlink")
    anchor.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    anchor.append(paragraph.add_run(url)._r)
    paragraph._p.append(anchor)


def as_pdf(made: Document) -> bytes:
    """A PDF with its font inside, Korean included. Raises WorkError where no font can be found."""
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

    def block(
        text: str, size: float, *, bold: bool = False, indent: float = 0, after: float = 2, url: str = ""
    ) -> None:
        pdf.set_font("body", "B" if bold else "", size)
        pdf.set_x(pdf.l_margin + indent)
        pdf.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT", link=url)
        pdf.ln(after)

    block(made.title, 18, bold=True, after=4)
    for part in made.parts:
        block(part.question, 13, bold=True, after=1)
        block(part.asked, 9, after=2)
        for text, numbers in part.sentences:
            block(text + "".join(f" [{one}]" for one in numbers), 11)
        pdf.ln(2)
    if made.notes:
        block("Sources", 13, bold=True)
    for note in made.notes:
        block(f"[{note.number}] {note.about}", 10, after=0.5)
        if note.url:
            block(note.url, 9, indent=6, after=0.5, url=note.url)
        # On one line: a break in it would let its second line pass for a source of its own.
        block(one_line(note.quote), 10, indent=6, after=3)
    return bytes(pdf.output())


def as_json(answers: Sequence[Answer], *, archive: str, today: str) -> bytes:
    """The answers as `ask --json` gives them; offsets and quotes can be checked against the archive again."""
    whole = {"archive": archive, "exported": today, "answers": [one.model_dump(mode="json") for one in answers]}
    return (json_text(whole) + "\n").encode()


FORMS: dict[str, tuple[str, str, Callable[[Document], bytes]]] = {
    "Markdown": ("md", "text/markdown", as_markdown),
    "Word": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
    "HTML": ("html", "text/html", as_html),
    "PDF": ("pdf", "application/pdf", as_pdf),
}
"""What a document can become: name for people, suffix, media type, maker. JSON is made from the answers themselves."""
