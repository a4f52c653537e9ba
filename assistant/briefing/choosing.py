"""Choosing what a briefing tells: what matters most, then the weightiest that fits, each with its event."""

from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from assistant.answer import LeftOut, Sentence
from assistant.briefing.briefing import BriefEvent, Kind
from assistant.briefing.drafting import quotation
from assistant.briefing.events.confidence import copies
from assistant.briefing.events.days import bounds, is_older
from assistant.briefing.events.developments import ATTRIBUTION, Development, Pool, together, weighed
from assistant.briefing.events.kinds import opines
from assistant.briefing.events.places import is_named
from assistant.briefing.events.positions import is_position, who_of
from assistant.briefing.events.tellings import Telling
from assistant.briefing.events.weigh import likeness
from assistant.briefing.form import uncapital
from assistant.briefing.making import Making
from assistant.briefing.request import Order
from assistant.briefing.stances.turns import own, turns
from assistant.events import Refused
from assistant.language.topic import Topic
from corpus.models import Reader

MOST = 7  # developments of a briefing; a timeline has as many as its words allow
OF_ONE = 5  # sentences of a development
OF_OLD = 30  # words that background may take, told once
BOTTOM = 0.16  # share of the words that the bottom line may have, ...
OF_FEW, OF_MANY = 0.25, 40  # ... and of few words so large a share, as long as it has no more than so many
OLD = 365  # days before its article from which an event is background, where no period is named
ROOM = 3  # times its words that must be left for a bottom line that is told before all is read: it may be told twice


def longest(order: Order) -> int:
    """How many words the bottom line may have."""
    return max(round(BOTTOM * order.words), min(round(OF_FEW * order.words), OF_MANY))


def kind_of(one: Telling, order: Order) -> Kind:
    """The section that a sentence belongs to."""
    since = order.scope.since
    if since and is_older(one.day, since, one.article.day):
        return "background"
    last = date.fromisoformat(bounds(one.day)[1])
    if not since and (date.fromisoformat(one.article.day) - last).days > OLD:
        return "background"
    return "positions" if order.form == "brief" and is_position(one) else "developments"


