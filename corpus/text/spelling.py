"""Spellings of a name: marks and letters that others write otherwise (`Moeller`, `Möller`), and slips."""

import re
from unicodedata import combining, normalize

_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "a", "œ": "o"})
# What is written otherwise in British English, with what it is in American English.
_BRITISH = (
    (re.compile(r"(?<=[iy])s(?=(?:e[ds]?|ers?|ing|able|ations?)$)"), "z"),  # apologise, mobilisation, analysed
    (re.compile(r"(?<=..)our(?=(?:s|ed|ing|able|ites?)?$)"), "or"),  # rumours
)
_DOUBLED = re.compile(r"ae|oe|ue")


def plain(word: str) -> str:
    """A word in small letters without marks, `ae`, `oe` and `ue` as the letter with dots that they may stand for."""
    bare = "".join(one for one in normalize("NFD", word.casefold().translate(_LETTERS)) if not combining(one))
    return _DOUBLED.sub(lambda pair: pair[0][0], bare)


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be put in, taken out, exchanged or swapped with their neighbour; `most + 1` for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for there, against in enumerate(other, 1):
            cost = min(row[-1] + 1, before[there] + 1, before[there - 1] + (letter != against))
            if earlier and there > 1 and letter == other[there - 2] and one[at - 2] == against:
                cost = min(cost, earlier[there - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def left_out_or_swapped(one: str, other: str) -> bool:
    """Whether a word is another one with a letter left out, or with two neighbours swapped: no letter is wrong."""
    if len(one) == len(other):
        return one != other and sorted(one) == sorted(other) and distance(one, other, 1) == 1
    return len(one) + 1 == len(other) and distance(one, other, 1) == 1


def american(word: str) -> str:
    """A word in small letters as it is spelled in American English; to the letter where that may be as it is."""
    for british, letters in _BRITISH:
        word = british.sub(letters, word)
    return word
