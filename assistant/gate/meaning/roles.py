"""Who did it, and to what: the names of a sentence beside the verbs and prepositions that they stand with."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.gate.cited_text import Unit
from assistant.language.lexicon import ROLES, STOP
from assistant.language.lexicon import words as listed
from assistant.language.names import Name, names
from assistant.language.naming import CAPITALS
from assistant.language.stems import stem
from assistant.language.words import Token, tokens
from corpus.text.calendar import either
from corpus.text.number_words import ORDINALS
from corpus.text.tables import bag

PAST = listed("verbs", "past")
PASSIVE = bag("was were been be is are being")
_UNDERGONE = " -"
_MODALS = bag("will would may might could should must did")
_BODIES = bag("government administration side officials authorities leaders forces military")
_PRONOUNS = bag("we i he she it they")
AIDED = bag("has have had also then later again recently already will would may might could should must did")
PREPOSITIONS = bag("to from with against for on in at")
_ASIDE = re.compile(r"^, [^,.;]{2,90}, ")
# What two do together may be told of either: `A met B` is `B met A`.
MUTUAL = frozenset(map(stem, listed("verbs", "mutual")))
# Between two names of one list, or of one thing.
_LIST = re.compile(r"^(?:(?:,? and |, (?:and )?|,? or )(?:the )?(?:[A-Z][\w.-]* )*|-)$")


@lru_cache(maxsize=4096)
def named_in(sentence: str) -> tuple[Name, ...]:
    """The names of a folded sentence that are no offices."""
    return tuple(name for name in names(sentence) if not name.office)


@lru_cache(maxsize=4096)
def doers(sentence: str) -> tuple[tuple[str, tuple[Name, ...]], ...]:
    """Each verb in the past (its stem) with the names that did it, in a folded sentence."""
    found = named_in(sentence)
    words = tokens(sentence)
    out = []
    for at, name in enumerate(found):
        verb = _verb(sentence, words, name.end)
        if verb:
            out.append((verb, _listed(sentence, found, at, -1)))
        ranked = _RANKED.match(sentence, name.end)
        if ranked:
            out.append((f"the {ranked[1].lower()}", _listed(sentence, found, at, -1)))
    for one, two in pairwise(words):
        if two.lower == "by" and one.lower.endswith("ed"):
            by = next((at for at, name in enumerate(found) if 0 <= name.start - two.end <= 30), None)
            gap = sentence[two.end : found[by].start] if by is not None else "."
            if by is None or _MARK.search(gap) or set(gap.split()) & _OWN:
                continue
            while by + 1 < len(found) and _TITLED.match(_gap(sentence, found[by], found[by + 1])):
                by += 1  # `by U.S. Special Representative Kim`
            out.append((one.stem, _listed(sentence, found, by, 1)))
    return tuple(out)


_MARK = re.compile(r"[,;:.()]")


_TITLED = re.compile(r"^ (?:[A-Z][a-z]+ )*$")


def _gap(sentence: str, one: Name, two: Name) -> str:
    """What stands between a name, or its possessive, and the next one."""
    return sentence[one.end : two.start].removeprefix("'s")


def _verb(sentence: str, words: Sequence[Token], end: int) -> str:
    """The stem of the verb in the past that a name ending there does; empty for none."""
    aside = _ASIDE.match(sentence[end:])
    start = end + (aside.end() if aside else 0)
    following = [token for token in words if token.start >= start][:4]
    last, modal, passive = start, False, False
    for at, token in enumerate(following):
        if _MARK.search(sentence[last : token.start]):
            return ""
        last = token.end
        modal = modal or token.lower in _MODALS
        passive = passive or token.lower in PASSIVE
        if token.lower in AIDED | PASSIVE or (not at and token.lower in _BODIES):
            continue
        past = token.lower.endswith("ed") or token.lower in PAST or modal
        if not past or not token.text.islower() or token.lower in STOP:
            return ""
        return token.stem + _UNDERGONE if passive else token.stem
    return ""


def _listed(sentence: str, found: Sequence[Name], at: int, step: int) -> tuple[Name, ...]:
    """A name and those that stand in one list with it, before it (-1) or after it (1)."""
    out = [found[at]]
    while 0 <= at + step < len(found):
        one, two = (found[at + step], found[at]) if step < 0 else (found[at], found[at + step])
        if not _LIST.match(_gap(sentence, one, two)):
            break
        at += step
        out.append(found[at])
    return tuple(out)


def same(one: Name, other: Name) -> bool:
    """Whether two names may be one: the same canonical form, a capital for its country, or words all in the other."""
    keys = [
        {name.canonical or "@" + CAPITALS[name.words[0]]}
        if name.canonical or name.words[0] in CAPITALS
        else set(name.words)
        for name in (one, other)
    ]
    return keys[0] <= keys[1] or keys[1] <= keys[0]


def _any(ours: Sequence[Name], theirs: Sequence[Name]) -> bool:
    return any(same(one, other) for one in ours for other in theirs)


def swapped(sentence: str, units: Sequence[Unit]) -> list[str]:
    """Reasons where somebody else in the cited text did what a folded sentence says that a name did."""
    theirs = [(verb, who) for unit in units for verb, who in doers(unit.text)]
    for verb, who in doers(sentence):
        if verb in MUTUAL:
            continue
        did = [other for held, other in theirs if held == verb]
        if verb.startswith("the "):
            if did and not any(_any(who, other) for other in did):
                return [f"calls {who[0].text} {verb}; in the cited text {did[0][0].text} is"]
            continue
        stem_ = verb.removesuffix(_UNDERGONE)
        word = next(token.text for token in tokens(sentence) if token.stem == stem_)
        # Each place of the verb must have its doer told: `she condemned` may be anybody.
        places = sum(_verbs(unit.tokens, stem_) for unit in units)
        if did and places == len(did) and not any(_any(who, other) for other in did):
            if verb != stem_:
                return [f"says {who[0].text} was {word}; in the cited text {did[0][0].text} was"]
            return [f"says {who[0].text} {word}; in the cited text {did[0][0].text} did"]
        if not did and verb == stem_ and (found := _received(who, verb, units)):
            return [f"says {who[0].text} {word}; the cited text says '{found}'"]
    return []


def _verbs(words: Sequence[Token], verb: str) -> int:
    """How often a stem stands among the words otherwise than as a noun: `exported`, not `Cambodia's exports`."""
    nouns = [
        at
        and (words[at - 1].text.endswith(("'s", "s'")) or words[at - 1].lower in DETERMINERS)
        and token.lower[-2:] != "ed"
        for at, token in enumerate(words)
    ]
    return sum(token.stem == verb and not noun for token, noun in zip(words, nouns, strict=True))


_OWN = bag("our their his her its my your")
# `Singapore is the 18th country`, `became the largest`: what is told of one only.
_RANKED = re.compile(
    r" (?:is|was|are|were|became|becomes|remains|remained) the"
    rf" (\d+(?:st|nd|rd|th)|[a-z]+est|{either(ORDINALS)}|only)\b",
    re.IGNORECASE,
)
DETERMINERS = bag("the a an this its their his her our")


def _received(who: Sequence[Name], verb: str, units: Sequence[Unit]) -> str:
    """The words by which the cited text tells that `we` or `they` did it, to the one named; empty for none."""
    for unit in units:
        words = unit.tokens
        for at, token in enumerate(words):
            before = [one.lower.partition("'")[0] for one in words[max(0, at - 3) : at]]
            if token.stem != verb or not set(before) & _PRONOUNS:
                continue
            for name in named_in(unit.text):
                place = next((spot for spot, one in enumerate(words) if one.start == name.start), 0)
                if name.start < token.end or not _any(who, [name]):
                    continue
                near = [one for one in words[max(at, place - 2) : place] if one.lower not in _OWN | {"the"}]
                if near[-1:] == [token] or (near[-1:] and near[-1].lower in _TOWARDS):
                    return f"{token.text} ... {near[-1].text} {name.text}"
    return ""


_TOWARDS = bag("to for from against")


_OFFICE = re.compile(r"^ (?:(?:special|chief|senior|top|nuclear|former|deputy) )*([a-z]+) (?:[a-z]+ )?$")
_ASIDE_OFFICE = re.compile(r"^, (?:the|a|an) (?:(?:new|former|special|chief|senior|top) )*$")


@lru_cache(maxsize=4096)
def countries(sentence: str) -> tuple[tuple[Name, Name], ...]:
    """Each person with the country whose officer a folded sentence calls them: `South Korean envoy Park Min-ho`."""
    found = named_in(sentence)
    out = []
    for one, two in pairwise(found):
        gap = _gap(sentence, one, two)
        office = _OFFICE.match(gap)
        if one.canonical and not two.canonical and office and office[1] in ROLES:
            out.append((two, one))
        elif two.canonical and not one.canonical and _ASIDE_OFFICE.match(gap):
            office = _OFFICE.match(re.split(r"[,.;]", sentence[two.end :])[0] + " ")
            if office and office[1] in ROLES:
                out.append((one, two))
    return tuple(out)


def exchanged_countries(sentence: str, units: Sequence[Unit]) -> list[str]:
    """Reasons where a sentence calls somebody an officer of another country than the cited text does."""
    theirs = [pair for unit in units for pair in countries(unit.text)]
    for person, country in countries(sentence):
        held = [other for who, other in theirs if same(who, person)]
        if held and not any(same(country, other) for other in held):
            return [f"calls {person.text} {country.text}; the cited text says {held[0].text}"]
    return []


def _bound(sentence: str) -> Iterator[tuple[tuple[str, str], tuple[Name, ...]]]:
    """Each name, with those in a list after it, by the content word and the preposition before it: `exports to China`.

    A name in the possessive is bound to the noun that it owns: `China's exports`.
    """
    found = named_in(sentence)
    words = tokens(sentence)
    for at, name in enumerate(found):
        owned = _owned(sentence, words, name)
        if owned:
            yield (owned.stem, "'s"), (name,)
        before = [token for token in words if token.end <= name.start][-3:]
        while before and (before[-1].lower == "the" or before[-1].text[0].isupper()):
            before.pop()
        if len(before) < 2 or before[-1].lower not in PREPOSITIONS or not before[-2].content:
            continue
        if _MARK.search(sentence[before[-2].start : name.start]) or before[-2].text[0].isupper():
            continue
        yield (stem(before[-2].lower), before[-1].lower), _listed(sentence, found, at, 1)


def _owned(sentence: str, words: Sequence[Token], name: Name) -> Token | None:
    """The last word of what a name in the possessive owns: `launch` of `Korea's March 24 missile launch`."""
    end = name.end
    if sentence[end : end + 1] != "'":
        return None
    owned, last = None, end
    for token in words:
        if token.start < end:
            continue
        if not token.content or _MARK.search(sentence[last : token.start]) or token.lower.endswith(("ed", "ing")):
            break
        owned, last = token, token.end
    return owned


def rebound(sentence: str, units: Sequence[Unit]) -> list[str]:
    """Reasons where a preposition ties a name to a word that the cited text ties to another name only."""
    theirs = [bound for unit in units for bound in _bound(unit.text)]
    for key, who in _bound(sentence):
        held = [other for other_key, other in theirs if other_key == key]
        if held and key[0] not in MUTUAL and not any(_any(who, other) for other in held):
            head = next(token.text for token in tokens(sentence) if token.stem == key[0])
            own, other = who[0].text, held[0][0].text
            if key[1] == "'s":
                return [f"says {own}'s {head}; the cited text says {other}'s {head}"]
            return [f"says '{head} {key[1]} {own}'; the cited text says '{head} {key[1]} {other}'"]
    return []
