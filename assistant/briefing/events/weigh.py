"""How much a sentence is worth telling: named signals of what an editor keeps, and one weight of them all."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from assistant.briefing.events.kinds import kind_of
from assistant.briefing.events.tellings import Telling, keys, who_and_what
from assistant.language.lexicon import PLAIN_NEGATORS, SAYING
from assistant.language.stems import stem
from assistant.language.times.mentions import Clock, mentions
from assistant.language.words import fold
from corpus.article import Article
from corpus.text.tables import bag, table

_WORDS = table("assistant.briefing", "importance")
_GROUPS = {
    name: frozenset(map(stem, bag(_WORDS[name]))) for name in ("decides", "ranks", "courtesy", "logistics", "vague")
}
_PROGRAMME = frozenset(map(stem, bag(_WORDS["programme"])))
_OCCASIONS = frozenset(map(stem, bag(_WORDS["occasions"])))
_SAYING = frozenset(map(stem, SAYING))
_PRINCIPALS = bag(_WORDS["principals"])
LIKE = 0.3  # cosine from which two sentences of different reports tell of one thing
VERBATIM = 0.99  # ... and from which they have the same words
NEAREST = 8  # sentences of other articles by which it is measured whether one is central
OPENING = 2000  # characters of an article that say whom and what it is on
NAMED = 0.1  # share of the sentences, or of their titles, in which a name of the topic stands that tells what is on it
SHORT, LONG = 14, 36  # words
_PLAN = re.compile(r"(?:\b(?:will|shall|(?:going|scheduled|set|due) to)|'ll)\b((?: [\w-]+){1,4})")
_SMALL = re.compile(r"(?<![\w-])[a-z][a-z'-]+")
SOON = timedelta(days=7)  # in which what will be, and has no day, is over

# An editor's rules, which the topics bear out no more than they gainsay: they hold few greetings, and few lines that
# are always said.
RULES: Mapping[str, float] = {
    "courtesy": -1.5,
    "routine": -1.0,
    "silent": -1.0,
    "off": -2.0,
    "overtaken": -3.0,
    "principal": 0.0,
}
# The others are fitted by tests/training/fit_briefings.py on topics of its own: docs/measurements/briefings.md.
WEIGHTS: Mapping[str, float] = {
    **RULES,
    "rank": 0.84,
    "topic": 0.77,
    "titled": 0.84,
    "title": 0.75,
    "lead": 0.49,
    "first": 0.07,
    "transcript": -0.34,
    "speech": -0.38,
    "decides": 1.08,
    "ranks": 0.21,
    "logistics": -0.27,
    "vague": -0.04,
    "dated": 0.35,
    "number": 0.14,
    "names": 0.71,
    "short": -0.29,
    "long": 0.21,
    "common": 0.3,
    "titles": 0.44,
    "of_article": 0.52,
    "told_again": 1.19,
    "central": 0.38,
    "day_again": 0.08,
}
# What weighs otherwise where it is asked what somebody said: it stands in speeches, and is said again and again.
OF_STANCES = {"transcript": 0.0, "speech": 0.0, "routine": 0.0, "principal": 0.4}


def signals(
    found: Sequence[Telling],
    topic: str,
    places: frozenset[str] = frozenset(),
    like: np.ndarray | None = None,
) -> list[dict[str, float]]:
    """The signals of each sentence, each about in [0, 1], seen beside all the others and the topic.

    `places`: where all that happened is asked for. To name any of them is to be on the topic. `like`: the `likeness` of
    all, where it is known already.
    """
    about, shares = keys(fold(topic)), _rarity(found)
    titles = {one.article.id: keys(fold(one.article.title)) for one in found}
    alike = _elsewhere(found, likeness(found) if like is None else like)
    days, common = _days_again(found), _common(found, titles)
    again, central, off = _told_again(found, alike), _central(alike), _off(found, topic, titles)
    best, last = {one.article.id: 0.0 for one in found}, max((one.article.day for one in found), default="")
    for one in found:
        best[one.article.id] = max(best[one.article.id], one.rank)
    return [
        {
            **_of_topic(one, about, titles[one.article.id], shares),
            **_of_place(one),
            **_of_words(one),
            "overtaken": float(_overtaken(one, last)),
            **common[at],
            "of_article": best[one.article.id],
            "told_again": again[at],
            "central": central[at],
            "day_again": days.get(one.day, 0.0),
            "off": off[at],
            **(_of_places(one, titles[one.article.id], places) if places else {}),
        }
        for at, one in enumerate(found)
    ]


def occasion(topic: str) -> frozenset[str]:
    """What a topic that is a meeting, a visit or a summit says of it beside that word; empty for any other topic."""
    asked = keys(fold(topic))
    return frozenset() if _OCCASIONS.isdisjoint(asked) else asked - _OCCASIONS


def beginning(article: Article) -> frozenset[str]:
    """What an article names in its title and its opening."""
    return keys(fold(f"{article.title}\n{article.text[:OPENING]}"))


def deeds(one: Telling) -> frozenset[str]:
    """The stems of the words by which a sentence tells that something was decided or done."""
    return one.keys & _GROUPS["decides"]


def act(one: Telling) -> tuple[str, str]:
    """The stem of the first verb by which a sentence says, decides or does something, and what stands behind it; both
    empty where none does.
    """
    acts = ((stem(word[0]), word.end()) for word in _SMALL.finditer(one.folded) if word.start())
    return next(((verb, one.folded[end:]) for verb, end in acts if verb in _SAYING | _GROUPS["decides"]), ("", ""))


def weight(of: Mapping[str, float], *, stances: bool = False) -> float:
    """The weight of a sentence with these signals; `stances`: where it is asked what somebody said or held."""
    weights = {**WEIGHTS, **OF_STANCES} if stances else WEIGHTS
    return sum(weights[name] * value for name, value in of.items())


def _rarity(found: Sequence[Telling]) -> dict[str, float]:
    counts = Counter(key for one in found for key in one.keys)
    return {key: math.log(1 + len(found) / count) for key, count in counts.items()}


def _of_topic(
    one: Telling, about: frozenset[str], title: frozenset[str], rare: Mapping[str, float]
) -> dict[str, float]:
    def share(of: frozenset[str], held: frozenset[str]) -> float:
        total = sum(rare.get(key, 1.0) for key in of)
        return sum(rare.get(key, 1.0) for key in of & held) / total if total else 0.0

    return {
        "rank": one.rank,
        "topic": share(about, one.keys),
        "titled": share(about, title),
        "title": share(title, one.keys),
    }


def _of_places(one: Telling, title: frozenset[str], places: frozenset[str]) -> dict[str, float]:
    return {"topic": float(bool(places & one.keys)), "titled": float(bool(places & title)), "off": 0.0}


def _of_place(one: Telling) -> dict[str, float]:
    transcript = kind_of(one.article) == "transcript"
    return {
        "lead": 0.0 if transcript else 1 / (1 + one.at / 3),
        "first": float(one.at < 3 and not transcript),
        "transcript": float(transcript),
        "principal": float((one.speaker or "").lower().removeprefix("the ").partition(" ")[0] in _PRINCIPALS),
        "speech": float(one.folded.lower().startswith(("i ", "we ", "i'", "we'"))),
    }


def _of_words(one: Telling) -> dict[str, float]:
    held = {name: len(one.keys & group) for name, group in _GROUPS.items()}
    return {name: min(count, 2) / 2 for name, count in held.items()} | {
        "routine": min(1.0, max(0, held["vague"] - held["decides"]) / 2),
        "silent": float(_silent(one.folded.lower().split())),
        "dated": float(one.dated),
        "number": min(len(one.numbers), 2) / 2,
        "names": min(len(one.names), 4) / 4,
        "short": max(0.0, (SHORT - one.words) / SHORT),
        "long": min(1.0, max(0.0, (one.words - LONG) / LONG)),
    }


def _overtaken(one: Telling, last: str) -> bool:
    """Whether a sentence tells the programme of days that are over by the `last` article: 'will visit Seoul in May'."""
    planned = (stem(word) for found in _PLAN.finditer(one.folded.lower()) for word in found[1].split())
    if _PROGRAMME.isdisjoint(planned):
        return False
    spoken = date.fromisoformat(one.article.day)
    due = max((each.last for each in mentions(one.folded, Clock(spoken)) if each.first > spoken), default=spoken + SOON)
    return due.isoformat() < last


def _silent(words: Sequence[str]) -> bool:
    """Whether a sentence tells that something was not said."""
    return any(
        word in PLAIN_NEGATORS and not _SAYING.isdisjoint(stem(each.strip(",.;:")) for each in words[at + 1 : at + 3])
        for at, word in enumerate(words)
    )


def _off(found: Sequence[Telling], topic: str, titles: Mapping[str, frozenset[str]]) -> list[float]:
    """How many of the topic's names each sentence, with its title, lacks, as far as these tell what is on it.

    Of an occasion those count that its article begins with: what came of it seldom names them again.
    """
    if not (asked := who_and_what(fold(topic))):
        return [0.0] * len(found)
    held = [one.keys | one.names | titles[one.article.id] for one in found]
    if occasion(topic):
        begun = {one.article.id: beginning(one.article) for one in found}
        held = [each | begun[one.article.id] for each, one in zip(held, found, strict=True)]
    telling = {name for name in asked if sum(name in each for each in held) >= NAMED * len(found)}
    return [len(telling - each) / max(1, len(telling)) for each in held]


def likeness(found: Sequence[Telling]) -> np.ndarray:
    """The cosine of each two sentences over the keys that they share, rare ones counting more: a square matrix."""
    rare, holding = _rarity(found), dict[str, list[int]]()
    for at, one in enumerate(found):
        for key in one.keys:
            holding.setdefault(key, []).append(at)
    like = np.zeros((len(found), len(found)), dtype=np.float32)
    for key in sorted(holding):
        places = np.array(holding[key])
        like[places[:, None], places] += rare[key] ** 2
    lengths = np.maximum(np.sqrt(like.diagonal()), 1e-6)
    like /= lengths[:, None]
    like /= lengths
    return like


def _elsewhere(found: Sequence[Telling], like: np.ndarray) -> np.ndarray:
    """The likeness of each sentence to each of another article; to those of its own it is 0, and so it is to the same
    words in the same outlet: what that prints again and again is no news told again.
    """
    articles = np.array([one.article.id for one in found])
    outlets = np.array([one.article.source or "" for one in found])
    again = (outlets[:, None] == outlets[None, :]) & (like > VERBATIM)
    return np.where((articles[:, None] != articles[None, :]) & ~again, like, 0.0)


def _told_again(found: Sequence[Telling], alike: np.ndarray) -> list[float]:
    """In how many other articles something like each sentence stands, on a scale where four are 1."""
    articles = np.array([one.article.id for one in found])
    others = [len(set(articles[row].tolist())) for row in alike >= LIKE]
    return [min(1.0, math.log1p(count) / math.log1p(4)) for count in others]


def _central(alike: np.ndarray) -> list[float]:
    """How near each sentence is to the few of other articles that are nearest: what many texts turn about."""
    if not len(alike):
        return []
    nearest = np.sort(alike, axis=1)[:, -NEAREST:]
    return [float(one) for one in np.minimum(1.0, 2 * nearest.mean(axis=1))]


def _common(found: Sequence[Telling], titles: Mapping[str, frozenset[str]]) -> list[dict[str, float]]:
    """How common a sentence's words are among the articles, and among their titles."""
    texts: dict[str, set[str]] = {}
    for one in found:
        for key in one.keys:
            texts.setdefault(key, set()).add(one.article.id)
    named = Counter(key for title in titles.values() for key in title)
    whole = math.log1p(max(2.0, len(titles) / 2))
    return [
        {
            "common": sum(min(1.0, math.log1p(len(texts[key]) - 1) / whole) for key in one.keys)
            / max(1, len(one.keys)),
            "titles": min(1.0, sum(named[key] for key in one.keys) / len(titles)),
        }
        for one in found
    ]


def _days_again(found: Sequence[Telling]) -> dict[str, float]:
    """How many articles name each day after it is past, on the same scale."""
    told: dict[str, set[str]] = {}
    for one in found:
        if one.dated and one.day < one.article.day:
            told.setdefault(one.day, set()).add(one.article.id)
    return {day: min(1.0, math.log1p(len(ids)) / math.log1p(4)) for day, ids in told.items()}
