"""Several names of one thing: countries, peoples, capitals, institutions, treaties (`data/nations.toml`)."""

import re
from collections.abc import Iterator
from typing import Final

from corpus.text.tables import table

_ROWS: Final = table("assistant.language", "nations")
_WORD: Final = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\b\.?|\d+|[^\W\d_]+")


def _named() -> Iterator[tuple[str, str]]:
    """Each canonical name with each of its forms as the table writes it."""
    for name, row in _ROWS["countries"].items():
        yield from ((name, form) for kind in ("names", "people") for form in row.get(kind, "").split("|") if form)
    for kind in ("regions", "american", "bodies", "things", "offices"):
        yield from ((name, form) for name, forms in _ROWS[kind].items() for form in forms.split("|"))


def _same() -> dict[tuple[str, ...], tuple[str, bool]]:
    table: dict[tuple[str, ...], tuple[str, bool]] = {}
    for name, form in _named():
        words = tuple(_WORD.findall(form.replace("'s", "")))
        exact = words[0].isupper() and len(words[0]) > 1 and "." not in words[0]
        table[tuple(word.lower() for word in words)] = (name, exact)
    return table


SAME: Final = _same()
"""The words of each form with its canonical name, and whether it is one in capitals only (`US`)."""
LONGEST: Final = max(map(len, SAME))
BEGIN: Final = frozenset(name[0] for name in SAME)
NATIONS: Final = frozenset(_ROWS["countries"])
PEOPLES: Final = frozenset(form for row in _ROWS["countries"].values() for form in row.get("people", "").split("|"))
"""What somebody or something of a country is called, in lower case: `american`."""
AMERICAN: Final = frozenset(_ROWS["american"])
"""Bodies of the United States: what one of them does, the country does."""
OFFICES: Final = frozenset(_ROWS["offices"])
"""Offices with several names, which name nobody by themselves."""
WITHIN: Final = {region: frozenset(_ROWS["within"].get(region, "").split()) for region in _ROWS["regions"]}
"""The countries of each region."""
PLACES: Final = frozenset(_ROWS["places"]["all"].split("|"))
CAPITALS: Final = {
    capital: name
    for name, row in _ROWS["countries"].items()
    for capital in row.get("capital", "").split("|")
    if capital
}
"""A capital speaks for its government; it is another place than its country, and a name of its own."""


def _publics() -> Iterator[str]:
    for row in _ROWS["countries"].values():
        yield from f"{row['names']}|{row.get('people', '')}".replace("|", " ").split()
    yield from " ".join((*_ROWS["regions"].values(), *CAPITALS, *PLACES)).replace("|", " ").split()
    for kind in ("american", "bodies"):
        yield from (form for forms in _ROWS[kind].values() for form in forms.split("|") if " " not in form)


PUBLIC: Final = frozenset(word.lower().rstrip(".") for word in _publics())
"""Each word of the names of countries, peoples, regions and places, and bodies named in one word (`pentagon`)."""


def _forms() -> dict[str, tuple[str, ...]]:
    """All forms of each canonical name, a country's capitals too."""
    found: dict[str, list[str]] = {}
    for name, form in _named():
        found.setdefault(name, []).append(form)
    for capital, name in CAPITALS.items():
        found[name].append(capital)
    return {name: tuple(forms) for name, forms in found.items()}


FORMS: Final = _forms()
"""Each canonical name with all its forms: what is said of one may be found under another."""


_SHORT = {row["short"]: row["names"].partition("|")[0] for row in _ROWS["countries"].values() if "short" in row}
_THE_SHORT = re.compile(rf"\b[Tt]he (?P<short>{'|'.join(_SHORT)})\b(?!-| [A-Z])")


def in_full(text: str) -> str:
    """A text with 'the North' and the like as the name of the country that they may stand for."""
    return _THE_SHORT.sub(lambda found: _SHORT[found["short"]].title(), text)


def forms_of(canonical: str) -> tuple[str, ...]:
    """All forms of a name as texts are compared by it (`@north_korea`); none of anything else."""
    return FORMS.get(canonical[1:], ()) if canonical.startswith("@") else ()
