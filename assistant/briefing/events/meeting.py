"""Requests for what came of one meeting, visit or call of two: what it is called, and who they are."""

import re
from typing import NamedTuple

from assistant.briefing.events.places import places
from assistant.briefing.events.tellings import keys
from assistant.briefing.form import CALLS, MEETINGS, uncapital
from assistant.language.lexicon import FAMILY_FIRST, NO_PERSON, ROLES
from assistant.language.names import Name, names
from assistant.language.stems import stem
from assistant.language.words import fold

SMALL = re.compile(r"(?<![\w-])[a-z][a-z'-]+")
"""A word in small letters, which is no name."""
_WHERE = re.compile(r" (?:in|at) ")
_NO_NAMES, _NO_PERSON = (frozenset(map(stem, words)) for words in (ROLES, NO_PERSON))


class Event(NamedTuple):
    """What a meeting or a call of two is called, with other words for the same, who they are, whether they met, and
    whether both are people.
    """

    called: frozenset[str]
    parties: frozenset[str]
    met: bool
    of_people: bool


def event(topic: str, known: frozenset[str] = frozenset()) -> Event | None:
    """The one meeting, visit or call of two that a topic is: several are none, and one that has a name of its own ('the
    Summit of the Americas') is found by that. Where two people are named, a place is no party to it, nor is an office.

    `known`: the stems of what is a name, where the topic is written without capitals.
    """
    folded = uncapital(fold(topic))
    small = frozenset(word[0] for word in SMALL.finditer(folded))
    lines = [line for line in MEETINGS + CALLS if line & small]
    called = frozenset(stem(word) for line in lines for word in line)
    given = frozenset(map(stem, (word for name in names(folded) for word in _given(name))))
    parties = keys(_WHERE.split(folded)[0]) - (frozenset(map(stem, small)) - known) - called - _NO_NAMES - given
    if not lines or len(parties) < 2:
        return None
    people = frozenset(key for key in parties if not (key.startswith("@") or key in places()))
    two, met = len(people) > 1, CALLS[0].isdisjoint(small)
    return Event(called, people if two else parties, met, two and keys(folded).isdisjoint(_NO_PERSON - called))


def _given(name: Name) -> tuple[str, ...]:
    """The given names of somebody who is known by his surname alone: not of one who shares it with many."""
    plain = " " in name.text and not name.canonical and FAMILY_FIRST.isdisjoint(name.words)
    return name.words[:-1] if plain else ()
