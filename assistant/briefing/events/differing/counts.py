"""Whether two sentences tell a number of one thing and one time: by what became of it, its names and its words."""

import re
from datetime import date

from assistant.briefing.events.days import SAYS
from assistant.briefing.events.differing.days import NEAR
from assistant.briefing.events.differing.fates import ANEW, SCALE, fate, is_vote
from assistant.briefing.events.differing.matters import (
    are_apart,
    goes_on,
    in_article,
    is_ahead,
    is_count,
    matter,
    placed,
    whom,
)
from assistant.briefing.events.kinds import kind_of
from assistant.briefing.events.tellings import Telling
from assistant.language.lexicon import CALENDAR
from assistant.language.measures import LASTING
from assistant.language.quantities import Quantity, same_value
from assistant.language.words import tokens
from corpus.text.number_words import ORDINALS

WIDEST = 5.0  # times: numbers further apart count different things
ALIKE = 0.5  # share of the words on the matter of a count that the shorter of two sentences has too, and...
ALIKE_SUMS = 0.75  # ... of a sum or a measure, whose unit does not say of what it is: all names are shared there too
FEWEST = 2  # words that two sentences on one work have in common, where one has another one beside
MORE = 2  # words on its matter that one of two sentences may have where the other has none
LATER = 7  # days in which a count of people is told anew
NEXT = 1  # day in which a sentence that names nothing counts anew what that of another article counts
A_WORK = 1_000_000  # what costs so much has no price of the day
_COSTS = re.compile(r"\b(?:costs|(?:an?|the|its|their) (?:costs?|price))\b")  # not what it cost in the end
Pair = tuple[tuple[Telling, Quantity], tuple[Telling, Quantity]]


def least_alike(pair: Pair) -> float | None:
    """What share of the words of the longer of two sentences both must have to count the same of one event; None where
    they speak of two times.
    """
    (one, of), (other, _) = pair
    if _one_time(one, other):
        return 0.0
    return ALIKE_SUMS if _both_ahead(pair) else ALIKE if _later(one, of, other) else None


def can_be_one(pair: Pair) -> bool:
    """Whether two sentences can count the same of one event: nothing else became of it, under common names."""
    (one, first), (other, second) = pair
    if len({fate(one.folded, first), fate(other.folded, second)} - {""}) > 1:
        return False
    if are_apart((one.folded, first), (other.folded, second)):
        return False
    if first.unit == SCALE and _which(one) != _which(other):
        return False
    return _shared(*map(whom, _named(one, other))) == 1


def is_one_matter(pair: Pair, least: float) -> bool:
    """Whether two sentences count the same of one event by their words: the same became of it, in like words; or with
    at `least` this share of the words of the longer. So do votes, which tell nothing else.
    """
    (one, first), (other, second) = pair
    if (became := fate(one.folded, first)) != fate(other.folded, second):
        return False
    mine, theirs = _named(one, other)
    named = (whom(mine), whom(theirs))
    matters = (matter(mine, first), matter(theirs, second))
    if not (is_count(first) or is_vote(first)):  # 'the price of the Ankova metro', 'the Ankova metro costs'
        of_both = (matters[0] & placed(theirs)) | (matters[1] & placed(mine))
        matters = (matters[0] | of_both, matters[1] | of_both)
    if least:  # by their own words: what a sentence without a name does not repeat, its article does
        matters = (matter(one.folded, first), matter(other.folded, second))
    if least or is_vote(first):
        alike = len(matters[0] & matters[1]) >= (least or ALIKE_SUMS) * max(1, *map(len, matters))
        return alike or (least == ALIKE_SUMS and _one_work(pair, matters))
    if became and not all(matters):  # all that one of them says of it is whose it is
        more = max(map(len, matters))
        most = MORE if is_count(first) or first.unit in LASTING else 0
        return named[0] == named[1] and len(named[0]) > 1 and more <= most
    if (is_count(first) or first.unit in LASTING) and _by_own_words(pair, matters):
        return True
    return (of := _shared(*matters)) > 0 and of >= (ALIKE if is_count(first) else ALIKE_SUMS)


