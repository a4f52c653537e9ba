"""Lists of feeds with their titles, in and out, in the form that feed readers share (OPML)."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from corpus.errors import Rejected
from corpus.reading.bundles.feed_list import is_feed_list, listed
from corpus.reading.web.addresses import named, web_address
from corpus.text.metadata import one_line


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that somebody follows; `title` is '' where none is given."""

    address: str
    title: str = ""


def feeds_of(data: bytes) -> tuple[list[Feed], list[str]]:
    """The feeds of a list in its order, each address once, and the addresses that cannot be visited.

    Raises Rejected for what is no list of feeds, is damaged or too large.
    """
    if not is_feed_list(data):
        raise Rejected("is no list of feeds (OPML)")
    given = [Feed(address, one_line(title)) for title, address in listed(data)]
    good = [feed for feed in given if web_address(feed.address) and not named(feed.address)]
    return good, [feed.address for feed in given if feed not in good]


def opml(feeds: Sequence[Feed]) -> str:
    """The list as a file that feed readers import."""
    outlines = "".join(
        f'    <outline type="rss" text={name} title={name} xmlUrl={_quoted(feed.address)}/>\n'
        for feed in feeds
        for name in (_quoted(feed.title or feed.address),)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head/>\n  <body>\n'
        f'   <outline text="Subscriptions">\n{outlines}   </outline>\n  </body>\n</opml>\n'
    )


def _quoted(text: str) -> str:
    """A text as the value of an attribute, without what XML cannot hold."""
    return quoteattr("".join(letter for letter in text if letter >= " " and not "\ud800" <= letter <= "\udfff"))
