"""The gaps of an order: months of its period without an article, and a lack of other outlets."""

from collections.abc import Iterator
from datetime import date

from assistant import phrasing
from assistant.answer import Sentence
from assistant.briefing.briefing import Coverage, Item
from assistant.briefing.request import Order
from assistant.language.times.days import month
from corpus.scope import ALL_DAYS

SHARE = 0.25  # of a briefing's words that its gaps may have
MONTHS = 36  # a longer period is not looked through month by month


def unknown(order: Order, coverage: Coverage) -> Iterator[Item]:
    """The gaps of the coverage, one item each, as far as they leave room for what the archive does say."""
    left = SHARE * order.words
    for item in _all(order, coverage):
        left -= sum(len(sentence.text.split()) for sentence in item.sentences)
        if left < 0:
            return
        yield item


def _all(order: Order, coverage: Coverage) -> Iterator[Item]:
    if gaps := _gaps(order, coverage):
        said = "; ".join(phrasing.period(month(*one).first, month(*other).last) for one, other in gaps)
        yield _item(f"The archive has no article on it for {said}.", "no coverage in these months")
    outlets = [name for name in coverage.outlets if name]
    if len(outlets) == 1:
        yield _item(f"The archive has only one outlet on it, {outlets[0]}.", "no other outlet")


def _gaps(order: Order, coverage: Coverage) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Runs of months without an article inside the period, or between the first article and the last."""
    first = date.fromisoformat(order.scope.since or coverage.first or ALL_DAYS)
    last = date.fromisoformat(min(order.scope.last, _end(order, coverage)))
    runs: list[tuple[tuple[int, int], tuple[int, int]]] = []
    at, count = (first.year, first.month), 0
    while at <= (last.year, last.month) and count < MONTHS:
        following = (at[0] + at[1] // 12, at[1] % 12 + 1)
        if f"{at[0]}-{at[1]:02}" not in coverage.by_month:
            ends = runs and (runs[-1][1][0] + runs[-1][1][1] // 12, runs[-1][1][1] % 12 + 1) == at
            runs[-1:] = [(runs[-1][0], at)] if ends else [*runs[-1:], (at, at)]
        at, count = following, count + 1
    return runs


def _end(order: Order, coverage: Coverage) -> str:
    return order.scope.until or coverage.last or "0001-01-01"


def _item(text: str, reason: str) -> Item:
    return Item(sentences=[Sentence(text=text, verdict="supported", reasons=[reason], citations=[])])
