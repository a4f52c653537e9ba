"""Order -> briefing: gather, choose, draft, verify; item by item, the whole briefing last."""

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from assistant import phrasing
from assistant.briefing.briefing import HEADINGS, Briefed, BriefEvent, Found, Item, Kind, Told, cited_in
from assistant.briefing.choosing import choosing, filling, foremost, pools
from assistant.briefing.drafting import change, quotation
from assistant.briefing.events.developments import ATTRIBUTION, Development, Pool
from assistant.briefing.events.differing.corrected import withdrawn
from assistant.briefing.events.figures import differences
from assistant.briefing.events.gather import Gathered, gather, is_near, told_later
from assistant.briefing.events.near import FEW
from assistant.briefing.events.places import within as places_in
from assistant.briefing.events.positions import who_of_both
from assistant.briefing.events.tellings import tellings
from assistant.briefing.length import NO_ROOM
from assistant.briefing.making import Look, Making, nobody, whole
from assistant.briefing.prose import Prosaic, asked_of, passages, placed, tells, untold, within, written
from assistant.briefing.reported import of_editorials, of_outlets
from assistant.briefing.request import Order
from assistant.briefing.review import reviewed
from assistant.briefing.stances.turns import steady, turns
from assistant.briefing.unknown import SHARE, namesakes
from assistant.deadline import Deadline, OutOfTime
from assistant.language.name_index import absent_of
from assistant.question.known_names import why_nothing
from assistant.writers.base import Meter, Writer
from assistant.writers.choosing import FallbackWriter
from assistant.writers.quotes import QuotesWriter
from corpus import clock, spans
from corpus.errors import WorkError
from corpus.models.reader import Once, reader
from corpus.search import Searcher
from corpus.store.archive import Archive

TOKENS = 16_000  # of evidence that a chat model is shown
WEIGHTY = 20  # a difference is told where one of its sentences is among so many of the weightiest
A_DIFFERENCE = 400  # words of a briefing for each difference that it tells
OPEN = 3  # sentences that tell what sources leave open
TIMES = 3  # of what an answer may take: a briefing is shown and tells three times as much
NO_END = Deadline()


def nothing(sentence: str) -> bool:
    """No sentence is told yet."""
    return False


def compose(
    order: Order,
    archive: Archive,
    searcher: Searcher,
    writer: Writer,
    tokens: int = TOKENS,
    look: Look = nobody,
    told: Callable[[str], bool] = nothing,
    deadline: Deadline = NO_END,
    short: bool = False,
) -> Iterator[BriefEvent]:
    """The briefing as it comes: what was found, each item, what was left out, last the whole.

    A chat model is shown at most so many tokens. `told`: whether a sentence is told already and takes no place here.
    `short`: only what an answer tells is made.
    Raises WorkError where the model fails and nothing stands behind it, and where nothing is told by the deadline.
    """
    order = told_later(order, archive)
    making = Making(order, archive, meter=Meter(deadline=deadline), look=look, short=short)
    once = Once(searcher.reader or reader())
    with clock.bounded(deadline.check):
        gathered = gather(order, archive, searcher.reading_by(once))
    making.near, making.searched = gathered.near, time.perf_counter()
    yield Found(gathered.coverage())
    if order.newest and (began := gathered.coverage().first):
        making.notes.append(phrasing.newest(began))
    gathered = of_editorials(making, of_outlets(making, gathered))
    _decide(making, gathered)
    if making.reason is None:
        with spans.span("write"), clock.bounded(deadline.check):
            fresh = [one for one in tellings(gathered, order.sought) if one.tells_of(order.told_of)]
            aside = withdrawn(fresh) | {id(one) for one in fresh if told(one.text)}
            making.again = [one for one in fresh if id(one) in aside]
            found = [one for one in fresh if id(one) not in aside]
            pool_of, making.rest, making.theirs = pools(order, found, once, short=short)
        prose = order.form == "brief" and not isinstance(writer, QuotesWriter) and bool(making.rest or not order.line)
        if not (prose and (yield from _prose(making, pool_of, gathered, writer, tokens))):
            yield from _quotes(making, pool_of, gathered)
        if deadline.passed:
            making.notes.append(f"The briefing was cut after {deadline.seconds:g} s (BRIEFING_TIMEOUT).")
    yield Briefed(whole(making, gathered))


def _decide(making: Making, gathered: Gathered) -> None:
    """Why to abstain, where nothing was found on it: the two nearest passages are far (`ON_TOPIC`), and not even one
    is near alone, since there may be one article only.
    """
    order, archive = making.order, making.archive
    if making.reason or not gathered.evidence:
        making.reason = making.reason or why_nothing(order.scope, archive)
        return
    others = namesakes(order.topic, gathered.evidence, gathered.article) if order.topic else []
    if not order.topic or (is_near(gathered.evidence) and not others):
        return
    making.reason = "not_stated"
    if missing := others or absent_of(order.topic, order.request, archive.mentions):
        making.reason = "name_absent"
        making.notes += [f"{phrasing.unnamed(name)}." for name in missing]


