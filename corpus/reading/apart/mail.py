"""E-mail newsletters (.eml), through the standard library."""

import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr

from corpus.errors import Rejected
from corpus.reading.apart.html import fragment_text
from corpus.reading.decoding import decode, text_codec
from corpus.reading.found import Found

# A text part shorter than this beside an HTML part only says 'view this in a browser'.
_SHORTEST_TEXT = 200
# Newsletters have under 10 parts; their longest headers, signatures of the mail servers, have some 2,000 characters.
_MOST_PARTS = 500
_MOST_DIVIDERS = 5_000
_MOST_LINES = 500_000
_LONGEST_HEADER = 20_000
# Characters of the headers that are read.
_LONGEST_READ = 2_000
_PARTS = re.compile(rb"multipart/|message/", re.IGNORECASE)


def newsletter(data: bytes, stem: str = "") -> Found:
    """The subject, sender, date and body of a message; the plain text part where it holds the letter, else the HTML.

    The message's id is no id of the article: the same letter reaches each reader under another. Raises Rejected for
    what is no message, or has no readable body.
    """
    # Every line is held against the dividers of all the parts that it stands in.
    if data.count(b"\n--") > _MOST_DIVIDERS or len(_PARTS.findall(data)) > _MOST_PARTS:
        raise Rejected("is a message with too many parts, or too long a header")
    if data.count(b"\n") + data.count(b"\r") > 2 * _MOST_LINES:
        raise Rejected(f"is a message of more than {_MOST_LINES:,} lines")
    try:
        # The older policy: the newer one's parser of headers takes minutes over some of a few thousand characters.
        message = message_from_bytes(data, policy=compat32)
        _check(message)
        subject, sender, date = (_header(message, name) for name in ("Subject", "From", "Date"))
        name, address = parseaddr(sender)
        plain, html = _body(message, "plain"), _body(message, "html")
    except Rejected:
        raise
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        # The parser's own slips on headers and parts that are broken.
        raise Rejected(f"is a message that cannot be read: {type(error).__name__}") from error
    if not (subject or date or sender):
        raise Rejected("is not an e-mail message: it has no subject, sender or date")
    text = plain if len(plain) >= _SHORTEST_TEXT or not html else fragment_text(html)
    fields = {"title": subject, "text": text, "published": date, "source": name or address.partition("@")[2]}
    return Found(fields, stem)


def _check(message: Message) -> None:
    """Refuse a message made to take for ever: its headers and parts are parsed by methods that are not linear."""
    for number, part in enumerate(message.walk()):
        about = max((len(str(part.get(name, ""))) for name in ("Content-Type", "Content-Disposition")), default=0)
        longest = max((len(str(value)) for value in part.values()), default=0)
        if number >= _MOST_PARTS or longest > _LONGEST_HEADER or about > _LONGEST_READ:
            raise Rejected("is a message with too many parts, or too long a header")


def _header(message: Message, name: str) -> str:
    """A header in one line, encoded words read; '' where it is absent."""
    words = str(make_header(decode_header(str(message.get(name, ""))[:_LONGEST_READ])))
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
            return payload.decode(text_codec(charset)).replace("\r\n", "\n").strip()
        except (LookupError, UnicodeError):
            return decode(payload).replace("\r\n", "\n").strip()
    return ""
