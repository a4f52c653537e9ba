"""RSS, Atom and JSON feeds: each entry is an article, whole in the feed or behind its link."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from corpus.errors import Rejected
from corpus.reading.apart.process import apart
from corpus.reading.found import Found, Reading, broken
from corpus.reading.identity import slug
from corpus.reading.web.addresses import same_host

_JSON_FEED = re.compile(rb'"version"\s{0,9}:\s{0,9}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|[a-z]{1,10}:feed)[\s>]", re.IGNORECASE)

Page = Callable[[str], Found]
"""Fetches the page behind a link; raises Rejected."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: `mark` changes when the entry does; `found` is read at need, since it may fetch a page."""

    name: str
    mark: str
    found: Reading


def is_feed(data: bytes) -> bool:
    """Whether a file is a feed: by its beginning, or in JSON by the version that it names."""
    return bool(_FEED.search(data[:4096])) or is_json_feed(data)


def is_json_feed(data: bytes) -> bool:
    """Whether a file is a JSON Feed; its version may stand after its entries."""
    return data[:100].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and bool(_JSON_FEED.search(data))


def entries(data: bytes, address: str | None = None, page: Page | None = None) -> Iterator[Entry]:
    """The entries of a feed, in its order; `address`: where it was fetched.

    Where the full text is not in the feed, `page` fetches it; without one the summary is the text, and the metadata
    say `summary_only`. An entry with a link is known by it; one without, by its own id, put after the feed's title
    where it is no name for the whole world ('tag:...', 'urn:...'). Of a page on another host than the feed, wherever
    its link leads, what that says of itself is taken, and nothing that the feed says of it but the day, where it names
    none.
    Raises Rejected for what is no feed, or holds no entry.
    """
    feed = apart("json feed" if is_json_feed(data) else "feed", data)
    about = {"source": feed["source"], "language": feed["language"]}
    for number, entry in enumerate(feed["entries"], start=1):
        reading = broken(Rejected(entry["wrong"])) if "wrong" in entry else partial(_found, entry, about, address, page)
        yield Entry(entry["link"] or entry["own"] or str(number), entry["mark"], reading)
    if (more := feed["all"] - len(feed["entries"])) > 0:
        yield Entry("the rest", "", broken(Rejected(f"{more:,} more entries are not read; split the feed")))


def _found(entry: dict[str, Any], about: dict[str, Any], address: str | None, page: Page | None) -> Found:
    """The article of an entry; its page is fetched where the feed holds a part of it only."""
    link, own = entry["link"], entry["own"]
    fields: dict[str, object] = {
        **{name: entry[name] for name in ("title", "text", "published", "updated", "author")},
        "url": link or None,
        "id": None if link or not own else own if ":" in own else f"{slug(about['source'] or 'feed')}-{own}",
        **about,
    }
    metadata: dict[str, Any] = {"tags": entry["tags"]} if entry["tags"] else {}
    if not entry["whole"] and link and page is not None:
        behind = page(link)
        stands = behind.origin or link  # where redirects led
        if not same_host(stands, address):
            if behind.fields.get("published"):
                return behind if same_host(stands, link) else replace(behind, notes=(*behind.notes, _led(stands)))
            return Found({**behind.fields, "published": entry["published"], "url": stands}, origin=address)
        if not same_host(link, address):
            fields["url"] = stands  # a redirector that leads home
        fields |= {"text": behind.fields.get("text")}
        fields |= {name: value for name, value in behind.fields.items() if not fields.get(name) and name != "id"}
    elif not entry["whole"]:
        metadata = {"summary_only": True} | metadata
    return Found(fields, metadata=metadata, claims=True, origin=address)


def _led(stands: str) -> str:
    return f"leads on to another host, {stands[:200]}: an article of its own there"
