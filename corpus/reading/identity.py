"""What an article is called and known by where its source gives no id: normalized links and readable slugs."""

import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit

_GENERIC = frozenset(
    (
        "article",
        "articles",
        "content",
        "document",
        "download",
        "export",
        "feed",
        "file",
        "home",
        "index",
        "main",
        "news",
        "page",
        "post",
        "print",
        "story",
        "text",
        "untitled",
        "unnamed",
    )
)
# Marks of campaigns and of sharing, which name no other page.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|cmpid|ref_src)", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_LONGEST_SLUG = 60


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, at most 60 characters; Latin letters lose their accents, others stay."""
    plain = unicodedata.normalize("NFKD", text[:400])
    plain = unicodedata.normalize("NFC", "".join(letter for letter in plain if not "\u0300" <= letter <= "\u036f"))
    words = "-".join(re.findall(r"[^\W_]+", plain.replace("'", "").replace("’", "").lower()))
    if len(words) <= _LONGEST_SLUG:
        return words
    return words[: _LONGEST_SLUG + 1].rpartition("-")[0] or words[:_LONGEST_SLUG]


def generic(name: str) -> bool:
    """Whether a slug says nothing of its article: 'index', 'page-2', a bare number, or nothing at all."""
    return not name or all(word in _GENERIC or word.isdigit() for word in name.split("-"))


def link_key(url: str) -> str:
    """What links to the same page have in common: host, path and query without scheme, fragment and tracking marks."""
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme.lower()) else ""
        host = (parts.hostname or "").rstrip(".")
    except ValueError:  # such as 'http://[': odd, and yet a name of its own
        return url.strip()
    query = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0]))
    return f"{host}{port}{parts.path.rstrip('/')}{'?' + urlencode(query) if query else ''}"


def link_slug(key: str) -> str:
    """A readable slug of a normalized link: its host without 'www.', and the last part of its path that has words."""
    host, _, path = key.partition("?")[0].removeprefix("www.").partition("/")
    parts = [re.sub(r"\.(?:html?|php|aspx?)$", "", part) for part in path.split("/")]
    last = next((name for part in reversed(parts) if not generic(name := slug(part))), "")
    return slug(f"{host} {last}") or "link"
