"""Requests for all that happened at a place, with the countries and capitals within it; and for a meeting of two."""

import re
from functools import cache
from typing import NamedTuple

from assistant.briefing.events.tellings import keys
from assistant.briefing.form import CALLS, MEETINGS, uncapital
from assistant.language.lexicon import FAMILY_FIRST, NO_PERSON, ROLES
from assistant.language.names import Name, names
from assistant.language.naming import CAPITALS, NATIONS, WITHIN
from assistant.language.stems import stem
from assistant.language.topic import Topic
from assistant.language.words import fold

_OWN = "@united_states"
_SMALL, _WHERE = re.compile(r"(?<![\w-])[a-z][a-z'-]+"), re.compile(r" (?:in|at) ")
_NO_NAMES, _NO_PERSON = (frozenset(map(stem, words)) for words in (ROLES, NO_PERSON))


class Event(NamedTuple):
    """What a meeting or a call of two is called, with other words for the same, who they are, whether they met, and
    whether both are people.
    """

    called: frozenset[str]
    parties: frozenset[str]
    met: bool
    of_people: bool


def within(topic: str) -> frozenset[str]:
    """The keys of every place within the one that a topic names; empty where the topic is anything beside that place.

    Several are no place: what is asked for is what one has to do with the other.
    """
    named, places = keys(fold(topic)), _places()
    return places[next(iter(named))] if len(named) == 1 and named <= places.keys() else frozenset()


def one_place(topic: str) -> frozenset[str]:
    """The keys of the one country or region that a topic names beside its matter; empty where it names none or several.

    The United States count as none: those who speak for them say 'we'.
    """
    named = {key for key in keys(fold(topic)) & _places().keys() if key.startswith("@")} - {_OWN}
    return _places()[next(iter(named))] if len(named) == 1 else frozenset()


def is_named(topic: str, text: str) -> bool:
    """Whether a text names all that a topic names; of a topic that is places, any place within them."""
    places = within(topic)
    return bool(places & keys(fold(text))) if places else Topic(topic).is_named(text)


@cache
def _places() -> dict[str, frozenset[str]]:
    capitals = {capital: keys(fold(capital.title())) for capital in CAPITALS}
    countries = {f"@{name}": frozenset({f"@{name}"}) for name in NATIONS}
    for capital, name in CAPITALS.items():
        countries[f"@{name}"] |= capitals[capital]
    regions = {
        f"@{region}": frozenset({f"@{region}"}).union(*(countries[f"@{name}"] for name in inside))
        for region, inside in WITHIN.items()
    }
    return {**{key: frozenset({key}) for found in capitals.values() for key in found}, **countries, **regions}


def event(topic: str, known: frozenset[str] = frozenset()) -> Event | None:
    """The one meeting, visit or call of two that a topic is: several are none, and one that has a name of its own ('the
    Summit of the Americas') is found by that. Where two people are named, a place is no party to it, nor is an office.

    `known`: the stems of what is a name, where the topic is written without capitals.
    """
    folded = uncapital(fold(topic))
    small = frozenset(word[0] for word in _SMALL.finditer(folded))
    lines = [line for line in MEETINGS + CALLS if line & small]
    called = frozenset(stem(word) for line in lines for word in line)
    given = frozenset(map(stem, (word for name in names(folded) for word in _given(name))))
    parties = keys(_WHERE.split(folded)[0]) - (frozenset(map(stem, small)) - known) - called - _NO_NAMES - given
    if not lines or len(parties) < 2:
        return None
    people = frozenset(key for key in parties if not (key.startswith("@") or key in _places()))
    two, met = len(people) > 1, CALLS[0].isdisjoint(small)
    return Event(called, people if two else parties, met, two and keys(folded).isdisjoint(_NO_PERSON - called))


def _given(name: Name) -> tuple[str, ...]:
    """The given names of somebody who is known by his surname alone: not of one who shares it with many."""
    plain = " " in name.text and not name.canonical and FAMILY_FIRST.isdisjoint(name.words)
    return name.words[:-1] if plain else ()
