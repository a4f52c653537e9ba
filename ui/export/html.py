"""A document as one HTML page that needs nothing else and runs no script."""

from collections.abc import Iterator

from ui.export.document import Document, Line, Source
from ui.safe import escape

_STYLE = """
body{font:1.05rem/1.6 Georgia,'Noto Serif KR',serif;max-width:44rem;margin:2.5rem auto;padding:0 1rem;
color:#20242a;background:#fff}
h1,h2{line-height:1.25} .under,.head,em,footer{color:#5b6067;font-size:.9rem} .head p{margin:0}
footer{border-top:1px solid #d8d3c8;
margin-top:2rem}
blockquote{margin:.2rem 0 1rem;padding-left:.8rem;border-left:3px solid #d8d3c8;white-space:pre-wrap}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(made: Document) -> bytes:
    """An HTML page, UTF-8."""
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(made.title)}</title><style>{_STYLE}</style>"
    )
    body = "".join(_body(made))
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>\n{body}\n</body></html>\n'.encode()


def _body(made: Document) -> Iterator[str]:
    yield f"<h1>{escape(made.title)}</h1>"
    if made.head:
        lines = "".join(f"<p><b>{escape(name)}:</b> {escape(value)}</p>" for name, value in made.head)
        yield f'<div class="head">{lines}</div>'
    for part in made.parts:
        yield f"<h2>{escape(part.heading)}</h2>"
        if part.under:
            yield f'<p class="under">{escape(part.under)}</p>'
        tag = "li" if part.listed else "p"
        lines = "".join(f"<{tag}>{_line(one)}</{tag}>" for one in part.lines)
        yield f"<ul>{lines}</ul>" if part.listed else lines
    if made.sources:
        yield "<h2>Sources</h2>"
    if made.statement:
        yield f'<p class="under">{escape(made.statement)}</p>'
    if made.sources:
        yield f"<ol>{''.join(map(_source, made.sources))}</ol>"
    yield f"<footer><p>{escape(made.footer)}</p></footer>"


def _line(one: Line) -> str:
    said = " ".join(escape(text) + "".join(map(_mark, numbers)) for text, numbers in one.said)
    lead, tail = f"<b>{escape(one.lead)}</b> " if one.lead else "", f" <em>{escape(one.tail)}</em>" if one.tail else ""
    return f"{lead}{said}{tail}"


def _mark(number: int) -> str:
    return f' <a href="#note-{number}">[{number}]</a>'


def _source(one: Source) -> str:
    where = f' <a href="{escape(one.url)}" rel="noopener noreferrer">{escape(one.url)}</a>' if one.url else ""
    quotes = "".join(f"<blockquote>{escape(quote)}</blockquote>" for quote in one.quotes)
    return f'<li id="note-{one.number}">{escape(one.about)}{where}{quotes}</li>'
