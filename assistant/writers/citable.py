"""Within a passage, the one to three sentences that a sentence leans on."""

import re
from dataclasses import dataclass

from assistant.answer import LONGEST, SHORTEST
from assistant.language.words import Token, canonical, named
from assistant.writers.injection import planted
from corpus.article import Span
from corpus.text.folding import fold
from corpus.text.number_words import CARDINALS
from corpus.text.sentences import sentence_spans

SENTENCES = 3

# A further sentence must bring at least this share of the words' weight: neighbours are cited for what they add only.
_WORTH = 0.04
# A second place of the same passage is cited where it holds at least this share that the first lacks.
_SECOND = 0.2

_QUOTED = re.compile(r'"([^"]{4,})"')
_NUMBERS = {word: str(value) for word, value in CARDINALS.items() if value <= 20}


@dataclass(frozen=True, slots=True)
class _Window:
    span: Span
    share: float
    words: frozenset[str]


def best_windows(sentence: str, passage: str) -> tuple[Span, ...]:
    """Return the run of one to three sentences of the passage that covers the sentence best, and a second one where it
    holds much of the sentence that the first lacks; none where they share no word of weight.

    10 to 600 characters, offsets into the passage. Sentences that speak to a machine (`assistant.writers.injection`)
    are no support for anything, and never part of a window.
    """
    plain = fold(sentence)
    weights = _weights(plain)
    total = sum(weights.values())
    windows = _windows(plain, weights, passage)
    best = max(windows, key=lambda one: one.share, default=None)
    if best is None or best.share <= 0:
        return ()
    lacking = {word: weight for word, weight in weights.items() if word not in best.words}
    apart = [one for one in windows if one.span.end <= best.span.start or one.span.start >= best.span.end]
    second = max(apart, key=lambda one: (_held(lacking, one.words), -len(one.words)), default=None)
    if second is not None and _held(lacking, second.words) >= _SECOND * total:
        return (best.span, second.span)
    return (best.span,)


def opening(passage: str) -> Span | None:
    """Return the first sentences of a passage that may be cited, for a sentence that shares no word with it."""
    return next((one.span for one in _windows("", {}, passage)), None)


def _windows(sentence: str, weights: dict[str, float], passage: str) -> list[_Window]:
    """Return every run of one to three neighbouring sentences that may be cited, with what it covers."""
    total = sum(weights.values()) or 1.0
    closed = set(planted(passage))
    spans = sentence_spans(passage)
    words = [_words(fold(passage[span.start : span.end])) for span in spans]
    quoted = [match[1].strip(" ,.") for match in _QUOTED.finditer(sentence)]
    found = []
    for first in range(len(spans)):
        held: frozenset[str] = frozenset()
        for last in range(first, min(first + SENTENCES, len(spans))):
            span = Span(spans[first].start, spans[last].end)
            if spans[last] in closed or span.end - span.start > LONGEST:
                break
            held |= words[last]
            if span.end - span.start < SHORTEST:
                continue
            share = _held(weights, held) / total - _WORTH * (last - first)
            if quoted:
                text = fold(passage[span.start : span.end])
                share += sum(one in text for one in quoted)  # words between quotation marks are cited where they stand
            found.append(_Window(span, share, held))
    return found


def _weights(sentence: str) -> dict[str, float]:
    """Return each word of a sentence with its weight: names and numbers twice that of a word, small words nothing."""
    found: dict[str, float] = {}
    for place, group in enumerate(named(sentence)):
        key = _key(group)
        if len(group) == 1 and not group[0].content and not key[0].isdigit():
            continue
        name = group[0].text[0].isupper() and place > 0
        found[key] = 2.0 if name or key[0].isdigit() else 1.0
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(_key(group) for group in named(text))


def _key(group: tuple[Token, ...]) -> str:
    """The form in which words are compared: names of one thing as one, digits for number words, else the stem."""
    return _NUMBERS.get(group[0].lower, canonical(group)).replace(",", "")


def _held(weights: dict[str, float], words: frozenset[str]) -> float:
    return sum(weight for word, weight in weights.items() if word in words)
