"""A document as Markdown, all text of others escaped so that it reads as itself."""

from ui.export.document import Document, Line
from ui.safe import markdown


def as_markdown(made: Document) -> bytes:
    """Markdown (CommonMark), UTF-8."""
    lines = [f"# {markdown(made.title)}", ""]
    lines += [f"- **{markdown(name)}:** {markdown(value)}" for name, value in made.head]
    lines += [""] if made.head else []
    for part in made.parts:
        lines += [f"## {markdown(part.heading)}", "", *([f"*{markdown(part.under)}*", ""] if part.under else [])]
        for one in part.lines:
            lines += [("- " if part.listed else "") + _line(one), ""]
    if made.sources:
        lines += ["## Sources", ""]
    lines += [markdown(made.statement), ""] if made.statement else []
    for source in made.sources:
        where, number = f" <{source.url}>" if source.url else "", f"{source.number}. "
        lines += [f"{number}{markdown(source.about)}{where}"]
        lines += [line for quote in source.quotes for line in (f"{' ' * len(number)}> {markdown(quote)}", "")] or [""]
    return ("\n".join([*lines, "---", "", markdown(made.footer)]) + "\n").encode()


def _line(one: Line) -> str:
    said = " ".join(markdown(text) + "".join(f" \\[{each}\\]" for each in numbers) for text, numbers in one.said)
    lead, tail = f"**{markdown(one.lead)}** " if one.lead else "", f" *{markdown(one.tail)}*" if one.tail else ""
    return f"{lead}{said}{tail}"
