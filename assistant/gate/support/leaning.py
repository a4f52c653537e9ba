"""A sentence that begins with a pronoun says something of whatever the sentence shown before it speaks of."""

import re
from collections.abc import Sequence

from assistant.gate.cited_text import Source, content
from assistant.gate.held import Held
from assistant.gate.told import Facts
from assistant.language.name_index import holds
from assistant.language.words import fold

_PERSON = re.compile(r"(?:he|she|his|her)\b", re.IGNORECASE)
# `It was said that` leans on nothing.
_THING = re.compile(
    r"(?:they|their|its|it(?! (?:is|was|will|would|has been|had been|may|might|seems|appears|remains)\b))\b",
    re.IGNORECASE,
)


def leans_elsewhere(text: str, before: str, cited: Sequence[Held]) -> str | None:
    """Why a sentence cannot stand behind the one shown before it; None where it can.

    Its cited texts must know one of those of whom that one speaks, or, for a thing, one of its words: else it would be
    read as said of somebody of whom they say nothing.
    """
    mine, said = fold(text), fold(before)
    person, thing = _PERSON.match(mine), _THING.match(mine)
    if not said or not (person or thing):
        return None
    source = Source.of([one.text for one in cited], [part for one in cited for part in one.head])
    names = Facts(said).names
    known = any(holds(name, one) for name in names for one in (source.known, source.archive, source.officers))
    alike = bool(content(said) & source.stems) if thing else not names
    if known or alike:
        return None
    word = mine.split()[0]
    return f"begins with '{word}', which is read of the sentence before it; the cited text does not speak of that"
