"""Editions: briefings on a topic, frozen, numbered and kept, each with what changed since the one before."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from assistant import phrasing
from assistant.answer import ABSTENTION, Citation
from assistant.briefing.briefing import (
    HEADINGS,
    Briefed,
    BriefEvent,
    Briefing,
    Form,
    Item,
    Kind,
    Section,
    cited_in,
    lines_of,
)
from assistant.briefing.length import WORDS
from assistant.briefing.making import numbered
from assistant.daily.changes import Changes, Edition, Told, changes_since, items_of
from assistant.daily.topics import Topic
from corpus import clock
from corpus.errors import CallError
from corpus.scope import Scope
from corpus.store.archive import Archive
from corpus.text.counting import counted

__all__ = ["Briefs", "Edition", "Editions"]

_KIND = "edition"


class Briefs(Protocol):
    """What can brief within a scope: `Assistant`."""

    archive: Archive

    def brief_within(
        self,
        given: Scope,
        request: str = "",
        *,
        writer: str | None = None,
        words: int = WORDS,
        form: Form = "brief",
        told: Callable[[str], bool] = ...,
    ) -> Iterator[BriefEvent]:
        """Yield the events of a briefing without the sentences that are told."""
        ...


class Editions:
    """The editions of one archive's topics."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def numbers(self, topic: str) -> list[int]:
        """The numbers of a topic's editions, in their order."""
        return self._archive.documents.numbers(_KIND, topic)

    def names(self) -> list[str]:
        """The topics that have editions, those that were removed too."""
        return self._archive.documents.names(_KIND)

    def open(self, topic: str, number: int | None = None) -> Edition:
        """An edition, the last where no number is given. Raises CallError where there is none."""
        numbers = self.numbers(topic)
        wanted = number if number is not None else (numbers[-1] if numbers else 1)
        body = self._archive.documents.get(_KIND, topic, wanted)
        if body is None:
            raise CallError(
                f"there is no edition {wanted} of {topic[:80]!r}: it has {counted(len(numbers), 'edition')}"
            )
        return Edition.model_validate(body)

    def last(self, topic: str) -> Edition | None:
        """The newest edition; None where there is none."""
        return self.open(topic) if self.numbers(topic) else None

    def make(self, desk: Briefs, topic: Topic, *, now: Callable[[], str] = clock.now) -> Edition:
        """Make the next edition and keep it, whole or not at all. Raises as `Assistant.brief` does."""
        earlier = [self.open(topic.name, number) for number in self.numbers(topic.name)]
        made = now()
        cutoff = self._archive.arrivals.last_of_all() or made
        scope = _scope(topic, earlier[-1] if earlier else None, cutoff, made)
        told = Told(item for one in earlier for item in items_of(one.briefing))
        briefing = _briefed(desk, topic, scope, told)
        changes = changes_since(self._archive, earlier, cutoff) if earlier else Changes()
        edition = _assembled(topic, earlier, briefing, changes, told, (made, cutoff))
        cites = {(one.article_id, one.version) for one in _citations(edition)}
        with self._archive.write(seen=False):
            if self._archive.documents.get(_KIND, topic.name, edition.number) is not None:
                return self.open(topic.name, edition.number)  # another process made it meanwhile
            body = edition.model_dump(mode="json")
            self._archive.documents.put(_KIND, topic.name, body, edition.number, cites)
        return edition


def _scope(topic: Topic, before: Edition | None, cutoff: str, made: str) -> Scope:
    """What an edition may use: what arrived since the one before; for a first one, the days that the topic names."""
    if before is not None:
        return Scope(known_at=cutoff, after=before.cutoff, outlets=tuple(topic.outlets))
    first = (date.fromisoformat(made[:10]) - timedelta(days=topic.days)).isoformat() if topic.days else None
    return Scope(since=first, known_at=cutoff, outlets=tuple(topic.outlets))


