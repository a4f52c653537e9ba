"""Which words of a conversation a follow-up lacks: a small model over where they stand and how often."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from assistant.language import stems
from assistant.language.lexicon import HELPING
from assistant.language.lexicon import words as listed
from assistant.language.names import is_everyday
from assistant.language.words import tokens
from corpus.text.calendar import either
from corpus.text.stop_words import FUNCTION, LIGHT


class Exchange(NamedTuple):
    """What a person asked, and what was answered (empty where nothing was)."""

    asked: str
    answered: str


AUXILIARY = either(HELPING)
_AUXILIARY = re.compile(AUXILIARY, re.I)
WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_PRONOUNS = frozenset("i you he she it we they".split())
_PAST = listed("verbs", "past")

# What a word of the conversation must look like to be one that the follow-up lacks: a logistic regression over the
# words that people added when they rewrote follow-ups (docs/decisions/012-follow-ups.md;
# tests/training/fit_followups.py fits them).
WEIGHTS = {
    "intercept": -4.85,
    "asked_last": 1.35,
    "asked_first": 0.58,
    "asked": 1.74,
    "answered": 1.51,
    "answer_only": -0.79,
    "asked_and_answered": -1.13,
    "named": 0.95,
    "digit": -1.02,
    "adverb": -0.66,
    "verbal": -0.49,
    "beside": 1.34,
    "closing": 0.61,
    "late": -0.62,
}


class Seen(NamedTuple):
    """A subject word where it stands: its stem, its form, its sentence and its place (0 to 1) in the text."""

    stem: str
    word: str
    sentence: int
    closing: bool
    place: float
    named: bool
    beside: frozenset[str]


def key(word: str) -> str:
    """A word in lower case with straight apostrophes."""
    return word.lower().replace("’", "'")


def is_light(word: str) -> bool:
    """Whether a word carries no subject."""
    low = key(word)
    if low in FUNCTION or low in LIGHT or (len(low) == 1 and not low.isdigit()):
        return True
    return "'" in low and all(token.lower in FUNCTION | LIGHT for token in tokens(low))  # `let's`, `can't`


def stem(word: str) -> str:
    """The stem of a word as it is written, its possessive aside, for comparing only."""
    return stems.stem(key(word).removesuffix("'s").removesuffix("'"))


def content(text: str) -> list[str]:
    """The words that carry a subject, in order."""
    return [word for word in WORD.findall(text) if not is_light(word)]


def seen(text: str) -> list[Seen]:
    """The subject words of a text, each with its surroundings."""
    found: list[Seen] = []
    sentences = re.split(r"(?<=[.?!])\s+", text)
    total = max(len(WORD.findall(text)), 1)
    done = 0
    for number, sentence in enumerate(sentences):
        words = WORD.findall(sentence)
        roots = [stem(word) for word in words]
        for at, word in enumerate(words):
            if is_light(word):
                continue
            beside = frozenset(roots[max(at - 1, 0) : at] + roots[at + 1 : at + 2])
            named = at > 0 and word[0].isupper()
            closing = number == len(sentences) - 1
            found.append(Seen(roots[at], word, number, closing, (done + at) / total, named, beside))
        done += len(words)
    return found


def features(question: str, turns: Sequence[Exchange]) -> dict[str, dict[str, float]]:
    """For each subject word (by stem) of the conversation that the question lacks: what the choice is made from.

    The questions so far and the last two answers before the last are read.
    """
    mine = {stem(word) for word in content(question)}
    last = turns[-1]
    told = seen(last.answered)
    asked = [seen(turn.asked) for turn in turns]
    older = [one for turn in turns[-3:-1] for one in seen(turn.answered)]
    places: dict[str, list[Seen]] = defaultdict(list)
    for one in [*told, *(word for words in asked for word in words), *older]:
        if one.stem not in mine:
            places[one.stem].append(one)
    last_asked = {one.stem for one in asked[-1]}
    first_asked = {one.stem for one in asked[0]}
    times: dict[str, list[Seen]] = defaultdict(list)
    for one in told:
        times[one.stem].append(one)
    only = set(times) - {one.stem for words in asked for one in words} - {one.stem for one in older}
    found: dict[str, dict[str, float]] = {}
    for name, where in places.items():
        word = where[0].word
        there = times.get(name, [])
        found[name] = {
            "asked_last": float(name in last_asked),
            "asked_first": float(name in first_asked),
            "asked": math.log1p(sum(any(one.stem == name for one in words) for words in asked)),
            "answered": math.log1p(len(there)),
            "answer_only": float(name in only),
            "asked_and_answered": float(name in last_asked and bool(there)),
            "named": sum(one.named for one in where) / len(where),
            "digit": float(word[0].isdigit()),
            "adverb": float(key(word).endswith("ly")),
            "verbal": float(key(word).endswith(("ing", "ed"))),
            "beside": float(any(one.beside & mine for one in where)),
            "closing": float(any(one.closing for one in there)),
            "late": min((one.place for one in there), default=1.0),
        }
    return found


def lacking(question: str, turns: Sequence[Exchange]) -> list[tuple[float, str]]:
    """The words (stems) that the question lacks, likeliest first, each with its probability."""
    rated = []
    for name, values in features(question, turns).items():
        logit = WEIGHTS["intercept"] + sum(WEIGHTS[feature] * value for feature, value in values.items())
        rated.append((1 / (1 + math.exp(-logit)), name))
    return sorted(rated, key=lambda item: (-item[0], item[1]))


def written(name: str, likely: Sequence[str], texts: Sequence[str]) -> str:
    """A stem as it was last written as a name or behind a word that stands before nouns, with the neighbours that
    belong to it: likely words, or the rest of a name. Empty where it stands nowhere so, as what is done.
    """
    for text in texts:
        words, read = list(WORD.finditer(text)), 0
        for at, word in enumerate(words):
            if at < read or stem(word.group()) != name or _is_verb(words, at):
                continue
            start = end = at
            while start > read and _belongs(words[start - 1], words[start], text, likely):
                start -= 1
            while (
                end + 1 < len(words)
                and not _is_verb(words, end + 1)
                and not _is_present(words, end + 1)
                and _belongs(words[end + 1], words[end], text, likely)
            ):
                end += 1
            read = end + 1  # a word further on in it stands as this one does
            before = words[start - 1].group().lower() if start > 0 else ""
            begins = not before or not _ENDS.isdisjoint(text[words[start - 1].end() : words[start].start()])
            capital = any(one.group()[0].isupper() for one in words[start + begins : end + 1])
            if not (capital or _is_name(word.group()) or before in _BEFORE_NOUNS or before.endswith(("'s", "’s"))):
                continue
            found = re.sub(r"['’]s$", "", text[words[start].start() : words[end].end()])
            ends = end + 1 == len(words) or is_light(words[end + 1].group())
            return f"the {found}" if ends and before == "the" else found
    return ""


_ENDS = frozenset('.?!:“"')  # behind these the next word begins, with a capital
_BEFORE_NOUNS = frozenset("the a an its his her their our of on for in with by from against over about at into".split())


def _is_name(word: str) -> bool:
    """Whether a word is a name by its capital, wherever it stands: 'Blender.io', but not 'Union' before 'leader'."""
    return word[0].isupper() and not is_everyday(key(word))


def _is_present(words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a word may be what one does now: 'the union asks for', 'the authority offers'."""
    word, before = words[at].group(), words[at - 1].group()
    after = words[at + 1].group() if at + 1 < len(words) else ""
    return word.islower() and word.endswith("s") and not before.endswith("s") and (not after or is_light(after))


