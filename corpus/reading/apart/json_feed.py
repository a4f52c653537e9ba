"""JSON Feed: what each entry holds, in the same form as of RSS and Atom feeds."""

import json
from functools import partial
from typing import Any

from corpus.article import content_hash
from corpus.errors import Rejected
from corpus.reading.apart.feed import CUT_OFF, LARGEST_FEED, MOST_ENTRIES, MOST_TAGGED
from corpus.reading.apart.html import fragment_text
from corpus.reading.decoding import decode
from corpus.reading.field_names import Clashing, whole_object

# What a feed or an entry says once, and what it is of an article.
_ONCE = {name: name for name in ("title", "id", "url", "language", "author", "name", "summary", "items")} | {
    "external_url": "url",
    "content_text": "text",
    "content_html": "text",
    "date_published": "published",
    "date_modified": "updated",
    "authors": "author",
}


def json_feed(data: bytes) -> dict[str, Any]:
    """The feed as `feed` gives it. Raises Rejected for what is no JSON Feed, or holds no entry."""
    if len(data) > LARGEST_FEED:
        raise Rejected(f"is a feed of more than {LARGEST_FEED // 1_000_000} MB")
    try:
        parsed = json.loads(decode(data), object_pairs_hook=partial(whole_object, once=_ONCE))
    except (ValueError, RecursionError) as error:
        raise Rejected(f"is a JSON Feed that cannot be read: {type(error).__name__}") from error
    if isinstance(parsed, dict) and (reason := _clash(parsed)):
        raise Rejected(f"is a JSON Feed that {reason}")
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
    tags, clash = item.get("tags"), _clash(item)
    found: dict[str, Any] = {
        "link": next((one for one in (link, own) if one.lower().startswith(("http://", "https://"))), ""),
        "own": own,
        "mark": content_hash(title, published, updated, summary, plain, html, *([clash] if clash else []))[:16],
        "title": " ".join(title.split()),
        "published": published or updated,
        "updated": updated if published else None,
        "author": _author(item) or feed_author or None,
        "tags": [str(tag) for tag in tags[:MOST_TAGGED]] if isinstance(tags, list) else [],
    }
    if clash:
        return found | {"wrong": clash}
    try:
        whole = plain.strip() or fragment_text(html)
    except Rejected as reason:
        return found | {"wrong": str(reason)}
    return found | {"text": whole or summary, "whole": bool(whole) and not CUT_OFF.search(whole)}


def _author(holder: dict[str, Any]) -> str:
    """The names of the authors; of version 1, which knew one, its name."""
    return ", ".join(_text(one.get("name")) for one in _people(holder) if one.get("name"))


def _people(holder: dict[str, Any]) -> list[dict[str, Any]]:
    given = holder.get("authors") or holder.get("author") or []
    people = given if isinstance(given, list) else [given]
    return [one for one in people[:50] if isinstance(one, dict)]


def _clash(holder: dict[str, Any]) -> str:
    """Why a feed or an entry, or an author of it, has two values of a field; '' where none has."""
    return next((one.reason for one in (holder, *_people(holder)) if isinstance(one, Clashing) and one.reason), "")


def _text(value: object) -> str:
    """A string or a number as text, '' for anything else."""
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
