"""What a reader found in a source, and the one place where it becomes an article, its fields bounded, or is refused."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.article import Article
from corpus.errors import Rejected
from corpus.reading import field_names, fields
from corpus.reading.identity import Identity, claimed_identity, fetched_identity, own_identity
from corpus.reading.no_article import no_article
from corpus.reading.web.addresses import host, same_host
from corpus.text.metadata import LONGEST_AUTHOR, LONGEST_OUTLET, LONGEST_TITLE

# The name of a host, as it stands for an outlet where a page names no other.
_HOST = re.compile(
    r"(?:\S{1,100}@)?[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}(?:\.(?:[^\W\d]{2,30}|\d{1,3})\.?(?::\d{1,5})?|\.?:\d{1,5})"
)
_BREAKS = re.compile(r"[\t\n\v\f\r\u2028\u2029]+")


@dataclass(slots=True)
class Found:
    """The raw fields that a reader found, of whatever type they came in; `stem` is the file's name without suffix.

    `claims`: its id and url are what a text says of itself, not what somebody made a record of. `origin`: the address
    that it was fetched from; `alone`: whether nothing else stands there. `notes`: what the reader changed or
    guessed, each in one line. `guesses`: dates that may stand for a missing day of publication, each with what it is
    the day of. `form`: what the file is ('a Word file'), named where the article is refused.
    """

    fields: Mapping[str, object]
    stem: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    claims: bool = False
    origin: str | None = None
    alone: bool = False
    notes: tuple[str, ...] = ()
    guesses: tuple[tuple[str, str], ...] = ()
    form: str = ""


Reading = Callable[[], Found]
"""Reads one article where it is called; raises Rejected, or whatever a reader or its library raises."""


def broken(error: Exception) -> Reading:
    """What stands in the place of an article that cannot be read: a reading that raises the error."""

    def reading() -> Found:
        raise error

    return reading


def from_record(record: Mapping[Any, object], stem: str = "") -> Found:
    """Sort a record's keys into the fields of an article, by the names that others give them; the rest is metadata."""
    named = {str(key).strip(): value for key, value in record.items()}
    folded = {field_names.folded(key): key for key in reversed(named) if not field_names.empty(named[key])}
    taken = {
        name: next(folded[alias] for alias in aliases if alias in folded)
        for name, aliases in field_names.names().items()
        if any(alias in folded for alias in aliases)
    }
    rest = {key: value for key, value in named.items() if key not in taken.values() and value not in (None, "")}
    made = [(name, value) for name, value in rest.items() if field_names.folded(name) in field_names.listed("made")]
    guesses = tuple((day, f"its {name}") for name, value in made if (day := fields.words(name, value)))
    return Found({name: named[key] for name, key in taken.items()}, stem, rest, guesses=guesses)


def article(found: Found, published: str | None, *, today: str, note: fields.Note) -> Article:
    """The article that was found. Raises Rejected, saying what is wrong.

    `published` stands in for a missing date, `today` is the day that it is; `note` takes remarks on what was changed
    or not believed.
    """
    for remark in found.notes:
        note(remark)
    try:
        return _article(found, published, today, note)
    except Rejected as reason:
        raise Rejected(f"is {found.form}, and {reason}") if found.form else reason from None


def _article(found: Found, published: str | None, today: str, note: fields.Note) -> Article:
    given, extra = found.fields, dict(found.metadata)
    whole = fields.words("title", given.get("title")) or ""
    title = fields.line("title", whole, LONGEST_TITLE, note)
    text = fields.text(given.get("text"))
    if not title:
        raise Rejected("has no title")
    if reason := no_article(title, text):
        raise Rejected(reason)
    language = fields.language(given.get("language"), text)
    guesses = _guesses(found)
    day = fields.published(given.get("published"), published, today, note, guesses=guesses, language=language)
    source = fields.by_name("source", given.get("source"), LONGEST_OUTLET, note)
    url = fields.url(given.get("url"), extra, note)
    who = _identity(found, url, _BREAKS.sub(" ", whole), day[:10], source)
    if who.remark:
        note(who.remark)
        extra.setdefault("link", given.get("url"))
    return Article(
        title=title,
        text=text,
        published=day,
        id=who.id,
        key=who.key,
        source=_outlet(source, found.origin) if found.alone else source,
        author=fields.by_name("author", given.get("author"), LONGEST_AUTHOR, note),
        url=who.url,
        updated=fields.updated(given.get("updated"), today, extra, note, language=language),
        language=language,
        kind=fields.kind(given.get("kind"), extra),
        metadata=fields.json_types(extra),
        claimed=who.claimed,
        before=who.before,
    )


def _outlet(source: str | None, origin: str | None) -> str | None:
    """The outlet of a page; the name of another host than the one that it came from is not believed."""
    if source is None or origin is None or not _HOST.fullmatch(source):
        return source
    return source if "@" not in source and same_host(f"http://{source}", origin) else host(origin)


def _guesses(found: Found) -> Iterator[tuple[str, str]]:
    """Dates that may stand for the day of publication: others of the record, the reader's guesses, the last change."""
    for name, value in found.metadata.items():
        if field_names.folded(name) in field_names.names()["published"] and (day := fields.words(name, value)):
            yield day, f"its {name}"
    yield from ((day, what) for day, what in found.guesses)
    if day := fields.words("updated", found.fields.get("updated")):
        yield day, "the day of its last change"


def _identity(found: Found, url: str | None, title: str, day: str, source: str | None) -> Identity:
    """Who the article is, by whoever gave it."""
    given = fields.given_id(found.fields.get("id"))
    if found.origin is not None:
        return fetched_identity(given, url, title, day, source, found.origin, alone=found.alone)
    return (claimed_identity if found.claims else own_identity)(given, url, title, day, source, found.stem)
