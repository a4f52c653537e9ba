"""Where sources claim what not both can be: one denies it, each blames the other, or the cause is another one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from assistant.briefing.events.days import SAYS
from assistant.briefing.events.differing.matters import IN_TURN, comparable, in_article, whom
from assistant.briefing.events.kinds import opines
from assistant.briefing.events.tellings import Telling, keys
from assistant.gate.meaning.denial import FRAMES, denials
from assistant.gate.meaning.opposites import OPPOSITES
from assistant.gate.meaning.polarity import turned
from assistant.language.lexicon import CALENDAR, PLAIN_NEGATORS, SOFT_NEGATORS
from assistant.language.stems import stem
from assistant.language.words import canonical, named, tokens
from corpus import clock
from corpus.scope import outlet_key
from corpus.text.calendar import either
from corpus.text.stop_words import LIGHT
from corpus.text.tables import bag, table

APART = 1  # days between two articles that claim on the same
FOUND = 7  # days in which a cause is looked for, and another one told
ALIKE = 0.6  # share of the shorter claim's words that both have
FEWEST, OF_CAUSES = 3, 2  # words that both have, and those that have causes
_WORDS = table("assistant.briefing", "counted")["claims"]
_OPEN, _PARTED = bag(_WORDS["open"]), bag(_WORDS["parted"])
_MUTUAL = frozenset(map(stem, bag(_WORDS["mutual"])))
_CAUSED = re.compile(
    rf"\b(?:(?:was|were|is|been|being)(?: [a-z]+ly)? (?:({either(_WORDS['undergone'].split('|'))}) by|blamed on"
    rf"|(?:{_WORDS['causing']}) by)|due to|because(?: of)?) "
)
_TO_PASSIVE = [
    (re.compile(told), rf"{effect} was caused by {cause}")
    for told, effect, cause in (
        (
            rf"^([^,;:]{{3,60}}?) (?:(?:had|has) )?(?:{_WORDS['causing']}) ((?:the|this|its|[A-Z])[^,;:.]*)",
            r"\2",
            r"\1",
        ),
        (r"^[^,;:]{2,60}? (?:(?:had|has|have) )?blamed ([^,;:]{3,80}?) on ([^,;:.]*)", r"\1", r"\2"),
        (r"^The cause of ([^,;:]{3,80}?) (?:was|is) ([^,;:.]*)", r"\1", r"\2"),
    )
]
"""Other ways to tell what caused something, each with that in the passive: 'a short circuit caused the fire'."""
# 'Was arson', 'was set on purpose', 'was an act of sabotage': not 'was not arson'.
_MEANT = re.compile(
    r"\b(?:was|were|is|been) (?:(?!not |no |never )[a-z]+ |an? [a-z]+ of )?"
    rf"{either(_WORDS['meant'].split('|'))}\b(?:,.*)?"
)
_END = re.compile(r"[,;:.()]| (?:on|in|at|and|when|after|before|while|that|which|who)\b")
_BEHIND_IT = re.compile(r" (?:of|in|at|near|after|on|off|during|behind|for|from|to)\b")
_BEHIND = re.compile(r" (?:that|which|who|when|where|after|before|while) ")
_ASKED = re.compile(r"[?\"]|\b(?:if|whether|unless|nobody|no one)\b", re.I)  # quoted words are of another time
_SAID_ON = re.compile(r" on [A-Z][a-z]+(?= that\b)")
_PRONOUNS = bag("he she it they its his her their")
_ASIDE = frozenset(map(stem, LIGHT | CALENDAR | PLAIN_NEGATORS | SOFT_NEGATORS))
_FRAMES = frozenset(map(stem, FRAMES))
_OPPOSITES = {
    stem(word): {stem(other) for other in others} - IN_TURN
    for word, others in OPPOSITES.items()
    if stem(word) not in IN_TURN
}


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a sentence claims, without who says it: its words, names of one thing under one form."""

    text: str
    words: Counter[str]
    sayer: frozenset[str]
    days: frozenset[str]
    denied: frozenset[str]
    """All its words, as far as it denies something: not those of a clause behind that."""
    owned: frozenset[tuple[str, str]]
    """Who has, and what."""
    parted: frozenset[str]
    effect: frozenset[str]
    """Its words but those for the cause: what came of it."""


@lru_cache(maxsize=4096)
def _claim(folded: str) -> _Claim | None:
    """What a folded sentence claims; None where it claims nothing: it asks, supposes, plans, or leaves it open."""
    if _ASKED.search(folded) or not _OPEN.isdisjoint(one.lower for one in tokens(folded)):
        return None
    text = " ".join(_SAID_ON.sub("", SAYS.sub(" ", folded)).split())
    for active, passive in _TO_PASSIVE:
        text = active.sub(passive, text)
    words, groups = tokens(text), named(text)
    low = frozenset(one.lower for one in words)
    sayer = keys(" ".join(match[0] for match in SAYS.finditer(folded))) - _ASIDE
    told = Counter(canonical(group) for group in groups if len(group) > 1 or group[0].content)
    if not _PRONOUNS.isdisjoint(low):  # 'The bank said that it had paid'
        told |= Counter(dict.fromkeys(sayer, 1))
    told = Counter({word: times for word, times in told.items() if word not in _ASIDE})
    found = [(at, reach) for at, reach in denials(words) if reach]
    behind = _BEHIND.search(text, words[found[0][1][0]].end) if found else None
    denied = keys(text[: behind.start() if behind else None]) - _ASIDE - _FRAMES if found else frozenset[str]()
    owned = frozenset(
        (canonical(one), canonical(other)) for one, other in pairwise(groups) if one[-1].text.endswith("'s")
    )
    of_cause = [told_so[0] for pattern in (_CAUSED, _MEANT) if (told_so := pattern.search(text))]
    effect = frozenset(told) - keys(" ".join([_cause(text) or "", *of_cause])) - sayer
    return _Claim(text, told, sayer, low & CALENDAR, denied, owned, low & _PARTED, effect)


