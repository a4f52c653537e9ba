"""The nouns of the archive: articles, spans of their text, and passages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

KINDS = ("report", "editorial", "statement", "readout", "transcript")


class Span(NamedTuple):
    """A run of characters `text[start:end]`, offsets in Unicode code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One published text, in one of its versions.

    Dates are ISO 8601 strings, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, so that they sort and compare as text.
    `id` is the given id, or one that a reader proposes; `key` is empty where the id was given, and otherwise
    what decides identity in its stead: `url:...`, or `text:` and a hash of title and day.
    `claimed`: the url is only what the text says of itself, and is kept while no other article has it. `before`: a key
    or id that such a text claims; an article that has it and the very same text is this one.
    """

    title: str
    text: str
    published: str
    id: str
    key: str = ""
    source: str | None = None
    author: str | None = None
    url: str | None = None
    updated: str | None = None
    language: str | None = None
    kind: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    version: int = 1
    claimed: bool = False
    before: str = ""

    @property
    def day(self) -> str:
        """The day of publication, `YYYY-MM-DD`."""
        return self.published[:10]

    @property
    def effective(self) -> str:
        """The first day on which this text could be read: the later of its two dates, `YYYY-MM-DD`."""
        return max(self.day, (self.updated or "")[:10])

    def page(self, at: int) -> int | None:
        """The number of the printed page on which the text stands at an offset; None where it has no pages."""
        found, pages = None, self.metadata.get("pages")
        for one in pages if isinstance(pages, list | tuple) else ():
            match one:
                case [int(number), int(begins)] if begins <= at:
                    found = number
        return found

    def model_dump(self) -> dict[str, Any]:
        """The article as JSON types, its metadata beside its own fields."""
        names = ("id", "version", "title", "source", "author", "url", "published", "updated", "language", "kind")
        return {name: getattr(self, name) for name in names} | {"text": self.text, "metadata": dict(self.metadata)}


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one text: `text == article.text[start:end]`."""

    start: int
    end: int
    text: str


def content_hash(*parts: str) -> str:
    """SHA-256 of the parts, as 64 hexadecimal digits; the parts are kept apart by a unit separator."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
