"""What a reader found in a source, and the one place where it becomes an article or is refused."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.article import KINDS, Article, content_hash
from corpus.errors import Rejected
from corpus.reading.identity import generic, link_key, link_slug, slug
from corpus.text.published import parse_date

# The names of an article's fields in a record; `date` is the one other name that JSON and front matter may use.
FIELDS: dict[str, tuple[str, ...]] = {
    name: (name,) for name in ("id", "title", "text", "source", "author", "url", "updated", "language", "kind")
} | {"published": ("published", "date")}
# What tables, exported by other programs, call them; best first.
COLUMNS = {
    "id": ("id", "article_id", "guid"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content"),
    "published": ("published", "date", "published_at", "publication_date", "pubdate", "date_published"),
    "updated": ("updated", "modified", "updated_at", "date_modified"),
    "source": ("source", "outlet", "publisher", "site"),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link", "canonical_url"),
    "language": ("language", "lang"),
    "kind": ("kind",),
}
_LONGEST_ID = 200
# Far more than any article needs; YAML's aliases can name one value millions of times.
_MOST_VALUES = 10_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_BREAKS = re.compile(r"[\t\n\v\f\r\u2028\u2029]+")
_UNSAFE = re.compile(r"[\x00\ud800-\udfff]")
_HANGUL = re.compile("[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(slots=True)
class Found:
    """The raw fields that a reader found, of whatever type they came in; `stem` is the file's name without suffix."""

    fields: Mapping[str, object]
    stem: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)


def from_record(record: Mapping[Any, object], stem: str = "", names: Mapping[str, tuple[str, ...]] = FIELDS) -> Found:
    """Sort a record's keys into the fields of an article, by their names in lower case; the rest is metadata."""
    named = {str(key).strip(): value for key, value in record.items()}
    lowered = {key.lower(): key for key in reversed(named) if named[key] not in (None, "")}
    taken = {
        name: next(lowered[alias] for alias in aliases if alias in lowered)
        for name, aliases in names.items()
        if any(alias in lowered for alias in aliases)
    }
    rest = {key: value for key, value in named.items() if key not in taken.values() and value not in (None, "")}
    return Found({name: named[key] for name, key in taken.items()}, stem, rest)


def article(found: Found, published: str | None) -> Article:
    """The article that was found; `published` stands in for a missing date. Raises Rejected, saying what is wrong."""
    fields, extra = found.fields, dict(found.metadata)
    title = _BREAKS.sub(" ", _words("title", fields.get("title")) or "").strip()
    text = _text(fields.get("text"))
    if not title:
        raise Rejected("has no title")
    day = _date("published", fields.get("published")) or published
    if not day:
        raise Rejected("has no date of publication; give one with --published 2021-01-25")
    url = _url(fields.get("url"), extra)
    given = _given_id(fields.get("id"))
    key, proposed = _identity(given, url, title, day[:10], found.stem)
    return Article(
        title=title,
        text=text,
        published=day,
        id=proposed,
        key=key,
        source=_line("source", fields.get("source")),
        author=_line("author", fields.get("author")),
        url=url,
        updated=_date("updated", fields.get("updated")),
        language=_language(fields.get("language"), text),
        kind=_kind(fields.get("kind"), extra),
        metadata=_json_types(extra),
    )


def _identity(given: str | None, url: str | None, title: str, day: str, stem: str) -> tuple[str, str]:
    """The key that decides identity where no id is given, and the id that is given or proposed."""
    if given:
        return "", given
    if url:
        key = link_key(url)
        return f"url:{key}", f"{link_slug(key)}-{content_hash(key)[:8]}"
    key = content_hash(title, day)
    name = slug(stem)
    return f"text:{key}", f"{slug(title) or 'article'}-{key[:8]}" if generic(name) else name


