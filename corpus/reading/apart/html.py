"""HTML: parsed within bounds, and the words of its pieces."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.errors import Rejected
from corpus.reading.apart.unseen import Unseen

# The time of a page goes by its tags; newspapers' pages stay far below both: docs/decisions/017-hostile-inputs.md.
LARGEST_PAGE = 5_000_000
MOST_TAGS = 40_000
# The tree is built in the square of a tag's attributes, and walked by functions that call themselves for each level.
MOST_ATTRIBUTES = 300
DEEPEST = 1_000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_PREHEADER = re.compile(r"(?:^|[\s_-])(?:pre-?header|preview-?text)(?:$|[\s_-])", re.IGNORECASE)
_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    )
)


def check_size(data: bytes) -> None:
    """Raise Rejected for HTML that is too large to be parsed."""
    if len(data) > LARGEST_PAGE:
        raise Rejected(f"is HTML of more than {LARGEST_PAGE // 1_000_000} MB, too large for one article")
    if data.count(b"<") > MOST_TAGS:
        raise Rejected(f"is HTML of more than {MOST_TAGS:,} tags, too large for one article")


def tree_of(text: str) -> Any:  # noqa: ANN401 - lxml has no types
    """The parsed page; raises Rejected for one that is too large, too deep, or that cannot be parsed."""
    from lxml import etree, html

    check_size(text.encode("utf-8", "surrogatepass"))
    text = _DECLARATION.sub("", text)
    try:
        etree.fromstring(text, etree.HTMLParser(target=_Bounds()))
        return html.document_fromstring(text)
    except (etree.LxmlError, ValueError, RecursionError) as error:
        if isinstance(error, Rejected):
            raise
        raise Rejected(f"its HTML cannot be read: {type(error).__name__}") from error


def fragment_text(html: str) -> str:
    """The words of a piece of HTML, as feeds and newsletters hold it; each block becomes a line of its own."""
    if "<" not in html and "&" not in html:
        return html.strip()
    return words_of(tree_of(f"<div>{html}</div>"))


def words_of(tree: Any) -> str:  # noqa: ANN401
    """The words of a tree; each block becomes a line of its own."""
    parts: list[str] = []
    for event, text in walk(tree):
        parts.append("\n" if event else re.sub(r"\s+", " ", text))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


class _Bounds:
    """A target of the parser that counts and keeps nothing; the same parser then builds the tree from the same tags."""

    def __init__(self) -> None:
        self._depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if len(attributes) > MOST_ATTRIBUTES:
            raise Rejected(f"is HTML with a tag of more than {MOST_ATTRIBUTES} attributes")
        if self._depth > DEEPEST:
            raise Rejected(f"is HTML nested more than {DEEPEST:,} tags deep")

    def end(self, tag: str) -> None:
        self._depth -= 1

    def data(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass


def walk(element: Any) -> Iterator[tuple[bool, str]]:  # noqa: ANN401
    """The texts of a tree in order, and (True, '') where a block begins or ends; without what is hidden."""
    from lxml import etree

    unseen = Unseen(element)
    hidden: list[bool] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield False, "" if any(hidden[-1:]) else node.tail or ""
            continue
        if node.tag in _BLOCKS:
            yield True, ""
        if event == "start":
            # Newsletters name the line that is for the list of letters alone.
            named = _PREHEADER.search((node.get("class") or "")[:500])
            hidden.append(any(hidden[-1:]) or bool(named) or unseen(node))
        else:
            hidden.pop()
        if not any(hidden[-1:]):
            yield False, (node.text if event == "start" else node.tail) or ""