def foremost(making: Making, pool: Pool) -> Development | None:
    """What matters most among what is nearest, so that it is told before all the rest is read; None where nothing there
    can be a bottom line. Where it is asked how something changed, the later end of a change; else what belongs to a
    change is told with it.
    """
    order, most = making.order, min(longest(making.order), making.left // ROOM)
    turned = turns(order, pool.found) if order.stances else []
    opines = [_opines(making, one) for one in pool.found]
    for _, later in sorted(turned, key=lambda pair: -pool.weights[pool.found.index(pair[1])]) if order.turns else ():
        kind = kind_of(later, order)
        if kind in making.leading and not _opines(making, later) and (found := _first(making, later, kind, most)):
            return found
    ends = [one for pair in turned for one in pair]
    while (at := pool.best(most + ATTRIBUTION)) is not None:
        one = pool.found[at]
        pool.drop(at)
        kind = kind_of(one, order)
        named = is_named(uncapital(order.topic), one.dateline + quotation(one).text)
        if kind not in making.leading or one in ends or not named:
            continue
        if opines[at] and not all(opines):
            continue
        if found := _first(making, one, kind, most):
            return found
    return None


def _first(making: Making, one: Telling, kind: Kind, most: int) -> Development | None:
    """A sentence as what matters most, where the gate lets it through and it has no more words."""
    passed = making.judged(quotation(one))
    if isinstance(passed, Sentence) and len(passed.text.split()) <= most:
        return Development([one], kind, [passed])
    return None


def choosing(
    making: Making, pool: Pool, chosen: list[Development], first: Development | None
) -> Generator[BriefEvent, None, Development | None]:
    """Choose what is told, and what of it is told before all, unless that was chosen `first`: that is told below too,
    but where a sentence beside it is, or it is told there already as the end of a change.
    """
    order, most, words, alone = making.order, longest(making.order), 0, False
    if first is not None:
        making.release()
        place, words = pool.found.index(first.tellings[0]), first.words
        yield from _take(making, pool, place, chosen, None)
        if chosen:
            first = chosen.pop()
        else:  # it is told already
            pool.take(place)
            making.left -= words
        alone = making.tells(first.sentences[0]) or _sharing(making, pool, first, chosen)
    making.hold(most if order.form == "brief" else 0)
    making.keep(0 if alone else words)
    for _ in range(2):  # the second time with the words that were held back, as far as no bottom line took them
        while order.form != "review" and making.goes_on and (at := pool.best(making.left)) is not None:
            yield from _take(making, pool, at, chosen, first if not alone and first not in chosen else None)
            if first is None and order.form == "brief" and (first := _bottom_line(making, chosen, most, named=True)):
                chosen.remove(first)
                making.keep(first.words)  # it may be told twice
                alone = _sharing(making, pool, first, chosen)
        if first is None and order.form == "brief" and (first := _bottom_line(making, chosen, most)):
            chosen.remove(first)
        making.release()
        if first is not None and first not in chosen and not alone:
            making.left -= first.words
            pool.put_back(first, chosen)
    return first


class Pools(NamedTuple):
    """Makes the pool to choose from, and the one that is told with the words that are left; none but for a line."""

    first: Callable[..., Pool]
    rest: Callable[[], Pool] | None
    theirs: bool
    """Whether the first holds what somebody says and does on what he was asked for."""


def pools(order: Order, found: list[Telling], once: Reader, *, short: bool = False) -> Pools:
    """What a briefing, or its `short` form, is chosen from."""
    tellings, rest, theirs = own(order, found, short=short)
    on = "" if theirs else order.sought
    like = None if on else likeness(tellings)  # of a period and somebody's words all are chosen from, and twice
    weigh = partial(weighed, topic=order.sought, stances=order.stances, newest=order.newest)
    first = partial(Pool, tellings, on, once, weigh(tellings, like=like), stances=order.stances, like=like)
    more = partial(Pool, rest, order.sought, once, weigh(rest), stances=True) if rest else None
    return Pools(first, more, theirs)


def filling(making: Making) -> Generator[BriefEvent, None, list[Development]]:
    """What the words that are left tell of a line that is asked for: what others say and do on its topic."""
    chosen = list[Development]()
    if making.rest is None or making.order.form != "brief" or not making.goes_on:
        return chosen
    pool = making.rest()
    while making.goes_on and (at := pool.best(making.left)) is not None:
        yield from _take(making, pool, at, chosen, None)
    return chosen


def _bottom_line(
    making: Making, chosen: Sequence[Development], words: int, *, named: bool = False
) -> Development | None:
    """What matters most: the first development of one sentence that fits and names what the topic names, or unless it
    has to be `named` comes nearest to it; then what was said, and last an opinion, where nothing else can lead. As many
    words are left for it as telling it twice takes.
    """
    topic, most = uncapital(making.order.topic), min(words, making.left + making.held)
    fitting = [each for each in chosen if len(each.sentences) == 1 and each.kind != "background" and each.words <= most]
    reports = [each for each in fitting if not _opines(making, each.tellings[0])]
    happened = [each for each in reports if each.kind in making.leading]
    for leading in (happened,) if named else (happened, reports, fitting):
        said = [(each.tellings[0].dateline + each.sentences[0].text, each) for each in leading]
        if found := next((each for text, each in said if is_named(topic, text)), None):
            return found
        near = [] if named else [(Topic(topic).shares(text), each) for text, each in said]
        share, nearest = max(near, key=lambda one: one[0], default=((0.0, 0.0), None))
        if share[0] > 0:
            return nearest
    return None


def _opines(making: Making, one: Telling) -> bool:
    """Whether a sentence is an opinion, unless these are asked for."""
    return opines(one.article) and not making.order.editorials


def _sharing(making: Making, pool: Pool, first: Development, chosen: list[Development]) -> bool:
    """Whether a sentence beside a bottom line is told below, and one citation bears both out: then it is told once."""
    one, said = first.tellings[0], first.sentences[0]
    if len(said.citations) > 1 or (at := pool.best(making.left, pool.around(one))) is None:
        return False
    other = pool.found[at]
    kind, within = kind_of(other, making.order), together(one, other)
    if kind == "background" or not making.fits(quotation(other)):
        return False
    above = making.judged(quotation(one, within=within))
    beside = _beside(making, pool, at)
    if isinstance(above, LeftOut) or (below := making.check(quotation(other, beside, within=within))) is None:
        return False
    pool.take(at)
    first.sentences[0] = above
    chosen.append(Development([other], kind, [below]))
    return True


def _beside(making: Making, pool: Pool, at: int) -> list[Telling]:
    """What is cited beside a sentence: itself in other outlets' copies of its report, and what others tell of it."""
    one = pool.found[at]
    told = copies(one, making.near, making.archive, making.order.scope)
    return [*told, *pool.beside(at, partial(making.bears_out, one.text))]


def _take(
    making: Making, pool: Pool, at: int, chosen: list[Development], aside: Development | None
) -> Iterator[BriefEvent]:
    """Tell one more sentence: as a part of a development that it belongs to, or as one of its own. `aside`: one that is
    told before all, and will be among them too.
    """
    one = pool.found[at]
    kind: Kind = kind_of(one, making.order)
    # What somebody said goes with what happened; what happened is nobody's words.
    homes = (each for each in chosen if kind == "positions" or each.kind != "positions")
    full_at = making.order.words if making.order.form == "timeline" else OF_ONE  # there, each event stands once
    home = next((each for each in homes if len(each.tellings) < full_at and pool.same_event(at, each.tellings)), None)
    most = MOST if making.order.form == "brief" else making.order.words
    if kind == "background" and (one.words > OF_OLD or any(each.kind == kind for each in chosen)):
        pool.drop(at)
        return
    full = sum(each.kind == "developments" for each in (*chosen, *([aside] if aside else []))) >= most
    if home is None and full and kind == "developments":
        if not who_of(one):
            pool.drop(at)
            return
        kind = "positions"
    last = home.tellings[-1] if home is not None and kind != "positions" else None
    same = (
        last is not None
        and (last.article.id, last.speaker) == (one.article.id, one.speaker)
        and (last.titled or not one.titled)
    )
    if not making.fits(quotation(one, named=not same)):
        pool.drop(at)
        return
    beside = _beside(making, pool, at)
    passed = making.check(quotation(one, beside, named=not same))
    pool.take(at) if passed is not None else pool.drop(at)
    if passed is None:
        yield Refused(making.left_out[-1])
        return
    if home is None:
        chosen.append(Development([one], kind, [passed]))
    else:
        home.tellings.append(one)
        home.sentences.append(passed)
