"""E-mail newsletters (.eml), through the standard library."""

import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr

from corpus.errors import Rejected
from corpus.reading.decoding import decode
from corpus.reading.found import Found
from corpus.reading.webpage import fragment_text

# A text part shorter than this beside an HTML part only says 'view this in a browser'.
_SHORTEST_TEXT = 200
# Newsletters have under 10 parts; their longest headers, signatures of the mail servers, have some 2,000 characters.
_MOST_PARTS = 500
_MOST_DIVIDERS = 5_000
_LONGEST_HEADER = 20_000


def newsletter(data: bytes, stem: str = "") -> Found:
    """The subject, sender, date and body of a message; the plain text part where it holds the letter, else the HTML.

    The message's id is no id of the article: the same letter reaches each reader under another. Raises Rejected for
    what is no message, or has no readable body.
    """
    if data.count(b"\n--") > _MOST_DIVIDERS:
        raise Rejected("is a message with too many parts, or too long a header")
    try:
        # The older policy: the newer one's parser of headers takes minutes over some of a few thousand characters.
        message = message_from_bytes(data, policy=compat32)
        _check(message)
        subject, sender, date = (_header(message, name) for name in ("Subject", "From", "Date"))
        plain, html = _body(message, "plain"), _body(message, "html")
    except Rejected:
        raise
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        # The parser's own slips on headers and parts that are broken.
        raise Rejected(f"is a message that cannot be read: {type(error).__name__}") from error
    if not (subject or date or sender):
        raise Rejected("is not an e-mail message: it has no subject, sender or date")
    text = plain if len(plain) >= _SHORTEST_TEXT or not html else fragment_text(html)
    name, address = parseaddr(sender)
    fields = {"title": subject, "text": text, "published": date, "source": name or address.partition("@")[2]}
    return Found(fields, stem)


def _check(message: Message) -> None:
    """Refuse a message made to take for ever: its headers and parts are parsed by methods that are not linear."""
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS or any(len(str(value)) > _LONGEST_HEADER for value in part.values()):
            raise Rejected("is a message with too many parts, or too long a header")


def _header(message: Message, name: str) -> str:
    """A header in one line, encoded words read; '' where it is absent."""
    words = str(make_header(decode_header(str(message.get(name, "")))))
    return re.sub(r"\s+", " ", words).strip()


def _body(message: Message, kind: str) -> str:
    """The first part of a kind of text, in the charset that it names where that holds; '' where there is none."""
    for part in message.walk():
        if part.get_content_type() != f"text/{kind}" or part.get_content_disposition() == "attachment":
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            continue
        charset = (part.get_content_charset() or "utf-8").replace("euc-kr", "cp949")
        try:
            return payload.decode(charset).replace("\r\n", "\n").strip()
        except (LookupError, UnicodeError):
            return decode(payload).replace("\r\n", "\n").strip()
    return ""
