"""What others call the fields of an article, and in what they wrap a value: the names as data, compared folded."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from corpus.errors import Rejected
from corpus.text.metadata import bounded, one_line
from corpus.text.published import abridged_date, doubtful_date, foreign_date, parse_date
from corpus.text.tables import table

DEEPEST = 4
"""Objects in each other, in the place of one value."""
_MOST_PIECES = 10_000
_DAYS = ("published", "updated")
_EXACT = ("id", "url")  # a capital may make it another


def folded(name: str) -> str:
    """The name of a field as names are compared: `Publication Date`, `publication_date`, `publicationDate` are one."""
    return "".join(letter for letter in name[:100].casefold() if letter.isalnum())


@cache
def names() -> dict[str, dict[str, str]]:
    """For each field of an article the folded names that others give it, best first, and each as people write it."""
    given: dict[str, list[str]] = table("corpus.reading", "fields")["names"]
    return {field: {folded(name): name for name in aliases} for field, aliases in given.items()}


@cache
def listed(name: str) -> frozenset[str]:
    """The folded names of a list that is no field of an article: `fetched`, `kept`, `made`, `summary`."""
    return frozenset(map(folded, table("corpus.reading", "fields")["lists"][name]))


def empty(value: object) -> bool:
    """Whether a field says that it holds nothing."""
    return value is None or (isinstance(value, str) and (not value.strip() or _says_nothing(value.strip())))


def _says_nothing(value: str) -> bool:
    return len(value) < 12 and value.casefold() in table("corpus.reading", "fields")["lists"]["nothing"]


def looked_for(field: str) -> str:
    """The names under which a field was looked for, for a person."""
    return ", ".join(list(names()[field].values())[:12])


@cache
def known() -> Mapping[str, str]:
    """All folded names of all fields of an article, each with the field that it names."""
    return {alias: field for field, aliases in names().items() for alias in aliases}


def day_of(written: str) -> str | None:
    """The day that a field holds, however it is written, or None for none; raises Rejected where none can be told."""
    return (parse_date(written) or foreign_date(written) or abridged_date(written) or "")[:10] or None


class Clashing(dict[str, Any]):
    """A JSON object in which a field has two values; `reason` says which, `lists` which name of a list of articles."""

    reason = lists = ""


def whole_object(pairs: list[tuple[str, Any]], once: Mapping[str, str] | None = None) -> dict[str, Any]:
    """An object of a JSON text, for `json.loads`, which by itself keeps the last of two values in silence.

    One with two values of a field is marked, so that it can be refused and what stands beside it is read. `once`: as
    `differing` takes it.
    """
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    clashing = Clashing(found)
    clashing.reason = told_twice(pairs, once)
    held = [(name, value) for name, value in pairs if isinstance(value, (list, dict))]
    clashing.lists = told_twice(held, {name: name for name in table("corpus.reading", "fields")["lists"]["names"]})
    return clashing


def told_twice(pairs: Iterable[tuple[object, object]], once: Mapping[str, str] | None = None) -> str:
    """Why pairs of names and values are no record, as a reason to refuse it: a field of an article has two values.

    Returns '' where each has one: values that say the same, and empty ones, are no two. `once`: as `differing` has it.
    """
    reason = next(iter(differing(pairs, once).values()), "")
    return reason and f"gives {reason}: keep the one that is right"


def differing(pairs: Iterable[tuple[object, object]], once: Mapping[str, str] | None = None) -> dict[str, str]:
    """The names that have two values which say different things, each with both in words: `its TI twice, as ...`.

    `once`: the names that count and the field that each stands for; by default all that are known, however written.
    """
    first: dict[str, object] = {}
    said: dict[str, str] = {}
    found: dict[str, str] = {}
    for name, value in pairs:
        key = str(name).strip()
        field = known().get(folded(key)) if once is None else once.get(key)
        if field is None or key in found or empty(value) or first.setdefault(key, value) == value:
            continue
        if key not in said:
            said[key] = _said(field, first[key])
        if said[key] != _said(field, value):
            shown, other = (repr(bounded(one_line(str(one)[:500]), 60)) for one in (first[key], value))
            found[key] = f"its {bounded(one_line(key), 60)} twice, as {shown} and as {other}"
    return found


def _said(field: str, value: object) -> str:
    """What a value says, to compare it: a day in any notation, words in capitals or not, are the same."""
    words = " ".join(str(value).split())
    if field in _EXACT:
        return words
    try:
        day = day_of(words) if field in _DAYS and not doubtful_date(words) else None
    except Rejected:  # a day that no calendar has, or with two readings: it is what is written
        day = None
    return day or words.casefold()


def held_in(value: Mapping[Any, object], names: str = "value") -> object:
    """The value of an object that stands in a field's place, as in `{"name": ...}` and `{"rendered": ...}`; or None."""
    return next((value[name] for name in table("corpus.reading", "fields")["lists"][names] if value.get(name)), None)


def prose(value: object, depth: int = 0) -> object:
    """A text that comes in pieces (a list of paragraphs, objects that hold them) as one; anything else as it comes."""
    if isinstance(value, Mapping) and depth < DEEPEST:
        return prose(held_in(value, "prose"), depth + 1)
    if isinstance(value, list) and depth < DEEPEST:
        pieces = [prose(one, depth + 1) for one in value[:_MOST_PIECES]]
        return "\n\n".join(one.strip() for one in pieces if isinstance(one, str) and one.strip())
    return value
