"""References in RIS, as databases and reference managers export them, through rispy."""

import re
from typing import Any

from corpus.errors import Rejected
from corpus.reading.decoding import decode

_LARGEST = 20_000_000
MOST = 20_000
_NAMES = {
    "title": ("title", "primary_title", "short_title"),
    "text": ("abstract", "notes_abstract", "notes"),
    "published": ("date", "publication_year", "year"),
    "source": (
        "journal_name",
        "secondary_title",
        "alternate_title3",
        "alternate_title2",
        "alternate_title1",
        "publisher",
    ),
    "url": ("urls", "url"),
    "language": ("language",),
}
_FULL_NAME = re.compile(r"([^,]{1,100}),\s{0,9}([^,]{1,100})")


def references(data: bytes) -> list[dict[str, Any]]:
    """The fields of an article for each reference, its abstract or note as the text. Raises Rejected."""
    import rispy

    if len(data) > _LARGEST:
        raise Rejected(f"is RIS of more than {_LARGEST // 1_000_000} MB")
    try:
        entries = rispy.loads(decode(data).strip(), skip_unknown_tags=True)
    except Rejected:
        raise
    except Exception as error:  # a damaged file fails anywhere in the parser, with any error
        raise Rejected(f"is RIS that cannot be read: {type(error).__name__}") from error
    if len(entries) > MOST:
        raise Rejected(f"is RIS of more than {MOST:,} references; split it")
    return [_fields(entry) for entry in entries]


def _fields(entry: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: next((_word(entry[key]) for key in keys if entry.get(key)), None) for name, keys in _NAMES.items()
    }
    names = entry.get("authors") or entry.get("first_authors") or []
    found["author"] = [
        f"{match[2]} {match[1]}" if (match := _FULL_NAME.fullmatch(name)) else name for name in map(str, names[:50])
    ]
    if found["published"]:
        found["published"] = found["published"].strip("/ ")
    return found


def _word(value: object) -> str:
    """One value: of addresses the first, of notes all."""
    if isinstance(value, list):
        return str(value[0]) if str(value[0]).startswith("http") else "\n\n".join(map(str, value))
    return str(value)
