"""Mistyped words of a question, read as they are spelled: small words, words of the archive, other forms of these."""

import re
from collections.abc import Iterable, Sequence

from assistant.language.stems import stem
from assistant.question.foreign import WORD, remark
from corpus.models.words import common_like, is_word
from corpus.store.archive import Archive
from corpus.store.vocabulary import spelled_like
from corpus.text.spelling import left_out_or_swapped, plain
from corpus.text.stop_words import FUNCTION, HANDED_ON, LIGHT

_SHORTEST = 5  # letters of a word in which one wrong letter is taken for a slip: `Iran` is no `Iraq`
_LONG = 9  # ... and two
_FEWEST = 3  # ... and of a small word, of which no letter is wrong
_MOST = 5  # words of a question that are looked up at most
_ASKING = ("who", "whom", "whose", "what", "which", "when", "where", "why", "how")
_SMALL = FUNCTION | LIGHT | HANDED_ON
_OPENS = re.compile(r"\W*(?P<word>[A-Za-z][a-z]+) (?=[a-z])")


def retyped(question: str, archive: Archive) -> tuple[str, list[str]]:
    """The question with its mistyped words as they are spelled, and which word was read how."""
    notes: list[str] = []
    if remark(question, archive.mentions):
        return question, notes
    opens = found["word"] if (found := _OPENS.match(question)) else ""
    words = dict.fromkeys(one.removesuffix("'s").removesuffix("’s") for one in WORD.findall(question))
    odd = [one for one in words if len(one) >= _FEWEST and (one == opens or (one.islower() and not is_word(one)))]
    for word in [one for one in odd if one.lower() not in _SMALL and not archive.mentions(one)][:_MOST]:
        asked = _only(_slips(word.lower(), _ASKING)) if word == opens else ""
        if read := asked or _read(word, archive):
            read = read.capitalize() if word[0].isupper() else read
            question = re.sub(rf"\b{re.escape(word)}\b", read, question)
            notes.append(f"No article has the word “{word}”: it was read as “{read}”.")
    return question, notes


def most_wrong(word: str) -> int:
    """How many letters of a word may be wrong where it is surely a slip of another."""
    length = len(plain(word))
    return 0 if length < _SHORTEST else 1 if length < _LONG else 2


def _read(word: str, archive: Archive) -> str:
    """What a word that the archive lacks is surely a slip of; empty where it is a word, or may be one of several.

    That is a word of the archive, another form of one, or a small word such as every question has.
    """
    if is_word(word) or not word.islower():
        return ""
    if len(word) < _SHORTEST:
        slips = _slips(word, _SMALL)
        # Of three letters none is left out: `sma` is no `same`.
        return _only([one for one in slips if len(one) == len(word)] if len(word) == _FEWEST else slips)
    found = {written: apart for apart, _, written in spelled_like(archive, word) if apart <= most_wrong(word)}
    for one in common_like(word):  # with a letter exchanged, it is as well a word that the archive lacks
        if (len(one) != len(word) or left_out_or_swapped(word, one)) and (one in _SMALL or archive.mentions(one)):
            found.setdefault(one, 1)
    best = [one for one, apart in found.items() if apart == min(found.values())]
    likely = [one for one in best if left_out_or_swapped(word, one)] or best
    return likely[0] if len({stem(plain(one)) for one in likely}) == 1 else ""


def _slips(word: str, words: Iterable[str]) -> list[str]:
    """Those of these words that a short one is with a letter left out or two swapped; with its first letter, if any."""
    likely = [one for one in words if left_out_or_swapped(word, one)]
    return [one for one in likely if one[0] == word[0]] or likely


def _only(words: Sequence[str]) -> str:
    """The word, where there is one alone; empty for several."""
    return words[0] if len(words) == 1 else ""