def _nothing(making: Making, pool: Pool) -> None:
    """Why nothing is told although something was found on it."""
    making.reason = "nothing_supported" if pool.found else "outside_dates" if making.order.told_of else "not_stated"
    if pool.found and not making.left_out:
        making.notes.append(f"{NO_ROOM} {making.order.words} words.")


def _compare(making: Making, pool: Pool) -> None:
    with suppress(OutOfTime), spans.span("write"), clock.bounded(making.meter.deadline.check):
        again = set(map(id, making.again))
        found = differences([*pool.found, *making.again])
        making.differences = [one for one in found if not all(id(each) in again for each in one.pair)]


def _prose(
    making: Making, pool_of: Callable[..., Pool], gathered: Gathered, writer: Writer, tokens: int
) -> Generator[BriefEvent, None, bool]:
    """What a chat model writes; whether it wrote. Where sources differ, changes of position and what is not known are
    told as ever, their words held back before it writes, unless it tells them. What weighs much and is told nowhere is
    listed.
    """
    order, deadline = making.order, making.meter.deadline
    chat, quotes = (writer.first, True) if isinstance(writer, FallbackWriter) else (writer, False)
    with spans.span("write"), clock.bounded(deadline.check):
        pool = pool_of()
    _compare(making, pool)
    gap = partial(making.gaps, gathered, unchanged=steady(order, pool.found))
    gaps = gap()
    making.left -= _words(gaps)
    making.sections["disagreements"] = list(_differing(making, pool))
    making.sections["positions"] = list(_changing(making, pool, None)) if order.stances else []
    left_open = _left_open(making, pool, gaps)
    brief = asked_of(order, gathered, passages(pool, gathered, tokens), making.left)
    said, why = list[Prosaic](), "wrote nothing that its articles bear out; the briefing quotes instead"
    try:
        said = yield from written(making, gathered, within(chat, tokens, order.words), brief)
    except WorkError as error:
        if not quotes:
            raise
        why = f"did not finish; the briefing quotes instead: {error}"
    if quotes and not said:
        making.notes.append(f"{chat.name} {why}.")
        making.quote_instead()
        return False
    making.writer, held, making.sections = chat.name, making.sections, {}
    if said:
        made = placed(said, order.scope.since, making.sure, making.left)
        prose = [item for kind, item in made if kind != "bottom_line"]
        made += [("positions", item) for item in held["positions"] if not tells(prose, item)]
        for kind, item in sorted(made, key=lambda one: one[1].date or ""):
            making.sections.setdefault(kind, []).append(item)
        differ = zip(making.told_differences, held["disagreements"], strict=True)
        kept = [(one, item) for one, item in differ if not tells(prose, item, one.values)]
        making.told_differences = [one for one, _ in kept]
        making.sections["disagreements"] = [item for _, item in kept]
        left_open = [item for item in left_open if not tells(prose, item)]
        making.sections["unknown"] = [*gap(left_open), *left_open]
        for kind in HEADINGS:
            yield from (Told(kind, item) for item in making.sections.get(kind, ()))
    making.left_out += untold(pool, cited_in(making.items))
    making.reason = None if said else "nothing_supported"
    return True


def _quotes(making: Making, pool_of: Callable[..., Pool], gathered: Gathered) -> Iterator[BriefEvent]:
    """What is quoted; of a brief, what matters most before all the rest is read."""
    order, deadline = making.order, making.meter.deadline
    first: Development | None = None
    if order.form == "brief":
        with spans.span("write"), clock.bounded(deadline.check):
            stands = bool(order.sought) and not (order.newest or places_in(order.sought))
            pool = pool_of(looked=FEW, newest=stands)
            first = foremost(making, pool)
    if first is not None:
        yield Told("bottom_line", making.first_of(first))
    try:
        with spans.span("write"), clock.bounded(deadline.check):
            pool = pool_of(told=first.tellings if first else ())
    except OutOfTime:
        if first is None:
            raise
    _compare(making, pool)
    yield from _sections(making, pool, gathered, first)
    if making.reason is None and not any(kind != "unknown" for kind in making.sections):
        deadline.check()
        _nothing(making, pool)


