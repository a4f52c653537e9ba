"""A briefing under way: its words, what the gate let through, its sections; and the whole of it."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeGuard

from assistant import phrasing
from assistant.answer import ABSTENTION, CLOSEST, ArchiveSize, LeftOut, Sentence, Timings, Usage
from assistant.briefing.briefing import HEADINGS, Briefing, Confidence, Form, Item, Kind, Section, cited_in, lines_of
from assistant.briefing.drafting import quoted, told_at
from assistant.briefing.events.confidence import sure
from assistant.briefing.events.developments import Development, Pool
from assistant.briefing.events.differing.inside import differs_inside
from assistant.briefing.events.figures import Difference
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.positions import merged, speakers_of
from assistant.briefing.events.tellings import Telling
from assistant.briefing.request import Order
from assistant.briefing.unknown import naming, standing, unknown, unmentioned
from assistant.gate.citing import CitationChecker
from assistant.gate.meaning.likelihood import forecast
from assistant.gate.second.look import SecondLook, judged_by
from assistant.language.words import fold
from assistant.writers.base import Draft, Meter
from corpus import clock
from corpus.store.archive import Archive
from corpus.text.metadata import bounded

LONGEST = 120  # characters of a topic in a title
LEFT_OVER = 18  # words for which it is not worth to begin another item
OF_REVIEW: dict[Kind, str] = {"positions": "Outlet by outlet"}

Look = Callable[[Meter], SecondLook | None]


def nobody(meter: Meter) -> None:
    """No second look."""


@dataclass(slots=True)
class Making:
    """What is known of a briefing so far."""

    order: Order
    archive: Archive
    short: bool = False
    """Whether only what an answer tells is made: no gaps."""
    left: int = 0
    """Words that may still be told."""
    held: int = field(default=0, init=False)
    """Words beside them that are held back for a bottom line."""
    sections: dict[Kind, list[Item]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    again: list[Telling] = field(default_factory=list)
    """What was found and is told already, or withdrawn by its outlet: it takes no place, the rest may differ."""
    differences: list[Difference] = field(default_factory=list)
    told_differences: list[Difference] = field(default_factory=list)
    near: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The near-copies of what was found."""
    rest: Callable[[], Pool] | None = None
    """What others tell on the topic, where somebody's line on it is asked for: told with the words that are left."""
    theirs: bool = False
    """Whether what is told first is theirs whose words or line are asked for."""
    reason: str | None = None
    began: float = field(default_factory=time.perf_counter)
    searched: float = 0.0
    writer: str = "quotes"
    meter: Meter = field(default_factory=Meter)
    look: Look = nobody
    """Who looks a second time at what a chat model wrote, within the meter's limits."""
    second_look: SecondLook | None = field(init=False, repr=False)
    _checker: CitationChecker = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.left = self.order.words
        self.notes = list(self.order.notes)
        self.second_look = self.look(self.meter)
        self._checker = CitationChecker(self.archive, self.second_look)

    def quote_instead(self) -> None:
        """Forget what a chat model told, what was held back beside it, and who judged it: now all is quoted."""
        self.left, self.held, self.second_look = self.order.words, 0, None
        self.sections, self.left_out, self.told_differences = {}, [], []
        self._checker = CitationChecker(self.archive)

    @property
    def items(self) -> list[Item]:
        """All that is told."""
        return [item for items in self.sections.values() for item in items]

    @property
    def goes_on(self) -> bool:
        """Whether there are words and time for another item."""
        return self.left >= LEFT_OVER and not self.meter.deadline.passed

    def judged(self, draft: Draft, *, look: bool = False) -> Sentence | LeftOut:
        """What the gate makes of a draft, not told yet; no forecast of its own passes. `look`: with the second look."""
        checked = self._checker.check(draft, look=look)
        if isinstance(checked, LeftOut) or (word := forecast(checked.text)) is None:
            return checked
        reason = f"it says on its own behalf how likely or sure something is: “{word}”"
        return LeftOut(text=checked.text, citations=checked.citations, reasons=[reason])

    def took(self, checked: Sentence | LeftOut) -> TypeGuard[Sentence]:
        """Whether a sentence is told now, its words taken off those left; what the gate refused is kept apart."""
        if isinstance(checked, LeftOut):
            self.left_out.append(checked)
            return False
        self.left -= len(checked.text.split())
        return True

    def fits(self, draft: Draft) -> bool:
        """Whether a draft with its markers has no more words than are left."""
        return len(draft.text.split()) < self.left

    def check(self, draft: Draft) -> Sentence | None:
        """The draft as a sentence that is told; None where the gate refuses it."""
        checked = self.judged(draft)
        return checked if self.took(checked) else None

    def gaps(self, gathered: Gathered, left_open: Sequence[Item] = (), *, unchanged: bool) -> list[Item]:
        """What the archive does not say on it: of which months and outlets, and that nobody changed his position. What
        is told already, or is `left_open`, is on it.
        """
        if self.short or self.order.form == "timeline":
            return []
        order, arrivals = self.order, self.archive.arrivals
        outlets = arrivals.outlets(order.scope)
        coverage = gathered.coverage(cited_in([*self.items, *left_open]))
        named = naming(order, coverage, outlets, self.archive)
        cited = (said for item in self.items for said in item.sentences if said.citations)
        differ = bool(self.differences) or any(differs_inside(fold(quoted(said))) for said in cited)
        more = [
            *standing(order, self.items, differ=differ, theirs=self.theirs),
            *unmentioned(order, self.archive, gathered.lacks),
        ]
        months = arrivals.months(order.scope)
        return list(unknown(order, coverage, months, outlets, unchanged=unchanged, named=named, more=more))

    def bears_out(self, words: str, other: Telling) -> bool:
        """Whether the gate finds the words in the passage of another telling, which may then be cited for them too."""
        return self._checker.bears_out(words, other.cited)

    def check_all(self, drafts: Sequence[Draft]) -> list[Sentence] | None:
        """All drafts as sentences; None, and no words spent, where the gate refuses one."""
        left, passed = self.left, [self.check(draft) for draft in drafts]
        told = [one for one in passed if one is not None]
        if len(told) < len(drafts):
            self.left = left
            return None
        return told

    def differs(self, sentences: Sequence[Sentence]) -> list[Difference]:
        """Where another source says otherwise than what these sentences tell."""
        places = [place for one in sentences for place in told_at(one)]
        return [one for one in self.differences if any(one.held(places))]

    def placed(self, chosen: Sequence[Development]) -> Iterator[tuple[Kind, Item]]:
        """The chosen as items of their sections, each section in order of day."""
        positions = [each for each in chosen if each.kind == "positions"]
        told = [
            (speakers_of(one) or "", one.day, sentence)
            for each in positions
            for one, sentence in zip(each.tellings, each.sentences, strict=True)
        ]
        for each in sorted((each for each in chosen if each not in positions), key=lambda each: each.day):
            item = Item(date=each.day, confidence=self.sure(each.sentences), sentences=each.sentences)
            self.sections.setdefault(each.kind, []).append(item)
            yield each.kind, item
        for spoken in merged(told):
            item = spoken.model_copy(update={"confidence": self.sure(spoken.sentences)})
            self.sections.setdefault("positions", []).append(item)
            yield "positions", item

    def tells(self, said: Sentence) -> bool:
        """Whether a position cites the same place: it is told below."""
        places = [(one.article_id, one.start, one.end) for one in said.citations]
        told = (each for item in self.sections.get("positions", ()) for one in item.sentences for each in one.citations)
        return any((one.article_id, one.start, one.end) in places for one in told)

    def hold(self, words: int) -> None:
        """Hold words back for a bottom line, where one could have them."""
        self.keep(words if words >= LEFT_OVER else 0)

    def keep(self, words: int) -> None:
        """Hold as many words back, where fewer are."""
        more = max(0, words - self.held)
        self.left, self.held = self.left - more, self.held + more

    def release(self) -> None:
        """Words that were held back may be told."""
        self.left, self.held = self.left + self.held, 0

    @property
    def leading(self) -> tuple[Kind, ...]:
        """What may stand above all: what happened and, asked what somebody held or how it went on, what was said."""
        return ("developments", "positions") if self.order.stances or self.order.course else ("developments",)

    def first_of(self, first: Development) -> Item:
        """The sentence of a development, to be read before all; an end of a change has one citation below."""
        said = first.sentences[0]
        said = said.citing(said.citations[:1]) if self.order.stances else said
        if first.kind == "positions":
            who = speakers_of(first.tellings[0])
            day = first.tellings[0].day  # below, what is said of each day is an item of its own
            return Item(date=day, who=who, confidence=self.sure([said]), sentences=[said])
        return Item(date=first.day, confidence=self.sure([said, *first.sentences[1:]]), sentences=[said])

    def sure(self, sentences: Sequence[Sentence], *, turned: bool = False) -> Confidence:
        """The confidence in what sentences tell, by the articles that they cite; `turned`: a change of position."""
        return sure(sentences, self.archive.article, differs=bool(self.differs(sentences)), turned=turned)

    def remarks(self) -> list[str]:
        """What other sources say otherwise than the briefing, as far as it does not tell both side by side; an answer,
        which sets nothing apart, says that they differ even so.
        """
        items = [item for kind, items in self.sections.items() if kind != "disagreements" for item in items]
        told = [[place for one in item.sentences for place in told_at(one)] for item in items]
        found = [one for one in self.differences if any(any(one.held(places)) for places in told)]
        silent = (one for one in found if one not in self.told_differences and not one.is_told(told))
        return [one.remark for one in (found if self.short else silent)]