def _by_own_words(pair: Pair, around: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether by half at least the words of each of two sentences stand in the other one or, where one names nothing,
    around it: its title and first sentence have many words more.
    """
    own = [matter(one.folded, of) for one, of in pair]
    return all(mine and len(mine & theirs) >= ALIKE * len(mine) for mine, theirs in zip(own, around[::-1], strict=True))


def _one_work(pair: Pair, matters: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether two sentences on what will be are on one thing though one has more words: all that the other says, of at
    least two words, and one beside; or what one that names nothing leaves out its article says.
    """
    few, more = sorted(matters, key=len)
    if _which(pair[0][0]) != _which(pair[1][0]) or few.isdisjoint(more):
        return False
    if len(few) >= FEWEST and few <= more and len(more) - len(few) <= 1:
        return True
    around = [own if one.names else matter(in_article(one), of) for (one, of), own in zip(pair, matters, strict=True)]
    return matters[0] <= around[1] and matters[1] <= around[0]


def _named(one: Telling, other: Telling) -> tuple[str, str]:
    """Two folded sentences, with what names the events of them where one names nothing."""
    mine, theirs = (each.folded if one.names and other.names else in_article(each) for each in (one, other))
    return mine, theirs


def _later(one: Telling, of: Quantity, other: Telling) -> bool:
    """Whether a later sentence counts anew what became of people in an event of which the earlier one tells: where both
    name days, the same. Of two that came out on one day either may be the later one.
    """
    apart = (date.fromisoformat(other.article.day) - date.fromisoformat(one.article.day)).days
    first, second = _days_of_it(one), _days_of_it(other)
    if apart > LATER or (first and second and first != second) or not (apart <= NEXT or (one.names and other.names)):
        return False
    return (
        is_count(of) and fate(one.folded, of) in ANEW and (goes_on(one, other) or (apart == 0 and goes_on(other, one)))
    )


def _which(one: Telling) -> frozenset[str]:
    """Which of several a sentence tells of: 'a second earthquake'."""
    return frozenset(each.lower for each in tokens(one.folded)) & (ORDINALS.keys() | {"another", "aftershock", "later"})


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """What share of the fewer of two sets of words the other has too."""
    return len(one & other) / max(1, min(len(one), len(other)))


def exclude(one: Quantity, other: Quantity, before: bool) -> bool:
    """Whether two numbers cannot both be told of one thing: `at least 400` and 420 can."""
    low, high = sorted((one, other), key=lambda each: each.value)
    if one.kind == "money" and not before and _rounded(low, high):
        return False
    if low.value <= 0 or high.value > WIDEST * low.value or same_value(one, other) or same_value(other, one):
        return False
    if low.limit == high.limit == "at least":  # so many each of them has counted
        return True
    return not (low.limit in ("more than", "at least") or high.limit in ("less than", "at most"))


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Whether the sum that is told with fewer digits, but more than one, is the other one rounded."""
    (most, rough), (_, fine) = sorted((len(f"{each.value:.0f}".rstrip("0")), each.value) for each in (one, other))
    return most > 1 and float(f"{fine:.{most - 1}e}") == rough


def _one_time(one: Telling, other: Telling) -> bool:
    """Whether two sentences speak of the same day; a count of another day may be another count.

    One of them names it, or both stand in reports, which tell what came to be shortly before.
    """
    reported = kind_of(one.article) == kind_of(other.article) == "report"
    return one.is_of_day(other) and (one.dated or other.dated or reported)


def _both_ahead(pair: Pair) -> bool:
    """Whether two sentences published within days tell what will be, or what a work costs, of the same time or of none:
    it grows by no day.

    `Repairs will cost 3 million crowns` and, two days later, 4 million: not `in June` and `in July`.
    """
    (one, _), (other, _) = pair
    days_apart = abs((date.fromisoformat(one.article.day) - date.fromisoformat(other.article.day)).days)
    ahead = all(is_ahead(each) or (of.value >= A_WORK and _COSTS.search(each.folded)) for each, of in pair)
    return ahead and days_apart <= NEAR and _days_of_it(one) == _days_of_it(other)


def _days_of_it(one: Telling) -> frozenset[str]:
    """The days and months that a sentence names, but for the one on which it is said."""
    return frozenset(each.lower for each in tokens(SAYS.sub(" ", one.folded))) & CALENDAR