def _sections(making: Making, pool: Pool, gathered: Gathered, first: Development | None) -> Iterator[BriefEvent]:
    order = making.order
    unchanged = order.form == "brief" and steady(order, pool.found)
    gaps = making.gaps(gathered, unchanged=unchanged)
    making.left -= _words(gaps)
    if first is not None:
        making.keep(2 * first.words)
    if order.form != "timeline":
        yield from _tell(making, "disagreements", _differing(making, pool))
    if order.form == "brief" and order.stances:
        yield from _tell(making, "positions", _changing(making, pool, first))
    left_open = _left_open(making, pool, gaps, first)
    chosen, early = list[Development](), first is not None
    first = yield from choosing(making, pool, chosen, first)
    chosen += yield from filling(making)
    if first is not None:
        bottom = making.first_of(first)
    yield from _tell(making, "positions", reviewed(making, pool) if order.form == "review" else ())
    for kind, item in making.placed(chosen):
        yield Told(kind, item)
    if order.form == "brief" and "positions" in making.sections:
        making.sections["positions"].sort(key=lambda item: item.date or "")
    if first is not None:
        making.sections["bottom_line"] = [bottom]
    yield from _tell(making, "unknown", [*making.gaps(gathered, left_open, unchanged=unchanged), *left_open])
    if first is not None and not early:
        yield Told("bottom_line", bottom)


def _tell(making: Making, kind: Kind, items: Iterable[Item]) -> Iterator[BriefEvent]:
    """Tell items, each as it is ready, in their section."""
    for item in items:
        making.sections.setdefault(kind, []).append(item)
        yield Told(kind, item)


def _left_open(making: Making, pool: Pool, gaps: Sequence[Item], first: Development | None = None) -> list[Item]:
    """What sources leave open by their own words and nothing tells yet, within the words that gaps may have. An answer
    and a timeline tell none, nor do they take it for news.
    """
    left, told = SHARE * making.order.words - _words(gaps), list[Item]()
    cited = [each for item in making.items for one in item.sentences for each in one.citations]
    for at in pool.left_open():
        if making.short or making.order.form == "timeline":
            pool.drop(at)
            continue
        one, draft = pool.found[at], quotation(pool.found[at])
        again = (first is not None and one in first.tellings) or any(
            each.article_id == one.article.id and each.start < one.span.end and one.span.start < each.end
            for each in cited
        )
        if again or len(told) == OPEN or len(draft.text.split()) >= left or not making.fits(draft):
            continue
        pool.drop(at)
        if (said := making.check(draft)) is not None:
            told.append(Item(date=one.article.day, confidence=making.sure([said]), sentences=[said]))
            left -= _words(told[-1:])
    return told


def _words(items: Iterable[Item]) -> int:
    return sum(len(sentence.text.split()) for item in items for sentence in item.sentences)


def _differing(making: Making, pool: Pool) -> Iterator[Item]:
    """Where sources differ, as far as it weighs enough: both sentences, each with its day."""
    weight = {id(one): of for one, of in zip(pool.found, pool.weights, strict=True)}
    worth = {id(one): max(weight[id(each)] for each in one.pair if id(each) in weight) for one in making.differences}
    least = sorted(pool.weights)[-WEIGHTY:][0] if len(pool.weights) else 0.0
    for one in sorted(making.differences, key=lambda one: -worth[id(one)]):
        if worth[id(one)] < least or len(making.told_differences) == max(1, making.order.words // A_DIFFERENCE):
            return
        excerpts = one.excerpts()
        if sum(each.words + ATTRIBUTION for each in excerpts) > making.left / 3:
            continue
        checked = making.check_all([quotation(each) for each in excerpts])
        if checked is None:
            continue
        making.told_differences.append(one)
        yield Item(date=one.day, confidence=making.sure(checked), sentences=checked)


def _changing(making: Making, pool: Pool, first: Development | None) -> Iterator[Item]:
    """Changes of position, each said as one, as far as they weigh enough, or one is told before all."""
    places = {id(one): at for at, one in enumerate(pool.found)}
    least = sorted(pool.weights)[-WEIGHTY:][0] if len(pool.weights) else 0.0
    told, most = 0, max(1, making.order.words // A_DIFFERENCE)
    turned = turns(making.order, pool.found)
    above = [pair for pair in turned if first is not None and first.tellings[0] in pair]
    for one, later in (*above, *(pair for pair in turned if pair not in above)):
        at = (places[id(one)], places[id(later)])
        weighty = (one, later) in above or max(pool.weights[list(at)]) >= least
        if not weighty or told == most or one.words + later.words + ATTRIBUTION > making.left / 3:
            continue
        if (said := making.check(change(one, later, who := who_of_both(one, later)))) is not None:
            told += 1
            for each in at:
                pool.take(each)
            day = first.tellings[0].day if first and first.tellings[0] in (one, later) else one.article.day
            yield Item(date=day, who=who or None, confidence=making.sure([said], turned=True), sentences=[said])
