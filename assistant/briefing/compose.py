"""Order -> briefing: gather, choose, draft, verify; item by item, the whole briefing last."""

import time
from collections.abc import Callable, Generator, Iterator
from functools import partial

from assistant import phrasing
from assistant.briefing.briefing import Briefed, BriefEvent, Found, Item, Kind, Told
from assistant.briefing.drafting import change, quotation
from assistant.briefing.events.developments import ATTRIBUTION, Development, Pool
from assistant.briefing.events.figures import differences
from assistant.briefing.events.gather import ALONE, Gathered, gather
from assistant.briefing.events.positions import changes, who_of, who_of_both
from assistant.briefing.events.tellings import tellings
from assistant.briefing.length import NO_ROOM
from assistant.briefing.making import Look, Making, kind_of, nobody, whole
from assistant.briefing.prose import Prosaic, asked_of, day_of, passages, placed, untold, within
from assistant.briefing.request import Order
from assistant.briefing.review import reviewed
from assistant.deadline import Deadline
from assistant.events import Refused
from assistant.gate.second.chance import SecondChance
from assistant.language.name_index import absent
from assistant.question.known_names import why_nothing
from assistant.writers.base import Meter, Writer
from assistant.writers.choosing import FallbackWriter
from assistant.writers.quotes import QuotesWriter
from corpus import clock, spans
from corpus.errors import WorkError
from corpus.models import reader
from corpus.search import Searcher
from corpus.store.archive import Archive

TOKENS = 16_000  # of evidence that a chat model is shown
MOST = 7  # developments of a briefing; a timeline has as many as its words allow
OF_ONE = 5  # sentences of a development
OF_OLD = 30  # words that background may take, told once
BOTTOM = 0.16  # share of the words that the bottom line may have, ...
OF_FEW, OF_MANY = 0.25, 40  # ... and of few words so large a share, as long as it has no more than so many
# The mean relevance of the two nearest passages below which nothing is on the topic, unless the nearest is so near
# alone (`ALONE`), since there may be one article only: docs/decisions/023-on-the-topic.md.
ON_TOPIC = 0.3
WEIGHTY = 20  # a difference is told where one of its sentences is among so many of the weightiest
A_DIFFERENCE = 400  # words of a briefing for each difference that it tells


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
) -> Iterator[BriefEvent]:
    """The briefing as it comes: what was found, each item, what was left out, last the whole.

    A chat model is shown at most so many tokens. `told`: whether a sentence is told already and takes no place here.
    Raises WorkError where the model fails and nothing stands behind it, and where nothing is told by the deadline.
    """
    making = Making(order, archive, meter=Meter(deadline=deadline), look=look)
    with clock.bounded(deadline.check):
        gathered = gather(order, archive, searcher)
    making.searched = time.perf_counter()
    yield Found(gathered.coverage)
    _decide(making, gathered)
    if making.reason is None:
        with spans.span("write"), clock.bounded(deadline.check):
            found = [one for one in tellings(gathered, order.sought) if not told(one.text)]
            pool = Pool(found, order.sought, reader(), stances=order.stances)
            making.differences = differences(pool.found)
        prose = order.form == "brief" and not isinstance(writer, QuotesWriter)
        wrote = prose and (yield from _prose(making, pool, gathered, writer, tokens))
        if not wrote:
            yield from _sections(making, pool, gathered)
        if making.reason is None and not any(kind != "unknown" for kind in making.sections):
            deadline.check()
            _nothing(making, pool)
        if deadline.passed:
            making.notes.append(f"The briefing was cut after {deadline.seconds:g} s (BRIEFING_TIMEOUT).")
    yield Briefed(whole(making, gathered))


def _decide(making: Making, gathered: Gathered) -> None:
    """Why to abstain, where nothing was found on it."""
    order, archive = making.order, making.archive
    if not gathered.evidence:
        making.reason = why_nothing(order.scope, archive)
        return
    near = sorted((one.relevance for one in gathered.evidence if one.relevance is not None), reverse=True)[:2]
    if not order.topic or not near or near[0] >= ALONE or sum(near) / len(near) >= ON_TOPIC:
        return
    making.reason = "not_stated"
    if missing := absent(order.topic, archive.mentions):
        making.reason = "name_absent"
        making.notes += [f"{phrasing.unnamed(name)}." for name in missing]


def _nothing(making: Making, pool: Pool) -> None:
    """Why nothing is told although something was found on it."""
    making.reason = "nothing_supported" if pool.found else "not_stated"
    if pool.found and not making.left_out:
        making.notes.append(f"{NO_ROOM} {making.order.words} words.")


def _prose(
    making: Making, pool: Pool, gathered: Gathered, writer: Writer, tokens: int
) -> Generator[BriefEvent, None, bool]:
    """What a chat model writes, sentence by sentence; whether it wrote. What weighs much and it left out is listed."""
    chat, quotes = (writer.first, True) if isinstance(writer, FallbackWriter) else (writer, False)
    brief = asked_of(making.order, gathered, passages(pool, gathered, tokens))
    chat, told = within(chat, tokens, making.order.words), list[Prosaic]()
    chance = SecondChance(chat)
    try:
        for draft in spans.each("write", chat.write(brief, making.meter)):
            checked = making.judged(draft)
            if not chance.takes(draft, checked) and making.took(checked):
                told.append(Prosaic(checked, day_of(checked)))
            if making.meter.deadline.passed:
                break
        for checked in chance.given(brief, making.meter, making.judged):
            if making.took(checked):
                told.append(Prosaic(checked, day_of(checked)))
            else:
                yield Refused(making.left_out[-1])
    except WorkError as error:
        if not quotes:
            raise
        making.notes.append(f"{chat.name} did not finish; the briefing quotes instead: {error}.")
        making.left = making.order.words
        return False
    making.writer = chat.name
    making.left_out += untold(pool, told)
    making.reason = None if told else "nothing_supported"
    for kind, item in placed(told, making.order.scope.since, making.sure):
        making.sections.setdefault(kind, []).append(item)
        yield Told(kind, item)
    for item in making.gaps(gathered.coverage):
        making.sections.setdefault("unknown", []).append(item)
        yield Told("unknown", item)
    return True


