"""Records in the wrappings of other programs: where the list of articles lies, and a record's text in one piece."""

from dataclasses import replace
from html import unescape
from typing import Any

from corpus.errors import Rejected
from corpus.reading import field_names
from corpus.reading.found import Found, from_record
from corpus.text.tables import table

# Objects that a record's list of articles, and a record's own fields, may lie within.
_DEEPEST = 4
# Parts of a list that are looked through for lists of their own; items of one by which it is known.
_PARTS, _SAMPLE = 1_000, 20


def _clash(value: dict[str, Any], depth: int = 0) -> str:
    """Why an object, or one in it, has two values of a field; '' where none has."""
    if isinstance(value, field_names.Clashing) and value.reason:
        return value.reason
    inner = (one for one in value.values() if isinstance(one, dict)) if depth < _DEEPEST else ()
    return next((reason for one in inner if (reason := _clash(one, depth + 1))), "")


def list_in(document: object, depth: int = 0) -> list[Any] | None:
    """The list of articles that a JSON document is or holds: under the names that such lists have, in parts of it, by
    its own keys, or in columns; None for none. Raises Rejected where it holds two that differ under one name.
    """
    if isinstance(document, list):
        if depth > _DEEPEST or len(document) > _PARTS or any(map(_whole, document[:_SAMPLE])):
            return document
        parts = [list_in(one, depth + 1) if isinstance(one, dict) else None for one in document]
        return document if None in parts else [one for part in parts for one in part or ()]
    if not isinstance(document, dict) or depth > _DEEPEST:
        return None
    if (rows := _columns(document)) is not None or _whole(document):
        return rows
    if isinstance(document, field_names.Clashing) and document.lists:
        raise Rejected(document.lists)
    for name in table("corpus.reading", "fields")["lists"]["names"]:
        held = document.get(name)
        objects = isinstance(held, list) and all(isinstance(one, dict) for one in held[:_SAMPLE])
        if (objects or isinstance(held, dict)) and (inner := list_in(held, depth + 1)) is not None:
            return inner
    values = list(document.values())
    return values if values and all(isinstance(one, dict) and _whole(one) for one in values) else None


def _whole(record: object) -> bool:
    """Whether an object is an article itself."""
    return isinstance(record, dict) and {"title", "text"} <= from_record(_opened(record)).fields.keys()


def _columns(document: dict[str, Any]) -> list[Any] | None:
    """The rows of a table that is given by its columns (`{"title": [...], "text": [...]}`), or None for no table."""
    names, rows = document.get("columns"), document.get("data")
    if isinstance(names, list) and isinstance(rows, list) and all(isinstance(row, list) for row in rows[:_SAMPLE]):
        return [dict(zip(map(str, names), row, strict=False)) if isinstance(row, list) else row for row in rows]
    held = from_record(document).fields
    title, text = held.get("title"), held.get("text")
    if isinstance(title, list) and isinstance(text, list) and len(title) == len(text) > 1:
        lists = {name: one for name, one in document.items() if isinstance(one, list) and len(one) == len(title)}
        return [{name: one[at] for name, one in lists.items()} for at in range(len(title))]
    if isinstance(title, dict) and isinstance(text, dict) and title.keys() == text.keys() and len(title) > 1:
        parts = {name: one for name, one in document.items() if isinstance(one, dict) and one.keys() >= title.keys()}
        return [{name: one[key] for name, one in parts.items()} for key in title]
    return None


def record(value: object) -> Found:
    """A JSON object as a record; raises Rejected for any other value, for one that has no text, and for one in which a
    field has two values.
    """
    if not isinstance(value, dict):
        raise Rejected(f"is not a JSON object but {type(value).__name__}")
    if reason := _clash(value):
        raise Rejected(reason)
    return told_text(from_record(_opened(value)))


def _opened(given: dict[str, Any]) -> dict[str, Any]:
    """A record with the names of the objects in it that only wrap its own."""
    within = table("corpus.reading", "fields")["lists"]["within"]  # as it stands: `_source` wraps, `source` does not
    for _ in range(_DEEPEST):
        wraps = [name for name, held in given.items() if isinstance(held, dict) and name.lower() in within]
        if not wraps:
            break
        inner: dict[str, Any] = {}
        for name in wraps:
            inner = {**given[name], **inner}
        given = {**inner, **{name: held for name, held in given.items() if name not in wraps}}
    return given


def told_text(found: Found) -> Found:
    """A record with its text in one piece, or with its summary in place of it; raises Rejected where it has neither."""
    given = found.fields.get("text")
    text = field_names.prose(given)
    if isinstance(given, (dict, list)) and isinstance(text, str):
        found = replace(found, fields={**found.fields, "text": text, "title": _unescaped(found.fields.get("title"))})
    if not field_names.empty(text):
        return found
    name = summarised(found)
    short = field_names.prose(found.metadata.get(name))
    if not isinstance(short, str) or not short.strip():
        raise Rejected(f"has no text (looked for {field_names.looked_for('text')})")
    return replace(
        found,
        fields={**found.fields, "text": short},
        metadata={"summary_only": True} | {key: one for key, one in found.metadata.items() if key != name},
        notes=(*found.notes, f"has no text: its {name} stands for it"),
    )


def summarised(found: Found) -> str:
    """The name under which a record has its longest summary; '' for none."""
    short = [one for one in found.metadata if field_names.folded(one) in field_names.listed("summary")]
    return max(short, key=lambda one: len(str(found.metadata[one])), default="")


def _unescaped(title: object) -> object:
    """A title that comes in an object, as WordPress gives it, without the marks of HTML."""
    return unescape(str(field_names.held_in(title) or "")) if isinstance(title, dict) else title
