"""RSS and Atom feeds, through feedparser: each entry is an article, whole in the feed or behind its link."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from corpus.article import content_hash
from corpus.errors import Rejected
from corpus.reading.found import Found
from corpus.reading.identity import slug
from corpus.reading.webpage import fragment_text

# A description of this length is the article; shorter ones are teasers (agencies' teasers have 100 to 500 characters).
_WHOLE = 1_000
_LARGEST_FEED = 20_000_000
# 60,000 tags (6,000 entries) took 4 s; a damaged feed is parsed once more, by a slower parser.
_MOST_TAGS = 60_000
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|[a-z]{1,10}:feed)[\s>]", re.IGNORECASE)
_CUT_OFF = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|read more\W*|continue reading\W*)\Z", re.IGNORECASE)

Page = Callable[[str], Found]
"""Fetches the page behind a link; raises Rejected."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: `mark` changes when the entry does; `found` is read at need, since it may fetch a page."""

    name: str
    mark: str
    found: Callable[[], Found]


def is_feed(data: bytes) -> bool:
    """Whether the beginning of a file is that of a feed."""
    return bool(_FEED.search(data[:4096]))


def entries(data: bytes, page: Page | None = None) -> Iterator[Entry]:
    """The entries of a feed, in its order.

    Where the full text is not in the feed, `page` fetches it; without one the summary is the text, and the metadata
    say `summary_only`. An entry with a link is known by it; one without, by its own id,
    put after the feed's title where it is no name for the whole world ('tag:...', 'urn:...').
    Raises Rejected for what is no feed, or holds no entry.
    """
    if data.count(b"<") > _MOST_TAGS:
        raise Rejected(f"is a feed of more than {_MOST_TAGS:,} tags; split it")
    if len(data) > _LARGEST_FEED:
        raise Rejected(f"is a feed of more than {_LARGEST_FEED // 1_000_000} MB")
    import feedparser

    try:
        # Given bytes in a file, feedparser fetches nothing.
        feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a damaged feed fails anywhere in the parser, with any error
        raise Rejected(f"is a feed that cannot be read: {type(error).__name__}") from error
    if not feed.entries:
        raise Rejected("is a feed that holds no entry, or is damaged")
    about = {"source": fragment_text(str(feed.feed.get("title") or "")), "language": feed.feed.get("language")}
    for number, entry in enumerate(feed.entries, start=1):
        yield _entry(entry, number, about, page)


def _entry(entry: Any, number: int, about: dict[str, Any], page: Page | None) -> Entry:  # noqa: ANN401 - no types
    """One entry, with what is needed to tell whether it changed."""
    # feedparser gives an entry without a link its id as one, and one without `updated` its date of publication.
    link, own = (str(dict.get(entry, name) or "").strip() for name in ("link", "id"))
    link = next((one for one in (link, own) if re.match(r"https?://", one, re.IGNORECASE)), "")
    summary = str(entry.get("summary") or "")
    contents = [str(part.get("value") or "") for part in entry.get("content") or []]
    dates = [str(dict.get(entry, name) or "") for name in ("published", "updated")]
    mark = content_hash(str(entry.get("title") or ""), *dates, summary, *contents)[:16]

    def found() -> Found:
        texts = [fragment_text(part) for part in (*contents, summary)]
        text = max(texts, key=len)
        whole = not _CUT_OFF.search(text) and (any(texts[:-1]) or len(text) >= _WHOLE)
        fields: dict[str, object] = {
            "title": fragment_text(str(entry.get("title") or "")),
            "text": text,
            "published": dates[0] or dates[1],
            "updated": dates[1] if dates[0] else None,
            "author": entry.get("author"),
            "url": link or None,
            "id": None if link or not own else own if ":" in own else f"{slug(about['source'] or 'feed')}-{own}",
            **about,
        }
        metadata: dict[str, Any] = {"summary_only": True} if not whole else {}
        if not whole and link and page is not None:
            metadata = {}
            behind = page(link)
            fields |= {"text": behind.fields.get("text")}
            fields |= {name: value for name, value in behind.fields.items() if not fields.get(name) and name != "id"}
        tags = [str(tag.get("term")) for tag in entry.get("tags") or [] if tag.get("term")]
        return Found(fields, metadata=metadata | ({"tags": tags} if tags else {}))

    return Entry(link or own or str(number), mark, found)
