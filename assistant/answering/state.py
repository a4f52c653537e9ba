"""State: all that is known of an answer so far, between two steps of the pipeline."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant import phrasing
from assistant.answer import CLOSEST, Answer, ArchiveSize, LeftOut, Sentence, Timings, Usage, text_of
from assistant.answerable import Decision
from assistant.briefing.request import Order
from assistant.events import Event, Passed, Refused
from assistant.gate.second.look import SecondLook, judged_by
from assistant.question.form import Form, over_time
from assistant.question.known_names import NamesRead, told
from assistant.question.understand import Understood
from assistant.question.window import Bounds, of_words
from assistant.writers.base import Meter, Writer
from assistant.writers.injection import is_planted
from corpus.evidence import Evidence
from corpus.models.reader import Once
from corpus.scope import Scope
from corpus.search import Readings, SearchTimes
from corpus.store.archive import Archive

MORE = 8  # articles of a list that are named beside those that are quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that is known of an answer so far. Each step gives a later state."""

    question: str
    scope: Scope
    writer: Writer = field(repr=False)
    second_look: SecondLook | None = field(default=None, repr=False)
    """Who looks at what a chat model wrote, beside the gate."""
    meter: Meter
    began: float
    understood: Understood
    names: NamesRead
    form: Form = "detail"
    chat: bool = False
    """Whether a chat model writes: then it is asked, whatever the bundled models make of the evidence."""
    side: str = ""
    """Of a side of a comparison: what it names, and the other sides do not."""
    order: Order | None = None
    """Of a question that asks for a briefing: what it orders."""
    found: tuple[Evidence, ...] = ()
    naming: frozenset[str] = frozenset()
    """Of a list or a count: the articles of its time with a sentence that names all that is asked for."""
    readings: Readings | None = field(default=None, repr=False)
    once: Once | None = field(default=None, repr=False)
    """Of a question that asks for a briefing: the reader that has read what was found."""
    search_times: SearchTimes = field(default_factory=SearchTimes)
    decided: Mapping[str, Decision] = field(default_factory=dict)
    """What was decided of the question and of its parts, as far as it was asked."""
    reason: str | None = None
    """Why to abstain; None: there is something to write."""
    missing: tuple[str, ...] = ()
    """Names of the question that the archive does not know."""
    parts: tuple[str, ...] = ()
    """What is written on: the whole question, or those of its parts that the evidence answers."""
    several: tuple["State", ...] = ()
    """The questions that the question asks, where it asks several, each with its own evidence and decision."""
    sentences: tuple[Sentence, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    wrote: float = 0.0
    verified: float = 0.0
    event: Event | None = None
    """What has just happened."""

    def __add__(self, later: "State") -> "State":
        return later  # LangChain adds up what a step streams, and hands the sum on

    def took(self, checked: Sentence | LeftOut) -> "State":
        """The state with a sentence more in the answer, or left out."""
        if isinstance(checked, Sentence):
            return replace(self, sentences=(*self.sentences, checked), event=Passed(checked))
        return replace(self, left_out=(*self.left_out, checked), event=Refused(checked))

    @property
    def window(self) -> Bounds | None:
        """The one time that the question is about, or by which a thing is called: what names it is quoted before what
        does not. None where it names none, or sets two beside each other.
        """
        read = self.understood
        both = f"{self.question} {read.standalone}"  # of one of several, the whole beside it
        apart = self.form in ("course", "comparison") or over_time(both) or read.parts
        said = (read.since, read.until) if read.window_from == "question" and of_words(read.standalone) else None
        return None if apart else read.prefer or said or read.called

    @property
    def nothing(self) -> str:
        """Why nothing was written: a chat model that was asked may have found that nothing answers."""
        if self.left_out:
            return "nothing_supported"
        return "name_absent" if self.missing or self.names.unheld else "not_stated"

    def spent(self, *, wrote: float, verified: float) -> "State":
        """The state with more seconds spent."""
        return replace(self, wrote=self.wrote + wrote, verified=self.verified + verified)


def assembled(state: State, archive: Archive) -> Answer:
    """The whole answer that a state has come to."""
    articles, passages = archive.counts()
    read, abstained = state.understood, state.reason is not None
    closest = [one.model_copy(update={"rank": rank}) for rank, one in enumerate(state.found[:CLOSEST], 1)]
    return Answer(
        question=state.question,
        standalone_question=read.standalone,
        as_of=state.scope.as_of,
        since=read.since,
        until=read.until,
        window_from=read.window_from,
        abstained=abstained,
        reason=state.reason,
        text=text_of(() if abstained else state.sentences),
        form="brief" if state.form == "briefing" else "answer",
        sentences=list(state.sentences),
        left_out=list(state.left_out),
        closest=closest if abstained else [],
        notes=_notes(state),
        writer=state.writer.name,
        judge=judged_by(state.second_look),
        timings_ms=Timings(
            search=state.search_times.search,
            rerank=state.search_times.rerank,
            write=round(state.wrote * 1000),
            verify=round(state.verified * 1000),
            total=round((time.perf_counter() - state.began) * 1000),
        ),
        usage=Usage(input_tokens=state.meter.input_tokens, output_tokens=state.meter.output_tokens),
        archive=ArchiveSize(articles=articles, passages=passages, newest=archive.newest()),
    )


def _notes(state: State) -> list[str]:
    """Remarks for the reader, once each: on how the question was read, on names found nowhere, on the writing."""
    absent = told(state.missing, state.names) if state.reason == "name_absent" else []
    written = [*_looked_at(state), *state.meter.notes, *state.notes]
    return list(dict.fromkeys([*state.understood.notes, *state.names.notes, *absent, *written]))


def _looked_at(state: State) -> list[str]:
    """Of a broad answer that is quoted, how many articles were looked at, one number for all its sides."""
    quoted = {cited.article_id for one in state.sentences for cited in one.citations}
    if not (state.meter.looked_at and quoted):
        return []
    others = state.meter.naming - quoted
    found = {one.article_id: one for one in state.found if one.article_id in others and not is_planted(one.title)}
    nearest = sorted(found.values(), key=lambda one: one.relevance or 0.0, reverse=True)[:MORE]
    more = phrasing.articles(sorted(nearest, key=lambda one: (one.published, one.rank)))
    told = phrasing.looked_at(len(state.meter.looked_at | quoted), len(quoted), len(others))
    return [told, *([f"More that name some: {more}."] if more and state.form == "list" else [])]
