"""What others call the fields of an article, and in what they wrap a value: the names as data, compared folded."""

from collections.abc import Container, Iterable, Mapping
from functools import cache
from typing import Any

from corpus.text.metadata import bounded, one_line
from corpus.text.tables import table

DEEPEST = 4
"""Objects in each other, in the place of one value."""
_MOST_PIECES = 10_000


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
def known() -> frozenset[str]:
    """All folded names of all fields of an article."""
    return frozenset(alias for aliases in names().values() for alias in aliases)


def told_twice(pairs: Iterable[tuple[object, object]], once: Container[str] | None = None) -> str:
    """Why pairs of names and values are no record, as a reason to refuse it: a field of an article has two values.

    `once`: the names that count, all of an article's fields by default. Returns '' where each has one: values that are
    the same, and empty ones, are no two.
    """
    first: dict[str, object] = {}
    for name, value in pairs:
        key = str(name).strip()
        if empty(value) or not (folded(key) in known() if once is None else key in once):
            continue
        if first.setdefault(key, value) != value:
            shown, other = (repr(bounded(one_line(str(one)[:500]), 60)) for one in (first[key], value))
            return (
                f"gives its {bounded(one_line(key), 60)} twice, as {shown} and as {other}: keep the one that is right"
            )
    return ""


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
