"""What a page says of itself: its dates, its address, and whether all of it may be read."""

import json
import re
from collections.abc import Iterator
from typing import Any

from corpus import clock
from corpus.errors import Rejected
from corpus.text.published import foreign_date, parse_date

_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "og:article:published_time",
    "article:published",
)
_UPDATED = ("article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified")
# schema.org's types of articles; a page's own dates stand behind these, and those of sites and comments count nothing.
_ARTICLE = re.compile(r"article|posting|report|newscast|review$|^opinion|^backgrounder|^liveblog", re.IGNORECASE)
_PAGE = ("webpage", "itempage", "medicalwebpage", "aboutpage")
# Parts of a page that speak of other articles.
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|related|recommend\w*|sidebar|teasers?|trending|popular|more-?(?:news|stories)|promo\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DEEPEST = 40
_MOST = 200
_ZEROS = ("1970-01-01", "1900-01-01", "1899-12-30")
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_TRAILING = re.compile(r",\s{0,99}(?=[}\]])")


def said(tree: Any) -> dict[str, str]:  # noqa: ANN401 - lxml has no types
    """`published`, `updated`, `url`, as far as the page says them in marks, and `closed` where it is for subscribers;
    `unbelievable` where the day that it says can be none.

    Of several dates the first that can be a day of publication counts. Marks of sites, lists, comments and related
    articles are taken out of the tree, so that nobody takes them for the article's.
    """
    dates: dict[str, list[str]] = {"published": [], "updated": []}
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        value = (meta.get("content") or "").strip()
        field = "published" if name in _PUBLISHED else "updated" if name in _UPDATED else ""
        if field and value and not (meta.get("itemprop") and of_another(meta)):
            dates[field].append(value)
            if not believable(value):
                meta.set("content", "")
        elif name == "og:url" and value:
            found.setdefault("url", value)
        elif name == "article:content_tier" and value.lower() in ("locked", "metered"):
            found["closed"] = "yes"
    _linked_data(tree, dates, found)
    for time in tree.iter("time"):
        if of_another(time):
            time.attrib.pop("datetime", None)
        elif time.get("itemprop") == "datePublished" or time.get("pubdate") is not None:
            dates["published"].append(time.get("datetime") or "")
    canonical = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    address = next((one for one in (*canonical, found.pop("url", "")) if re.match(r"https?://[^\s/]", one)), "")
    found |= {name: day for name, days in dates.items() if (day := next(filter(believable, days), ""))}
    if dates["published"] and "published" not in found:
        found["unbelievable"] = dates["published"][0]
    return found | ({"url": address} if address else {})


def believable(written: str) -> bool:
    """Whether a date can be read, and can be a day of publication."""
    try:
        day = parse_date(written) or foreign_date(written)
    except Rejected:
        return False
    return (
        bool(day) and day is not None and "1500" < day < clock.last_day(clock.today()) + "~" and day[:10] not in _ZEROS
    )


def of_another(element: Any) -> bool:  # noqa: ANN401
    """Whether an element stands in a part of the page that speaks of something else than its article."""
    foot = False
    for depth, part in enumerate(element.iterancestors()):
        if depth > _DEEPEST or part.tag in ("body", "html"):
            return foot
        if speaks_of_another(part):
            return True
        # The foot of the article may hold its day; that of the site never does.
        foot = part.tag == "footer" or (foot and part.tag != "article")
    return foot


def speaks_of_another(part: Any) -> bool:  # noqa: ANN401
    """Whether a part of a page is about something else than its article: other articles, comments, the site; whose
    foot a footer is goes by where it stands.
    """
    kind = (part.get("itemtype") or "").rstrip("/").rpartition("/")[2]
    if part.get("itemscope") is not None and kind and not (_ARTICLE.search(kind) or kind.lower() in _PAGE):
        return True
    named = f"{part.get('class') or ''} {part.get('id') or ''}"[:500]
    return part.tag in ("aside", "nav") or bool(_ASIDE.search(named))


def _linked_data(tree: Any, dates: dict[str, list[str]], found: dict[str, str]) -> None:  # noqa: ANN401
    """Read schema.org's JSON-LD, the articles' first, and take the dates of all else out of it."""
    articles, pages = list[dict[str, Any]](), list[dict[str, Any]]()
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        document = _json(script.text or "")
        if document is None:
            continue
        for kinds, one in _objects(document):
            if any(map(_ARTICLE.search, kinds)):
                articles.append(one)
            elif kinds & set(_PAGE) or not kinds:
                pages.append(one)
            else:
                for name in ("datePublished", "dateCreated", "dateModified", "uploadDate"):
                    one.pop(name, None)
        script.text = json.dumps(document, ensure_ascii=False)
    for one in (*articles, *pages):
        for name, field in (("datePublished", "published"), ("dateModified", "updated")):
            if isinstance(value := one.get(name), str):
                dates[field].append(value)
    if any(str(one.get("isAccessibleForFree")).lower() == "false" for one in articles):
        found["closed"] = "yes"


def _json(text: str) -> Any:  # noqa: ANN401
    """The value of a JSON text, also of one with breaks in its strings or a comma too many; None where it is none."""
    for form in (text, _TRAILING.sub("", _CONTROLS.sub(" ", text))):
        try:
            return json.loads(form)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(document: object) -> Iterator[tuple[set[str], dict[str, Any]]]:
    """The objects of a document that speak for the page, each with its types in lower case: no members of lists."""
    waiting = [document]
    for _ in range(_MOST):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value[:50]
        elif isinstance(value, dict):
            kinds = value.get("@type")
            yield (
                {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds] if kinds else [])},
                value,
            )
            waiting += [value.get("@graph"), value.get("mainEntity")]