def _briefed(desk: Briefs, topic: Topic, scope: Scope, told: Told) -> Briefing:
    if not topic.request.strip() and scope.since is None:  # all that came, on whatever day it was published
        scope = replace(scope, since=desk.archive.oldest() or clock.today())
    events = desk.brief_within(
        scope, topic.request, writer=topic.writer, words=topic.words, form=topic.form, told=told.says
    )
    return next(event.briefing for event in events if isinstance(event, Briefed))


def _assembled(
    topic: Topic, earlier: list[Edition], briefing: Briefing, changes: Changes, told: Told, times: tuple[str, str]
) -> Edition:
    """The edition of a briefing: without what was told before, with a section of what changed."""
    before = earlier[-1] if earlier else None
    again, sections = 0, dict[Kind, list[Item]]()
    corrected = {one.before.article_id for one in changes.changed}
    for section, item in () if briefing.abstained else briefing.items():
        cited = {one.article_id for sentence in item.sentences for one in sentence.citations}
        if told.tells(item) or (cited and cited <= corrected):
            again += section.kind != "bottom_line"
        else:
            sections.setdefault(section.kind, []).append(item)
    if not any(kind not in ("unknown", "bottom_line") for kind in sections):
        sections = {}
    new = news((kind, item) for kind, items in sections.items() for item in items)
    changes = changes.model_copy(update={"new": new})
    changed = changes.items(max((one.marker for each in briefing.sentences() for one in each.citations), default=0))
    if changed:
        sections["changes"] = changed
    empty = not new and not changed
    notes = [*briefing.notes, *_notes(topic, before, changes, again, empty=empty)]
    made, cutoff = times
    headings = HEADINGS | {one.kind: one.heading for one in briefing.sections}
    number = (before.number if before else 0) + 1
    title = title_of(topic.name, number, made)
    return Edition(
        topic=topic.name,
        number=number,
        made=made,
        cutoff=cutoff,
        before=before.number if before else None,
        empty=empty,
        title=title,
        briefing=_rewritten(briefing, numbered(sections, headings), title, notes, clock.whole_seconds(cutoff)),
        changes=changes,
    )


def news(told: Iterable[tuple[Kind, Item]]) -> list[Citation]:
    """The first words of each item that tells something new, by the kinds of their sections, each once."""
    new = [item for kind, item in told if kind != "changes"]
    found = [one for item in new for said in item.sentences[:1] for one in said.citations[:1]]
    return list({(one.article_id, one.version, one.start, one.end): one for one in found}.values())


def title_of(topic: str, number: int, made: str) -> str:
    """What an edition is called."""
    return f"{topic}, edition {number}, {phrasing.day(made)}"


def _notes(topic: Topic, before: Edition | None, changes: Changes, again: int, *, empty: bool) -> Iterator[str]:
    if before is None:
        return
    since = f"edition {before.number} of {phrasing.moment(before.made)}"
    if empty:
        yield f"Nothing new on {topic.name} since {since}."
    if again:
        yield f"Left out: {counted(again, 'item')} that an earlier edition told."
    if changes.unchanged:
        stand = "stands as it was" if changes.unchanged == 1 else "stand as they were"
        yield f"Of what earlier editions cite, {counted(changes.unchanged, 'article')} {stand}."


def _rewritten(briefing: Briefing, sections: list[Section], title: str, notes: list[str], cutoff: str) -> Briefing:
    """The briefing with these sections, and all that follows from them."""
    items = [item for section in sections for item in section.items]
    return briefing.model_copy(
        update={
            "title": title,
            "sections": sections,
            "abstained": not items,
            "reason": None if items else briefing.reason or "not_stated",
            "text": lines_of(items) or ABSTENTION,
            "notes": list(dict.fromkeys(notes)),
            "cutoff": cutoff,
            "coverage": briefing.coverage.model_copy(update={"used": len(cited_in(items))}),
        }
    )


def _citations(edition: Edition) -> Iterator[Citation]:
    yield from (cited for one in edition.briefing.sentences() for cited in one.citations)
    yield from (cited for one in edition.briefing.left_out for cited in one.citations)
    yield from edition.changes.citations()
