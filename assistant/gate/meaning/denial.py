"""What a text denies: each negator with the words in its reach, over the clause that says of another whether it is so.

`It is not true that talks failed` denies that they failed, and so do `reports that talks failed are false`; what is
denied twice is not denied: `nobody doubts that talks failed`.
"""

from collections.abc import Sequence

from assistant.language.lexicon import BEING, HELPING, PLAIN_NEGATORS, SOFT_NEGATORS
from assistant.language.lexicon import words as listed
from assistant.language.words import Token
from corpus.text.tables import bag, table

_STOPS = frozenset({"but", "while", "although", "though", "because", "which", "who", "and", "or"})
# Words that hold the form of a negation and deny nothing.
_NO_DENIAL = frozenset(
    tuple(pair.split()) for pair in table("assistant.language", "modality")["denied"]["nothing"].split("|")
)
# These negate only what follows `to`: `the talks failed` denies nothing.
_BEFORE_TO = listed("modality", "denied", "before_to") | {"yet"}
_RULED = bag("rule ruled rules ruling")
_DIRECT = PLAIN_NEGATORS | SOFT_NEGATORS | _RULED | {"yet"}
_BEFORE_THAT = listed("modality", "denied", "before_that")
_DISMISSED = listed("modality", "denied", "dismissed")
_TOLD = listed("modality", "denied", "told")
_HELD = listed("modality", "denied", "held")
_OVER_THAT = PLAIN_NEGATORS | SOFT_NEGATORS | _RULED | _BEFORE_THAT
_NEGATORS = _DIRECT | _BEFORE_THAT | _DISMISSED
FRAMES = _BEFORE_THAT | _DISMISSED | _TOLD | _HELD
"""Words of a clause that says of another whether it is so."""
_NOTHING_DENIED = bag("one body people person persons longer")  # `no longer open` denies that it is open
_CLOSE = 3  # characters between two words: where more are, a quotation stood there, which is what is denied
# Words: between a negator and its `that`; that a negator reaches; of them with content; between a report and its end.
_FRAME, _REACH, _MOST, _LONG = 7, 8, 3, 24


def denials(words: Sequence[Token]) -> list[tuple[int, list[int]]]:
    """Each negator's place among the words, with the places of up to three content words in its reach; behind them
    those of the words over which it reaches.
    """
    found: list[tuple[int, list[int]]] = []
    undone: set[int] = set()
    for at, token in enumerate(words):
        low, following = token.lower, _lower(words, at + 1)
        if (low, following) in _NO_DENIAL:
            undone.add(at + 1)
            continue
        if low not in _NEGATORS or (low == "no" and following.isdigit()):
            continue
        if "or" in (_lower(words, at - 1), _lower(words, at - 2)):
            continue  # `may or may not` denies nothing
        if low == "none" and at and words[at - 1].content:
            found.append((at, [at - 1]))  # `answered none of the messages` denies that it answered
            continue
        if start := _told(words, at):
            over = range(max(0, at - 2), at)
        elif start := _framed(words, at):
            over = range(at + 1, start)
        elif low in _DIRECT and _negates(words, at):
            start, over = at + 1, range(0)
        else:
            continue
        reach = _content(words, start)
        over = over or range(at + 1, reach[0] if reach else at + 1)
        if twice := [place for place in over if _undoes(words, place)]:
            undone |= {at, twice[0]}
        found.append((at, [*reach, *(place for place in over if words[place].lower in FRAMES)]))
    return [(at, reach) for at, reach in found if at not in undone]


def _lower(words: Sequence[Token], at: int) -> str:
    return words[at].lower if 0 <= at < len(words) else ""


def _negates(words: Sequence[Token], at: int) -> bool:
    """Whether a word negates what is right behind it: `failed`, `declined` and `yet` do before `to` only, `ruled`
    before `out`.
    """
    low, following = words[at].lower, _lower(words, at + 1)
    if low in _RULED:
        return following == "out"
    return following == "to" if low in _BEFORE_TO else True


def _undoes(words: Sequence[Token], at: int) -> bool:
    """Whether a word denies once more what another negator denies."""
    low = words[at].lower
    return low in PLAIN_NEGATORS | _BEFORE_THAT or (low in SOFT_NEGATORS | _RULED and _negates(words, at))


def _content(words: Sequence[Token], start: int) -> list[int]:
    """The places of the first content words of what is denied, in one clause."""
    reach: list[int] = []
    none = _lower(words, start - 1) in ("no", "none")
    for place in range(start, min(start + _REACH, len(words))):
        low = words[place].lower
        apart = words[place].start - words[place - 1].end > _CLOSE
        if apart or (low in _STOPS and reach) or len(reach) == _MOST:
            break
        if none and low in _NOTHING_DENIED:
            continue
        if words[place].content and not (low in SOFT_NEGATORS and _negates(words, place)):
            reach.append(place)
    return reach


def _framed(words: Sequence[Token], at: int) -> int:
    """Where what a negator denies begins behind its `that`: `no evidence that`, `doubts that`; 0 for nowhere."""
    low = words[at].lower
    if low not in _OVER_THAT or (low in _RULED and not _negates(words, at)) or _lower(words, at - 1) == "a":
        return 0  # `a few say that`
    for place in range(at + 1, min(at + _FRAME, len(words) - 1)):
        low = words[place].lower
        if words[place].start - words[place - 1].end > _CLOSE:
            return 0
        if low == "that":
            return 0 if words[place + 1].lower in _VERBS else place + 1
        if words[place].content and low not in FRAMES | SOFT_NEGATORS and not low.endswith("ly"):
            return 0
    return 0


def _told(words: Sequence[Token], at: int) -> int:
    """Where the content of a report begins that is said at a place not to be so: `claims that ... are false`; or 0."""
    held = {_lower(words, at + 1), _lower(words, at + 2)} & _HELD
    if not (words[at].lower in _DISMISSED or (words[at].lower in PLAIN_NEGATORS and held)):
        return 0
    if not _BE.intersection(one.lower for one in words[max(0, at - 3) : at]):
        return 0
    for place in range(max(0, at - _LONG), at - 4):
        if words[place].lower in _TOLD and words[place + 1].lower == "that":
            return 0 if words[place + 2].lower in _VERBS else place + 2
    return 0


_BE = BEING | bag("be been being proved proven")
_VERBS = BEING | HELPING  # behind one of these, `that` stands for a thing: `no report that was read`
