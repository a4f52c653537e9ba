"""Offices told without a name: a deputy's for the minister's, a parliament's president for the country's, a spokesman's
words for the leader's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.gate.cited_text import Source
from assistant.gate.fault import Fault
from assistant.gate.said import Said
from assistant.language.lexicon import GONE, LOWER, OFFICE_WORDS, SAYING, STOP
from assistant.language.lexicon import words as listed
from assistant.language.naming import NATIONS
from assistant.language.words import canonical, named
from corpus.text.tables import bag

_LOWER: Final = LOWER - {"under"}  # `under President Moss`
_GONE: Final = GONE - bag("late then outgoing")  # these hold it, or held it then
_AROUND: Final = listed("people", "around")
# `the Republic of Korea` is the country.
_STATE: Final = bag("republic kingdom state states country nation federation union people government")
_LONG: Final = 6  # words of an office
_SAID: Final = 3  # words between an office and its verb of saying


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, or the words by which a country is called as one."""

    low: str
    country: str
    owns: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Office:
    """An office as a text tells it, with its place.

    `fields`: what it is for. `lower`, `gone`: a deputy's; held no more, or not yet. `country`: whose it is; `body`: of
    which body of that country. `around`: which other person is told by it. `says`: a verb of saying follows. `named`: a
    name follows.
    """

    head: str
    fields: frozenset[str]
    lower: bool
    gone: bool
    country: str
    body: frozenset[str]
    around: str
    says: bool
    named: bool
    start: int
    end: int


def wrong_office(said: Said, source: Source) -> Iterator[Fault]:
    """Yield an office of which the cited text has only another with the same word, and that other one."""
    told = [(one, text) for text in (source.whole, source.vouched) for one in _offices(text)]
    for part in said.parts:
        own = _offices(part.own)
        for one in own:
            alike = [(other, text) for other, text in told if _alike(one, other)]
            if any(_is(one, other) for other, _ in alike):
                continue
            if any(other is not one and other.head == one.head for other in own):
                continue  # one of them may be the other, told shorter
            for other, text in alike[:1]:
                held = text[other.start : other.end]
                cited = f"{other.around} of {held}" if other.around and not one.around else held
                yield Fault("title", part.place(one.start, one.end), part.own[one.start : one.end], cited)


def _alike(one: _Office, other: _Office) -> bool:
    """Whether an office may be taken for another: the same word and field, and no other country."""
    fields = one.fields <= other.fields | other.body
    return one.head == other.head and fields and (not one.country or one.country == other.country)


def _is(one: _Office, other: _Office) -> bool:
    """Whether an office is told as the cited text tells it."""
    if one.lower != other.lower or (other.gone and not (one.gone or one.named)):
        return False
    if one.country and not one.body and other.body and not one.fields & other.body:
        return False
    return not (one.says and other.around and not one.around)


@lru_cache(maxsize=2048)
def _offices(folded: str) -> tuple[_Office, ...]:
    """The offices that a folded text tells, in order."""
    words = list(_words(folded))
    return tuple(_office(folded, words, at) for at, word in enumerate(words) if word.low in OFFICE_WORDS)


def _words(folded: str) -> Iterator[_Word]:
    for group in named(folded):
        key, last = canonical(group), group[-1]
        if key[1:] in NATIONS:
            owns = last.text.endswith("'s") or folded[last.end : last.end + 1] == "'"
            yield _Word(key, key, owns, group[0].start, last.end)
        else:
            yield from (_Word(one.lower, "", one.text.endswith("'s"), one.start, one.end) for one in group)


def _office(folded: str, words: Sequence[_Word], at: int) -> _Office:
    first, country = at, ""
    while first and at - first < _LONG and _joins(folded, words[first - 1], words[first]):
        first -= 1
        country = country or words[first].country
        if words[first].owns and not words[first].country:
            break
    run = [word.low for word in words[first:at]]
    behind = _behind(folded, words, at)
    of = frozenset(word.low for word in behind if not word.country and word.low not in _STATE)
    within = next((word.country for word in behind if word.country), "")  # `of Georgia's parliament`
    around, end = _around(folded, words, first, at), words[at].end
    after = [word.low for word in words[at + 1 : at + 2] if folded[end : word.start] == "-"]
    lows = {*run, *after}
    following = words[at + 1] if at + 1 < len(words) else None
    return _Office(
        words[at].low,
        frozenset(low for low in run if low not in _LOWER | GONE and low[0] != "@")
        | (of if not within else frozenset()),
        not _LOWER.isdisjoint({*lows, around, f"{run[-1]}_{words[at].low}" if run else ""}),
        not _GONE.isdisjoint(lows),
        country or within,
        of if within else frozenset(),
        around,
        any(word.low in SAYING for word in words[at + 1 + len(behind) : at + 1 + len(behind) + _SAID]),
        following is not None and folded[end : following.start] == " " and folded[following.start].isupper(),
        words[first].start,
        behind[-1].end if behind else end,
    )


def _joins(folded: str, one: _Word, other: _Word) -> bool:
    """Whether a word belongs to the office that begins with the next one."""
    if folded[one.end : other.start] not in (" ", "-"):
        return False
    lower = one.low in _LOWER or f"{one.low}_{other.low}" in _LOWER
    return lower or (one.low not in OFFICE_WORDS and (one.low not in STOP or one.low in GONE))


def _behind(folded: str, words: Sequence[_Word], at: int) -> list[_Word]:
    """What an office is of: `parliament` and its country in `president of Georgia's parliament`."""
    out: list[_Word] = []
    for place in range(at + 1, min(at + 1 + _LONG, len(words))):
        if folded[words[place - 1].end : words[place].start] != " ":
            break
        low = words[place].low
        if low == "of" or (low in ("the", "its", "their") and words[place - 1].low == "of"):
            continue
        if low in STOP or place == at + 1 or (out and not out[-1].country and words[place - 1] is out[-1]):
            break  # the name of a body goes on behind its country alone
        out.append(words[place])
    return out


def _around(folded: str, words: Sequence[_Word], first: int, at: int) -> str:
    """By whom around an office it is told: `spokesman` of `a spokesman for the leader`, of `the leader's spokesman`."""
    if words[at].owns:
        return next((word.low for word in words[at + 1 : at + 4] if word.low in _AROUND), "")
    before = [word.low for word in words[max(0, first - 3) : first]]
    if before[-1:] in (["the"], ["a"], ["an"], ["their"], ["its"]):
        before.pop()
    if len(before) > 1 and before[-1] in ("for", "of", "to") and before[-2] in _AROUND:
        return before[-2]
    return ""
