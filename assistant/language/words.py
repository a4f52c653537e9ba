"""Folding, tokens and stems: the form in which the gate compares two texts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from assistant.language.lexicon import STOP
from assistant.language.naming import BEGIN, LONGEST, SAME
from assistant.language.stems import stem
from corpus.text.folding import fold as plain

# A dotted abbreviation ("U.S.", "a.m."), a number with its inner points and commas, or a word with inner apostrophes.
_TOKEN = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\b\.?|[$€£¥₩]?\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|%|\d+")


def fold(text: str) -> str:
    """The text with every quotation mark as `'`, every dash as `-`, and every run of spaces as one space."""
    return plain(text).replace('"', "'").strip()


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a text: as written, in lower case without a possessive, its stem, and where it begins."""

    text: str
    lower: str
    stem: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the folded text."""
        return self.start + len(self.text)

    @property
    def content(self) -> bool:
        """Whether it carries meaning: no function word and no single letter."""
        return self.lower not in STOP and (len(self.lower) > 1 or self.lower.isdigit())


def runs(words: Sequence[str], longest: int) -> set[str]:
    """The runs of one to `longest` neighbouring words, each with spaces between."""
    return {
        " ".join(words[at : at + length]) for length in range(1, longest + 1) for at in range(len(words) + 1 - length)
    }


def bare(word: str) -> str:
    """The word without accents: `Khloé` is also written `Khloe`."""
    if word.isascii():
        return word
    return normalize("NFC", "".join(char for char in normalize("NFD", word) if not "\u0300" <= char <= "\u036f"))


@lru_cache(maxsize=4096)
def tokens(folded: str) -> tuple[Token, ...]:
    """The tokens of a folded text, in order; parts of hyphenated words stand alone, `can't` becomes `ca` and `n't`."""
    out: list[Token] = []
    for match in _TOKEN.finditer(folded):
        text, start = match.group(), match.start()
        low = bare(text.lower())
        if low.endswith("n't") and len(low) > 3:
            head = low[:-3]
            base = {"ca": "can", "wo": "will", "sha": "shall"}.get(head, head)
            out.append(Token(text[:-3], base, stem(base), start))
            out.append(Token(text[-3:], "n't", "n't", start + len(head)))
            continue
        low = low.partition("'")[0] if "'" in low and not low.startswith(("o'", "d'", "n'")) else low
        if low == "cannot":
            out.append(Token(text, "not", "not", start))
            continue
        out.append(Token(text, low, stem(low), start))
    return tuple(out)


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning."""
    return frozenset(token.stem for token in tokens(fold(text)) if token.content)


@lru_cache(maxsize=4096)
def named(folded: str) -> tuple[tuple[Token, ...], ...]:
    """The tokens in groups: several names of one thing (`naming.SAME`) are one group, any other token its own."""
    words = tokens(folded)
    groups: list[tuple[Token, ...]] = []
    at = 0
    while at < len(words):
        longest = min(LONGEST, len(words) - at) if words[at].lower in BEGIN else 0
        for size in range(longest, 0, -1):
            run = words[at : at + size]
            found = SAME.get(tuple(token.lower for token in run))
            if found and (not found[1] or _capitals(run[0])):
                groups.append(run)
                at += size
                break
        else:
            groups.append(words[at : at + 1])
            at += 1
    return tuple(groups)


def canonical(group: tuple[Token, ...]) -> str:
    """The canonical name of a group (`@north_korea`), or the stem of its only token."""
    found = SAME.get(tuple(token.lower for token in group))
    if found and (not found[1] or _capitals(group[0])):
        return "@" + found[0]
    return group[0].stem


def _capitals(token: Token) -> bool:
    """Whether a word stands in capitals, its possessive aside: `PRC's`."""
    return token.text.partition("'")[0].isupper()
