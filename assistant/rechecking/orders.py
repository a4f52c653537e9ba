"""What a saved text says that it was asked for, read out of its request again."""

from collections.abc import Iterator

from assistant import phrasing
from assistant.briefing.briefing import Briefing, Form
from assistant.briefing.length import WORDS
from assistant.briefing.request import Order, read_order
from assistant.question.events import archive_events
from assistant.question.foreign import TOLD
from assistant.rechecking.cited import shown
from corpus.scope import Scope
from corpus.store.archive import Archive
from corpus.store.vocabulary import outlets


def order_of(one: Briefing) -> Order:
    """The order of a briefing as it says itself; how many words were ordered is not kept."""
    scope = Scope(one.as_of, one.since, one.until, outlets=phrasing.outlets_searched(one.notes))
    return Order(one.request, one.topic, scope, one.window_from, WORDS, one.form, tuple(one.notes))


def orders(archive: Archive, request: str, scope: Scope, form: Form = "brief", *, foreign: bool = False) -> list[Order]:
    """What a request orders, where no outlet was named beside it and where one was, which is not kept."""
    if scope.as_of is None or not (request or scope.since or scope.until):
        return []
    events = archive_events(archive, scope.as_of)
    known: tuple[dict[str, str], ...] = (outlets(archive), {})
    return [
        read_order(request, scope, words=WORDS, form=form, events=events, outlets=each, foreign=foreign)
        for each in known
    ]


def ordered_again(archive: Archive, one: Briefing) -> Iterator[str]:
    """What of a briefing's topic and period its request does not say, and remarks on how it was read that are gone."""
    given = (one.since, one.until) if one.window_from == "caller" else (None, None)
    said = _read(order_of(one))
    read = orders(archive, one.request, Scope(one.as_of, *given), one.form, foreign=TOLD in one.notes)
    if not read:
        return
    order = next((each for each in read if _read(each) == said), read[-1])
    for name, known in _read(order).items():
        if said[name] != known:
            yield f"its {name} is {shown(known)}, not {shown(said[name])}"
    yield from (f"its remarks lack {shown(note)}" for note in order.notes if note not in one.notes)


def _read(order: Order) -> dict[str, str | None]:
    scope = order.scope
    return {"topic": order.topic, "since": scope.since, "until": scope.until, "window_from": order.window_from}
