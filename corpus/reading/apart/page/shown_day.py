"""The day that a page shows its readers, where it says none in marks."""

import re
from copy import deepcopy
from typing import Any

from corpus.reading.apart.html import words_of
from corpus.reading.apart.page.said import believable, speaks_of_another
from corpus.reading.textpage import shown_day
from corpus.text.published import full_year

# Days of short numbers: one of '03/04/2022' has two readings, and whoever guesses takes the day for the first number.
_NUMBERS = re.compile(r"(?<![0-9./-])([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4}|[0-9]{2})(?![0-9])")
# How themes mark the day of an article that they show below it.
_OWN = re.compile(r"(?:^|[\s_-])(?:published|entry-date|entry-time|dt-published)(?:$|[\s_-])")
# The foot of the site; 'post-footer' and the like are an article's own, with its day.
_FOOT_OF_SITE = re.compile(
    r"(?:^|\s)(?:(?:site|page|main|global)?[_-]?footer|colophon|copyright)(?:$|\s)", re.IGNORECASE
)
_RIGHTS = re.compile(r"©|\bcopyright\b|\ball rights reserved\b", re.IGNORECASE)
_SMALL = ("small", "p", "span", "li", "div", "time")


def page_day(tree: Any, url: str | None) -> tuple[str | None, str | None]:  # noqa: ANN401 - lxml has no types
    """(the day that the page shows, None), or (None, what it shows) where that can be read in two ways or is no day.

    Both are None where it shows none. The line below the headline comes first, then what htmldate finds; what stands
    in parts about other articles and about the site counts nothing.
    """
    from lxml import html
    from trafilatura.metadata import find_date

    tree = deepcopy(tree)
    _without_others(tree)
    shown = shown_day(_below_headline(tree))
    if believable(shown):
        return shown, None
    found = find_date(tree, url=url, original_date=True, extensive_search=False)
    if not found or not believable(found):
        return None, shown or None
    two = _two_readings(shown)
    if two and found[:10] not in two:
        return None, shown
    written = html.tostring(tree, encoding="unicode") + (url or "")
    if not re.search(found[:10].replace("-", "[/-]?"), written):
        for match in _NUMBERS.finditer(written):
            if found[:10] in _two_readings(match[0]):
                return None, match[0]
    return found, None


def _two_readings(written: str) -> tuple[str, ...]:
    """Both days of '03/04/2022'; nothing for a day with one reading."""
    match = _NUMBERS.search(written)
    if not match or match[1].zfill(2) == match[2].zfill(2) or max(int(match[1]), int(match[2])) > 12:
        return ()
    one, other = match[1].zfill(2), match[2].zfill(2)
    year = match[3] if len(match[3]) == 4 else str(full_year(match[3]))
    return f"{year}-{one}-{other}", f"{year}-{other}-{one}"


def _below_headline(tree: Any) -> list[str]:  # noqa: ANN401
    """The lines of a page below its headline; all of them where it marks none."""
    body = tree.find("body")
    lines = [line for line in words_of(tree if body is None else body).split("\n") if line]
    for heading in tree.iter("h1"):
        if (title := " ".join(heading.text_content().split())) in lines:
            return lines[lines.index(title) + 1 :]
    return lines


def _without_others(tree: Any) -> None:  # noqa: ANN401
    """Take out of a page what says nothing about the day of its article."""
    from lxml import etree

    others = []
    walk = etree.iterwalk(tree, events=("start",))
    for _, node in walk:
        if node.tag in ("html", "head", "body"):
            continue
        rights = (
            node.tag in _SMALL and (node.tag == "small" or not len(node)) and _RIGHTS.search((node.text or "")[:300])
        )
        named = f"{node.get('class') or ''} {node.get('id') or ''}"[:500]
        if rights or _FOOT_OF_SITE.search(named) or (speaks_of_another(node) and not _foot_of_article(node)):
            others.append(node)
            walk.skip_subtree()
    for node in others:
        node.drop_tree()


def _foot_of_article(node: Any) -> bool:  # noqa: ANN401
    """Whether a part is the foot of an article in which its day is marked."""
    return (
        node.tag == "footer"
        and next(node.iterancestors("article"), None) is not None
        and any(_OWN.search((time.get("class") or "")[:500]) for time in node.iter("time"))
    )