def _text(value: object) -> str:
    """The text, exactly as it comes."""
    if not isinstance(value, str):
        raise Rejected("has no text" if value is None else f"its text is not text but {type(value).__name__}")
    if not value.strip():
        raise Rejected("has no text")
    return _safe("text", value)


def _safe(name: str, value: str) -> str:
    """The value itself; raises Rejected where it holds what no encoding can store or show."""
    if bad := _UNSAFE.search(value):
        what = (
            "a NUL character"
            if bad[0] == "\x00"
            else "a broken character (half of a surrogate pair, or a byte of another encoding)"
        )
        raise Rejected(f"its {name} holds {what}")
    return value


def _words(name: str, value: object) -> str | None:
    """A field of one string: lists are joined, numbers written out, objects give their `name`."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, (list, tuple)):
        value = ", ".join(filter(None, (_words(name, one) for one in value[:50] if not isinstance(one, (list, tuple)))))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = _number(value)
    if not isinstance(value, str):
        return None
    return _safe(name, value).strip() or None


def _line(name: str, value: object) -> str | None:
    """A field of one line."""
    words = _words(name, value)
    return _BREAKS.sub(" ", words) if words else None


def _number(value: float) -> str:
    """A number as an id or a word: 7.0, as tables write it, is 7."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _given_id(value: object) -> str | None:
    """The id that the source gives, or None where it gives none."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise Rejected(f"its id is not a string but {type(value).__name__}")
    given = _safe("id", value if isinstance(value, str) else _number(value)).strip()
    if _CONTROL.search(given) or len(given) > _LONGEST_ID:
        raise Rejected(f"its id is longer than {_LONGEST_ID} characters, or holds control characters")
    return given or None


def _date(name: str, value: object) -> str | None:
    """A field that holds a date; raises Rejected where something stands there that is none."""
    words = _words(name, value)
    if not words:
        return None
    day = parse_date(words)
    if not day:
        raise Rejected(f"its {name} is {words[:60]!r}, which holds no date; write it as 2021-01-25")
    return day


def _url(value: object, extra: dict[str, Any]) -> str | None:
    """A web address; anything else, which no reader could follow, is kept as metadata."""
    words = _line("url", value)
    if words and (not re.match(r"https?://[^\s/]", words, re.IGNORECASE) or re.search(r"[\s\x00-\x1f]", words)):
        extra.setdefault("url", words)
        return None
    return words


def _kind(value: object, extra: dict[str, Any]) -> str | None:
    """One of the five kinds; anything else is kept as metadata."""
    words = _line("kind", value)
    if words and words.lower() in KINDS:
        return words.lower()
    if words:
        extra.setdefault("kind", words)
    return None


def _language(value: object, text: str) -> str | None:
    """The code that the source gives ('en' of 'en-US'), or 'ko' where most letters are Hangul, or None."""
    words = _line("language", value)
    if words and (code := _LANGUAGE.fullmatch(words)):
        return code[1].lower()
    sample = text[:5000]
    return "ko" if 2 * len(_HANGUL.findall(sample)) > len(_LETTER.findall(sample)) else None


def _json_types(extra: Mapping[str, object]) -> dict[str, Any]:
    """Metadata in JSON types alone."""
    left = _MOST_VALUES

    def plain(value: object) -> object:
        nonlocal left
        left -= 1
        if left < 0:
            raise Rejected(f"its metadata holds more than {_MOST_VALUES:,} values")
        if isinstance(value, Mapping):
            return {_safe("metadata", str(key)): plain(one) for key, one in value.items()}
        if isinstance(value, (list, tuple, set)):
            return [plain(one) for one in value]
        if isinstance(value, str):
            return _safe("metadata", value)
        if isinstance(value, float) and not math.isfinite(value):
            return str(value)
        return value if value is None or isinstance(value, (bool, int, float)) else str(value)

    try:
        return {_safe("metadata", key): plain(value) for key, value in extra.items()}
    except RecursionError:
        raise Rejected("its metadata is nested too deeply") from None
