"""Cheap signs that a passage states what a question asks: words in common, names, numbers, negation, the asked-for type."""

import re
from functools import lru_cache
from typing import NamedTuple

from assistant.language.name_index import absent, mentions
from assistant.language.names import names
from assistant.language.words import fold, tokens
from assistant.question.answer_type import asked_type
from corpus.text.calendar import MONTH_NUMBERS, WEEKDAYS, either
from corpus.text.number_words import CARDINALS, SCALES

_SENTENCE = re.compile(r"(?<=[.?!])['\")\]]*\s+(?=[A-Z\"'(\[])")
_COUNTED = re.compile(r"\bhow many ([\w-]+(?: [\w-]+){0,2})", re.I)
_CALENDAR = rf"{either(MONTH_NUMBERS)}\b\.?"
_DATE = re.compile(
    rf"\b{_CALENDAR} \d|\b\d{{1,2}}(?:st|nd|rd|th)? {_CALENDAR}|\b(?:1\d|20)\d\d\b|"
    rf"\b{either(WEEKDAYS)}\b|\b(?:yesterday|today|tomorrow|tonight)\b|"
    r"\b(?:last|this|next|later|earlier) (?:week|month|year|night|spring|summer|autumn|fall|winter)\b|\bago\b",
    re.I,
)
_NUMBER = re.compile(rf"\d|\b(?:{either(CARDINALS)}|{either(SCALES)}s?|dozens?|half|once|twice)\b", re.I)
_DAYS = re.compile(rf"\b(?:19|20)\d\d\b|\b{_CALENDAR} \d{{1,2}}\b|\b\d{{1,2}} {_CALENDAR}\b", re.I)
_NEGATING = frozenset(
    ("not", "n't", "never", "no", "without", "none", "neither", "nor", "except", "besides", "least", "unlike", "other")
)


class Cues(NamedTuple):
    """What is seen in a passage without a model.

    `sentence`, `pair`: the share of the question's subject words in the best sentence, and in the best two
    neighbouring ones. `names_apart`, `names_gone`: how many of its names are not in that pair, and not in the passage
    (a third each, at most 1). `numbers_gone`: how many of its numbers are not in the passage (half each, at most 1).
    `negated`: the question denies and the best sentence does not. `typed`: the pair holds the asked-for type; 1 where
    none is asked for.
    """

    sentence: float
    pair: float
    names_apart: float
    names_gone: float
    numbers_gone: float
    negated: float
    typed: float


@lru_cache(maxsize=256)
def _asked(question: str) -> tuple[frozenset[str], frozenset[str], bool]:
    """Return the stems of the question's subject words, its numbers, and whether it denies."""
    found = tokens(fold(question))
    stems = frozenset(token.stem for token in found if token.content)
    numbers = frozenset(token.stem for token in found if token.text[:1].isdigit())
    return stems, numbers, any(token.lower in _NEGATING for token in found)


def cues(question: str, passage: str) -> Cues:
    """Return the signs for one question and one passage."""
    asked, numbers, denies = _asked(question)
    sentences = _SENTENCE.split(passage)
    words = [frozenset(token.stem for token in tokens(fold(sentence))) for sentence in sentences]
    share = [len(asked & held) / max(len(asked), 1) for held in words]
    best = max(range(len(words)), key=share.__getitem__)
    pairs = [words[at] | words[at + 1] for at in range(len(words) - 1)] or words
    shares = [len(asked & held) / max(len(asked), 1) for held in pairs]
    first = max(range(len(pairs)), key=shares.__getitem__)
    near = " ".join(sentences[first : first + 2])
    everything = frozenset().union(*words)
    return Cues(
        sentence=share[best],
        pair=shares[first],
        names_apart=min(1.0, len(absent(question, mentions(near))) / 3),
        names_gone=min(1.0, len(absent(question, mentions(passage))) / 3),
        numbers_gone=min(1.0, len(numbers - everything) / 2),
        negated=float(denies and not words[best] & _NEGATING),
        typed=float(holds_type(question, near)),
    )


def holds_type(question: str, text: str) -> bool:
    """Whether a text holds a thing of the asked-for type: a date, a number, a person or place not named in the question.

    After "how many missiles", a number must stand right before missiles.
    """
    kind, plain = asked_type(question), fold(text)
    counted = _COUNTED.search(question)
    if counted and (stems := {token.stem for token in tokens(fold(counted.group(1))) if token.content}):
        found = tokens(plain)
        return any(
            token.stem in stems and any(_NUMBER.search(before.text) for before in found[max(0, at - 4) : at])
            for at, token in enumerate(found)
        )
    if kind == "number":
        return bool(_NUMBER.search(_DAYS.sub(" ", plain)))
    if kind == "date":
        return bool(_DATE.search(plain))
    if kind in ("person", "place"):
        said = {word for name in names(fold(question)) for word in name.words}
        return any(word.casefold() not in said for word in re.findall(r"(?<![.?!] )(?<!^)\b[A-Z][\w-]+", plain))
    return True
