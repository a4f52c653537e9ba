"""Who an article is: by its id, by its address as far as whoever gave it may speak for that, or by its title and day."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from corpus.article import content_hash
from corpus.reading.web.addresses import host, same_host

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


@dataclass(frozen=True, slots=True)
class Identity:
    """What decides identity (`key`; empty where the `id` does), the address that is believed, and what is told of it.

    `claimed` and `before` are those of an `Article`.
    """

    key: str
    id: str
    url: str | None
    remark: str = ""
    claimed: bool = False
    before: str = ""


def own_identity(given: str | None, url: str | None, title: str, day: str, stem: str) -> Identity:
    """Of a record that somebody made: its id, else its address, else its title and day."""
    if given:
        return Identity("", given, url)
    if url:
        key = link_key(url)
        return Identity(f"url:{key}", f"{link_slug(key)}-{content_hash(key)[:8]}", url)
    key = content_hash(title, day)
    return Identity(f"text:{key}", _readable(title, stem, key), None)


def claimed_identity(given: str | None, url: str | None, title: str, day: str, stem: str) -> Identity:
    """Of a text that says itself who it is, and came from nowhere that could vouch for it: a saved page, a saved feed.

    It never becomes a version of what another source gave: an id or address that it claims is its own only while no
    other article has it.
    """
    if given:
        return Identity(f"entry:{given}", given, url, claimed=True, before=given)
    if url:
        key = content_hash(title, day, link_key(url), slug(stem))
        return Identity(f"text:{key}", _readable(title, stem, key), url, claimed=True, before=f"url:{link_key(url)}")
    return own_identity(None, None, title, day, stem)


def fetched_identity(given: str | None, url: str | None, title: str, day: str, origin: str, *, alone: bool) -> Identity:
    """Of what was fetched from `origin`, which speaks for its own host; `alone`: whether nothing else stands there."""
    home, ours = host(origin), url is not None and same_host(url, origin)
    remark = "" if ours or url is None else f"names an address of another host, {url[:200]}: an article of its own"
    address = url if ours else origin if alone else None
    if given:
        return Identity(f"given:{home} {given}", given, address, remark, before=given)
    if address:
        own = own_identity(None, address, title, day, "")
        return Identity(own.key, own.id, address, remark)
    key = content_hash(link_key(url) if url else f"{title}\x1f{day}", home)
    return Identity(f"entry:{key}", _readable(title, "", key), None, remark)


def _readable(title: str, stem: str, key: str) -> str:
    """An id to propose: the file's name, or the title where that says nothing."""
    name = slug(stem)
    return f"{slug(title) or 'article'}-{key[:8]}" if generic(name) else name


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


def address_key(url: str) -> str:
    """What the addresses of one page have in common: as `link_key`, and `www.` aside."""
    return link_key(url).removeprefix("www.")


def link_slug(key: str) -> str:
    """A readable slug of a normalized link: its host without 'www.', and the last part of its path that has words."""
    host, _, path = key.partition("?")[0].removeprefix("www.").partition("/")
    parts = [re.sub(r"\.(?:html?|php|aspx?)$", "", part) for part in path.split("/")]
    last = next((name for part in reversed(parts) if not generic(name := slug(part))), "")
    return slug(f"{host} {last}") or "link"
