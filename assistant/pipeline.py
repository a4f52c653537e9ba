"""Question -> answer: understand, search, decide, write, verify; each a function over one frozen state, run by LangChain."""

import time
from collections.abc import AsyncIterator, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any, cast

from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda, RunnableSequence
from langchain_core.runnables.config import run_in_executor

from assistant.answer import ABSTENTION, UNANSWERED, Answer, ArchiveSize, LeftOut, Sentence, Timings, Usage
from assistant.answerable import Decision, decide
from assistant.deadline import Deadline
from assistant.events import Done, Event, Passed, Refused
from assistant.gate.citing import CitationChecker
from assistant.question.events import archive_events
from assistant.question.understand import Understood, understand
from assistant.settings import Settings
from assistant.writers.base import Brief, Draft, Meter, Writer
from assistant.writers.choosing import choose
from corpus.chunking import header
from corpus.errors import CallError
from corpus.evidence import Evidence, Query
from corpus.scope import Scope
from corpus.search import Searcher, SearchTimes
from corpus.store.archive import Archive

EVIDENCE = 12  # passages that a writer may use
JUDGED = 4  # passages that are asked whether they answer at all; the threshold was set on as many
CLOSEST = 3  # passages shown when abstaining
LONGEST_QUESTION = 4000  # characters; a question is not a document


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that is known of an answer so far. Each step gives a later state; of two, their sum is the later one."""

    question: str
    scope: Scope
    writer: Writer = field(repr=False)
    meter: Meter
    began: float
    understood: Understood
    found: tuple[Evidence, ...] = ()
    search_times: SearchTimes = field(default_factory=SearchTimes)
    decided: Mapping[str, Decision] = field(default_factory=dict)
    """What was decided of the question and of its parts, as far as it was asked."""
    reason: str | None = None
    """Why to abstain; None: there is something to write."""
    parts: tuple[str, ...] = ()
    """What is written on: the whole question, or those of its parts that the evidence answers."""
    sentences: tuple[Sentence, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    wrote: float = 0.0
    verified: float = 0.0
    event: Event | None = None
    """What has just happened."""

    def __add__(self, later: "State") -> "State":
        return later

    def took(self, checked: Sentence | LeftOut, *, wrote: float = 0.0, verified: float = 0.0) -> "State":
        """The state with a sentence more in the answer, or left out; seconds spent on it."""
        later = replace(self, wrote=self.wrote + wrote, verified=self.verified + verified)
        if isinstance(checked, Sentence):
            return replace(later, sentences=(*self.sentences, checked), event=Passed(checked))
        return replace(later, left_out=(*self.left_out, checked), event=Refused(checked))


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The steps over one archive, with the settings of one caller."""

    archive: Archive
    searcher: Searcher
    settings: Settings
    chat_model: BaseChatModel | None = None

    def states(self) -> RunnableSequence[Mapping[str, Any], State]:
        """The steps as a Runnable: a request -> the states of its answer, the last of them with the event Done."""
        return RunnableSequence(*self._steps(), name="briefing")

    def chain(self) -> RunnableSequence[Mapping[str, Any], Answer]:
        """The steps as a Runnable: a request -> its answer."""
        return RunnableSequence(*self._steps(), RunnableLambda(_whole, name="whole"), name="briefing")

    def _steps(self) -> Sequence[Runnable[Any, Any]]:
        return (
            RunnableLambda(self.understand, name="understand"),
            RunnableLambda(self.search, name="search"),
            RunnableLambda(self.decide, name="decide"),
            RunnableLambda(self.answer, self._answer_async, name="answer"),  # type: ignore[arg-type] # lacks async generators
        )

    # The steps

    def understand(self, request: Mapping[str, Any]) -> State:
        """What is asked, of which time, within which scope, and who writes. Raises CallError for a wrong request."""
        began, deadline = time.perf_counter(), Deadline.after(self.settings.timeout)
        question = asked(request["question"])
        given = Scope.read(*(request.get(name) for name in ("as_of", "since", "until", "source")))
        scope = given.seen_from(self.archive.newest())
        chosen = choose(request.get("writer"), self.settings, self.chat_model)
        understood = understand(
            question,
            request.get("history") or (),
            given,
            as_of=scope.as_of,
            chat_model=chosen.chat_model or self.chat_model,
            events=archive_events(self.archive, scope.as_of) if scope.as_of else None,
            patience=deadline.left / 2,  # the answer itself needs the rest
        )
        meter = Meter(understood.input_tokens, understood.output_tokens, deadline=deadline)
        return State(
            question=question, scope=scope, writer=chosen.writer, meter=meter, began=began, understood=understood
        )

    def search(self, state: State) -> State:
        """The evidence, best first."""
        state.meter.deadline.check()
        if state.scope.as_of is None:
            return state  # the archive is empty
        times = SearchTimes()
        found = self.searcher.search(query_of(state.understood, state.scope, EVIDENCE), times)
        return replace(state, found=tuple(found), search_times=times)

    def decide(self, state: State) -> State:
        """Whether to write, and on which parts of the question; where not, the reason."""
        state.meter.deadline.check()
        whole = state.understood.standalone
        if not state.found:
            return replace(state, reason="outside_dates" if self.archive.newest() else "not_stated")
        decided = {whole: self.decision(whole, state.found)}
        if not decided[whole].abstain:
            return replace(state, decided=decided, parts=state.understood.parts)
        decided |= {part: self.decision(part, state.found) for part in state.understood.parts}
        held = tuple(part for part in state.understood.parts if not decided[part].abstain)
        return replace(state, decided=decided, parts=held, reason=None if held else decided[whole].reason)

    def write(self, state: State) -> Iterator[Draft]:
        """The writer's sentences, one after the other. Raises WorkError where the chat model fails."""
        state.meter.deadline.check()
        whole = state.understood.standalone
        # Where one part alone is answered, it is the question.
        topic = state.parts[0] if state.decided[whole].abstain and len(state.parts) == 1 else whole
        brief = Brief(
            topic,
            state.question,
            str(state.scope.as_of),
            state.found,
            self.archive.article,
            state.understood.since,
            state.understood.until,
            state.parts,
            state.decided[topic].hints,
        )
        yield from state.writer.write(brief, state.meter)

    def answer(self, state: State, config: RunnableConfig) -> Iterator[State]:
        """Write and verify in turns, so that each sentence comes as soon as it is checked; last, the whole answer."""
        if state.reason is None:
            verify = RunnableLambda(CitationChecker(self.archive).check, name="verify")
            write = RunnableLambda(self.write, name="write").stream(state, config)
            with closing(cast("Generator[Draft]", write)) as drafts:
                mark = time.perf_counter()
                for draft in drafts:
                    drafted = time.perf_counter()
                    checked = verify.invoke(draft, config)
                    ended = time.perf_counter()
                    state = state.took(checked, wrote=drafted - mark, verified=ended - drafted)
                    yield state
                    if state.meter.deadline.passed:
                        state = self._cut(state)
                        break
                    mark = time.perf_counter()
            state = replace(state, reason=None if state.sentences else "nothing_supported")
            for part in self._unanswered(state):
                state = state.took(part)
                yield state
        yield replace(state, event=Done(self._assembled(state)))

    async def _answer_async(self, state: State, config: RunnableConfig) -> AsyncIterator[State]:
        states = self.answer(state, config)
        while (later := await run_in_executor(config, next, states, None)) is not None:
            yield later

    # Inside the steps

    def decision(self, question: str, found: Sequence[Evidence]) -> Decision:
        """Whether the evidence answers a question."""
        judged = found[:JUDGED]
        return decide(
            question,
            [one.text for one in judged],
            heads=[header(one.title, one.published) for one in judged],
            known_term=self.archive.mentions,
        )

    def _cut(self, state: State) -> State:
        """The state of an answer that time ended. Raises WorkError where nothing was answered yet."""
        deadline = state.meter.deadline
        if not state.sentences:
            deadline.check()
        note = f"The answer was cut after {deadline.seconds:g} s (BRIEFING_TIMEOUT)."
        return replace(state, notes=(*state.notes, note))

    def _unanswered(self, state: State) -> Iterator[LeftOut]:
        """The parts of the question that nothing answers; asked after the writing, which they would hold up."""
        for part in state.understood.parts if state.sentences else ():
            if (state.decided.get(part) or self.decision(part, state.found)).abstain:
                yield LeftOut(text=part.partition(" (about: ")[0], citations=[], reasons=[UNANSWERED])

    def _assembled(self, state: State) -> Answer:
        articles, passages = self.archive.counts()
        read, abstained = state.understood, state.reason is not None
        return Answer(
            question=state.question,
            standalone_question=read.standalone,
            as_of=state.scope.as_of,
            since=read.since,
            until=read.until,
            window_from=read.window_from,
            abstained=abstained,
            reason=state.reason,
            text=ABSTENTION if abstained else " ".join(one.text for one in state.sentences),
            sentences=list(state.sentences),
            left_out=list(state.left_out),
            closest=list(state.found[:CLOSEST]) if abstained else [],
            notes=_notes(state),
            writer=state.writer.name,
            timings_ms=Timings(
                search=state.search_times.search,
                rerank=state.search_times.rerank,
                write=round(state.wrote * 1000),
                verify=round(state.verified * 1000),
                total=round((time.perf_counter() - state.began) * 1000),
            ),
            usage=Usage(input_tokens=state.meter.input_tokens, output_tokens=state.meter.output_tokens),
            archive=ArchiveSize(articles=articles, passages=passages, newest=self.archive.newest()),
        )


def asked(text: object) -> str:
    """The question without the blanks around it. Raises CallError for an empty one, and for one that is a document."""
    question = text.strip() if isinstance(text, str) else ""
    if not question:
        raise CallError("the question is empty: ask one")
    if len(question) > LONGEST_QUESTION:
        raise CallError(f"the question has {len(question):,} characters: at most {LONGEST_QUESTION:,} are read")
    return question


def query_of(understood: Understood, scope: Scope, k: int) -> Query:
    """What is searched for a question."""
    return Query(
        understood.standalone,
        scope,
        k,
        prefer=understood.prefer,
        recent=understood.recent,
        parts=understood.parts,
    )


def _whole(state: State) -> Answer:
    assert isinstance(state.event, Done)
    return state.event.answer


def _notes(state: State) -> list[str]:
    """Remarks for the reader, once each: on how the question was read, on names found nowhere, on the writing."""
    whole = state.decided.get(state.understood.standalone)
    missing = whole.missing if whole and state.reason == "name_absent" else ()
    absent = [f"No article names “{name}”." for name in missing]
    return list(dict.fromkeys([*state.understood.notes, *absent, *state.meter.notes, *state.notes]))
