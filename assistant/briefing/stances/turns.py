"""How a line on a matter changed: what the side says and does on it, and where it says or does the contrary later."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.briefing.events.positions import IN_COMMON, changes, is_of_its_article, otherwise, who_of
from assistant.briefing.events.tellings import Telling, keys, who_and_what
from assistant.briefing.events.weigh import deeds
from assistant.briefing.request import Order
from assistant.briefing.stances.side import Side
from assistant.language.naming import CAPITALS
from assistant.language.topic import ASKING, Topic
from assistant.language.words import fold, tokens
from corpus.models import embedder
from corpus.models.support_model import support_model

ALIKE = 0.73  # the likeness of words from which one may stand for another
LOOKED = 120  # sentences, the nearest, whose words are held against those of the matter
Pair = tuple[Telling, Telling]
# What is held of a sentence on a matter, for and against: it leans as the one is likelier than the other. The bounds:
# docs/decisions/029-lines.md.
_HELD = (
    ("{} wants {}.", "{} does not want {}."),
    ("{} approved {}.", "{} refused {}."),
    ("{} is willing on {}.", "{} is unwilling on {}."),
)
# How far against a sentence leans that refuses, how far from it one that does not, and how far for it one that accepts,
# or how likely that is held for.
AGAINST, APART, FOR, SURE = -2.0, 2.0, 1.0, 0.0
READ = 24  # sentences, the nearest, that are read so


def own(order: Order, found: list[Telling]) -> tuple[list[Telling], list[Telling]]:
    """The sentences that are chosen from, and those that are told with the words that are left. Where it is asked how
    somebody's line on a matter changed, his words and deeds on it come first, then all others; without any, nothing.
    """
    if (asked := order.line) is None:
        return found, []
    side = Side(asked[0], found)
    theirs = [one for one in _on(asked[1], found) if side.is_of(one)]
    held = set(map(id, theirs))
    return theirs, [one for one in found if theirs and id(one) not in held]


def _on(what: str, found: Sequence[Telling]) -> Iterator[Telling]:
    """Those of some sentences that are on a matter: each has its words or others like them, or the title of its article
    does; and what it names, which beside such a word may stand in the title or the passage.
    """
    matter = Topic(f"on {what}")
    asked = matter.lacking(())
    titled = {one.article.title: not matter.lacking([one.article.title]) for one in found}
    lacking = [[] if titled[one.article.title] else matter.lacking([one.text]) for one in found]
    told = [one for one, lacks in zip(found, lacking, strict=True) if lacks][:LOOKED]
    # A compound is a name: 'a declaration of war' is no 'end-of-war declaration'.
    near = frozenset[str]() if "-" in what else frozenset().union(*map(_words, told))
    like = {word: _alike(word, near) if near else near for word in asked}
    for one, lacks in zip(found, lacking, strict=True):
        around = f"{one.article.title} {one.evidence.text if asked else ''} {one.text}"
        if all(like[word] & _words(one) for word in lacks) and matter.shares(around)[0] == 1.0:
            yield one


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
    """Whether nothing that is found of a line shows that it changed: neither do two sentences lean apart."""
    leans = [_leaning(one.text, *order.line)[0] for one in found[:READ]] if order.line else []
    apart = bool(leans) and max(leans) - min(leans) >= APART
    return order.turns and not apart and not turns(order, found)


def _comparable(one: Telling, later: Telling, who: str) -> bool:
    """Whether two sentences of a side are on the same: not each on another country."""
    own = who_and_what(fold(f"of {who}")) | {f"@{CAPITALS.get(who.lower())}"}
    named = [{name for name in each.names if name.startswith("@")} - own for each in (one, later)]
    return not all(named) or not named[0].isdisjoint(named[1])


def _contrary(one: Telling, later: Telling, who: str, what: str) -> bool:
    """Whether a side is against a matter in one of two sentences, and in the other for it: it leans far from the first
    and holds or does something on it; or whether the later says otherwise in so many words, and not both are against.
    """
    against, other = sorted((one, later), key=lambda each: _leaning(each.text, who, what))
    least, (leans, likely) = _leaning(against.text, who, what)[0], _leaning(other.text, who, what)
    said = keys(fold(f"{who} {who_of(one)} {who_of(later)}"))
    if len((one.keys & later.keys) - said) >= IN_COMMON and otherwise(one.folded, later.folded):
        return leans > AGAINST
    done = deeds(other) - keys(fold(what))  # 'job cuts' cut nothing
    return least <= AGAINST and leans >= least + APART and (leans > FOR or likely > SURE or bool(done))


@lru_cache(maxsize=4096)
def _leaning(text: str, who: str, what: str) -> tuple[float, float]:
    """How a sentence leans on a matter, below nought against it, and how likely it is that it says to be for it."""
    read = support_model().read([(each.format(who, what), text) for pair in _HELD for each in pair])
    for_, against = read[::2], read[1::2]
    return (sum(for_) - sum(against)) / len(_HELD), max(for_)
