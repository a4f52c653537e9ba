"""JSON Feed: what each entry holds, in the same form as of RSS and Atom feeds."""

import json
from typing import Any

from corpus.article import content_hash
from corpus.errors import Rejected
from corpus.reading.apart.feed import CUT_OFF, LARGEST_FEED, MOST_ENTRIES, MOST_TAGGED
from corpus.reading.apart.html import fragment_text
from corpus.reading.decoding import decode


def json_feed(data: bytes) -> dict[str, Any]:
    """The feed as `feed` gives it. Raises Rejected for what is no JSON Feed, or holds no entry."""
    if len(data) > LARGEST_FEED:
        raise Rejected(f"is a feed of more than {LARGEST_FEED // 1_000_000} MB")
    try:
        parsed = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise Rejected(f"is a JSON Feed that cannot be read: {type(error).__name__}") from error
    items = parsed.get("items") if isinstance(parsed, dict) else None
    if not isinstance(items, list) or not items:
        raise Rejected("is a JSON Feed that holds no entry")
    about = {"language": _text(parsed.get("language")) or None, "source": _text(parsed.get("title"))}
    author = _author(parsed)
    return about | {"entries": [_entry(one, author) for one in items[:MOST_ENTRIES]], "all": len(items)}


def _entry(item: Any, feed_author: str) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """One entry, with what is needed to tell whether it changed."""
    if not isinstance(item, dict):
        return {"link": "", "own": "", "mark": "", "wrong": f"is not a JSON object but {type(item).__name__}"}
    link, own = _text(item.get("url")) or _text(item.get("external_url")), _text(item.get("id"))
    plain, html, summary = (_text(item.get(name)) for name in ("content_text", "content_html", "summary"))
    title, published, updated = (_text(item.get(name)) for name in ("title", "date_published", "date_modified"))
    tags = item.get("tags")
    found: dict[str, Any] = {
        "link": next((one for one in (link, own) if one.lower().startswith(("http://", "https://"))), ""),
        "own": own,
        "mark": content_hash(title, published, updated, summary, plain, html)[:16],
        "title": " ".join(title.split()),
        "published": published or updated,
        "updated": updated if published else None,
        "author": _author(item) or feed_author or None,
        "tags": [str(tag) for tag in tags[:MOST_TAGGED]] if isinstance(tags, list) else [],
    }
    try:
        whole = plain.strip() or fragment_text(html)
    except Rejected as reason:
        return found | {"wrong": str(reason)}
    return found | {"text": whole or summary, "whole": bool(whole) and not CUT_OFF.search(whole)}


def _author(holder: dict[str, Any]) -> str:
    """The names of the authors; of version 1, which knew one, its name."""
    given = holder.get("authors") or holder.get("author") or []
    people = given if isinstance(given, list) else [given]
    return ", ".join(_text(one.get("name")) for one in people[:50] if isinstance(one, dict) and one.get("name"))


def _text(value: object) -> str:
    """A string or a number as text, '' for anything else."""
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
