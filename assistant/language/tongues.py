"""Sentences in another language than the text that they stand in: they are not written for the readers of that text."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from assistant.language.quotations import without
from corpus.article import Span
from corpus.models.words import is_common
from corpus.text.sentences import sentence_spans
from corpus.text.tables import table
from corpus.text.unread.letters import letters

# A language in which this share of a text stands is its own: a text in two languages has both.
OWN = 0.45
# English knows so small a share at most of another language's words, and so many words are looked up to tell.
KNOWN, TOLD = 0.4, 3
# Characters of a text by which its languages are told.
READ = 20_000
# Letters of another script beside Latin ones, as a share, from which on they are more than a name in brackets.
BESIDE = 0.3
_SCRIPTS = {
    **{one: letters(one).pattern for one in ("Cyrillic", "Hangul", "Han", "Arabic", "Hebrew", "Greek", "Devanagari")},
    "Kana": re.compile("[぀-ヿ]"),
    "Thai": re.compile("[฀-๿]"),
}
# How many Latin letters one of theirs stands for.
_DENSE = {"Hangul": 2, "Kana": 2, "Han": 3}
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")


def foreign(text: str, within: str) -> frozenset[Span]:
    """The sentences of a text that stand in none of the languages in which `within` stands, half of it at least."""
    spans = sentence_spans(text)
    own = own_tongues(within)
    return frozenset(span for span in spans if own and _is_foreign(_own_words(text[span.start : span.end]), own))


def _own_words(sentence: str) -> str:
    """What a sentence says beside its quotations; all of it where it is nothing else."""
    beside = without(sentence)
    return beside if len(_LETTER.findall(beside)) > 2 else sentence


def own_tongues(text: str) -> frozenset[str]:
    """The languages and scripts in which a text stands, each nearly half of it; none where they cannot be told."""
    return _own(text[:READ])


@lru_cache(maxsize=64)
def _own(text: str) -> frozenset[str]:
    sizes: Counter[str] = Counter()
    for span in sentence_spans(text):
        if known := tongue(text[span.start : span.end]):
            sizes[known] += (span.end - span.start) * _DENSE.get(known, 1)
    return frozenset(one for one, size in sizes.items() if size >= OWN * sizes.total())


def tongue(sentence: str) -> str:
    """The language or the script of a sentence, '' where it cannot be told."""
    if script := _script(sentence):
        return script
    hits = _hits(_words(sentence), small_words())
    best = max(hits, key=lambda one: hits[one])
    return best if hits[best] >= 2 else ""


def unlike_english(text: str) -> bool:
    """Whether English hardly knows the words of a text in small letters, whatever language it is in.

    Of a short text this tells more than small words do: many of theirs are English words too.
    """
    plain = [word for word in _words(text[:READ]) if len(word) > 3 and word.islower()]
    return len(plain) >= TOLD and sum(map(is_common, plain)) <= KNOWN * len(plain)


def _is_foreign(sentence: str, own: frozenset[str]) -> bool:
    if script := _script(sentence):
        return script not in own and not (script == "Han" and "Kana" in own)
    if not own & small_words().keys():  # Latin letters alone are a name, an acronym, an address
        known = tongue(sentence)
        return known != "" and known not in own
    words = _words(sentence)
    hits = _hits(words, small_words())
    here = max(hits[one] for one in own if one in hits)
    if max(hits.values()) >= max(2, 2 * here):
        return True
    plain = [word for word in words if len(word) > 3 and word.islower()]
    return own == {"en"} and not here and len(plain) > 1 and not any(map(is_common, plain))


def _script(sentence: str) -> str:
    """The script of a sentence that is not in Latin letters."""
    letters = len(_LETTER.findall(sentence))
    counts = {name: len(script.findall(sentence)) for name, script in _SCRIPTS.items()} if letters else {}
    if not letters or sum(counts.values()) < BESIDE * letters:
        return ""
    if counts["Kana"] and counts["Kana"] + counts["Han"] > 0.5 * sum(counts.values()):
        return "Kana"
    return max(counts, key=lambda one: counts[one])


def _words(sentence: str) -> list[str]:
    return _WORD.findall(sentence)


def _hits(words: Iterable[str], small: dict[str, frozenset[str]]) -> dict[str, int]:
    lower = [word.lower() for word in words]
    return {name: sum(word in of for word in lower) for name, of in small.items()}


@cache
def small_words() -> dict[str, frozenset[str]]:
    """The small words of each language that is written in Latin letters, by its code."""
    return {name: frozenset(words.split()) for name, words in table("assistant.language", "tongues").items()}
