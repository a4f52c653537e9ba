"""References in RIS, as databases and reference managers export them, through rispy."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from corpus.errors import Rejected
from corpus.reading.decoding import decode
from corpus.reading.field_names import differing

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
# A line with a tag; where `TY` is written with one space before the hyphen, all are.
_TAGGED = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|$)")
_BEGIN, _END = "TY", "ER"
# What a reference has once, and the field that it is. Where all differ, two references have run into each other; one
# alone may differ within one: a title in two languages, a day in print and one online.
_ONCE = {"TI": "title", "DA": "published"}
_FULL_NAME = re.compile(r"([^,]{1,100}),\s{0,9}([^,]{1,100})")


def references(data: bytes) -> list[dict[str, Any]]:
    """For each reference the `fields` of an article, its abstract or note as the text; whether it is `open`, without
    a line of its end; `clash`, why it cannot be one reference, or ''; and `told`, remarks on what it says twice, of
    which the first is kept. Raises Rejected.
    """
    import rispy

    if len(data) > _LARGEST:
        raise Rejected(f"is RIS of more than {_LARGEST // 1_000_000} MB")
    try:
        framed = list(islice(_framed(decode(data).strip()), MOST + 1))
        if len(framed) > MOST:
            raise Rejected(f"is RIS of more than {MOST:,} references; split it")
        entries = [rispy.loads(text, skip_unknown_tags=True)[0] for text, _ in framed]
    except Rejected:
        raise
    except Exception as error:  # a damaged file fails anywhere in the parser, with any error
        raise Rejected(f"is RIS that cannot be read: {type(error).__name__}") from error
    return [
        {"fields": _fields(entry), "open": is_open} | _twice(text)
        for entry, (text, is_open) in zip(entries, framed, strict=True)
    ]


def _framed(text: str) -> Iterator[tuple[str, bool]]:
    """Each reference by itself, from its first tag to its end, and whether that end had to be made.

    The parser passes over what is not closed, and over what stands before a beginning: here each begins and ends.
    """
    tight = re.search(r"^TY -", text, re.MULTILINE) is not None
    held: list[str] = []
    for line in text.splitlines():
        match = _TAGGED.match(line) if tight or line[2:5] == "  -" else None
        tag = match[1] if match else ""
        if tag == _END or line.strip() == _END:
            if held:
                yield _closed(held), False
            held = []
            continue
        if tag == _BEGIN and held:
            yield _closed(held), True
            held = []
        if match and not held and tag != _BEGIN:
            held.append(f"{_BEGIN}  - GEN")
        if match or held:
            held.append(f"{tag}  - {match[2] or ''}" if match else line)
    if held:
        yield _closed(held), True


def _closed(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + f"\n{_END}  - "


def _twice(text: str) -> dict[str, Any]:
    """The `clash` of a reference and what is `told` of it."""
    lines = (line for line in text.splitlines() if line[:2] in _ONCE and line[2:5] == "  -")
    found = differing(((line[:2], line[6:].strip("/ \t")) for line in lines), _ONCE)
    if found.keys() == _ONCE.keys():
        return {"clash": f"is two that have run together: it gives {' and '.join(found.values())}", "told": []}
    return {"clash": "", "told": [f"gives {said}: the first is kept" for said in found.values()]}


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
