"""Topics: what a question is about, by its names and its own words, and how much of that a text names."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from assistant.language.lexicon import CALENDAR, DIRECTIONS
from assistant.language.name_index import holds, known, stands
from assistant.language.names import Name, names
from assistant.language.naming import forms_of
from assistant.language.stems import irregular
from assistant.language.words import fold, tokens
from corpus.article import Span
from corpus.text.number_words import ORDINALS
from corpus.text.stop_words import FUNCTION, LIGHT
from corpus.text.tables import bag, table

ASKING: Final = FUNCTION | LIGHT | bag(table("assistant.language", "asking")["ordering"])
"""Words that ask and order, and name no subject."""
# What hyphens join is one word of a topic: "end-of-war" is in no text on the ends of wars.
_JOINED = re.compile(r"\b[^\W\d_]{1,30}(?:-[^\W\d_]{1,30}){1,6}\b")

_CASE = re.compile(r" in the case of ")  # it only tells of what


class Topic:
    """What a question is about: its names, in whatever form a text has them, and its own words; its times are not."""

    def __init__(self, question: str) -> None:
        self._folded = _CASE.sub(" of ", fold(question))

    def shares(self, text: str, *, without: Collection[Name] = ()) -> tuple[float, float]:
        """The shares of its names and of its words that a text holds, each in [0, 1]; 1 where it has none.

        `without`: names that are not held, whatever the text has of them.
        """
        named, own = self._held(text, without)
        return _mean(named), _mean(own)

    def is_touched(self, text: str) -> bool:
        """Whether a text has one of its names or words; so has any, where it has none."""
        named, own = self._held(text)
        return any((*named, *own)) or not (named or own)

    def lacking(self, texts: Sequence[str]) -> list[str]:
        """Its own words that none of these texts has, in any form; those that hyphens join as one."""
        held = [known(fold(text)) for text in texts]
        joined = [
            self._folded[slice(*span)]
            for span, form in self._joined.items()
            if not any(form.search(one.folded) for one in held)
        ]
        return [*joined, *(word for stem, word in self._own.items() if not any(stem in one.stems for one in held))]

    def is_named(self, text: str) -> bool:
        """Whether a text names all that it names, a town by its country too; if it names none, has a word of it."""
        held = known(fold(text))
        if not self._names:
            return self.shares(text)[1] > 0
        return all(holds(replace(name, place=False), held) for name in self._names)

    def is_misled(self, text: str) -> bool:
        """Whether a text has words of it, and each within a place of that name alone: 'bank' in 'West Bank'."""
        folded = fold(text)
        held = {one.start for one in tokens(folded) if one.stem in self._stems}
        places = (one for one in names(folded) if folded[one.lead : one.end].partition(" ")[0].lower() in DIRECTIONS)
        within = {at for place in places for at in held if place.lead < at < place.end}
        misled = bool(held) and held == within and not (self._names and self.shares(text)[0])
        return misled or self.numbers_another(text)

    def numbers_another(self, text: str) -> bool:
        """Whether a text numbers what the question numbers, and otherwise: 'the third flight' of 'the first flight'."""
        own = _numbered(self._folded)
        told = _numbered(fold(text)) if own else {}
        same = [place for place, of in told.items() for mine in own.values() if of & mine]
        return bool(same) and own.keys().isdisjoint(same)

    def unnamed(self, article: str) -> list[Name]:
        """The full names of which an article never has all words: its 'Mr. Kim' may be another one."""
        full = (name for name in self._names if len(name.words) > 1 and not name.canonical)
        return [
            name
            for name in full
            if not all(word in known(fold(article)).words and stands(word, name.words, article) for word in name.words)
        ]

    @property
    def called(self) -> dict[str, tuple[str, ...]]:
        """Its names, each with how a text may write it, as far as a text that holds it has any."""
        return {name.text: forms_of(name.canonical) or name.words for name in self._names}

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """How a text may write each of its names and each of its words, as far as a text that holds it has any."""
        joined = ((self._folded[slice(*span)],) for span in self._joined)
        return (*self.called.values(), *joined, *((word, *irregular(stem)) for stem, word in self._own.items()))

    def _held(self, text: str, without: Collection[Name] = ()) -> tuple[list[bool], list[bool]]:
        held = known(fold(text))
        named = [name not in without and holds(name, held) for name in self._names]
        joined = [one.search(held.folded) is not None for one in self._joined.values()]
        return named, [*joined, *(stem in held.stems for stem in self._stems)]

    @cached_property
    def _names(self) -> list[Name]:
        return list({name.canonical or name.words: name for name in names(self._folded) if not name.office}.values())

    @cached_property
    def _joined(self) -> dict[Span, re.Pattern[str]]:
        """The words that hyphens join, by where they stand, each with how a text may have it."""
        named = {at for name in self._names for at in range(name.lead, name.end)}
        found = (one for one in _JOINED.finditer(self._folded) if one.start() not in named)
        return {Span(*one.span()): re.compile(rf"\b{one[0].replace('-', '[ -]')}\b", re.I) for one in found}

    @property
    def _stems(self) -> Collection[str]:
        return self._own.keys()

    @cached_property
    def _own(self) -> dict[str, str]:
        """Its own words by their stems."""
        taken = {at for name in self._names for at in range(name.lead, name.end)}
        taken |= {at for span in self._joined for at in range(*span)}
        own = (one for one in tokens(self._folded) if one.start not in taken and one.text[0].isalpha())
        return {one.stem: one.lower for one in own if one.lower not in ASKING | CALENDAR}


def _numbered(folded: str) -> dict[str, set[str]]:
    """The ordinals of a text, each with the stems of the two words behind it: what it numbers."""
    found: dict[str, set[str]] = {}
    words = tokens(folded)
    for at, one in enumerate(words):
        if one.lower in ORDINALS:
            found.setdefault(one.lower, set()).update(other.stem for other in words[at + 1 : at + 3] if other.content)
    return found


def _mean(said: list[bool]) -> float:
    return sum(said) / len(said) if said else 1.0