def _is_verb(words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a word is what somebody or something does: 'Sung Kim and Noh receive', 'Russia shelled', 'it failed'."""
    start = at - 1
    if start < 0 or words[at].group()[0].isupper():
        return False
    if key(words[at].group()) in _PAST and words[start].group().endswith("s"):
        return True  # 'which officials met'
    ends = at + 1 == len(words) or is_light(words[at + 1].group())
    if ends and words[at].group().endswith("ed") and not is_light(words[start].group()):
        return True
    helped = start > 0 and _AUXILIARY.fullmatch(words[start - 1].group()) is not None
    if not words[start].group()[0].isupper():
        before = key(words[start].group())
        return before == "who" or (helped and before in _PRONOUNS)  # 'who followed', 'did she resign'
    if words[at].group().endswith("ed"):
        return True
    while start > 0 and not _AUXILIARY.fullmatch(words[start - 1].group()):
        if not (words[start - 1].group()[0].isupper() or words[start - 1].group() == "and"):
            break
        start -= 1
    return start > 0 and _AUXILIARY.fullmatch(words[start - 1].group()) is not None


def _belongs(other: re.Match[str], word: re.Match[str], text: str, likely: Sequence[str]) -> bool:
    left, right = sorted((other, word), key=lambda m: m.start())
    if text[left.end() : right.start()] != " " or is_light(other.group()):
        return False
    if left.group()[0].islower() and right.group()[0].isupper():
        return False  # 'met Noh Kyu-duk'
    return stem(other.group()) in likely or (other.group()[0].isupper() and word.group()[0].isupper())
