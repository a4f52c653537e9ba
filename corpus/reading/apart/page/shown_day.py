"""The day that a page shows its readers, where it says none in marks."""

import re
from copy import deepcopy
from itertools import islice
from typing import Any

from corpus.reading.apart.html import words_of
from corpus.reading.apart.page.said import believable, speaks_of_another
from corpus.reading.texts.lines import is_prose
from corpus.reading.texts.textpage import shown_day
from corpus.text.published import foreign_date, full_year, parse_date

# Days of short numbers: one of '03/04/2022' has two readings, and whoever guesses takes the day for the first number.
_NUMBERS = re.compile(r"(?<![0-9./-])([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4}|[0-9]{2})(?![0-9])")
# How themes mark the day of an article, and that of its last change.
_OWN = re.compile(r"(?:^|[\s_-])(?:published|entry-date|entry-time|dt-published)(?:$|[\s_-])")
_CHANGED = re.compile(r"updated|modified|edited", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3")
_MOST = 100  # headings, and times, that are looked at
# The foot of the site; 'post-footer' and the like are an article's own, with its day.
_FOOT_OF_SITE = re.compile(
    r"(?:^|\s)(?:(?:site|page|main|global)?[_-]?footer|colophon|copyright)(?:$|\s)", re.IGNORECASE
)
_RIGHTS = re.compile(r"©|\bcopyright\b|\ball rights reserved\b", re.IGNORECASE)
_SMALL = ("small", "p", "span", "li", "div", "time", "footer")


def page_day(tree: Any, url: str | None) -> tuple[str | None, str | None]:  # noqa: ANN401 - lxml has no types
    """(the day that the page shows, None), or (None, what it shows) where that can be read in two ways or is no day.

    Both are None where it shows none. A time that is marked in the article comes first, then a labelled line below
    the headline, a bare one there, and what htmldate finds; what stands in parts about other articles and about the
    site counts nothing.
    """
    from lxml import html
    from trafilatura.metadata import find_date

    tree = deepcopy(tree)
    _without_others(tree)
    if marked := _marked(tree):
        return marked, None
    lines, bare = _below_headline(tree)
    shown = shown_day(lines, labelled=True) or shown_day(bare, labelled=False)
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


def _marked(tree: Any) -> str:  # noqa: ANN401
    """The day of a `<time datetime>` of the article, outside its sentences; '' where there are several, or none."""
    heading = next(tree.iter("h1"), None)
    around = next(heading.iterancestors("article"), None) if heading is not None else None
    articles = [around] if around is not None else list(islice(tree.iter("article"), 2))
    if len(articles) != 1:
        return ""
    own, others = set[str](), set[str]()
    for time in islice(articles[0].iter("time"), _MOST):
        written, named, before = time.get("datetime") or "", (time.get("class") or "")[:500], time.getprevious()
        said = (time.getparent().text if before is None else before.tail) or ""
        marked = bool(_OWN.search(named))
        changed = not marked and _CHANGED.search(f"{named} {said[-100:]}")
        if changed or not believable(written) or is_prose(" ".join(time.getparent().text_content()[:1000].split())):
            continue
        (own if marked else others).add((parse_date(written) or foreign_date(written) or "")[:10])
    days = own or others
    return days.pop() if len(days) == 1 else ""


def _below_headline(tree: Any) -> tuple[list[str], list[str]]:  # noqa: ANN401
    """The lines between a page's headline and its text, and those of them of which a bare one can be the day.

    Above a further heading may stand the name of the paper, and today: a day there counts where the first heading
    stands in the article or begins the page's title, and behind those below. Both are empty where there is none.
    """
    body = tree.find("body")
    lines = [line for line in words_of(tree if body is None else body).split("\n") if line]
    titles = [" ".join(one.text_content().split()) for one in islice(tree.iter(*_HEADINGS), _MOST)]
    for heading in islice(tree.iter("h1"), _MOST):
        if (title := " ".join(heading.text_content().split())) in lines:
            below = lines[lines.index(title) + 1 :]
            text = next((at for at, line in enumerate(below) if is_prose(line) and line not in titles), len(below))
            last = max((at for at, line in enumerate(below[:text]) if line in titles), default=-1)
            above = [line for line in below[: last + 1] if line not in titles]
            page = " ".join((tree.findtext("head/title") or "").split())
            sure = page.startswith(title) or next(heading.iterancestors("article"), None) is not None
            return above + below[last + 1 : text], below[last + 1 : text] + (above if sure else [])
    return [], []


def _without_others(tree: Any) -> None:  # noqa: ANN401
    """Take out of a page what says nothing about the day of its article."""
    from lxml import etree

    others = []
    walk = etree.iterwalk(tree, events=("start",))
    for _, node in walk:
        if node.tag in ("html", "head", "body"):
            continue
        named = f"{node.get('class') or ''} {node.get('id') or ''}"[:500]
        at_foot = node.tag == "footer" or _FOOT_OF_SITE.search(named)
        foot = at_foot and next(node.iterancestors("article"), None) is None
        rights = (
            node.tag in _SMALL and (node.tag == "small" or not len(node)) and _RIGHTS.search((node.text or "")[:300])
        )
        # The day below a picture is that of the picture.
        if rights or foot or node.tag == "figcaption" or speaks_of_another(node):
            others.append(node)
            walk.skip_subtree()
    for node in others:
        node.drop_tree()
