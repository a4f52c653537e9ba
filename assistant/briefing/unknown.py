"""The gaps of an order: months and outlets of its period of which nothing was found, and a change that is none."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta

from assistant import phrasing
from assistant.answer import Sentence
from assistant.briefing.briefing import Coverage, Item
from assistant.briefing.request import Order
from assistant.language.times.days import month
from corpus.scope import ALL_DAYS, outlet_key

SHARE = 0.25  # of a briefing's words that its gaps may have
NAMED = 3  # outlets with nothing on it: of more, none is named
MONTHS = 36  # a longer period is not looked through month by month
SHORTEST = timedelta(days=7)  # a shorter end of a period, in another month than the rest, is no gap of it


def unknown(
    order: Order,
    coverage: Coverage,
    months: Collection[str],
    outlets: Collection[str] = (),
    *,
    unchanged: bool = False,
    edges: bool = False,
) -> Iterator[Item]:
    """The gaps of the coverage, one item each, as far as they leave room for what the archive does say; of what arrived
    lately none, for they are those of a part. `months`: those (`YYYY-MM`) of which the archive may use anything at all;
    `outlets`: those of its period; `unchanged`: nobody was found who says otherwise later; `edges`: few days at an end
    of the period are a gap too, as they were told once.
    """
    left = SHARE * order.words
    for item in _all(order, coverage, months, outlets, unchanged, edges) if order.scope.after is None else ():
        left -= sum(len(sentence.text.split()) for sentence in item.sentences)
        if left < 0:
            return
        yield item


def lacking(order: Order, held: Collection[str], outlets: Collection[str]) -> list[str]:
    """The outlets of which nothing is among those `held`, where that can be told: few, and none was named."""
    if not order.topic or order.newest or order.scope.named_outlets:
        return []
    known = set(map(outlet_key, held))
    without = sorted({outlet_key(one): one for one in sorted(outlets) if outlet_key(one) not in known}.values())
    return without if len(without) <= NAMED else []


def _all(
    order: Order, coverage: Coverage, months: Collection[str], known: Collection[str], unchanged: bool, edges: bool
) -> Iterator[Item]:
    named = phrasing.outlets_searched(order.notes)
    within = f" of {named[0]}" if len(named) == 1 else " of the outlets searched" if named else ""
    if order.topic and (gaps := _gaps(order, coverage, _of_matter(order, coverage), months.__contains__, edges)):
        yield _item(f"No article{within} on it was found for {gaps}.", "nothing on it found of these months")
    outlets = [name for name in coverage.outlets if name]
    if len(outlets) == 1 and not named:
        yield _item(f"{one_outlet(order)} {outlets[0]}.", "no other outlet")
    if gaps := _gaps(order, coverage, _whole(order, coverage), lambda one: one not in months, edges):
        yield _item(f"The archive has no article{within} at all for {gaps}.", "no coverage in these months")
    if order.turns and unchanged:
        text = "No change of position was found: no single speaker was found to say the opposite later."
        yield _item(text, "no two sentences found say the opposite")
    without = lacking(order, outlets, known)
    if len(outlets) > 1 and without:
        period = _of_period(order)
        told = phrasing.several([phrasing.outlet(one) for one in without])
        have = "has" if len(without) == 1 else "have"
        count = len(set(map(outlet_key, known)))
        text = f"Of the {count} outlets{period} in the archive, {told} {have} nothing on it."
        yield _item(text, "no article of these outlets names it")


def _gaps(order: Order, coverage: Coverage, period: tuple[str, str], among: Callable[[str], bool], edges: bool) -> str:
    """The months among these of which nothing was found, inside the period; no day outside of it, and no few days at
    its ends, unless these are told too.
    """
    first, last = date.fromisoformat(period[0]), date.fromisoformat(min(order.scope.last, period[1]))
    runs: list[tuple[tuple[int, int], tuple[int, int]]] = []
    at, count = (first.year, first.month), 0
    while at <= (last.year, last.month) and count < MONTHS:
        following = (at[0] + at[1] // 12, at[1] % 12 + 1)
        name = f"{at[0]}-{at[1]:02}"
        if name not in coverage.by_month and among(name):
            ends = runs and (runs[-1][1][0] + runs[-1][1][1] // 12, runs[-1][1][1] % 12 + 1) == at
            runs[-1:] = [(runs[-1][0], at)] if ends else [*runs[-1:], (at, at)]
        at, count = following, count + 1
    days = [(max(first, month(*one).first), min(last, month(*other).last)) for one, other in runs]
    least = timedelta(0) if edges else min(SHORTEST, last - first)
    return "; ".join(phrasing.period(one, other) for one, other in days if other - one >= least)


def one_outlet(order: Order) -> str:
    """How it begins to say that there is one outlet only: on the topic, and of the period."""
    return f"The archive has only one outlet{' on it' if order.topic else ''}{_of_period(order)},"


def _of_period(order: Order) -> str:
    return " of this period" if order.scope.since or order.scope.until else ""


def _of_matter(order: Order, coverage: Coverage) -> tuple[str, str]:
    """The first and the last day between which something on the topic may be missed: of an ordered period its own. A
    time that the words of a request name ("the flood in 2022") is that of the matter: it has no gap before it begins or
    after it ends.
    """
    if order.window_from != "caller" and coverage.first and coverage.last:
        return coverage.first, coverage.last
    return _whole(order, coverage)


def _whole(order: Order, coverage: Coverage) -> tuple[str, str]:
    """The first and the last day of the period, or of what was found."""
    return order.scope.since or coverage.first or ALL_DAYS, order.scope.until or coverage.last or "0001-01-01"


def _item(text: str, reason: str) -> Item:
    return Item(sentences=[Sentence(text=text, verdict="supported", reasons=[reason], citations=[])])
