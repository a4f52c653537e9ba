"""Files: an edition in a folder that others read, and all of them as an Atom feed for feed readers."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from assistant.daily.delivery.message import Message, Unsent
from corpus import clock
from corpus.store.private import write

MOST = 50  # entries of a feed
_ATOM = "{http://www.w3.org/2005/Atom}"


def folder(message: Message, place: Path, data: dict[str, bytes]) -> None:
    """Write it into a folder, a file for each suffix; done again, the same stands there. Raises Unsent."""
    try:
        for suffix, content in data.items():
            write(place / f"{message.file}.{suffix}", content, public=True)
    except OSError as error:
        raise Unsent(f"the folder cannot be written: {error.strerror}") from None


def atom(message: Message, place: Path) -> None:
    """Put it first into an Atom feed, in place of one with the same name. Raises Unsent."""
    try:
        entries = [_entry(message), *(one for one in _entries(place) if f"urn:uuid:{_uuid(message)}" not in one)]
        write(place, _feed(entries[:MOST], message.made), public=True)
    except OSError as error:
        raise Unsent(f"the feed cannot be written: {error.strerror}") from None


def _entries(place: Path) -> list[str]:
    """The entries of the feed that is there; none of one that cannot be read."""
    try:
        root = ET.fromstring(place.read_bytes())
    except (FileNotFoundError, ET.ParseError):
        return []
    ET.register_namespace("", _ATOM[1:-1])
    return [ET.tostring(one, "unicode") for one in root.findall(f"{_ATOM}entry")]


def _feed(entries: Sequence[str], updated: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        "<title>Briefings</title>\n<id>urn:briefing-assistant:editions</id>\n"
        f"<author><name>briefing-assistant</name></author>\n<updated>{clock.whole_seconds(updated)}</updated>\n"
        + "\n".join(one.strip() for one in entries)
        + "\n</feed>\n"
    )


def _entry(message: Message) -> str:
    title, html = (escape(_plain(part)) for part in (message.title, message.html))
    at = clock.whole_seconds(message.made)
    return (
        f'<entry xmlns="http://www.w3.org/2005/Atom"><title>{title}</title><id>urn:uuid:{_uuid(message)}</id>'
        f"<updated>{at}</updated><published>{at}</published>"
        f'<category term="{escape(_plain(message.topic), {chr(34): "&quot;"})}"/>'
        f'<content type="html">{html}</content></entry>'
    )


def _uuid(message: Message) -> str:
    key = message.key
    return "-".join((key[:8], key[8:12], key[12:16], key[16:20], key[20:32]))


def _plain(text: str) -> str:
    """A text without what XML cannot hold."""
    return "".join(one for one in text if (one >= " " or one in "\n\t") and not "\ud800" <= one <= "\udfff")
