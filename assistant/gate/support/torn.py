"""Support in languages that no model of ours reads: the words must stand there, and hang on nothing that is left out.

English has its own readers of frames (`gate/meaning/`, `handed_on`). Of any other language only this is looked at:
whether the cited sentences hold the words, what else stands before and behind them, and what signs part the two.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from assistant.gate.cited_text import Source, Unit
from assistant.gate.said import Said
from assistant.gate.support.handed_on import bearers
from assistant.language.tongues import own_tongues, small_words, tongue, unlike_english
from corpus.text.tables import table

# What several cited sentences hold together, as a share of a part's words, where none bears it out alone; so many.
TOGETHER, SENTENCES = 0.7, 3
# So many words before or behind, or letters where words are not parted by blanks, are more than a day or a place.
WORDS, LETTERS = 3, 8
CLAUSE = 2  # words of a clause that has another for its content
# A sentence of up to so many words, or such letters, may lead into the next.
LEADS, LEADS_LETTERS = 12, 30
# Letters by which forms of one word are known.
STEM, SYLLABLES = 5, 2
# Vowels and other signs above and below letters, which Python counts to no word, are parts of theirs.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0981-\u0e4e\u0eb1-\u109d"
_PIECE = re.compile(rf"[぀-ヿ㐀-鿿]|[가-힣]+|(?:[^\W_぀-ヿ㐀-鿿가-힣]|[{_SIGNS}])+")
_SOLID = re.compile("[぀-ヿ㐀-鿿]")
# Endings of a clause that hangs on what stands behind it, in languages whose verbs stand last.
_HANGING = re.compile("[다라자냐]고|[다라]는|[다라]며|것[을으]|기를|음을|と|こと|ように|旨")
_PARTS = re.compile(":|-")
# What makes a clause the content of the one before it, in languages that set a comma there.
_CONTENT = re.compile(
    r"\b(?:dass|daß|что|чтобы|будто|що|щоб|že|żeby|aby|że|iż|hogy|dat|att|at|että|ότι|πως|da)\b", re.IGNORECASE
)
_MARK = re.compile(r"(?<![a-zа-яё])'|'(?![a-zа-яё])", re.IGNORECASE)  # a quotation mark, and no apostrophe


class Piece(NamedTuple):
    """A word, or a letter of a script without blanks: what it is known by, and where it stands."""

    key: str
    start: int
    end: int


def unsaid(said: Said, source: Source) -> bool:
    """Whether a part of a sentence stands nowhere in cited texts of another language than English."""
    return _elsewhere(source) and any(_missing(_keys(part.own), source) for part in said.parts if _told(part.own))


def torn(said: Said, source: Source) -> bool:
    """Whether all that bears out a part of a sentence, in another language than English, says more around it."""
    for part in said.parts:
        keys = _keys(part.own)
        shares = [_share(keys, unit) for unit in source.units]
        bearing = bearers(shares)
        if bearing and all(_foreign(source.units[at], source) and _hangs(keys, source.units, at) for at in bearing):
            return True
    return False


def _missing(keys: frozenset[str], source: Source) -> bool:
    left = set(keys)
    for _ in range(SENTENCES):
        left -= max((_keys(unit.text) & left for unit in source.units), key=len, default=frozenset())
    return len(keys) - len(left) < TOGETHER * len(keys)


def _told(text: str) -> bool:
    """Whether a part is in the language of its texts, and not in English, which a model reads."""
    return tongue(text) != "en"


def _elsewhere(source: Source) -> bool:
    own = own_tongues(source.whole)
    return bool(own) and "en" not in own


def _share(keys: frozenset[str], unit: Unit) -> float:
    return len(keys & _keys(unit.text)) / len(keys) if keys else 0.0


def _foreign(unit: Unit, source: Source) -> bool:
    if unlike_english(source.whole):
        return True
    own = own_tongues(source.whole)
    return bool(own) and ("en" not in own or (len(own) > 1 and tongue(unit.text) not in ("", "en")))


def _hangs(keys: frozenset[str], units: Sequence[Unit], at: int) -> bool:
    """Whether the words hang on what else their sentence says, or on one beside it that says what they are for."""
    text = units[at].text
    pieces = _pieces(text)
    first, last = _window(pieces, keys)
    before, behind = pieces[:first], pieces[last + 1 :]
    opening = text[before[-1].end if before else 0 : pieces[first].start]
    closing = text[pieces[last].end : behind[0].start if behind else len(text)]
    if len(_MARK.findall(text, 0, pieces[first].start)) % 2 and (before or behind):
        return True  # words of somebody who goes unnamed
    if before and (_PARTS.search(opening) or _speaks_of_telling(text[: pieces[first].start])):
        return True
    if _enough(before) and not opening.lstrip().startswith((",", ";")):
        return True
    if len(before) >= CLAUSE and _CONTENT.search(opening):
        return True
    if _enough(behind) and (_PARTS.search(closing) or _HANGING.search(text, pieces[last].start, behind[0].end)):
        return True
    if behind and _speaks_of_telling(text[behind[0].start :]):
        return True
    return (at > 0 and _leads(units[at - 1].text)) or (at + 1 < len(units) and _refers_back(units[at + 1].text))


def _enough(run: Sequence[Piece]) -> bool:
    solid = sum(_SOLID.match(piece.key) is not None for piece in run)
    return len(run) - solid >= WORDS or solid >= LETTERS


def _window(pieces: Sequence[Piece], keys: frozenset[str]) -> tuple[int, int]:
    """The first and last piece of the shortest run that holds all of the keys that stand in the pieces."""
    wanted = len(keys & {piece.key for piece in pieces})
    held: dict[str, int] = {}
    best, first = (0, len(pieces) - 1), 0
    for at, piece in enumerate(pieces):
        if piece.key in keys:
            held[piece.key] = held.get(piece.key, 0) + 1
        while len(held) == wanted:
            if at - first < best[1] - best[0]:
                best = first, at
            left = pieces[first].key
            first += 1
            if left in held:
                held[left] -= 1
                if not held[left]:
                    del held[left]
    return best


def _leads(text: str) -> bool:
    pieces = _pieces(text)
    most = LEADS_LETTERS if _SOLID.search(text) else LEADS
    return len(pieces) <= most and (text.rstrip("' ").endswith(":") or _speaks_of_telling(text))


def _refers_back(text: str) -> bool:
    """Whether a short sentence speaks of the one before it as of a line that others say."""
    solid = _SOLID.search(text)
    return len(_pieces(text)) <= (LEADS_LETTERS if solid else LEADS) // 3 and _speaks_of_telling(text)


def _keys(text: str) -> frozenset[str]:
    return frozenset(piece.key for piece in _pieces(text))


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[Piece, ...]:
    """What a folded text says, without the small words of its language."""
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[Piece]:
    for found in _PIECE.finditer(text):
        word = found[0].lower()
        if _SOLID.match(word):
            word = text[max(0, found.start() - 1) : found.end()] if found.start() else word
        elif word in _small() or (len(word) == 1 and not word.isdigit()):
            continue
        yield Piece(word[: SYLLABLES if "가" <= word[0] <= "힣" else STEM], *found.span())


@cache
def _small() -> frozenset[str]:
    return frozenset().union(*small_words().values())


@cache
def _telling() -> re.Pattern[str]:
    """Words for an answer, a line and those who retell, in any of the languages; given by how they begin."""
    words = table("assistant.gate", "telling").values()
    forms = [re.escape(one.replace("_", " ")) for each in words for one in each.split()]
    return re.compile("|".join(rf"\b{form}" if form[0].isascii() or "а" <= form[0] <= "я" else form for form in forms))


def _speaks_of_telling(text: str) -> bool:
    return _telling().search(text.lower()) is not None
