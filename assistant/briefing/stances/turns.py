"""How a line on a matter changed: what the side says and does on it, and where it says or does the contrary later."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import dropwhile, takewhile
from typing import NamedTuple

from assistant.briefing.events.positions import IN_COMMON, changes, is_of_its_article, otherwise, who_of
from assistant.briefing.events.tellings import Telling, keys, who_and_what
from assistant.briefing.form import parted
from assistant.briefing.request import Order
from assistant.briefing.stances.leaning import LEANS, leaning
from assistant.briefing.stances.side import Side
from assistant.language.naming import CAPITALS, NATIONS
from assistant.language.topic import ASKING, Topic
from assistant.language.words import fold, tokens
from corpus.models import embedder
from corpus.text.stop_words import FUNCTION

ALIKE = 0.73  # the likeness of words from which one may stand for another
FEW = 3  # sentences of a side with the words of a matter, short of which a title's word is enough
LOOKED = 120  # sentences, the nearest, whose words are held against those of the matter
Pair = tuple[Telling, Telling]
SURE = 0.6  # how likely one end of a turn is for a matter, and the other against it
READ = 24  # sentences, the nearest, in which turns are sought


class _Part(NamedTuple):
    """One of the things that a matter names, each of which is on it: 'aid and vaccines'."""

    topic: Topic
    head: re.Pattern[str]
    """How it is named again in short: 'the bill', of a land bill."""

    def lacks(self, one: Telling) -> list[str]:
        """Its words that a sentence does not have, unless it is named there in short, and in full around it."""
        lacking = self.topic.lacking([one.text])
        return [] if lacking and self.is_short(one) and not self.topic.lacking([_around(one)]) else lacking

    def is_short(self, one: Telling) -> bool:
        """Whether a sentence may name it in short."""
        return self.head.search(one.folded) is not None


class Chosen(NamedTuple):
    """The sentences that are chosen from, and those that are told with the words that are left."""

    first: list[Telling]
    rest: list[Telling]
    theirs: bool = False
    """Whether the first are what somebody says and does on what he was asked for."""


def own(order: Order, found: list[Telling], *, short: bool = False) -> Chosen:
    """What a briefing is chosen from. Where somebody's words or line on a matter are asked for, his words and deeds on
    it; without any, what is nearest of his, then what others tell on it that names him. Where it is asked how a line
    changed, others' are told with the words that are left, in `short` on the matter alone; else, without any of these,
    others' on the matter are.
    """
    if (asked := order.side) is None:
        return Chosen(found, [])
    side, matter = Side(asked[0], found), Topic(f"on {asked[1]}")
    said, titled = _on(asked[1], found, asked[0])
    on = [*said, *titled]
    theirs = [one for one in said if side.is_of(one)]
    if len(theirs) < FEW:
        theirs += [one for one in titled if side.is_of(one)]
    if order.line and theirs:
        held = set(map(id, theirs))
        return Chosen(theirs, [one for one in (on if short else found) if id(one) not in held], True)
    near = theirs or [one for one in found[:READ] if side.is_of(one) and not order.line]
    near = near or [one for one in on if side.is_named(one) and matter.is_named(one.text)]
    return Chosen(near or ([] if order.line else on), [], bool(theirs))


def _on(what: str, found: Sequence[Telling], who: str = "") -> tuple[list[Telling], list[Telling]]:
    """Those of some sentences that have the words of a matter or others like them, and those that only stand in a
    report whose title has them. Of both each has what the matter names, which may stand in the title or the passage,
    unless the sentence names another country than that, or than `who` is of.
    """
    matter, parts = Topic(f"on {what}"), _parts(what)
    lacking = {id(one): [part.lacks(one) for part in parts] for one in found}
    near = frozenset[str]().union(*map(_words, [one for one in found if all(lacking[id(one)])][:LOOKED]))
    # A compound is a name: 'a declaration of war' is no 'end-of-war declaration'.
    asked = {word for part in parts for word in part.topic.lacking(())}
    like = {word: _alike(word, near) if near and "-" not in word else frozenset[str]() for word in asked}
    of, own = _countries(fold(f"on {what}")), _countries(fold(f"of {who}"))
    said, titled = list[Telling](), list[Telling]()
    for one in found:
        others = _countries(one.folded) - own if of else frozenset()
        around = _around(one) if asked or any(part.is_short(one) for part in parts) else one.article.title
        if (others and others.isdisjoint(of)) or matter.shares(f"{around} {one.text}")[0] < 1.0:
            continue
        if any(all(like[word] & _words(one) for word in each) for each in lacking[id(one)]):
            said.append(one)
        elif one.speaker is None and any(not part.topic.lacking([one.article.title]) for part in parts):
            titled.append(one)
    return said, titled


def _around(one: Telling) -> str:
    """What a sentence stands in."""
    return f"{one.article.title} {one.evidence.text}"


def _parts(what: str) -> list[_Part]:
    """What a matter names."""
    return [_Part(Topic(f"on {one}"), re.compile(rf"\bthe {_head(one)}\b", re.I)) for one in parted(what) or [what]]


def _head(what: str) -> str:
    """The word of which all others of a matter say more: 'tax', of a tax on bread."""
    words = dropwhile(FUNCTION.__contains__, fold(what).lower().split())
    return re.escape([*takewhile(lambda word: word not in FUNCTION, words)][-1])


def _countries(folded: str) -> frozenset[str]:
    """The countries that a folded text names."""
    return frozenset(name for name in who_and_what(folded) if name[1:] in NATIONS)


def _words(one: Telling) -> frozenset[str]:
    return frozenset(each.lower for each in tokens(one.folded) if each.content and each.text.islower()) - ASKING


@lru_cache(maxsize=64)
def _alike(word: str, others: frozenset[str]) -> frozenset[str]:
    """Those of some words that mean about the same."""
    told = sorted(others)
    vectors = embedder().embed([word, *told])
    return frozenset(one for one, near in zip(told, vectors[1:] @ vectors[0], strict=True) if near >= ALIKE)


def turns(order: Order, found: Sequence[Telling]) -> list[Pair]:
    """Where what is said changes, in order of day; of a line that is asked for, each turn to the contrary."""
    if (asked := order.line) is None:
        return changes(found)
    side = Side(asked[0], found)
    said = [one for one in found if is_of_its_article(one) and not side.leaves(one)]
    pairs, ended, near = list[Pair](), set[int](), set(map(id, said[:READ]))
    days = sorted(said, key=lambda one: (one.article.day, one.article.id, one.span.start))
    for later in days:
        for one in (each for each in reversed(days) if each.article.day < later.article.day and id(each) not in ended):
            if {id(one), id(later)} <= near and _comparable(one, later, asked[0]) and _contrary(one, later, *asked):
                pairs.append((one, later))
                ended |= {id(one), id(later)}
                break
    return pairs


def steady(order: Order, found: Sequence[Telling]) -> bool:
    """Whether nothing that is found of a line shows that it changed: no two sentences may lean apart."""
    leans = [leaning(one.text, *order.line) for one in found[:READ]] if order.line else []
    likely = {LEANS[max(range(len(LEANS)), key=each.__getitem__)] for each in leans}
    return order.turns and not {"against", "for"} <= likely and not turns(order, found)


def _comparable(one: Telling, later: Telling, who: str) -> bool:
    """Whether two sentences of a side are on the same: not each on another country."""
    own = who_and_what(fold(f"of {who}")) | {f"@{CAPITALS.get(who.lower())}"}
    named = [{name for name in each.names if name.startswith("@")} - own for each in (one, later)]
    return not all(named) or not named[0].isdisjoint(named[1])


def _contrary(one: Telling, later: Telling, who: str, what: str) -> bool:
    """Whether a side is surely against a matter that it names in one of two sentences and for it in the other; or the
    later says otherwise in so many words, and not both lean the same way.
    """
    first, last = (leaning(each.text, who, what) for each in (one, later))
    said = keys(fold(f"{who} {who_of(one)} {who_of(later)}"))
    if len((one.keys & later.keys) - said) >= IN_COMMON and otherwise(one.folded, later.folded):
        return not {max(first), max(last)} <= {first.against, last.against}
    same = any(not part.lacks(one) and not part.lacks(later) for part in _parts(what))
    return same and any(a.against >= SURE and b.for_ >= SURE for a, b in ((first, last), (last, first)))