def claims(told: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of sentences of two outlets that cannot both be so, in their order; `told` is in order of day."""
    found = [
        (one, date.fromisoformat(one.article.day), claim)
        for one in told
        if (claim := _claim(one.folded)) and not opines(one.article)
    ]
    for at, (one, day, mine) in enumerate(found):
        for other, later, theirs in found[at + 1 :]:
            clock.go_on()
            days = (later - day).days
            if days > FOUND:
                break
            if _outlet(one) == _outlet(other) or not comparable(one, other):
                continue
            contrary = days <= APART and one.names & other.names and _contrary(mine, theirs)
            if contrary or (_caused(mine, theirs) and _one_effect((one, mine), (other, theirs))):
                yield one, other


def _outlet(one: Telling) -> str:
    return outlet_key(one.article.source or "") or one.article.id


def _contrary(mine: _Claim, theirs: _Claim) -> bool:
    """Whether two claims on the same cannot both be so."""
    if mine.days and theirs.days and mine.days != theirs.days:
        return False
    both = len(mine.words.keys() & theirs.words.keys())
    if both < max(FEWEST, ALIKE * min(len(mine.words), len(theirs.words))) or mine.parted != theirs.parted:
        return False
    if bool(mine.denied) != bool(theirs.denied):
        return _denied(*((mine, theirs) if mine.denied else (theirs, mine)))
    here, there = mine.words - theirs.words, theirs.words - mine.words
    in_order = _in_order(mine, theirs) == _in_order(theirs, mine)
    if in_order and len(here) == len(there) == 1 and next(iter(there)) in _OPPOSITES.get(next(iter(here)), ()):
        return True
    blames = not mine.sayer.isdisjoint(there) and not theirs.sayer.isdisjoint(here)
    return blames and _MUTUAL.isdisjoint(mine.words)


def _in_order(one: _Claim, other: _Claim) -> list[str]:
    """The words that both have, in the order of the one: a flight from Orsk to Tarn is not one from Tarn to Orsk."""
    return [word for word in one.words if word in other.words]


def _denied(denying: _Claim, claiming: _Claim) -> bool:
    """Whether one denies what the other claims, and nothing narrower."""
    mine = denying.words.keys()
    whose = any(who in mine and what not in mine for who, what in claiming.owned)  # his sister appeared, and not he
    narrower = denying.denied - claiming.words.keys() - denying.sayer
    return not (narrower or whose) and any("does not deny it" in one for one in turned(denying.text, [claiming.text]))


def _cause(text: str) -> str | None:
    """The words for what caused something; None where none are told."""
    found = _CAUSED.search(text)
    return _END.split(text[found.end() :], maxsplit=1)[0] if found else None


def _head(text: str) -> frozenset[str]:
    """What it is that was caused: `the crash near Pendale`, and not `the delay after the crash`."""
    found = _CAUSED.search(text)
    return keys(_BEHIND_IT.split(text[: found.start()], maxsplit=1)[0]) if found else frozenset()


def _caused(mine: _Claim, theirs: _Claim) -> bool:
    """Whether the same was done by somebody else, has another cause, or was meant by the one and not by the other."""
    if mine.days and theirs.days and mine.days != theirs.days:
        return False
    causes = [_cause(each.text) for each in (mine, theirs)]
    doing = [found[1] if (found := _CAUSED.search(each.text)) else None for each in (mine, theirs)]
    meant = [_MEANT.search(each.text) is not None for each in (mine, theirs)]
    if meant[0] != meant[1] and None in causes:
        return causes[meant[0]] is not None
    if None in causes or doing[0] != doing[1]:
        return False
    named = [{one.stem for one in tokens(each or "") if one.content} for each in causes]
    stems = [{one.stem for one in tokens(each.text)} for each in (mine, theirs)]
    return all(named) and named[0].isdisjoint(stems[1]) and named[1].isdisjoint(stems[0])


def _one_effect(one: tuple[Telling, _Claim], other: tuple[Telling, _Claim]) -> bool:
    """Whether two sentences tell the cause of one thing: all that the shorter one says of it the other says too. What a
    sentence that names nothing is on is told where its article begins, in like words and of one day.
    """
    few, more = sorted((claim.effect for _, claim in (one, other)), key=len)
    around = [in_article(telling) for telling, _ in (one, other)]
    about = [
        claim.effect if telling.names else keys(text) - keys(_cause(claim.text) or "") - claim.sayer - _ASIDE
        for (telling, claim), text in zip((one, other), around, strict=True)
    ]
    least, most = sorted(about, key=len)
    alike = least <= most
    if not (one[0].names and other[0].names):
        days = [frozenset(each.lower for each in tokens(text)) & CALENDAR for text in around]
        alike = alike or (len(least & most) >= ALIKE * len(least) and not days[0].isdisjoint(days[1]))
    in_order = _in_order(one[1], other[1]) == _in_order(other[1], one[1])
    named = whom(around[0]) & whom(around[1])
    first, second = (_head(claim.text) for _, claim in (one, other))
    if first and second and first.isdisjoint(second):
        return False
    return bool(few and named) and few <= more and alike and len(least) >= OF_CAUSES and in_order
