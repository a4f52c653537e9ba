"""Whether a sentence turns round what the cited text says: negation, opposites, and how sure it was said."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.gate.lexicon import (
    HEDGES,
    OPPOSITES,
    PLAIN_NEGATORS,
    PLANNED,
    PLANNED_TO,
    POSSIBLE,
    SOFT_NEGATORS,
    STOP,
    SURE,
    bag,
)
from assistant.gate.stems import stem
from assistant.gate.words import Token, tokens

_STOPS = frozenset({"but", "while", "although", "though", "because", "which", "who", "and", "or"})
# Words that hold the form of a negation and deny nothing.
_NO_DENIAL = {
    ("not", "only"),
    ("not", "just"),
    ("not", "least"),
    ("no", "doubt"),
    ("no", "matter"),
    ("not", "merely"),
    ("not", "simply"),
    ("no", "less"),
    ("no", "fewer"),
    ("no", "more"),
    ("none", "other"),
    ("nothing", "less"),
}
_RELATIONS = bag(
    "before after over under up down above below in out all none more less most least first last earlier later onto off"
    " left right past top early late fewer many few always never today tomorrow yesterday day night north south east"
    " west back front ahead behind forward together apart old new young"
)
_AIDS = bag("be is are was were been being have has had do does did to the a an of its their his her any that it")


def denials(words: Sequence[Token]) -> list[tuple[int, list[int]]]:
    """Each negator's place among the words, with the places of up to three content words in its reach."""
    out: list[tuple[int, list[int]]] = []
    for at, token in enumerate(words):
        low = token.lower
        if low not in PLAIN_NEGATORS and low not in SOFT_NEGATORS:
            continue
        following = words[at + 1].lower if at + 1 < len(words) else ""
        if (low, following) in _NO_DENIAL or (low == "no" and following.isdigit()):
            continue
        if low in ("decline", "declined", "declines", "declining", "refuse", "fail") and following != "to":
            continue
        reach: list[int] = []
        for place in range(at + 1, min(at + 9, len(words))):
            if words[place].lower in _STOPS and reach:
                break
            if words[place].content and words[place].lower not in SOFT_NEGATORS:
                reach.append(place)
                if len(reach) == 3:
                    break
        out.append((at, reach))
    return out


def turned(sentence: str, cited: Iterable[str]) -> list[str]:
    """Reasons where a sentence denies what the cited sentences say, or says what they deny; both folded.

    A negator counts by the first content word in its reach, where that word stands in the same company there.
    """
    words = tokens(sentence)
    theirs = [tokens(text) for text in cited]
    mine = denials(words)
    for at, reach in mine:
        if not reach or (at and words[0].lower == "if"):
            continue
        found = [row for row in theirs if _held(words, reach[0], row)]
        if found and not any(_denied(row, words[reach[0]].stem) for row in found):
            return [f"says '{_not(words[at])} ... {words[reach[0]].text}'; the cited text does not deny it"]
    for row in theirs[:1]:
        for at, reach in denials(row):
            held = [place for place in reach[:1] if _held(row, place, words)]
            if held and not _denied(words, row[held[0]].stem) and not mine:
                return [
                    f"leaves out the '{_not(row[at])}' of the cited text ('{_not(row[at])} ... {row[held[0]].text}')"
                ]
    return []


def _not(token: Token) -> str:
    return "not" if token.lower in ("n't", "not") else token.text


def _held(words: Sequence[Token], place: int, row: Sequence[Token]) -> bool:
    """Whether a row has the word of a place, in the company of at least half of its four nearest content words."""
    word = words[place]
    around = [at for at, token in enumerate(words) if token.content and token.stem != word.stem]
    near = [words[at].stem for at in sorted(around, key=lambda at: abs(at - place))[:4]]
    for spot in (at for at, token in enumerate(row) if token.stem == word.stem):
        here = {token.stem for token in row[max(0, spot - 10) : spot + 11]}
        if 2 * sum(stem_ in here for stem_ in near) >= len(near):
            return True
    return False


