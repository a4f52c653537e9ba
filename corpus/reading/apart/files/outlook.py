"""Outlook's messages (.msg), through python-oxmsg: brought to the form of Internet mail, and read as such."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from corpus.errors import Rejected
from corpus.reading.apart.mail import newsletter
from corpus.reading.found import Found

_MOST_STREAMS = 5_000


def outlook_message(data: bytes, stem: str = "") -> Found:
    """The subject, sender, date and body of a message, as of any mail. Raises Rejected for one that cannot be read."""
    from oxmsg import Message

    # Each stream has a line in the directory, whose name begins so in UTF-16.
    if data.count("__substg1.0_".encode("utf-16-le")) > _MOST_STREAMS:
        raise Rejected(f"is an Outlook message of more than {_MOST_STREAMS:,} parts")
    try:
        message = Message.load(data)
        headers = message.message_headers
        plain, html = message.body or "", message.html_body or ""
        date = str(headers.get("Date") or "") or (format_datetime(message.sent_date) if message.sent_date else "")
        subject, sender = message.subject, str(message.sender or "")
    except MemoryError:
        raise
    except Exception as error:  # a damaged file fails anywhere in the parser, with any error
        raise Rejected(f"is an Outlook message that cannot be read: {type(error).__name__}") from error
    if not plain.strip() and not html.strip():
        raise Rejected("is an Outlook message without a letter in text or HTML; save it as .eml or as text")
    return newsletter(_mail(subject, sender, date, plain, html), stem)


def _mail(subject: str, sender: str, date: str, plain: str, html: str) -> bytes:
    """The same message as Internet mail."""
    mail = EmailMessage(policy=SMTP)
    for name, value in (("Subject", subject), ("From", sender), ("Date", date)):
        if line := " ".join(value.split()):
            mail[name] = line
    if plain.strip() or not html:
        mail.set_content(plain, charset="utf-8", cte="base64")
        if html.strip():
            mail.add_alternative(html, subtype="html", charset="utf-8", cte="base64")
    else:
        mail.set_content(html, subtype="html", charset="utf-8", cte="base64")
    return mail.as_bytes()
