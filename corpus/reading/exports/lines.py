"""The lines of an export: what dates, names and sets them, the same for all databases."""

import re

from corpus.errors import Rejected
from corpus.text.published import foreign_date, parse_date

CUT_OFF = "has no line that ends it in its export: it may be cut off"
"""What is told of an article whose end is missing."""
_LONGEST_DATE, _LONGEST_FOREIGN = 80, 50
_HARD_WRAPPED = 100  # characters of the longest line that a program wrapped
_BYLINE = re.compile(r"(?:by|von|par|por|di|door)\s+(.*)", re.IGNORECASE)


def dated(line: str) -> str | None:
    """The date of a line that holds little else, or None."""
    if len(line) > _LONGEST_DATE:
        return None
    try:
        return parse_date(line) or (foreign_date(line) if len(line) <= _LONGEST_FOREIGN else None)
    except Rejected:
        return None


def name_of(byline: str) -> str:
    """Who wrote it, without 'By'."""
    match = _BYLINE.fullmatch(byline.strip())
    return (match[1] if match else byline).strip(" ;,")


def paragraphs(lines: list[str]) -> str:
    """The text of lines, of which an empty one ends a paragraph; lines that a program wrapped are joined again.

    Where no line is empty, or one is long, each is a paragraph. A line is wrapped where the next word had no room.
    """
    lines = [line.strip() for line in lines]
    filled = [line for line in lines if line]
    width = max(map(len, filled), default=0)
    wraps = len(filled) < len(lines) and width <= _HARD_WRAPPED
    parts: list[str] = []
    before = ""
    for line in lines:
        if line and before and wraps and len(before) + 1 + len(line.partition(" ")[0]) > width:
            parts[-1] += f" {line}"
        elif line:
            parts.append(line)
        before = line
    return "\n\n".join(parts)
