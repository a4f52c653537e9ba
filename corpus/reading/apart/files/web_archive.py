"""Pages that a browser saved as one file (MHTML): the page is read as a saved page is, the pictures with it are not."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.policy import compat32

from corpus.errors import Rejected
from corpus.reading.apart.mail import cut_off
from corpus.reading.apart.webpage import web_page
from corpus.reading.found import Found

_MOST_PARTS = 5_000
_MOST_NESTED = 10
_MOST_LINES = 1_000_000
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_NESTED = re.compile(rb"multipart/|message/", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s/][^\s]{0,1900}", re.IGNORECASE)


def web_archive(data: bytes, stem: str = "") -> Found:
    """The article of the page. The day on which it was saved is not taken for the day of publication."""
    if len(_PART.findall(data)) > _MOST_PARTS or len(_NESTED.findall(data)) > _MOST_NESTED:
        raise Rejected("has too many parts")
    if data.count(b"\n") > _MOST_LINES:
        raise Rejected(f"has more than {_MOST_LINES:,} lines")
    try:
        message = message_from_bytes(data, policy=compat32)
        part = next(
            (one for one in message.walk() if one.get_content_type() in ("text/html", "application/xhtml+xml")), None
        )
        page = part.get_payload(decode=True) if part is not None else None
        charset = part.get_content_charset() if part is not None else None
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Rejected(f"is damaged: {type(error).__name__}") from error
    if part is None or not isinstance(page, bytes) or not page.strip():
        raise Rejected("holds no page in HTML")
    found = web_page(page, stem, charset=charset)
    found = replace(found, notes=(*found.notes, *cut_off(message)))
    if not found.fields.get("url") and (address := _address(message, part)):
        return replace(found, fields={**found.fields, "url": address})
    return found


def _address(message: Message, part: Message) -> str:
    """The address that the page was saved from; '' where none is named."""
    for value in (message.get("Snapshot-Content-Location"), part.get("Content-Location")):
        if match := _ADDRESS.fullmatch(str(value or "").strip()):
            return match[0]
    return ""
