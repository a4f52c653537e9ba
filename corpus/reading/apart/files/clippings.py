"""Pages that hold several articles, as clippings and exports do: each an element with a headline and a date."""

import re
from typing import Any

from corpus.errors import Rejected
from corpus.reading.apart.html import tree_of, words_of
from corpus.reading.apart.page.said import of_another, said
from corpus.reading.apart.unseen import without_unseen
from corpus.reading.apart.webpage import decoded
from corpus.reading.found import Found
from corpus.text.published import foreign_date, parse_date

_HEADINGS = ("h1", "h2", "h3", "h4")
_TITLE = re.compile(r"(?:^|[\s_-])(?:head(?:line|ing)?|title|titre)", re.IGNORECASE)
_OUTLET = re.compile(r"publication|outlet|source|newspaper", re.IGNORECASE)
_FEWEST = 80  # characters of a text: teasers and cards have fewer
_HEAD = 8  # lines in which a date is looked for
_LONGEST_DATED = 100


def page_articles(data: bytes, *, charset: str | None = None) -> list[Found]:
    """The articles of a page, where it says no day of its own and each of several has a headline, a date and a text."""
    tree = tree_of(decoded(data, charset))
    if said(tree).get("published"):
        return []
    remarks = without_unseen(tree)
    elements = [one for one in tree.iter("article") if next(one.iterancestors("article"), None) is None]
    found = [_article(one) for one in elements if not of_another(one)]
    whole = [one for one in found if one]
    if len(whole) < 2 or len(whole) < len(found):
        return []
    note = f"is one of {len(whole)} articles on its page"
    return [Found(fields, claims=True, notes=(note, *remarks)) for fields in whole]


def _article(element: Any) -> dict[str, str | None] | None:  # noqa: ANN401 - lxml has no types
    """The fields of one article, or None where one is missing."""
    title = _of_class(element, _TITLE, *_HEADINGS)
    lines = [line for line in words_of(element).split("\n") if line]
    if not title or title not in lines:
        return None
    day = next((time.get("datetime") for time in element.iter("time") if time.get("datetime")), "")
    dated = next((line for line in lines[:_HEAD] if len(line) <= _LONGEST_DATED and _dated(line)), "")
    below = max(lines.index(title), lines.index(dated) if dated else 0) + 1
    text = "\n\n".join(lines[below:])
    if not (day or dated) or len(text) < _FEWEST:
        return None
    outlet = _of_class(element, _OUTLET)
    return {"title": title, "text": text, "published": day or dated, "source": outlet if not _dated(outlet) else None}


def _of_class(element: Any, names: re.Pattern[str], *tags: str) -> str:  # noqa: ANN401
    """The words of the first heading, or of the first element whose class has such a name; '' for none."""
    named = (one for one in element.iter() if isinstance(one.tag, str) and names.search((one.get("class") or "")[:500]))
    for one in (*(element.iter(*tags) if tags else ()), *named):
        if words := " ".join(words_of(one).split()):
            return words
    return ""


def _dated(line: str) -> bool:
    try:
        return bool(parse_date(line) or foreign_date(line))
    except Rejected:
        return False
