"""Who an article is: by its id, its address as far as whoever gave it may speak for it, or title, day and outlet."""

import re
import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from corpus.article import Article, content_hash
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
# Of two editions of one text half the words are the same, at the least; the words are sampled.
_AKIN, _SAMPLED, _READ = 0.5, 64, 20_000
_MOST_NAMESAKES = 50


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


class Namesakes:
    """Articles of one input with the same title, day and outlet, and nothing else to know them by: 'In brief'."""

    def __init__(self) -> None:
        self._words: dict[str, list[frozenset[int]]] = {}
        self._titles: dict[str, int] = {}

    def told_apart(self, article: Article, remarks: list[str]) -> Article:
        """The article, as one of its own where one before it had these marks and quite another text: that is told."""
        if not article.key:
            title = crc32(article.title.encode())
            if self._titles.setdefault(article.id, title) != title:
                remarks.append("has the id of another article of this input, with another title: taken as its new text")
            return article
        if not article.key.startswith("text:"):
            return article
        words = frozenset(sorted({crc32(word.encode()) for word in article.text[:_READ].split()})[:_SAMPLED])
        others = self._words.setdefault(article.key, [])
        akin = any(len(words & other) >= _AKIN * min(len(words), len(other)) for other in others)
        if len(others) < _MOST_NAMESAKES:
            others.append(words)
        if akin or len(others) == 1:
            return article
        remarks.append("has the title, day and outlet of another article of this input: an article of its own")
        mark = content_hash(article.key, article.text)
        return replace(article, key=f"text:{mark}", id=f"{article.id}-{mark[:8]}", before="")


def own_identity(given: str | None, url: str | None, title: str, day: str, source: str | None, stem: str) -> Identity:
    """Of a record that somebody made: its id, else its address, else its title, day and outlet."""
    if given:
        return Identity("", given, url)
    if url and not _home(url):
        key = link_key(url)
        return Identity(f"url:{key}", f"{link_slug(key)}-{content_hash(key)[:8]}", url)
    key = content_hash(title, day, *_outlet(source))
    # Archives made before outlets counted know the same text by its title and day alone.
    before = f"url:{link_key(url)}" if url else f"text:{content_hash(title, day)}" if source else ""
    return Identity(f"text:{key}", _readable(title, stem, key), url, before=before)


def claimed_identity(
    given: str | None, url: str | None, title: str, day: str, source: str | None, stem: str
) -> Identity:
    """Of a text that says itself who it is, and came from nowhere that could vouch for it: a saved page, a saved feed.

    It never becomes a version of what another source gave: an id or address that it claims is its own only while no
    other article has it.
    """
    if given:
        return Identity(f"entry:{given}", given, url, claimed=True, before=given)
    if url:
        key = content_hash(title, day, link_key(url), slug(stem))
        return Identity(f"text:{key}", _readable(title, stem, key), url, claimed=True, before=f"url:{link_key(url)}")
    return own_identity(None, None, title, day, source, stem)


def fetched_identity(
    given: str | None, url: str | None, title: str, day: str, source: str | None, origin: str, *, alone: bool
) -> Identity:
    """Of what was fetched from `origin`, which speaks for its own host; `alone`: whether nothing else stands there."""
    home, ours = host(origin), url is not None and same_host(url, origin)
    remark = "" if ours or url is None else f"names an address of another host, {url[:200]}: an article of its own"
    address = url if ours else origin if alone else None
    if given:
        return Identity(f"given:{home} {given}", given, address, remark, before=given)
    if address:
        own = own_identity(None, address, title, day, source, "")
        return Identity(own.key, own.id, address, remark)
    key = content_hash(link_key(url) if url else "\x1f".join((title, day, *_outlet(source))), home)
    return Identity(f"entry:{key}", _readable(title, "", key), None, remark)


def kept_claim(article: Article) -> Article:
    """An article out of an archive, with what its key still tells of a claim: `claimed` and `before`."""
    kind, _, rest = article.key.partition(":")
    if kind == "given":
        return replace(article, before=rest.partition(" ")[2])
    if kind == "entry":
        return replace(article, claimed=True, before=rest)
    if kind == "text" and article.url:
        return replace(article, claimed=True, before=f"url:{link_key(article.url)}")
    return article


def _home(url: str) -> bool:
    """Whether an address is that of a whole site, where records name no other: it tells none from the next."""
    key = link_key(url)
    return "?" not in key and not key.partition("/")[2]


def _outlet(source: str | None) -> tuple[str, ...]:
    return (source.casefold(),) if source else ()


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
    # Bytes of another encoding than UTF-8, as in Korean addresses, stay what they are.
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    query = sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0]))
    return f"{host}{port}{parts.path.rstrip('/')}{'?' + urlencode(query, errors='surrogateescape') if query else ''}"


def address_key(url: str) -> str:
    """What the addresses of one page have in common: as `link_key`, and `www.` aside."""
    return link_key(url).removeprefix("www.")


def link_slug(key: str) -> str:
    """A readable slug of a normalized link: its host without 'www.', and the last part of its path that has words."""
    host, _, path = key.partition("?")[0].removeprefix("www.").partition("/")
    parts = [re.sub(r"\.(?:html?|php|aspx?)$", "", part) for part in path.split("/")]
    last = next((name for part in reversed(parts) if not generic(name := slug(part))), "")
    return slug(f"{host} {last}") or "link"
