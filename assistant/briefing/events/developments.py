"""Developments: what is told, chosen for its weight and for what is not told yet; of one event, one development."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from assistant.answer import LONGEST, Sentence
from assistant.briefing.briefing import Kind
from assistant.briefing.events.differing.fates import fate
from assistant.briefing.events.differing.matters import counted
from assistant.briefing.events.gather import ALONE
from assistant.briefing.events.near import MANY, at_places, on_topic
from assistant.briefing.events.places import within
from assistant.briefing.events.tellings import Telling, keys, who_and_what
from assistant.briefing.events.weigh import act, deeds, likeness, signals, weight
from assistant.briefing.gaps import is_told, leaves_open
from assistant.gate.meaning.polarity import turned
from corpus.article import Span
from corpus.models import Reader
from corpus.text.number_words import IN_WORDS

SAME, TOLD = 0.32, 0.45  # cosines: one event if the day is the same too; the same words again
AGAIN = 2.5  # what likeness to something chosen takes from a weight
OF_PLACE = 1.5  # ... and likeness to each thing chosen, where all that happened at a place is asked for
PRICE = 0.02  # of a word
NEW = 4.0  # what the last day adds to a weight, where what is new is asked for
OF_ARTICLE, OF_DAY = 0.4, 0.2  # what each sentence chosen of the same article, and of the same day, takes
PARTS, OF_PART = 5, 0.6  # of a period in which a stance may change, and what each sentence chosen of a part takes
# A sentence for which being on the topic is worth less than so much, and whose passage the search did not find on it,
# is told only where it is worth so much in all, or half of what is worth most: else a briefing ends before its words.
ABOUT, WORTH = 3.0, 4.0
ATTRIBUTION = 8  # words that a quotation costs beside its own
AGAIN_SOON = 3  # days in which the same words of others are on the same
BESIDE = 2  # sentences of other origins that a development cites beside the one that it quotes
LOOKED = 4  # ... of so many, the nearest, that are held against it


@dataclass(slots=True)
class Development:
    """One event: the sentences that tell it, best first."""

    tellings: list[Telling]
    kind: Kind
    sentences: list[Sentence]
    """What the gate made of the sentences that are quoted, in the order of `tellings`."""

    @property
    def day(self) -> str:
        """The day, or month, on which it was."""
        return day_of_event(self.tellings)

    @property
    def words(self) -> int:
        """The words of its first sentence."""
        return len(self.sentences[0].text.split())


def weighed(
    found: Sequence[Telling],
    topic: str,
    *,
    stances: bool = False,
    newest: bool = False,
    like: np.ndarray | None = None,
) -> list[float]:
    """The weight of each sentence on a topic, before anything is read; `newest`: what is new weighs more. `like`: the
    `likeness` of all, where it is known already.
    """
    places = within(topic) if topic else frozenset()
    weights = [weight(one, stances=stances) for one in signals(found, topic, places, like)]
    return [one + NEW * share for one, share in zip(weights, _late(found), strict=True)] if newest else weights


class Pool:
    """The sentences of an order with their weights and likenesses, to choose from.

    `weights`: those of `weighed`. `looked`: how many passages and sentences are read. `told`: which are among them,
    whatever is read of them. `newest`: of what is read the last weighs more, for it tells how a matter stands.
    `stances`: what somebody said or held over time is asked for, and told from all parts of the time. `like`: the
    `likeness` of all, where it is known; of use where there is no topic, and all are chosen from.
    """

    def __init__(
        self,
        found: Sequence[Telling],
        topic: str,
        reader: Reader,
        weights: Sequence[float],
        *,
        stances: bool = False,
        looked: tuple[int, int] = MANY,
        told: Sequence[Telling] = (),
        newest: bool = False,
        like: np.ndarray | None = None,
    ) -> None:
        places = within(topic) if topic else frozenset()
        read = dict.fromkeys(range(len(found)), 0.0)
        if places:
            read = at_places(found, weights, places)
        elif topic:
            read = on_topic(found, weights, topic, reader, looked)
        for one in told:
            read.setdefault(found.index(one), 0.0)
        self.found = [found[at] for at in read]
        self.weights = np.array([weights[at] + share for at, share in read.items()])
        if newest:
            self.weights += NEW * _late(self.found)
        found = self.found
        self._beside = np.array(
            [
                bool(topic) and not places and share < ABOUT and (one.evidence.relevance or 0.0) < ALONE
                for one, share in zip(found, read.values(), strict=True)
            ],
            dtype=bool,
        )
        self._like = likeness(found) if like is None or topic else like
        self._used = np.zeros(len(found), dtype=bool)
        self._near = np.zeros(len(found))
        self._taken = np.zeros(len(found))
        self._articles = np.array([one.article.id for one in found])
        self._days = np.array([one.day for one in found])
        self._words = np.array([one.words for one in found])
        self._least = min(WORTH, (self.weights - PRICE * self._words).max(initial=0.0) / 2)
        self._parts = _parts(found) if stances else None
        self._each_day = stances and not topic
        self._wide = OF_PLACE if places else 0.0

    def best(self, words: int, among: np.ndarray | None = None) -> int | None:
        """The place of the sentence most worth telling within so many words; None where nothing that is left fits, or
        is on the topic.
        """
        if not len(self.found):
            return None
        worth = self.weights - PRICE * self._words - AGAIN * self._near - self._taken
        out = self._used | (self._near > TOLD) | (self._words + ATTRIBUTION > words)
        out |= self._beside & (worth < self._least)
        worth[out if among is None else out | ~among] = -np.inf
        at = int(worth.argmax())
        return None if np.isneginf(worth[at]) else at

    def around(self, one: Telling) -> np.ndarray:
        """Which sentences, of the same speaker, one citation can hold together with one: booleans `[n]`."""
        return np.array([other is not one and together(one, other) is not None for other in self.found], dtype=bool)

    def take(self, at: int) -> Telling:
        """Tell a sentence: what is like it, or beside it, is worth less from now on. What only says it again is not
        told, unless what somebody held over time is asked for.
        """
        self._used[at] = True
        if self._parts is None:
            near = np.flatnonzero((self._like[at] >= SAME / 2) & ~self._used)
            self._used[[other for other in near if says_again(self.found[other], self.found[at])]] = True
        like = self._like[at] * (self._days == self._days[at]) if self._each_day else self._like[at]
        self._near = np.maximum(self._near, like)
        self._taken += OF_ARTICLE * (self._articles == self._articles[at]) + OF_DAY * (self._days == self._days[at])
        self._taken += self._wide * self._like[at]
        if self._parts is not None:
            self._taken += OF_PART * (self._parts == self._parts[at])
        return self.found[at]

    def drop(self, at: int) -> None:
        """Never tell a sentence."""
        self._used[at] = True

    def left_open(self) -> list[int]:
        """The places of what sources leave open by their own words, newest first; what a later one tells, or the same
        article further on, is never told. None where nothing else is told.
        """
        days, open_ = [one.article.day for one in self.found], [leaves_open(one.folded) for one in self.found]
        told, found = [at for at in range(len(days)) if not open_[at]], list[int]()
        for at in (at for at in range(len(days)) if open_[at] and not (self._used[at] or self._beside[at])):
            if any(self._goes_on(at, other) and self._tells(at, other) for other in told):
                self.drop(at)
            else:
                found.append(at)
        return sorted(found, key=lambda at: days[at], reverse=True) if told else []

    def _tells(self, at: int, other: int) -> bool:
        return bool(self._like[at, other] >= TOLD) or is_told(self.found[at].keys, self.found[other].keys)

    def _goes_on(self, at: int, other: int) -> bool:
        """Whether another sentence came out on a later day, or stands further on in the same article."""
        one, two = self.found[at], self.found[other]
        same = one.article.id == two.article.id
        return one.span.start < two.span.start if same else one.article.day < two.article.day

    def same_event(self, at: int, told: Sequence[Telling]) -> bool:
        """Whether a sentence tells of the event that others tell: of one article with any of them, on the same day; or
        it has much in common with the first of them on one day, or, where both name the day, one deed done to one of
        the same name or number, or as many killed at the same place.
        """
        other, one = self.found[at], told[0]
        if any(other.article.id == each.article.id and other.day == each.day for each in told):
            return True
        if not other.is_of_day(one):
            return False
        alike = float(self._like[at, self.found.index(one)])
        shared = len(other.names & one.names) + len(other.numbers & one.numbers)
        elsewhere = other.names and one.names and not other.names & one.names
        deed = (shared > 0 and not elsewhere and bool(deeds(other) & deeds(one))) or _count_alike(other, one)
        return alike >= SAME or (alike >= SAME / 2 and shared >= 3) or (other.dated and one.dated and deed)

    def put_back(self, first: Development, chosen: list[Development]) -> None:
        """Choose a development that was set aside, with what was told of its event meanwhile."""
        at = self.found.index(first.tellings[0])
        for each in [one for one in chosen if one.kind == first.kind and self.same_event(at, one.tellings)]:
            first.tellings += each.tellings
            first.sentences += each.sentences
            chosen.remove(each)
        chosen.insert(0, first)

    def beside(self, at: int, bears_out: Callable[[Telling], bool]) -> list[Telling]:
        """What other articles say of the same: near in words, of one day, no number told otherwise, and by the
        gate's judgement (`bears_out`) saying it.

        What is cited beside one sentence is not told or cited again. What is said in the same words on another day was
        said anew, in another call or at another meeting.
        """
        one, chosen, seen = self.found[at], list[Telling](), {self.found[at].article.id}
        looked = 0
        for other in np.argsort(-self._like[at], kind="stable"):
            two = self.found[int(other)]
            if self._like[at, other] < SAME or len(chosen) == BESIDE or looked == LOOKED:
                break
            apart = not two.is_of_day(one) or (two.numbers and one.numbers and not two.numbers & one.numbers)
            free = not self._used[other] and two.article.id not in seen
            if free and not apart and len(two.names & one.names) > 1:
                looked += 1
                if bears_out(two):
                    chosen.append(two)
                    self._used[other] = True
                    seen.add(two.article.id)
        return chosen


def day_of_event(told: Sequence[Telling]) -> str:
    """The day of an event: that of the first sentence that leaves no doubt of it, else of the first."""
    return next((one.day for one in told if one.certain), told[0].day)


def says_again(one: Telling, told: Telling) -> bool:
    """Whether a sentence says or does the same to the same as one that is told, soon before or after, and adds no name
    but of those who say it, no number and no day: 'Norway condemned the launch', as Sweden did.
    """
    (verb, what), (before, same) = act(one), act(told)
    days = [date.fromisoformat(each.article.day).toordinal() for each in (one, told)]
    if not verb or verb != before or abs(days[0] - days[1]) > AGAIN_SOON or (one.dated and not one.is_of_day(told)):
        return False
    own = keys(what)
    shared, named = own & keys(same), told.names | who_and_what(same)
    more = not who_and_what(what) <= named or not one.numbers <= told.numbers
    return len(shared) >= max(2, len(own) / 2) and not more and not turned(one.folded, [told.folded])


def together(one: Telling, other: Telling) -> Span | None:
    """The span from the first to the last word of two sentences, where one citation can have both: of one speaker, and
    under one date heading.
    """
    if one.article.id != other.article.id or (one.speaker, one.headed) != (other.speaker, other.headed):
        return None
    both = Span(min(one.span.start, other.span.start), max(one.span.end, other.span.end))
    return both if both.end - both.start <= LONGEST else None


def _count_alike(one: Telling, other: Telling) -> bool:
    """Whether two sentences tell one number, of more than a few, of the same things or of the same fate, and one names
    nobody but whom the other names too: 'twelve died in Sund', '12 residents of Sund were killed'.
    """
    if not (one.names & other.names and (one.names <= other.names or other.names <= one.names)):
        return False
    return any(
        mine.value == theirs.value
        and mine.value not in IN_WORDS
        and (unit == of or (fate(one.folded, mine) or unit) == fate(other.folded, theirs))
        for unit, mine in counted(one).items()
        for of, theirs in counted(other).items()
    )


def _parts(found: Sequence[Telling]) -> np.ndarray:
    """In which part of the time between the first article and the last each sentence was published."""
    parts: np.ndarray = (PARTS * _late(found)).astype(int)
    return parts


def _late(found: Sequence[Telling]) -> np.ndarray:
    """How far each sentence's day of publication lies from that of the first article to the last, in [0, 1[."""
    days = np.array([date.fromisoformat(one.article.day).toordinal() for one in found], dtype=int)
    first = days.min(initial=date.max.toordinal())
    late: np.ndarray = (days - first) / max(1, int(days.max(initial=0)) - int(first) + 1)
    return late