def whole(making: Making, gathered: Gathered) -> Briefing:
    """The whole briefing, its markers numbered through in reading order."""
    order, archive, abstained = making.order, making.archive, making.reason is not None
    articles, passages = archive.counts()
    sections = [] if abstained else numbered(making.sections, headings_of(order.form))
    items = [item for section in sections for item in section.items]
    now = time.perf_counter()
    lacks = unmentioned(order, archive, gathered.lacks) if making.reason == "not_stated" else []
    beside = [said.text for item in lacks for said in item.sentences] if abstained else making.remarks()
    return Briefing(
        request=order.request,
        topic=order.topic,
        form=order.form,
        as_of=order.scope.as_of,
        since=order.scope.since,
        until=order.scope.until,
        window_from=order.window_from,
        cutoff=clock.whole_seconds(last) if (last := archive.arrivals.last(order.scope)) else None,
        abstained=abstained,
        reason=making.reason,
        title=title_of(order),
        text=lines_of(items) or ABSTENTION,
        sections=sections,
        left_out=making.left_out,
        closest=list(gathered.evidence[:CLOSEST]) if abstained else [],
        notes=list(dict.fromkeys([*making.notes, *beside, *making.meter.notes])),
        coverage=gathered.coverage(cited_in(items)).model_copy(update={"used": len(cited_in(items))}),
        writer=making.writer,
        judge=judged_by(making.second_look),
        timings_ms=Timings(
            search=round((making.searched - making.began) * 1000),
            write=round((now - making.searched) * 1000),
            total=round((now - making.began) * 1000),
        ),
        usage=Usage(input_tokens=making.meter.input_tokens, output_tokens=making.meter.output_tokens),
        archive=ArchiveSize(articles=articles, passages=passages, newest=archive.newest()),
    )


