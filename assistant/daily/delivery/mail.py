"""Mail: one message by SMTP over TLS, as HTML and as text."""

import re
import smtplib
import ssl
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from assistant.daily.delivery.message import Doubtful, Handing, Message, Unsent
from assistant.settings import Settings

SECONDS = 30.0  # for each step


def mail(message: Message, settings: Settings, handing: Handing) -> None:
    """Send it to all who are to get it, by the settings that mail needs. `smtps://` begins with TLS, `smtp://` changes
    to it, or nothing is sent.

    Raises Unsent; no address and no password stands in what it says.
    """
    server, sender, names = settings.mail_server, settings.mail_from, settings.mail_to
    assert server and sender and names
    to = [one.strip() for one in names.get_secret_value().split(",") if one.strip()]
    handed, accepted = False, False

    def hand() -> None:
        nonlocal handed
        handing()
        handed = True

    try:
        data = _composed(message, sender.get_secret_value(), to)
        with _connected(server, settings) as connection:
            _hand_over(connection, sender.get_secret_value(), to, data, hand)
            accepted = True
    except smtplib.SMTPResponseException as error:
        raise Unsent(f"the mail server answered {error.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        if handed and not accepted:
            raise Doubtful(f"the mail server was lost after the message was handed over: {why}") from None
        if not accepted:
            raise Unsent(f"the mail server cannot be used: {why}") from None
    except (ValueError, UnicodeError):
        raise Unsent("an address in BRIEFING_MAIL_FROM or BRIEFING_MAIL_TO is not right") from None


def _composed(message: Message, sender: str, to: list[str]) -> bytes:
    made = EmailMessage(policy=SMTP)
    made["Subject"] = message.title
    made["From"] = Address(addr_spec=sender)
    made["To"] = [Address(addr_spec=one) for one in to]
    made["Date"] = format_datetime(datetime.fromisoformat(message.made))
    made["Message-ID"] = f"<{message.key}@briefing-assistant.invalid>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(message.text)
    made.add_alternative(message.html, subtype="html")
    return made.as_bytes()


def _connected(server: str, settings: Settings) -> smtplib.SMTP:
    parts, tls = urlsplit(server), ssl.create_default_context()
    if parts.scheme == "smtps":
        found: smtplib.SMTP = smtplib.SMTP_SSL(parts.hostname or "", parts.port or 465, timeout=SECONDS, context=tls)
    else:
        found = smtplib.SMTP(parts.hostname or "", parts.port or 587, timeout=SECONDS)
        try:
            found.starttls(context=tls)
        except BaseException:
            found.close()
            raise
    if settings.mail_user and settings.mail_password:
        found.login(settings.mail_user.get_secret_value(), settings.mail_password.get_secret_value())
    return found


def _hand_over(connection: smtplib.SMTP, sender: str, to: list[str], data: bytes, handing: Handing) -> None:
    """The dialogue up to the point that ends the message, after which the server has it."""
    connection.ehlo_or_helo_if_needed()
    _expect(connection.mail(sender), 250)
    for one in to:
        _expect(connection.rcpt(one), 250, 251)
    _expect(connection.docmd("DATA"), 354)
    connection.send(re.sub(rb"(?m)^\.", b"..", data))
    handing()
    connection.send(b".\r\n" if data.endswith(b"\r\n") else b"\r\n.\r\n")
    _expect(connection.getreply(), 250)


def _expect(reply: tuple[int, bytes], *right: int) -> None:
    if reply[0] not in right:
        raise smtplib.SMTPResponseException(reply[0], b"")
