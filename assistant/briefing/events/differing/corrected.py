"""Where a source says of a number that it is wrong, and which one is right: a correction, or `2,750, not 2,100`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from assistant.answer import LONGEST
from assistant.briefing.events.differing.matters import in_article, matter, said, values, whom
from assistant.briefing.events.tellings import Telling
from assistant.language.quantities import Quantity, same_value
from corpus import clock
from corpus.article import Span
from corpus.text.calendar import either
from corpus.text.tables import table

WITHIN = 60  # days in which a number is corrected
ALIKE = 0.5  # share of the words on the matter that the one with fewer has too
_WORDS = table("assistant.briefing", "counted")["corrected"]
_RIGHT, _WRONG = (re.compile(rf"\b(?:{either(_WORDS[name].split('|'))})\b", re.I) for name in ("right", "wrong"))
_NOT = re.compile(rf"[,;]? (?:and )?(?:{either(_WORDS['refused'].split('|'))})(?: (?:the|some|about|only))? $")
_TITLED = re.compile(r"\W*(?:correct(?:ion|ions|ed)|clarification|erratum)\b", re.I)

Corrected = tuple[Telling, Quantity, Telling, Quantity, str]
"""Where the wrong number is told and refused, where the right one is, and that in the words of the source."""


def corrections(told: Sequence[Telling]) -> Iterator[tuple[Telling, Telling, tuple[str, str]]]:
    """Pairs of sentences of two articles, the number of the first one of which the other says that it is wrong; each
    with what it says. `told` is in order of day.
    """
    for refused, wrong, one, right, words in (*_within(told), *_over(told)):
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


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and one.kind == other.kind and same_value(one, other)


def _one_matter(one: Telling, first: Quantity, other: Telling, second: Quantity) -> bool:
    """Whether two sentences tell of the same matter, under a common name of their articles."""
    mine, theirs = matter(one.folded, first), matter(other.folded, second)
    if len(mine & theirs) < max(1, ALIKE * min(len(mine), len(theirs))):
        return False
    return bool(whom(in_article(one)) & whom(in_article(other)))


def _within(told: Sequence[Telling]) -> Iterator[Corrected]:
    """Sentences that tell both numbers."""
    for one in told:
        for first, second in pairwise(values(one.folded)):
            between = one.folded[first.end : second.start]
            if first.kind != second.kind or first.unit != second.unit or same_value(first, second):
                continue
            if first.noun and between.lstrip().startswith(first.noun):
                between = between.lstrip()[len(first.noun) :]
            if _NOT.search(between):
                yield one, second, one, first, said(one, first)
            elif _RIGHT.search(between) and _WRONG.search(one.folded, 0, first.start):
                yield one, first, one, second, one.text


def _over(told: Sequence[Telling]) -> Iterator[Corrected]:
    """A sentence of an article that tells what was wrong, with one behind it that tells what is right."""
    for one, other in pairwise(told):
        if one.article.id != other.article.id or other.at != one.at + 1 or not _RIGHT.search(other.folded):
            continue
        if not (_TITLED.match(one.article.title) or _WRONG.search(one.folded)):
            continue
        numbers = (values(one.folded), values(other.folded))
        if all(len(each) == 1 for each in numbers):
            (wrong,), (right,) = numbers
            if wrong.kind == right.kind and wrong.unit == right.unit and not same_value(wrong, right):
                both = _together(one, other)
                yield one, wrong, both, right, both.text


def _together(one: Telling, other: Telling) -> Telling:
    """Two sentences, one behind the other, as one; the latter where that is too long to be quoted."""
    text = one.article.text[one.span.start : other.span.end]
    return other if len(text) > LONGEST else replace(other, span=Span(one.span.start, other.span.end), text=text)
