"""Letters that the bundled models do not read, and what two words or texts in them have in common."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import Any, Final
from unicodedata import combining, normalize

from corpus.text.calendar import either
from corpus.text.folding import fold
from corpus.text.tables import bag, table

_TABLE: Final[dict[str, Any]] = table("corpus.text", "letters")
# What alone tells Japanese from Chinese, and is left out when the two are compared by their other letters.
_HIRAGANA = re.compile("[ぁ-ゟ]")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER: Final = re.compile("[" + "".join(row["of"] for row in _TABLE.values()) + "぀-ゟ]")
MOST = 0.5  # of a text's letters: it is written in them
SAME, FEWEST = 0.5, 4  # of the longer of two words their common beginning, and its letters: forms of one word
_WHOLE = 3  # ... letters of one that is the beginning of the other
_SYLLABLES = 2  # ... of Hangul, each of two or three letters


class Letters:
    """The letters of one script: how a question's words in them are found in a text."""

    def __init__(self, name: str) -> None:
        row = _TABLE[name]
        self.name, self.joined = name, bool(row.get("joined"))
        self.pattern = re.compile(f"[{row['of']}]")
        self._runs = re.compile(rf"[{row['of']}]+")
        self._before, self._behind = (
            sorted(bag(row.get(key, "")), key=lambda part: (-len(part), part)) for key in ("before", "behind")
        )
        self._vowels, self._light = row.get("vowels", ""), frozenset(row.get("light", ""))
        self._no_vowels = str.maketrans("", "", self._vowels)
        self._small, self._how_many, self._numbers = (
            frozenset(map(_plain, bag(row[key]))) for key in ("small", "how_many", "numbers")
        )
        apart = ("", "") if self.joined else (f"(?<![{row['of']}])", f"(?![{row['of']}])")
        self._asks = re.compile(either(self._how_many).join(apart))

    def asks_number(self, question: str) -> bool:
        """Whether a question asks how many or how much."""
        return self._asks.search(_plain(question)) is not None

    def counted(self, question: str) -> list[tuple[str, ...]]:
        """What a question asks how many of: what it says next behind the word that asks."""
        plain = _plain(question)
        found = self._asks.search(plain)
        return self.units(plain[found.end() :])[: 2 if self.joined else 1] if found else []

    def has_number(self, text: str) -> bool:
        """Whether a text has a number, in digits or in words."""
        plain = _plain(text)
        if any(map(str.isdigit, plain)):
            return True
        if self.joined:
            return any(one in plain for one in self._numbers)
        return any(one in self._numbers or self._bare(one) in self._numbers for one in self._runs.findall(plain))

    def units(self, question: str) -> list[tuple[str, ...]]:
        """What a question says, each in the ways in which a text may hold it: its words without those of asking; or, of
        letters that are written without spaces, each letter in the pairs that it stands in.
        """
        plain = _plain(question)
        if not self.joined:
            asking = self._small | self._how_many
            return [(self._bare(one),) for one in dict.fromkeys(self._runs.findall(plain)) if one not in asking]
        for word in sorted(self._small | self._how_many, key=len, reverse=True):
            plain = plain.replace(word, " ")
        plain = "".join(" " if one in self._light else one for one in plain)
        found = list[tuple[str, ...]]()
        for run in self._runs.findall(plain):
            pairs = [run[at : at + 2] for at in range(len(run) - 1)] or [run]
            found += [tuple(pair for pair in pairs[max(0, at - 1) : at + 1]) for at in range(len(run))]
        return found

    def held(self, units: Sequence[tuple[str, ...]], text: str, memo: dict[str, frozenset[int]]) -> frozenset[int]:
        """The numbers of those units that a text holds. `memo` keeps what words hold, between the texts of a search."""
        plain = _plain(text)
        if self.joined:
            if not memo:
                places: dict[str, set[int]] = {}
                for at, unit in enumerate(units):
                    for way in unit:
                        places.setdefault(way, set()).add(at)
                memo |= {way: frozenset(found) for way, found in places.items()}
            plain = "".join(one for one in plain if one not in self._light)
            parts = {*plain, *(plain[at : at + 2] for at in range(len(plain) - 1))}
            return frozenset[int]().union(*(memo[part] for part in parts & memo.keys()))
        found = frozenset[int]()
        for word in set(self._runs.findall(plain)):
            if word not in memo:
                bare = self._bare(word)
                memo[word] = frozenset(at for at, (asked,) in enumerate(units) if self._is_form(asked, bare))
            found |= memo[word]
        return found

    def _is_form(self, one: str, other: str) -> bool:
        """Whether two bare words are forms of one: they begin alike for most of the longer one."""
        if one == other:
            return True
        if one[0] != other[0] and not self._vowels:
            return False
        least = _SYLLABLES if self.name == "Hangul" else FEWEST
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
        whole = common == min(len(one), len(other)) and common >= min(least, _WHOLE)
        if (whole or common >= least) and common >= SAME * max(len(one), len(other)):
            return True
        bones = [each.translate(self._no_vowels) for each in (one, other)]
        return bool(self._vowels) and bones[0] == bones[1] and len(bones[0]) >= _WHOLE

    def _bare(self, word: str) -> str:
        """A word without what stands before or behind it in one piece with it."""
        led = "."
        while led:
            for part in self._behind:
                if word.endswith(part) and len(word) - len(part) >= (1 if len(part) > 1 else _SYLLABLES):
                    word = word.removesuffix(part)
                    break
            parts = (part for part in self._before if word.startswith(part) and len(word) - len(part) >= _WHOLE)
            led = next(parts, "")
            word = word.removeprefix(led)
        return word


@cache
def letters(name: str) -> Letters:
    """The letters of a script by its name."""
    return Letters(name)


@lru_cache(maxsize=4096)
def unread(text: str) -> Letters | None:
    """The letters of a text of which most are such as the bundled models do not read; None for another."""
    if text.isascii() or not _OTHER.search(text):
        return None
    own = _LETTER.findall(text)
    counts = {name: len(letters(name).pattern.findall(text)) for name in _TABLE}
    hiragana = len(_HIRAGANA.findall(text))
    if hiragana and counts["Kana"] + hiragana > MOST * len(own):
        return letters("Kana")
    best = max((name for name in counts if name != "Kana" or not counts["Han"]), key=lambda name: counts[name])
    return letters(best) if counts[best] > MOST * len(own) else None


def _plain(text: str) -> str:
    """A text as it is compared: whatever its case, without marks on its letters."""
    return _composed(one for one in normalize("NFD", fold(text).casefold()) if not combining(one))


def _composed(parts: Iterable[str]) -> str:
    return normalize("NFC", "".join(parts))
