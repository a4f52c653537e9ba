"""What a reader found in a source, and the one place where it becomes an article or is refused."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.article import Article
from corpus.errors import Rejected
from corpus.reading import fields
from corpus.reading.identity import Identity, claimed_identity, fetched_identity, own_identity
from corpus.text.metadata import LONGEST_AUTHOR, LONGEST_OUTLET, LONGEST_TITLE

# The names of an article's fields in a record; `date` is the one other name that JSON and front matter may use.
FIELDS: dict[str, tuple[str, ...]] = {
    name: (name,) for name in ("id", "title", "text", "source", "author", "url", "updated", "language", "kind")
} | {"published": ("published", "date")}
# What tables, exported by other programs, call them; best first.
COLUMNS = {
    "id": ("id", "article_id", "guid"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content"),
    "published": ("published", "date", "published_at", "publication_date", "pubdate", "date_published"),
    "updated": ("updated", "modified", "updated_at", "date_modified"),
    "source": ("source", "outlet", "publisher", "site"),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link", "canonical_url"),
    "language": ("language", "lang"),
    "kind": ("kind",),
}
_BREAKS = re.compile(r"[\t\n\v\f\r\u2028\u2029]+")


@dataclass(slots=True)
class Found:
    """The raw fields that a reader found, of whatever type they came in; `stem` is the file's name without suffix.

    `claims`: its id and url are what a text says of itself, not what somebody made a record of. `origin`: the address
    that it was fetched from; `alone`: whether nothing else stands there.
    """

    fields: Mapping[str, object]
    stem: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    claims: bool = False
    origin: str | None = None
    alone: bool = False


Reading = Callable[[], Found]
"""Reads one article where it is called; raises Rejected, or whatever a reader or its library raises."""


def broken(error: Exception) -> Reading:
    """What stands in the place of an article that cannot be read: a reading that raises the error."""

    def reading() -> Found:
        raise error

    return reading


def from_record(record: Mapping[Any, object], stem: str = "", names: Mapping[str, tuple[str, ...]] = FIELDS) -> Found:
    """Sort a record's keys into the fields of an article, by their names in lower case; the rest is metadata."""
    named = {str(key).strip(): value for key, value in record.items()}
    lowered = {key.lower(): key for key in reversed(named) if named[key] not in (None, "")}
    taken = {
        name: next(lowered[alias] for alias in aliases if alias in lowered)
        for name, aliases in names.items()
        if any(alias in lowered for alias in aliases)
    }
    rest = {key: value for key, value in named.items() if key not in taken.values() and value not in (None, "")}
    return Found({name: named[key] for name, key in taken.items()}, stem, rest)


def article(found: Found, published: str | None, *, today: str, note: fields.Note) -> Article:
    """The article that was found. Raises Rejected, saying what is wrong.

    `published` stands in for a missing date, `today` is the day that it is; `note` takes remarks on what was changed
    or not believed.
    """
    given, extra = found.fields, dict(found.metadata)
    whole = fields.words("title", given.get("title")) or ""
    title = fields.line("title", whole, LONGEST_TITLE, note)
    text = fields.text(given.get("text"))
    if not title:
        raise Rejected("has no title")
    day = fields.published(given.get("published"), published, today, note)
    who = _identity(found, fields.url(given.get("url"), extra, note), _BREAKS.sub(" ", whole), day[:10])
    if who.remark:
        note(who.remark)
        extra.setdefault("link", given.get("url"))
    return Article(
        title=title,
        text=text,
        published=day,
        id=who.id,
        key=who.key,
        source=fields.line("source", given.get("source"), LONGEST_OUTLET, note),
        author=fields.line("author", given.get("author"), LONGEST_AUTHOR, note),
        url=who.url,
        updated=fields.updated(given.get("updated"), today, extra, note),
        language=fields.language(given.get("language"), text),
        kind=fields.kind(given.get("kind"), extra),
        metadata=fields.json_types(extra),
        claimed=who.claimed,
        before=who.before,
    )


def _identity(found: Found, url: str | None, title: str, day: str) -> Identity:
    """Who the article is, by whoever gave it."""
    given = fields.given_id(found.fields.get("id"))
    if found.origin is not None:
        return fetched_identity(given, url, title, day, found.origin, alone=found.alone)
    return (claimed_identity if found.claims else own_identity)(given, url, title, day, found.stem)
