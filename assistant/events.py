"""The day of an event ('Yoon took office'), chosen from what dated texts say of it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from assistant.lacking import content, stem
from assistant.periods import Clock, Mention, mentions
from assistant.window import FUTURE, HAPPENING
from corpus.sentences import sentence_spans

# Words of the press for the same happening; each line is one.
_SAME = tuple(
    frozenset(stem(word) for word in line.split())
    for line in (
        "office inauguration inaugurated inaugural sworn swearing assumed",
        "summit meeting met talks hosted",
        "launch launched fired firing test tested",
        "election elected elections vote voted won victory",
        "visit visited trip travel travelled traveled toured tour arrived",
        "invasion invaded invade war attack attacked",
        "signed signing agreement deal treaty accord",
        "resign resigned resignation quit stepped",
        "died death dead killed killing assassination assassinated",
        "sanctions sanctioned designated designation",
        "call called phone phoned spoke",
        "veto vetoed blocked",
        "withdrawal withdrew withdrawn pullout left",
        "restored restoration reopened reconnected",
    )
)
# A sentence must hold this share of the phrase's words; a day needs this many sentences' worth of support.
_COVER = 0.6
_ENOUGH = 0.8


def event_day(phrase: str, candidates: Iterable[tuple[str, str]]) -> str | None:
    """The day (`YYYY-MM-DD`) on which the event of a phrase happened, or None where the texts do not settle it.

    Args:
        phrase: The event in a few words, as it stands in a question.
        candidates: Texts that may speak of it, each with its day of publication.

    Returns:
        The day with most support: each sentence that holds most of the phrase's words speaks for the date that it gives
        nearest to them ('on Tuesday' counted from its publication) or, more softly, for the day of publication where it
        gives none. A time in the phrase itself ('the May 2021 summit') bounds the days.
    """
    given = mentions(phrase, Clock(date.max.replace(year=2999)))
    words = {stem(w) for w in content(_without(phrase, given))} | {
        stem(w) for w in re.findall(r"[a-z]+", phrase.lower()) if any(stem(w) in line for line in _SAME)}
    if not words or not HAPPENING.search(phrase):
        return None
    support: Counter[date] = Counter()
    for text, published in candidates:
        day = date.fromisoformat(published[:10])
        for span in sentence_spans(text):
            sentence = text[span.start : span.end]
            if (cover := _cover(words, sentence)) < _COVER:
                continue
            clock = Clock(day, FUTURE.search(sentence) is not None)
            days = [m for m in mentions(sentence, clock) if m.period.length <= 3]
            if days:
                near = min(days, key=lambda m: _distance(words, sentence, m))
                support[near.first] += cover
            elif not clock.future:
                support[day] += 0.3 * cover
    if given:
        support = Counter({d: n for d, n in support.items() if given[0].first <= d <= given[0].last})
    if not support:
        return None
    best, weight = min(support.items(), key=lambda item: (-item[1], item[0]))
    return best.isoformat() if weight >= _ENOUGH else None


def events_from(search: Callable[[str], Iterable[tuple[str, str]]]) -> Callable[[str], str | None]:
    """The `events` of `understand`, over a search that gives (text, day of publication) for a phrase."""

    def find(phrase: str) -> str | None:
        return event_day(phrase, search(phrase))

    return find


def _without(phrase: str, given: list[Mention]) -> str:
    for m in reversed(given):
        phrase = phrase[: m.start] + " " + phrase[m.end :]
    return phrase


def _cover(words: set[str], sentence: str) -> float:
    """The share of the words that a sentence holds, a word of the same happening counting as the word itself."""
    have = {stem(w) for w in re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", sentence)}
    have |= {part for w in have for part in w.split("-")}
    for line in _SAME:
        if have & line:
            have |= line
    return sum(w in have for w in words) / len(words)


def _distance(words: set[str], sentence: str, mention: Mention) -> int:
    places = [m.start() for m in re.finditer(r"[^\W_]+", sentence) if stem(m.group()) in words]
    return min((abs(place - mention.start) for place in places), default=len(sentence))
