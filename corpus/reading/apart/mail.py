"""E-mail newsletters (.eml), through the standard library."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

from corpus.errors import Rejected
from corpus.reading.apart.forwarded import bare, letter_inside, named, passed_on
from corpus.reading.apart.html import fragment_text
from corpus.reading.decoding import decode, text_codec
from corpus.reading.found import Found

# Of the words of an HTML part so many stand in the text part beside it, where that holds the letter too.
_SHARED = 0.6
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
# Newsletters have under 10 parts; their longest headers, signatures of the mail servers, have some 2,000 characters.
_MOST_PARTS = 500
_MOST_DIVIDERS = 5_000
_MOST_LINES = 500_000
_LONGEST_HEADER = 20_000
# Characters of the headers that are read.
_LONGEST_READ = 2_000
_PARTS = re.compile(rb"multipart/|message/", re.IGNORECASE)
_PAGE = re.compile(r"\s{0,100}(?:<!doctype html|<html|<body|<div|<table|<p\b)", re.IGNORECASE)
_TAG = re.compile(r"</(?:p|div|td|tr|table|body|html|h[1-6]|span|a|li)>", re.IGNORECASE)
_FEW_TAGS = 4
# Letters that show nothing fill the line that mail programs show beside a subject.
_BLANKS = re.compile(r"[\s\u00ad\u034f\u115f\u200b-\u200f\u2007\u2060-\u2064\ufeff]{3,}")
_NOTHING = re.compile(r"[\u00ad\u034f\u115f\u200b-\u200f\u2007\u2060-\u2064\ufeff]")
# An own text of no more characters above a message that is attached only passes it on.
_LONGEST_NOTE = 600


def newsletter(data: bytes, stem: str = "") -> Found:
    """The subject, sender, date and letter of a message; of one that passes on another, those of the one inside.

    The message's id is no id of the article: the same letter reaches each reader under another. Raises Rejected for
    what is no message, or has no readable letter.
    """
    return letters(data, stem)[0]


def letters(data: bytes, stem: str = "") -> list[Found]:
    """As `newsletter`, and where a message passes on several that are attached, each of them."""
    # Every line is held against the dividers of all the parts that it stands in.
    if data.count(b"\n--") > _MOST_DIVIDERS or len(_PARTS.findall(data)) > _MOST_PARTS:
        raise Rejected("is a message with too many parts, or too long a header")
    if data.count(b"\n") + data.count(b"\r") > 2 * _MOST_LINES:
        raise Rejected(f"is a message of more than {_MOST_LINES:,} lines")
    try:
        # The older policy: the newer one's parser of headers takes minutes over some of a few thousand characters.
        message = message_from_bytes(data, policy=compat32)
        _check(message)
        inner = _attached(message)
        if len(inner) < 2 or len(_letter(message)) >= _LONGEST_NOTE:
            return [_found(message, stem)]
        told = _passed_on(named(_header(message, "From")), _header(message, "Date"), _letter(message))
        found = [_found(one, "") for one in inner]
        return [
            replace(one, notes=(*one.notes, f"is one of {len(inner)} letters in a message", *told)) for one in found
        ]
    except Rejected:
        raise
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        # The parser's own slips on headers and parts that are broken.
        raise Rejected(f"is a message that cannot be read: {type(error).__name__}") from error


def _found(message: Message, stem: str) -> Found:
    """What a message gives, its own letter or the one that it passes on."""
    subject, sender, date = (_header(message, name) for name in ("Subject", "From", "Date"))
    if not (subject or date or sender):
        raise Rejected("is not an e-mail message: it has no subject, sender or date")
    text, notes = _letter(message), [*cut_off(message), *_left_out(message)]
    by = named(sender)
    attached = _attached(message)
    if attached and len(text) < _LONGEST_NOTE:
        found = _found(attached[0], stem)
        more = [f"{len(attached) - 1} more attached messages are not read; save each as a file"] * (len(attached) > 1)
        return replace(found, notes=(*found.notes, *_passed_on(by, date, text), *more))
    fields = {"title": subject, "text": text, "published": date, "source": by}
    guesses: tuple[tuple[str, str], ...] = ((_received(message), "the day on which it was received"),)
    if inside := letter_inside(text, subject):
        fields = {
            "title": inside.subject or bare(subject),
            "text": inside.text,
            "published": inside.sent,
            "source": named(inside.sender),
        }
        guesses = ((date, "the day on which it was passed on"),) if not inside.sent else ()
        notes += _passed_on(by, date, inside.note)
        return Found(fields, stem, {"forwarded_by": by, "forwarded": date}, notes=tuple(notes), guesses=guesses)
    elif passed_on(subject):
        notes.append("its subject says that it was passed on: its sender and its day may be those of whoever did that")
    return Found(fields, stem, notes=tuple(notes), guesses=guesses)


def _attached(message: Message) -> list[Message]:
    """The messages that are attached to a message, those that are attached to them aside."""
    if message.get_content_type() == "message/rfc822":
        inner = message.get_payload(0) if message.is_multipart() else None
        return [inner] if isinstance(inner, Message) else []
    parts = message.get_payload() if message.is_multipart() else []
    return [one for part in parts if isinstance(part, Message) for one in _attached(part)]


def _passed_on(by: str, date: str, note: str) -> list[str]:
    """What is told of a letter that somebody passed on."""
    told = [f"was passed on by {by[:100]} ({date[:60]}): the sender and the date of the letter inside count"]
    return [*told, f"what was written above the letter is left out: {note[:200]!r}"] if note else told


def _received(message: Message) -> str:
    """The date of the oldest 'Received' header; '' where there is none."""
    headers = message.get_all("Received") or [""]
    return str(headers[-1]).rpartition(";")[2].strip()[:100]


def cut_off(message: Message) -> list[str]:
    """What is told of a message that breaks off in a text: nothing where only pictures or attachments can be short."""
    *_, last = message.walk()
    is_open = any(isinstance(one, CloseBoundaryNotFoundDefect) for part in message.walk() for one in part.defects)
    return ["has no line that ends its message: it may be cut off"] * (
        is_open and last.get_content_maintype() == "text"
    )


def _left_out(message: Message) -> list[str]:
    """What is told of attachments that could be articles."""
    names = [
        str(part.get_filename() or part.get_content_type())[:80]
        for part in message.walk()
        if part.get_content_disposition() == "attachment"
        and part.get_content_maintype() in ("text", "application")
        and part.get_content_type() not in ("application/pgp-signature", "application/pkcs7-signature")
    ]
    return [f"its attachments are not read: {', '.join(names[:10])}; save them, and take them in"] if names else []


def _check(message: Message) -> None:
    """Refuse a message made to take for ever: its headers and parts are parsed by methods that are not linear."""
    for number, part in enumerate(message.walk()):
        about = max((len(str(part.get(name, ""))) for name in ("Content-Type", "Content-Disposition")), default=0)
        longest = max((len(str(value)) for value in part.values()), default=0)
        if number >= _MOST_PARTS or longest > _LONGEST_HEADER or about > _LONGEST_READ:
            raise Rejected("is a message with too many parts, or too long a header")


def _header(message: Message, name: str) -> str:
    """A header in one line, encoded words read, broken letters in them replaced; '' where it is absent."""
    parts = decode_header(str(message.get(name, ""))[:_LONGEST_READ])
    try:
        words = str(make_header(parts))
    except (UnicodeError, LookupError):  # letters that are none in the encoding that is named, or no such encoding
        words = "".join(one if isinstance(one, str) else one.decode("utf-8", "replace") for one, _ in parts)
    return re.sub(r"\s+", " ", words).strip()


def _letter(part: Message) -> str:
    """The words of a message or a part of it, all that it shows one after the other; '' where it has none."""
    kind = part.get_content_type()
    if part.get_content_disposition() == "attachment" or kind == "message/rfc822":
        return ""
    if not part.is_multipart():
        return _words(part) if kind in ("text/plain", "text/html") else ""
    inner = [one for one in part.get_payload() if isinstance(one, Message)]
    if kind == "multipart/alternative":
        return _best(inner)
    return "\n\n".join(filter(None, map(_letter, inner)))


def _best(forms: list[Message]) -> str:
    """Of several forms of one letter the plain one, where it holds what the other says."""
    plain = "\n\n".join(filter(None, (_letter(one) for one in forms if one.get_content_type() == "text/plain")))
    rich = next(filter(None, (_letter(one) for one in forms if one.get_content_type() != "text/plain")), "")
    if not plain or not rich:
        return plain or rich
    said = set(_LONG_WORD.findall(rich.casefold()))
    shared = len(said & set(_LONG_WORD.findall(plain.casefold())))
    return plain if shared >= _SHARED * len(said) and (said or len(plain) >= len(rich)) else rich


def _words(part: Message) -> str:
    """The words of one part, in the charset that it names where that holds."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    charset = (part.get_content_charset() or "utf-8").replace("euc-kr", "cp949")
    try:
        text = payload.decode(text_codec(charset))
    except (LookupError, UnicodeError):
        text = decode(payload)
    text = text.replace("\r\n", "\n").strip()
    if part.get_content_type() == "text/html" or (_PAGE.match(text) and len(_TAG.findall(text)) >= _FEW_TAGS):
        text = fragment_text(text)
    elif str(part.get_param("format", "")).lower() == "flowed":
        text = _flowed(text, joined=str(part.get_param("delsp", "")).lower() == "yes")
    return _BLANKS.sub(_shown, text).strip()


def _flowed(text: str, *, joined: bool) -> str:
    """The paragraphs of a text whose lines go on where they end in a space."""
    lines = text.split("\n")
    ends = ["\n" if not line.endswith(" ") or line == "-- " else "" for line in lines]
    return "".join(
        (line.rstrip(" ") if joined and not end else line) + end for line, end in zip(lines, ends, strict=True)
    )


def _shown(blanks: re.Match[str]) -> str:
    """A run of blanks as it stands, or without the letters in it that show nothing."""
    if not _NOTHING.search(blanks[0]):
        return blanks[0]
    return "\n\n" if "\n" in blanks[0] else " "
