"""Makes text of articles, models and people safe to show: in HTML, in Markdown, in a terminal, in a link, in JSON."""

import json
import re
import unicodedata
from urllib.parse import urlsplit

from corpus.text.metadata import plain_name, plain_title
from corpus.text.shown import UNSAFE, escape, plain

__all__ = [
    "TITLE",
    "cut",
    "escape",
    "headline",
    "json_text",
    "link",
    "markdown",
    "named",
    "one_line",
    "plain",
    "unmarked",
]

ESCAPED = {code: json.dumps(chr(code))[1:-1] for code in (*UNSAFE, 0x2028, 0x2029) if code > 0x7E}
_JOINER = "\u2060"
TITLE = 160  # characters of a title on the screen; a title of 1 MB must not push the page away

# What a reader may take for the number of a source: `[1]` in any brackets, circled and raised digits. A raised digit
# after one or two letters is a unit's (`km²`); lowered ones are a formula's.
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CIRCLED = "".join(
    chr(code)
    for low, high in ((0x2460, 0x249C), (0x24EA, 0x2500), (0x2776, 0x2794), (0x3251, 0x3260), (0x32B1, 0x32C0))
    for code in range(low, high)
)
_MARK = re.compile(
    rf"[\[［【〔〖⟦⦗⁅❲]\s?([\d{_RAISED}][\d{_RAISED},;– -]{{0,20}})\s?[\]］】〕〗⟧⦘⁆❳]"
    rf"|⁽([{_RAISED}]{{1,6}})⁾"
    rf"|(?<!\b\w)(?<!\b\w\w)([{_RAISED}]{{1,6}})"
    rf"|([{_CIRCLED}])"
)


def one_line(text: str) -> str:
    """The text with single blanks for all that is blank, line breaks among it."""
    return " ".join(plain(text).split())


def unmarked(text: str) -> str:
    """The text with whatever could be read as the number of a source in round brackets: `(1)` for `[1]`, `①` or `¹`."""
    return _MARK.sub(lambda found: f"({''.join(map(_digit, found[found.lastindex or 0].strip()))})", text)


def _digit(one: str) -> str:
    return one if one in ",;– -" else f"{unicodedata.numeric(one):.0f}"


def cut(text: str, length: int = TITLE) -> str:
    """The text on one line of at most `length` characters, with an ellipsis where it was cut; no mark is like ours."""
    line = unmarked(one_line(text[: length * 4]))
    return line if len(line) <= length and len(text) <= length * 4 else line[: length - 1].rstrip() + "…"


def headline(title: str, length: int = TITLE) -> str:
    """A title as `cut` gives it, with single marks of quotation for double ones: those are for words of an article."""
    return cut(plain_title(title), length)


def named(name: str | None, length: int, missing: str = "") -> str:
    """An outlet's or author's name as `cut` gives it, no mark of which opens a quotation; `missing` for none."""
    return cut(plain_name(name or ""), length) or missing


def markdown(text: str) -> str:
    """The text as one line of Markdown that shows exactly its characters: no link, image, formula, directive or tag."""
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~$:&@=^])", r"\\\1", one_line(text))


def literal(text: str) -> str:
    """The text as `markdown` gives it, for Streamlit: that makes icons and arrows of what reads like them, escaped or
    not.

    A word joiner, which nobody sees, stands inside of such signs.
    """
    return re.sub(r"(?<=:)(?=[A-Za-z+_])|(?<=[-<>=~])(?=\\?[-<>=~])", _JOINER, markdown(text))


def link(url: str | None) -> str | None:
    """The address if it is an absolute http(s) one that no browser reads otherwise; else None."""
    if not url or len(url) > 2000 or re.search(r"[\s\\\"'<>`]", url) or plain(url) != url:
        return None
    try:
        parts = urlsplit(url)
        reached = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # odd brackets, or a port that there is not
        return None
    return url if reached and parts.username is None else None


def json_text(document: object, *, indent: int | None = 2) -> str:
    """The document as JSON; what a terminal would obey, or no file can hold, is an escape and reads the same."""
    return json.dumps(document, ensure_ascii=False, indent=indent).translate(ESCAPED)
