"""Saved and fetched web pages (HTML): trafilatura finds the article, its title, date, author, site and address."""

import codecs
import json
import logging
import re
from typing import Any

from corpus.errors import Rejected
from corpus.reading.apart.html import check_size, tree_of
from corpus.reading.apart.page.said import said
from corpus.reading.apart.page.shown_day import page_day
from corpus.reading.apart.unseen import without_unseen
from corpus.reading.decoding import decode, text_codec
from corpus.reading.found import Found
from corpus.reading.no_article import without_offers

# Characters of what a page says of itself: trafilatura's patterns for authors, titles and JSON-LD take the square of
# them.
_LONGEST_SAID = 2_000
_LONGEST_LINKED_DATA = 20_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE)


def web_page(data: bytes, stem: str = "", *, url: str | None = None, charset: str | None = None) -> Found:
    """The article of an HTML page; `url` and `charset` are what the server said.

    The address is the one that the page gives for itself (canonical). Raises Rejected for a page that is too large or
    holds no article.
    """
    check_size(data)
    tree = tree_of(decoded(data, charset))
    _shorten(tree)
    own = said(tree)
    remarks = without_unseen(tree)
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction

    try:
        day, doubtful = (None, None) if own.get("published") else page_day(tree, url)
        document = bare_extraction(
            tree,
            url=url,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # trafilatura names no errors of its own; whatever fails in it is this page's fault
        raise Rejected(f"its HTML cannot be read: {type(error).__name__}") from error
    if document is None or isinstance(document, dict) or not (document.text or "").strip():
        raise Rejected("holds no article text; pages made by scripts must be saved from the browser")
    text, offers = without_offers(_without_headline(document.text, document.title))
    closed = "closed" in own or bool(offers)
    notes = ["is marked as for subscribers: what stands here may be its beginning only"] if closed else []
    notes += [f"an offer of a subscription is left out: {' / '.join(offers)[:300]!r}"] if offers else []
    return Found(
        {
            "title": document.title,
            "text": text,
            "published": own.get("published") or own.get("unbelievable") or doubtful,
            "updated": own.get("updated"),
            "author": document.author,
            "source": document.sitename,
            "url": own.get("url"),
            "language": tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or document.language,
        },
        stem,
        {"summary_only": True} if closed else {},
        claims=True,
        notes=(*remarks, *notes),
        guesses=((day, "a date that its page shows"),) if day else (),
    )


def _without_headline(text: str, title: str | None) -> str:
    """The text without the headline in front of it, which the title holds already."""
    first, _, rest = text.strip().partition("\n")
    return rest.strip() if rest.strip() and title and first.strip() == title.strip() else text.strip()


def decoded(data: bytes, charset: str | None) -> str:
    """The page as text: by the charset that the server or the page names where it holds, else by its bytes."""
    named = _CHARSET.search(data[:4096])
    for name in (charset, named and named[1].decode("ascii")):
        if not name or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            continue
        # CP949 holds all of EUC-KR, and Windows-1252 all of Latin-1: pages name the smaller and use the larger.
        name = {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "iso-8859-1": "cp1252"}.get(name.lower(), name)
        try:
            text = data.decode(text_codec(name))
        except (LookupError, UnicodeError):
            continue
        if "\x00" not in text and text.strip():
            return text
    return decode(data)


def _shorten(tree: Any) -> None:  # noqa: ANN401
    """Cut what a page says of itself to what such things need, so that the patterns of others find little to try."""
    for meta in tree.iter("meta"):
        if len(content := meta.get("content") or "") > _LONGEST_SAID:
            meta.set("content", content[:_LONGEST_SAID])
    for script in tree.iter("script"):
        if len(script.text or "") > _LONGEST_LINKED_DATA and "json" in (script.get("type") or "").lower():
            script.text = _shortened(script.text)


def _shortened(text: str) -> str:
    """JSON with the beginnings of its strings alone; '' where it is none, or too long all the same."""
    try:
        short = json.dumps(json.loads(text, object_hook=_cut), ensure_ascii=False)
    except (ValueError, RecursionError):
        return ""
    return short if len(short) <= _LONGEST_LINKED_DATA else ""


def _cut(values: dict[str, Any]) -> dict[str, Any]:
    return {name: one[:200] if isinstance(one, str) else one for name, one in values.items()}
