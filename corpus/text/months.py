"""Months by their names in other languages, from the tables that come with dateparser."""

from functools import cache
from importlib import import_module
from unicodedata import normalize

from corpus.text.calendar import MONTHS

# dateparser lists languages by how many people write them; the short forms of the rarer ones mean anything.
_LANGUAGES = 70


@cache
def _months() -> dict[str, dict[str, int]]:
    """The number of the month that a name stands for, by name and language."""
    found: dict[str, dict[str, int]] = {}
    for language in import_module("dateparser.data.languages_info").language_order[:_LANGUAGES]:
        names = import_module(f"dateparser.data.date_translation_data.{language}").info
        for number, month in enumerate(MONTHS, 1):
            for name in names.get(month, ()):
                found.setdefault(_plain(name), {}).setdefault(language, number)
    return found


def months_named(word: str, language: str | None = None) -> frozenset[int]:
    """The months, 1 to 12, that a word names: in the language, or else in any; several where languages differ."""
    meanings = _months().get(_plain(word), {})
    return frozenset([meanings[language]] if language in meanings else meanings.values())


def _plain(word: str) -> str:
    return normalize("NFC", word).casefold().strip(".")
