"""RSS and Atom feeds, through feedparser: what each entry holds, in JSON types."""

import re
from io import BytesIO
from typing import Any

from corpus.article import content_hash
from corpus.errors import Rejected
from corpus.reading.apart.html import fragment_text

# A description of this length is the article; shorter ones are teasers (agencies' teasers have 100 to 500 characters).
_WHOLE = 1_000
LARGEST_FEED = 20_000_000
# The time goes by the tags (docs/decisions/017-hostile-inputs.md); a damaged feed is parsed twice.
_MOST_TAGS = 60_000
MOST_ENTRIES = 5_000
MOST_TAGGED = 100
CUT_OFF = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|read more\W*|continue reading\W*)\Z", re.IGNORECASE)


def feed(data: bytes) -> dict[str, Any]:
    """The feed's `source` and `language`, and its `entries` in order, MOST_ENTRIES at most, of `all` that there are.

    Of an entry: `title`, `text`, whether that is the `whole`, `published`, `updated`, `author`, `tags`, its `link` and
    `own` id ('' where there is none), and a `mark` that changes when the entry does; or what is `wrong` with it. Raises
    Rejected for what is no feed, or holds no entry.
    """
    if data.count(b"<") > _MOST_TAGS:
        raise Rejected(f"is a feed of more than {_MOST_TAGS:,} tags; split it")
    if len(data) > LARGEST_FEED:
        raise Rejected(f"is a feed of more than {LARGEST_FEED // 1_000_000} MB")
    import feedparser

    try:
        # Given bytes in a file, feedparser fetches nothing.
        parsed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a damaged feed fails anywhere in the parser, with any error
        raise Rejected(f"is a feed that cannot be read: {type(error).__name__}") from error
    if not parsed.entries:
        raise Rejected("is a feed that holds no entry, or is damaged")
    return {
        "source": fragment_text(str(parsed.feed.get("title") or "")),
        "language": _plain(parsed.feed.get("language")),
        "entries": [_entry(entry) for entry in parsed.entries[:MOST_ENTRIES]],
        "all": len(parsed.entries),
    }


def _entry(entry: Any) -> dict[str, Any]:  # noqa: ANN401 - feedparser has no types
    """One entry, with what is needed to tell whether it changed."""
    # feedparser gives an entry without a link its id as one, and one without `updated` its date of publication.
    link, own = (str(dict.get(entry, name) or "").strip() for name in ("link", "id"))
    title, summary = str(entry.get("title") or ""), str(entry.get("summary") or "")
    contents = [str(part.get("value") or "") for part in entry.get("content") or []]
    published, updated = (str(dict.get(entry, name) or "") for name in ("published", "updated"))
    found: dict[str, Any] = {
        "link": next((one for one in (link, own) if re.match(r"https?://", one, re.IGNORECASE)), ""),
        "own": own,
        "mark": content_hash(title, published, updated, summary, *contents)[:16],
        "published": published or updated,
        "updated": updated if published else None,
        "author": _plain(entry.get("author")),
        "tags": [str(tag.get("term")) for tag in (entry.get("tags") or [])[:MOST_TAGGED] if tag.get("term")],
    }
    try:
        texts = [fragment_text(part) for part in (*contents, summary)]
        found["title"], found["text"] = fragment_text(title), max(texts, key=len)
    except Rejected as reason:
        return found | {"wrong": str(reason)}
    found["whole"] = not CUT_OFF.search(found["text"]) and (any(texts[:-1]) or len(found["text"]) >= _WHOLE)
    return found


def _plain(value: object) -> str | None:
    return None if value is None else str(value)
