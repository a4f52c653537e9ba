"""Whether a briefing's remarks are such as are made of it: read out of its request, its archive and its fields again.

How a chat model failed, that the making of it was cut, what an edition left out, and as of which moment the archive was
asked are known by their form alone.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant import phrasing
from assistant.briefing.briefing import Briefing
from assistant.briefing.events.figures import DIFFER
from assistant.briefing.length import NO_ROOM
from assistant.briefing.unknown import unmentioned
from assistant.language.name_index import absent_of
from assistant.question.foreign import remark
from assistant.rechecking.cited import shown
from assistant.rechecking.orders import order_of, read_again
from corpus.scope import outlet_key
from corpus.store.archive import Archive
from corpus.store.beside.rows import ever

_OF_THE_MAKING = re.compile(
    r"As this archive knew it on \d{1,2} [A-Z]\w+ \d{4}, \d\d:\d\d UTC\.( It records arrivals since .+\.)?"
    rf"|{NO_ROOM} \d+ words\."
    r"|The (?:briefing|answer) was cut (?:after \S+ s \(BRIEFING_TIMEOUT\)|at \d+ tokens \(BRIEFING_MAX_TOKENS\))\."
    r"|The chat model's server did not report its usage: the tokens are estimated\."
    r"|.+ (?:wrote nothing that its articles bear out; the briefing quotes instead"
    r"|did not finish; the briefing quotes instead: .+)\."
    r"|.+ (?:could not look at the sentences a second time: .+"
    r"|looked at the sentences a second time and did not answer as asked)\. The bundled check alone stands\."
    r"|What was refused could not be said again: .+\.",
    re.DOTALL,
)
_OF_AN_EDITION = re.compile(
    r"Nothing new on .+ since edition \d+ of .+ UTC\.|Left out: \d+ items? that an earlier edition told\."
    r"|Of what earlier editions cite, \d+ articles? stands? as (?:it was|they were)\.",
    re.DOTALL,
)
_NEWEST_BEFORE = "What is new is asked for: only what came out since {} is told."
"""How briefings of before say that only the newest is told."""
_NO_OUTLET = re.compile(rf"{phrasing.NO_OUTLET} “([^”]*)”(?:; the nearest name in the archive is “[^”]*”)?\.")


def unmade(archive: Archive, one: Briefing, *, edition: bool) -> Iterator[str]:
    """The remarks that nothing makes of such a briefing; those that sources differ are looked at by themselves."""
    known = {*_of_request(archive, one), *_of_what_there_is(archive, one)}
    held = set(map(outlet_key, one.coverage.outlets))
    for note in one.notes:
        outlet = _NO_OUTLET.fullmatch(note)
        if not (
            note in known
            or note.startswith(DIFFER)
            or _OF_THE_MAKING.fullmatch(note)
            or (edition and _OF_AN_EDITION.fullmatch(note))
            or (outlet and outlet_key(outlet[1]) not in held)
        ):
            yield f"nothing makes its remark {shown(note)}"


def _of_request(archive: Archive, one: Briefing) -> Iterator[str]:
    """How a request was read, in each way that it can have been."""
    yield from (note for order in read_again(archive, one) for note in order.notes)
    yield from phrasing.searched(phrasing.outlets_searched(one.notes))
    yield from remark(one.request, lambda _: False)
    if any(note.startswith(phrasing.NO_OUTLET) for note in one.notes):
        yield phrasing.REPORTED


def _of_what_there_is(archive: Archive, one: Briefing) -> Iterator[str]:
    """What the archive has, or has not: since when there is news of it, and which names and words nothing has."""
    if any(order.newest for order in read_again(archive, one)):
        days = {each.published for each in ever(archive) if (one.coverage.first or "") <= each.published}
        yield from map(phrasing.newest, days)
        yield from (_NEWEST_BEFORE.format(phrasing.day(day)) for day in days)
    if one.abstained:
        yield from (f"{phrasing.unnamed(name)}." for name in absent_of(one.topic, one.request, lambda _: False))
        order = order_of(one)
        then = replace(order, scope=replace(order.scope, known_at=one.cutoff))
        yield from (said.text for item in unmentioned(then, archive) for said in item.sentences)