def _denied(words: Sequence[Token], stem_: str) -> bool:
    """Whether a word is in a negator's reach anywhere in the row."""
    return any(words[place].stem == stem_ for _, reach in denials(words) for place in reach)


def opposed(sentence: str, cited: Iterable[str], everything: frozenset[str]) -> list[str]:
    """Reasons where a sentence has the opposite of a word of the cited sentences, in the same company."""
    words = tokens(sentence)
    mine = {token.stem for token in words}
    denied = {words[at].stem for _, reach in denials(words) for at in reach[:1]}
    reasons: list[str] = []
    for text in cited:
        theirs = tokens(text)
        here = {token.stem for token in theirs}
        refused = {theirs[at].stem for _, reach in denials(theirs) for at in reach[:1]}
        for at, token in enumerate(words):
            against = OPPOSITES.get(token.lower) or OPPOSITES.get(_base(token.lower))
            if not against or token.stem in here or token.stem in everything:
                continue
            for place, other in enumerate(theirs):
                if not (other.lower in against or _base(other.lower) in against) or other.stem in mine:
                    continue
                if (token.stem in denied) != (other.stem in refused):
                    continue
                strict = token.lower in _RELATIONS or token.lower in STOP
                if _company(words, at, theirs, place, strict):
                    reasons.append(f"says '{token.text}'; the cited text says '{other.text}'")
                    break
    return reasons[:1]


def _base(word: str) -> str:
    """The dictionary form of a word for the table of opposites."""
    return _BASES.get(stem(word), word)


_BASES = {stem(word): word for word in OPPOSITES}


def _company(words: Sequence[Token], at: int, theirs: Sequence[Token], place: int, strict: bool) -> bool:
    """Whether two words stand among the same content words: the next one for a small word, any near one otherwise."""
    reach = 3 if strict else 7
    mine = {t.stem for t in words[max(0, at - reach) : at + reach + 1] if t.content and t is not words[at]}
    other = {t.stem for t in theirs[max(0, place - reach) : place + reach + 1] if t.content}
    return len(mine & other) >= (2 if strict and len(mine) > 2 else 1)


def surer(sentence: str, cited: Iterable[str]) -> list[str]:
    """Reasons where a sentence tells as done or certain what the cited sentences call possible, planned or reported."""
    words = tokens(sentence)
    mine = {token.lower for token in words}
    reasons: list[str] = []
    rows = [tokens(text) for text in cited]
    theirs = {token.lower for row in rows for token in row}
    bold = [token for token in words if token.lower in SURE]
    if bold and not theirs & SURE and not any(token.stem in {t.stem for row in rows for t in row} for token in bold):
        reasons.append(f"says '{bold[0].text}'; the cited text does not say how certain it is")
    if mine & (HEDGES | POSSIBLE | PLANNED | {"plan", "plans"}):
        return reasons
    for row in rows[:1]:
        for at, token in enumerate(row):
            if token.lower not in POSSIBLE and token.lower not in PLANNED - {
                "would",
                "should",
                "want",
                "wants",
                "wanted",
            }:
                continue
            if token.text[0].isupper() and at:
                continue
            if token.lower in PLANNED_TO and (at + 1 == len(row) or row[at + 1].lower != "to"):
                continue
            following = [t for t in row[at + 1 : at + 6] if t.lower not in _AIDS and not t.lower.endswith("ly")]
            if not following or following[0].stem not in {t.stem for t in words}:
                continue
            if not _held(row, row.index(following[0]), words):
                continue
            uses = [(one.lower, two) for one, two in pairwise([*words[:1], *words]) if two.stem == following[0].stem]
            if (
                all(one not in ("the", "a", "an", "this", "its", "his", "her", "their", "any") for one, two in uses)
                and following[0].content
            ):
                reasons.append(
                    f"says '{uses[0][1].text}' as a fact; the cited text says '{token.text} ... {following[0].text}'"
                )
                return reasons
    return reasons
