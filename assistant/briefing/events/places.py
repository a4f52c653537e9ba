"""Requests for all that happened at a place: the names of the countries and capitals within it."""

from functools import cache

from assistant.briefing.events.tellings import keys
from assistant.language.naming import CAPITALS, NATIONS, WITHIN
from assistant.language.topic import Topic
from assistant.language.words import fold

_OWN = "@united_states"


def within(topic: str) -> frozenset[str]:
    """The keys of every place within the one that a topic names; empty where the topic is anything beside that place.

    Several are no place: what is asked for is what one has to do with the other.
    """
    named, known = keys(fold(topic)), places()
    return known[next(iter(named))] if len(named) == 1 and named <= known.keys() else frozenset()


def one_place(topic: str) -> frozenset[str]:
    """The keys of the one country or region that a topic names beside its matter; empty where it names none or several.

    The United States count as none: those who speak for them say 'we'.
    """
    named = {key for key in keys(fold(topic)) & places().keys() if key.startswith("@")} - {_OWN}
    return places()[next(iter(named))] if len(named) == 1 else frozenset()


def is_named(topic: str, text: str) -> bool:
    """Whether a text names all that a topic names; of a topic that is places, any place within them."""
    inside = within(topic)
    return bool(inside & keys(fold(text))) if inside else Topic(topic).is_named(text)


@cache
def places() -> dict[str, frozenset[str]]:
    """The keys of each capital, country and region that is known, each with those of the places within it."""
    capitals = {capital: keys(fold(capital.title())) for capital in CAPITALS}
    countries = {f"@{name}": frozenset({f"@{name}"}) for name in NATIONS}
    for capital, name in CAPITALS.items():
        countries[f"@{name}"] |= capitals[capital]
    regions = {
        f"@{region}": frozenset({f"@{region}"}).union(*(countries[f"@{name}"] for name in inside))
        for region, inside in WITHIN.items()
    }
    return {**{key: frozenset({key}) for found in capitals.values() for key in found}, **countries, **regions}
