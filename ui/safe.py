"""Makes text of articles, models and people safe to show: in HTML, in Markdown, in a terminal, in a link."""

import html
import re
from urllib.parse import urlsplit

# Embeddings, overrides and isolates turn the direction of what follows, so that words read otherwise than they are
# stored (Unicode TR 36, section 3.2); the marks LRM and RLM stay, honest Hebrew and Arabic need them.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
# What no text needs: control characters, terminal escapes among them. Tab and newline stay.
CONTROLS = {
    code: "\ufffd"
    for code in [*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)]
}
UNSAFE = TURNING | CONTROLS | {0x0D: "\n"}
TITLE = 160  # characters of a title on the screen; a title of 1 MB must not push the page away


def plain(text: str) -> str:
    """The text without control characters or direction overrides: each becomes U+FFFD, so that lengths stay."""
    return text.replace("\r\n", "\n").translate(UNSAFE)


def cut(text: str, length: int = TITLE) -> str:
    """The text on one line of at most `length` characters, with an ellipsis where it was cut."""
    line = " ".join(text[: length * 4].split())
    return plain(line if len(line) <= length and len(text) <= length * 4 else line[: length - 1].rstrip() + "…")


def escape(text: str) -> str:
    """The text as HTML content or as a quoted attribute."""
    return html.escape(plain(text), quote=True)


def markdown(text: str) -> str:
    """The text as one line of Markdown that shows exactly its characters: no link, image, formula, directive or tag."""
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~$:&@])", r"\\\1", plain(" ".join(text.split())))


def link(url: str | None) -> str | None:
    """The address if it is an absolute http(s) one that no browser reads otherwise; else None."""
    if not url or len(url) > 2000 or re.search(r"[\s\\\"'<>`]", url) or plain(url) != url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and parts.username is None else None