def _sections(making: Making, pool: Pool, gathered: Gathered) -> Iterator[BriefEvent]:
    order = making.order
    gaps = making.gaps(gathered.coverage) if order.form != "timeline" else []
    making.left -= sum(len(sentence.text.split()) for item in gaps for sentence in item.sentences)
    if order.form != "timeline":
        yield from _differing(making, pool)
    if order.form == "brief" and order.stances:
        yield from _changing(making, pool)
    chosen = list[Development]()
    first = yield from _choosing(making, pool, chosen)
    if first is not None:
        bottom = making.first_of(first, chosen)
    for item in reviewed(making, pool) if order.form == "review" else ():
        making.sections.setdefault("positions", []).append(item)
        yield Told("positions", item)
    for kind, item in making.placed(chosen):
        yield Told(kind, item)
    if order.form == "brief" and "positions" in making.sections:
        making.sections["positions"].sort(key=lambda item: item.date or "")
    for item in gaps:
        making.sections.setdefault("unknown", []).append(item)
        yield Told("unknown", item)
    if first is not None:
        making.sections["bottom_line"] = [bottom]
        yield Told("bottom_line", bottom)


def _choosing(making: Making, pool: Pool, chosen: list[Development]) -> Generator[BriefEvent, None, Development | None]:
    """Choose what is told, and what of it is told before all: that is told below too only where nothing else of its
    article is.
    """
    order, first = making.order, None
    most = max(round(BOTTOM * order.words), min(round(OF_FEW * order.words), OF_MANY))
    making.hold(most if order.form == "brief" else 0)
    for _ in range(2):  # the second time with the words that were held back, as far as no bottom line took them
        while order.form != "review" and making.goes_on and (at := pool.best(making.left)) is not None:
            aside = first if first and first not in chosen and making.mate(first, chosen) is None else None
            yield from _take(making, pool, at, chosen, aside)
            if first is None and order.form == "brief" and (first := making.bottom_line(chosen, most, named=True)):
                making.keep(len(first.sentences[0].text.split()))  # it may have to be told twice
                chosen.remove(first)
        if first is None and order.form == "brief" and (first := making.bottom_line(chosen, most, named=False)):
            chosen.remove(first)
        if first is not None and first not in chosen and making.mate(first, chosen) is None:
            yield from _mated(making, pool, first, chosen)
        making.release()
    return first


def _mated(
    making: Making, pool: Pool, first: Development, chosen: list[Development]
) -> Generator[BriefEvent, None, None]:
    """Tell something else of the article of a bottom line, or else the bottom line below too."""
    alone = len(first.sentences[0].citations) == 1
    at = pool.best(making.left + making.held, pool.of_article(first.tellings[0])) if alone else None
    if at is not None:
        making.release()
        yield from _take(making, pool, at, chosen, first)
    if making.mate(first, chosen) is None:
        making.release()
        making.left -= len(first.sentences[0].text.split())
        pool.put_back(first, chosen)


def _differing(making: Making, pool: Pool) -> Iterator[BriefEvent]:
    """Where sources differ, as far as it weighs enough: both sentences, each with its day."""
    places = {id(one): at for at, one in enumerate(pool.found)}
    worth = {id(one): max(pool.weights[places[id(each)]] for each in one.pair) for one in making.differences}
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
        item = Item(date=one.one.day, sentences=checked)
        making.sections.setdefault("disagreements", []).append(item)
        yield Told("disagreements", item)


def _changing(making: Making, pool: Pool) -> Iterator[BriefEvent]:
    """Changes of position, each said as one, as far as they weigh enough."""
    places = {id(one): at for at, one in enumerate(pool.found)}
    least = sorted(pool.weights)[-WEIGHTY:][0] if len(pool.weights) else 0.0
    told = 0
    for one, later in changes(pool.found):
        at = (places[id(one)], places[id(later)])
        weighty = max(pool.weights[list(at)]) >= least and told < max(1, making.order.words // A_DIFFERENCE)
        who = who_of_both(one, later)
        if not weighty or one.words + later.words + ATTRIBUTION > making.left / 3:
            continue
        if (said := making.check(change(one, later, who))) is not None:
            told += 1
            for each in at:
                pool.take(each)
            item = Item(date=one.article.day, who=who, sentences=[said])
            making.sections.setdefault("positions", []).append(item)
            yield Told("positions", item)


def _take(
    making: Making, pool: Pool, at: int, chosen: list[Development], aside: Development | None
) -> Iterator[BriefEvent]:
    """Tell one more sentence: as a part of a development that it belongs to, or as one of its own. `aside`: one that is
    told before all, and may have to be among them too.
    """
    one = pool.found[at]
    kind: Kind = kind_of(one, making.order)
    # What somebody said goes with what happened; what happened is nobody's words.
    homes = (each for each in chosen if kind == "positions" or each.kind != "positions")
    home = next((each for each in homes if len(each.tellings) < OF_ONE and pool.same_event(at, each.tellings[0])), None)
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
    same = last is not None and (last.article.id, last.speaker) == (one.article.id, one.speaker)
    if not making.fits(quotation(one, named=not same)):
        pool.drop(at)
        return
    beside = pool.beside(at, partial(making.bears_out, one.text))
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
