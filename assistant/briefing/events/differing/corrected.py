"""Where a source says of a number that it is wrong, and which one is right: a correction, or `2,750, not 2,100`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from assistant.briefing.events.differing.asked import said
from assistant.briefing.events.differing.fates import fate
from assistant.briefing.events.differing.matters import in_article, matter, values, whom
from assistant.briefing.events.tellings import Telling
from assistant.language.quantities import Quantity, same_value
from assistant.language.words import fold, tokens
from corpus import clock
from corpus.scope import outlet_key
from corpus.text.calendar import either
from corpus.text.heads.corrections import RIGHT, WRONG
from corpus.text.tables import table

WITHIN = 60  # days in which a number is corrected
ALIKE = 0.5  # share of the words on the matter that the one with fewer has too
_WORDS = table("assistant.briefing", "counted")["corrected"]
_OF_ITSELF = frozenset(one.stem for one in tokens(table("corpus.text", "corrections")["itself"]))
_NOT = re.compile(rf"[,;]? (?:and )?(?:{either(_WORDS['refused'].split('|'))})(?: (?:the|some|about|only))? $")

Corrected = tuple[Telling, Quantity, Telling, Quantity, str]
"""Where the wrong number is told and refused, where the right one is, and that in the words of the source."""


def corrections(told: Sequence[Telling]) -> Iterator[tuple[Telling, Telling, tuple[str, str]]]:
    """Pairs of sentences of two articles, the number of the first one of which the other says that it is wrong; each
    with what it says. `told` is in order of day.
    """
    for refused, wrong, one, right, words in (*_within(told), *_behind(told)):
        day = date.fromisoformat(one.article.day)
        for other in told:
            clock.go_on()
            apart = (day - date.fromisoformat(other.article.day)).days
            if other.article.id == one.article.id or abs(apart) > WITHIN:
                continue
            numbers = values(other.folded)
            same = next((each for each in numbers if _alike(each, wrong)), None)
            if same is None or any(_alike(each, right) for each in numbers):
                continue
            if _one_matter(other, same, refused, wrong):
                yield other, one, (said(other, same), words)


def withdrawn(told: Sequence[Telling]) -> set[int]:
    """Which sentences, by `id`, tell a number that their own outlet takes back later: it is told with that alone."""
    return {
        id(one)
        for one, later, _ in corrections(told)
        if one.article.source
        and outlet_key(one.article.source) == outlet_key(later.article.source or "")
        and one.article.day <= later.article.day
    }


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers are the same of the same things, or what they count is left out: `12 people`, `killed 12`."""
    of_one = one.unit == other.unit or not (one.unit and other.unit)
    return of_one and one.kind == other.kind and same_value(one, other)


def _one_matter(one: Telling, first: Quantity, other: Telling, second: Quantity) -> bool:
    """Whether a sentence tells of the same matter as a correction, in like words or as the same became of it, under a
    common name of their articles. What the correction says of itself is not on it.
    """
    mine, theirs = matter(one.folded, first), matter(other.folded, second) - _OF_ITSELF
    said_too = mine & {each.stem for each in tokens(other.folded)}
    became, becoming = fate(one.folded, first), fate(other.folded, second)
    if became and becoming and became != becoming:
        return False
    alike = len(said_too) >= max(1, ALIKE * min(len(mine), max(1, len(theirs))))
    if not alike and not (became and became == becoming):
        return False
    return bool(whom(in_article(one)) & whom(in_article(other)))


def _within(told: Sequence[Telling]) -> Iterator[Corrected]:
    """Sentences that tell both numbers."""
    for one in told:
        for first, second in pairwise(values(one.folded)):
            between = one.folded[first.end : second.start]
            if first.kind != second.kind or first.unit != (second.unit or first.unit) or same_value(first, second):
                continue
            if first.noun and between.lstrip().startswith(first.noun):
                between = between.lstrip()[len(first.noun) :]
            if _NOT.search(between):
                yield one, second, one, first, said(one, first)
            elif RIGHT.search(between) and WRONG.search(one.folded, 0, first.start):
                yield one, first, one, second, one.text


def _behind(told: Sequence[Telling]) -> Iterator[Corrected]:
    """Sentences that tell what was wrong, each with the one behind it that tells what is right."""
    for one in told:
        if one.right:
            wrong, right = replace(one, text=one.text[: one.right]), fold(one.text[one.right :])
            pairs = (
                (first, second)
                for first in values(wrong.folded)
                for second in values(right)
                if first.kind == second.kind and (first.unit == second.unit or not second.unit)
            )
            for first, second in pairs:
                if not same_value(first, second):
                    yield wrong, first, one, second, one.text
