"""Who held an office on a day: whom a text calls `the President`, and of which country a `President Yoon` is."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from assistant.language.name_index import Known
from assistant.language.naming import AMERICAN
from assistant.language.words import fold, tokens
from corpus.text.tables import table

_OFFICES: Final = table("assistant.gate", "offices")["office"]
_AMERICAN: Final = {f"@{body}" for body in (*AMERICAN, "white_house")}


def holders(texts: Iterable[Known], days: Iterable[str]) -> Iterator[str]:
    """Yield who held, on each of the days (ISO), the offices that the texts speak of."""
    known = tuple(texts)
    named = {name for one in known for name in one.canonical}
    words = {word for one in known for word in one.words}
    if named & _AMERICAN:
        named.add("@united_states")
    for name in named:
        for rows in held_of(name, words):
            for day in days:
                yield from [who for since, who in rows if since <= day][-1:]


def held_of(name: str, words: Collection[str]) -> Iterator[list[tuple[str, str]]]:
    """The holders of each office of a country or body, by its canonical name, that some of these words tell of, each
    with the day from which on.
    """
    for office in _OFFICES:
        if f"@{office['of']}" == name and not set(office["told"].split()).isdisjoint(words):
            yield [(row[:10], row[11:]) for row in office["held"]]


def held_by(surname: str, words: Collection[str], day: str) -> Iterator[str]:
    """Yield the last by this surname, up to a day, of each office that some of these words tell of."""
    for office in _OFFICES:
        if not set(office["told"].split()).isdisjoint(words):
            rows = (row[11:] for row in office["held"] if row[:10] <= day)
            yield from [who for who in rows if surname in {one.lower for one in tokens(fold(who))}][-1:]


def offices_of(day: str) -> Iterator[tuple[str, str]]:
    """Everybody who held an office on a day, each with the canonical name of its country or body."""
    for office in _OFFICES:
        rows = [row[11:] for row in office["held"] if row[:10] <= day]
        yield from ((who, f"@{office['of']}") for who in rows[-1:])
