"""What an answer shows only as somebody's words: links, addresses, commands, accounts, and what is said to the reader.

An article can order its readers to transfer money, to run a command or to open a page. A news text tells of it, between
quotation marks and attributed; it never says so itself.
"""

import re

from assistant.language.asides import commands, orders
from assistant.language.quotations import without

_LINK = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,15}:/{1,3}[^\s/]|\b(?:mailto|javascript|data|tel):|\bwww\.\w|[\w.+-]{1,64}@[\w-]{1,63}\.\w"
    r"|\b[\w-]{2,63}(?:\.[\w-]{2,63}){0,3}\.[a-z]{2,15}(?::\d|/\w)",
    re.IGNORECASE,
)
# A host without a path is a name where it is written as one ('HealthCare.gov') and the cited words hold it.
_HOST = re.compile(r"\b[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,3}\.(?![ap]m\b)[a-z]{2,15}\b(?!\.\w)", re.IGNORECASE)
# Account numbers as they are printed, wallets, and numbers to be called: long runs of digits with or without spaces.
_ACCOUNT = re.compile(
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,8}|\b(?:0x)?[a-fA-F0-9]{32,}\b|\b(?:bc1|[13])[a-zA-Z0-9]{25,60}\b"
    r"|(?<![\d.,])\+?\d[\d ()/-]{8,18}\d(?![\d.,]|\s?%)"
)
_READER = re.compile(
    r"\b(?:you|your|yours|yourself|yourselves|please)\b|\b(?:the |all )?readers? "
    r"[^.!?]{0,30}\b(?:should|must|need|has|have)\b",
    re.IGNORECASE,
)
# An address as it is spoken: "example dot test slash login".
_SPOKEN = re.compile(
    r"\b[a-z0-9-]{2,40} ?[\[(]?\bdot\b[\])]? ?"
    r"(?:(?:com|org|net|info|io|gov|edu|co)\b|[a-z]{2,15} ?[\[(]?\b(?:slash|dot)\b)",
    re.IGNORECASE,
)
_DAYS = re.compile(r"(?:19|20)\d\d\s?[-/–]\s?(?:19|20)\d\d|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}")


def shown_bare(text: str, held: str) -> str | None:
    """Why a sentence may not stand as it is: what it shows outside quotation marks; None where nothing is in the way.

    `held` are the words of the passages that it cites.
    """
    plain = without(text)
    if commands(plain):
        return "it holds a command that is no quotation"
    hosts = (found[0] for found in _HOST.finditer(plain))
    if _LINK.search(plain) or _SPOKEN.search(plain) or any(host.islower() or host not in held for host in hosts):
        return "it holds a link or an address that is no quotation"
    if any(not _DAYS.fullmatch(found[0].strip()) for found in _ACCOUNT.finditer(plain)):
        return "it holds an account or a number to be called that is no quotation"
    if _READER.search(plain) or orders(plain):
        return "it speaks to the reader"
    return None