def numbered(made: dict[Kind, list[Item]], headings: Mapping[Kind, str]) -> list[Section]:
    """The sections in the order of their headings, their markers numbered through."""
    markers: dict[int, int] = {}

    def number(marker: int) -> int:
        return markers.setdefault(marker, len(markers) + 1)

    return [
        Section(
            kind=kind,
            heading=heading,
            items=[
                item.model_copy(update={"sentences": [one.renumbered(number) for one in item.sentences]})
                for item in made[kind]
            ],
        )
        for kind, heading in headings.items()
        if made.get(kind)
    ]


def headings_of(form: Form) -> Mapping[Kind, str]:
    """The sections of a form in their order, each with its heading."""
    return HEADINGS | OF_REVIEW if form == "review" else HEADINGS


def title_of(order: Order) -> str:
    """What the briefing is called: its topic and its period, as short as they can be said."""
    since, until = order.told_of or (order.scope.since, order.scope.until)
    topic = bounded(order.topic[:1].upper() + order.topic[1:], LONGEST)
    days = f"until {phrasing.day(until)}" if until else ""
    if since:
        days = phrasing.period(date.fromisoformat(since), date.fromisoformat(until or str(order.scope.as_of)))
    return ", ".join(part for part in (topic, days) if part) or "Briefing"
