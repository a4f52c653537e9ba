"""Which words of a conversation a follow-up lacks: a small model over where they stand and how often."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from assistant.language import stems


class Turn(NamedTuple):
    """What a person asked, and what was answered (empty where nothing was)."""

    asked: str
    answered: str


# Words that carry no subject: function words, and the light words that questions are made of.
FUNCTION = frozenset(
    """
a an the this that these those some any each every either neither both all such same other another one ones i me my mine we
us our ours you your yours he him his she her hers it its itself himself herself themselves they them their theirs who whom
whose which what when where why how here there then thus so too also just only even still yet again ever never not no yes nor
and or but if because as than though although while whether until unless since for from in into on onto of off at by to with
without within about above across after against along among around before behind below beneath beside besides between beyond
despite down during except inside like near out outside over past per through throughout toward towards under up upon via
versus vs be is are am was were been being do does did done doing have has had having can could may might must shall should
will would ought cannot isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't couldn't won't wouldn't
shouldn't i'm i've i'd i'll you're you've he's she's it's that's there's what's who's where's how's let's they're we're we've
they've more most much many less least few several enough very really quite rather well now ok okay oh wow hmm ah yeah please
thanks thank hello hi actually exactly maybe perhaps else instead therefore however later earlier ago once twice am pm etc
""".split()
)
LIGHT = frozenset(
    """
tell give say says said saying know knows knew think thinks thought mean means meant want wants wanted like likes liked look
looks looked see saw seen hear heard learn learned learnt find found get gets got getting go goes went going gone come comes
came make makes made making take takes took taken taking use uses used using help helps helped helping work works worked
happen happens happened happening become becomes became start started let put keep try tried need needs needed ask asked
asking talk talked talking speak spoke spoken describe explain expand elaborate mention mentioned list name show provide
interesting interested sounds sound seems seem cool good great better best bad worse worst nice sure right wrong true new old
first second third last next recent recently big bigger biggest small smallest large long short high low different similar
common main major important possible able likely available certain specific general various particular popular thing things
something anything nothing everything someone anyone people person way ways kind kinds sort sorts type types example examples
reason reasons cause causes effect effects difference differences benefit benefits advantage advantages pros cons option
options question questions answer answers detail details information fact facts part parts point points case cases lot lots
bit number numbers time times day days week weeks month months year years today side idea ideas issue issues problem problems
result results history origin origins purpose role meaning definition article told gave
""".split()
)
WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")

# What a word of the conversation must look like to be one that the follow-up lacks: a logistic regression over the words
# that people added when they rewrote follow-ups (docs/decisions/012-follow-ups.md; tests/training/fit_followups.py fits them).
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
    return low in FUNCTION or low in LIGHT or (len(low) == 1 and not low.isdigit())


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


def features(question: str, turns: Sequence[Turn]) -> dict[str, dict[str, float]]:
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


def lacking(question: str, turns: Sequence[Turn]) -> list[tuple[float, str]]:
    """The words (stems) that the question lacks, likeliest first, each with its probability."""
    rated = []
    for name, values in features(question, turns).items():
        logit = WEIGHTS["intercept"] + sum(WEIGHTS[feature] * value for feature, value in values.items())
        rated.append((1 / (1 + math.exp(-logit)), name))
    return sorted(rated, key=lambda item: (-item[0], item[1]))
