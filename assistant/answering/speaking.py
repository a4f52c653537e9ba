"""Who says a sentence of an article that has no speaker's label: whom it names as saying it, or the one before."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.gate.sayings import sayings
from assistant.language.lexicon import FAMILY_FIRST, INSTITUTIONS, SAYING
from assistant.language.names import Name, names
from assistant.language.quotations import quotations
from assistant.language.words import fold
from assistant.question.pronouns import is_person
from assistant.writers.lines.line import Line
from corpus.text.calendar import either
from corpus.text.sentences import sentence_spans

BEFORE = 4  # sentences before one that say who its 'he' is
NEAR = 1000  # characters before it in which they stand
_SAYS = re.compile(rf"\b{either(SAYING)}\b")
_HE = re.compile(r"\b(?:he|she)\b(?!-)", re.I)
_HE_SAYS = re.compile(rf"\b(?:he|she) (?:\w+ ){{0,2}}?{either(SAYING)}\b|\b{either(SAYING)} (?:he|she)\b", re.I)
_BESIDE = re.compile(r"\b(?:by|for|of|with|to|on|from|about|against|at|in|and|as) (?:the )?(?:[A-Z][\w.]* )*$")
_BY_THE_WAY = re.compile(r"\b(?:because|since|if|when|after|before|until) (?:the )?$")


class Speaker(NamedTuple):
    """Who speaks, as the article names him near a place."""

    name: Name
    at: int


def told_by(line: Line) -> list[Speaker] | None:
    """Who says a line, as far as the article tells; None where nothing is said in it."""
    start, own, quoted = _own(line)
    if not quoted and not _SAYS.search(own):
        return None
    if found := list(_named(own, start)):
        return found
    for sentence, at in ((own, start), *_before(line.page.article.text, start)):
        if found := list(_named(sentence, at))[-1:]:
            return found
        who, goes_on = _subject(fold(sentence))
        if who or not goes_on:
            return [Speaker(who, at + who.start)] if who else []
    return []


def about(line: Line) -> Speaker | None:
    """Whom a line is about: whom it names itself or, where it names nobody, whom its paragraph named before."""
    start, own, _ = _own(line)
    text = line.page.article.text
    first = text.rfind("\n", 0, start) + 1
    for sentence, at in ((own, start), *_before(text, start)):
        if found := list(_named(sentence, at))[-1:] if at != start else []:
            return found[0] if at >= first else None
        who, _ = _subject(fold(sentence))
        if who or at < first:
            return Speaker(who, at + who.start) if who and at >= first else None
    return None


def is_somebody(name: Name) -> bool:
    """Whether a name is a person's, and no country's, office's or body's."""
    body = not INSTITUTIONS.isdisjoint(name.words) and FAMILY_FIRST.isdisjoint(name.words[:1])
    return not (name.canonical or name.office or name.place or body) and is_person(name.text)


def _named(sentence: str, at: int) -> Iterator[Speaker]:
    """The people whom a sentence names as saying something, but not by the way: 'because Lee had promised it'."""
    folded = fold(sentence)
    for number, one in enumerate(sayings(folded)):
        if is_somebody(one.name) and not (number and _BY_THE_WAY.search(folded[: one.start])):
            yield Speaker(one.name, at + one.name.start)


def _before(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The sentences before a place, the nearest first, their quotations left out."""
    first = max(0, start - NEAR)
    for one in reversed(sentence_spans(text[first:start])[-BEFORE:]):
        yield _unquoted(text[first + one.start : first + one.end]), first + one.start


def _subject(folded: str) -> tuple[Name | None, bool]:
    """Whom a sentence is about, and whether that is somebody of whom the sentence before tells."""
    he = _HE.search(folded)
    people = (one for one in names(folded) if is_somebody(one) and not folded.startswith("'", one.end))
    who = next((one for one in people if not _BESIDE.search(folded[: one.lead])), None)
    if who and not (he and he.start() < who.start) and not _HE_SAYS.search(folded):
        return who, False
    return None, bool(he) or not re.search(r"\w", folded)


def _unquoted(sentence: str) -> str:
    """A sentence with its quotations as bare marks."""
    out, last = "", 0
    for one in quotations(sentence):
        out, last = f'{out}{sentence[last : one.start]}""', one.end
    return out + sentence[last:]


def _own(line: Line) -> tuple[int, str, bool]:
    """Where a line begins; its words with quotations as bare marks, up to the end of the sentence in which the last of
    them ends; and whether it has any.
    """
    text, (start, end) = line.page.article.text, line.span
    first = max(text.rfind("\n", 0, start) + 1, start - NEAR)
    last = min(text.find("\n", end) % (len(text) + 1), end + NEAR)
    marks = [(first + one.start, first + one.end) for one in quotations(text[first:last])]
    held = [(begins, ends) for begins, ends in marks if begins < end and start < ends]
    if held and held[-1][1] > end:
        end = next((one.span.end for one in line.page.lines if held[-1][1] <= one.span.end), held[-1][1])
    own, at = "", start
    for begins, ends in held:
        own, at = f'{own}{text[at : max(at, begins)]}""', ends
    return start, own + text[at:end], bool(held)
