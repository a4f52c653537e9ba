"""Two who are told in one another's place, whatever they are called: `the company sued the union` for the reverse."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.gate.cited_text import Unit
from assistant.gate.meaning.roles import AIDED, DETERMINERS, MUTUAL, PASSIVE, PAST, PREPOSITIONS
from assistant.language.lexicon import words as listed
from assistant.language.words import Token, tokens

_RUN = 4  # words of what stands behind a verb or before it
_NOBODY = listed("names", "first", "words")  # `sanctions announced today`


class _Deed(NamedTuple):
    """Who does something to whom: stems of the verb, of those words of who does it, and of whom it is done to."""

    verb: str
    doer: frozenset[str]
    undergoer: frozenset[str]
    told: str


def exchanged_parties(sentence: str, units: Sequence[Unit]) -> list[str]:
    """A reason where the cited text tells only the reverse: the one does to the other what the other does here."""
    theirs = [deed for unit in units for deed in _deeds(unit.text)]
    for deed in _deeds(sentence):
        told = [other for other in theirs if other.verb == deed.verb]
        if any(deed.doer & other.doer and deed.undergoer & other.undergoer for other in told):
            continue
        for other in told:
            if deed.doer & other.undergoer and deed.undergoer & other.doer:
                return [f"says '{deed.told}'; the cited text says '{other.told}'"]
    return []


@lru_cache(maxsize=4096)
def _deeds(sentence: str) -> tuple[_Deed, ...]:
    return tuple(_found(sentence, tokens(sentence)))


def _found(sentence: str, words: Sequence[Token]) -> Iterator[_Deed]:
    for at, verb in enumerate(words):
        behind = at + 1
        if not verb.text.islower() or not verb.content or verb.stem in MUTUAL or behind == len(words):
            continue
        first, passive = at, False
        while first and words[first - 1].lower in AIDED | PASSIVE and _joined(sentence, words, first):
            first -= 1
            passive = passive or words[first].lower in PASSIVE
        subject = _subject(sentence, words, first)
        past = verb.lower.endswith("ed") or verb.lower in PAST
        if subject is None or not (past or words[behind].lower in DETERMINERS):
            continue
        if passive and words[behind].lower != "by":
            continue
        other = _behind(sentence, words, behind + passive)
        sides = frozenset({subject.stem}), frozenset(one.stem for one in other)
        if not other or not sides[0].isdisjoint(sides[1]):
            continue
        told = sentence[subject.start : other[-1].end]
        doer, undergoer = reversed(sides) if passive else sides
        yield _Deed(verb.stem, doer, undergoer, told)


def _joined(sentence: str, words: Sequence[Token], at: int) -> bool:
    """Whether nothing but a blank stands before a word."""
    return sentence[words[at - 1].end : words[at].start] == " "


def _subject(sentence: str, words: Sequence[Token], end: int) -> Token | None:
    """The last word of who stands before a verb; None where a preposition makes it a part of another."""
    first = end
    while first and end - first < _RUN and _joined(sentence, words, first) and words[first - 1].content:
        first -= 1
    if first == end or words[end - 1].lower in _NOBODY:
        return None
    if first and words[first - 1].lower in DETERMINERS and _joined(sentence, words, first):
        first -= 1
    bound = first and words[first - 1].lower in PREPOSITIONS | {"of"} and _joined(sentence, words, first)
    return None if bound else words[end - 1]


def _behind(sentence: str, words: Sequence[Token], at: int) -> list[Token]:
    """The words of whom a verb is done to, or by whom, in a row."""
    out: list[Token] = []
    for place in range(at, min(at + _RUN + 1, len(words))):
        word = words[place]
        content = word.content and word.lower not in _NOBODY
        if not _joined(sentence, words, place) or not (content or (place == at and word.lower in DETERMINERS)):
            break
        if content:
            out.append(word)
    return out
