"""What a saved text says that it was asked for, read out of its request again."""

from collections.abc import Iterator
from datetime import date
from itertools import product

from assistant import phrasing
from assistant.answer import Answer
from assistant.briefing.briefing import Briefing, Form
from assistant.briefing.events.gather import AFTER, of_later
from assistant.briefing.length import WORDS
from assistant.briefing.request import Order, read_order
from assistant.daily.changes import Edition
from assistant.question.events import archive_events
from assistant.question.foreign import TOLD
from assistant.question.window import read_window
from assistant.rechecking.cited import instead, shown
from corpus import clock
from corpus.scope import Scope
from corpus.store.archive import Archive
from corpus.store.vocabulary import outlets


def order_of(one: Briefing) -> Order:
    """The order of a briefing as it says itself; how many words were ordered is not kept."""
    scope = Scope(one.as_of, one.since, one.until, outlets=phrasing.outlets_searched(one.notes))
    return Order(
        one.request, one.topic, scope, one.window_from, WORDS, one.form, tuple(one.notes), told_of=_told_of(one)
    )


def _told_of(one: Briefing) -> tuple[str, str] | None:
    """The days that a briefing is of, where it says that nothing was published then."""
    if not (one.since and one.until and any(note.startswith(phrasing.NOTHING_OUT) for note in one.notes)):
        return None
    first, last = date.fromisoformat(one.since), date.fromisoformat(one.until)
    return (one.since, (last - AFTER).isoformat()) if last - first >= AFTER else None


def orders(archive: Archive, request: str, scope: Scope, form: Form = "brief", *, foreign: bool = False) -> list[Order]:
    """What a request orders, where no outlet was named beside it and where one was, which is not kept; as it was read
    once; and if nothing was published within its days, which may have changed.
    """
    if scope.as_of is None or not (request or scope.since or scope.until):
        return []
    events = archive_events(archive, scope.as_of)
    known: tuple[dict[str, str], ...] = (outlets(archive), {})
    read = [
        read_order(request, scope, words=WORDS, form=form, events=events, outlets=each, foreign=foreign, before=before)
        for before, each in product((True, False), known)
    ]
    dated = [(one, one.scope.since, one.scope.until) for one in read if one.window_from == "question"]
    return [*(of_later(one, since, until) for one, since, until in dated if since and until), *read]


def read_again(archive: Archive, one: Briefing) -> list[Order]:
    """What a briefing's request orders, in each way that it can have been read."""
    given = (one.since, one.until) if one.window_from == "caller" or not one.request else (None, None)
    return orders(archive, one.request, Scope(one.as_of, *given), one.form, foreign=TOLD in one.notes)


def ordered_again(archive: Archive, one: Briefing) -> Iterator[str]:
    """What of a briefing's topic and period its request does not say, and remarks on how it was read that are gone."""
    if not (one.request or one.since or one.until):
        yield "it has neither a request nor a period"
    said, read = _read(order_of(one)), read_again(archive, one)
    if not read:
        return
    order = next((each for each in read if _read(each) == said), read[-1])
    for name, known in _read(order).items():
        if said[name] != known:
            yield f"its {name} is {instead(known, said[name])}"
    yield from (f"its remarks lack {shown(note)}" for note in order.notes if note not in one.notes)


def asked_again(archive: Archive, one: Answer) -> Iterator[str]:
    """What of an answer's period its question does not say, where no caller named one.

    As it was typed the question counts too: a month that was read as another word is one only where it stands alone.
    """
    if one.as_of is None or (one.window_from == "caller" and (one.since or one.until)):
        return
    today, events = date.fromisoformat(one.as_of), archive_events(archive, one.as_of)
    read = [read_window(each, today, events=events) for each in dict.fromkeys((one.standalone_question, one.question))]
    known: list[dict[str, str | None]] = [
        {"since": each.since, "until": each.until, "window_from": "question" if each.named else None} for each in read
    ]
    # Answers are kept from when the year by which a thing is called was a time to look in.
    known += [
        {"since": each.called[0], "until": each.called[1], "window_from": "question"} for each in read if each.called
    ]
    if one.form == "brief":
        ordered = [
            _read(each) for each in orders(archive, one.standalone_question, Scope(one.as_of)) if not each.told_of
        ]
        known += [{name: each[name] for name in known[0]} for each in ordered]
    said = {"since": one.since, "until": one.until, "window_from": one.window_from}
    if said in known:
        return
    yield from (
        f"its {name} is {instead(value, said[name])}" for name, value in known[0].items() if value != said[name]
    )


def misdated(text: Answer | Briefing | Edition) -> Iterator[str]:
    """The days and moments of a text that are none: with them nothing that depends on a time can be computed again."""
    one = text.briefing if isinstance(text, Edition) else text
    days = {"as_of": one.as_of, "since": one.since, "until": one.until}
    moments: dict[str, str | None] = {}
    if isinstance(one, Briefing):
        days |= {"coverage.first": one.coverage.first, "coverage.last": one.coverage.last}
        moments["cutoff"] = one.cutoff
    if isinstance(text, Edition):
        moments |= {"made": text.made, "the edition's cutoff": text.cutoff}
    yield from (
        f"its {name} is no day: {shown(day)}" for name, day in days.items() if not (day is None or _is_day(day))
    )
    for name, moment in moments.items():
        if not (moment is None or _is_moment(moment)):
            yield f"its {name} is no moment: {shown(moment)}"


def _is_moment(text: str) -> bool:
    try:
        return text.endswith("Z") and bool(clock.read_moment(text))
    except (ValueError, OverflowError):
        return False


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _read(order: Order) -> dict[str, str | None]:
    scope = order.scope
    return {"topic": order.topic, "since": scope.since, "until": scope.until, "window_from": order.window_from}
