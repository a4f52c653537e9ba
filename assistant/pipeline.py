"""Question -> answer: understand, search, decide, write, verify; each makes a later state of the one that it is given.

What a state names is shared where it works: the meter, the readings and the times of the search fill as they are used.
"""

import time
from collections.abc import AsyncIterator, Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda, RunnableSequence
from langchain_core.runnables.config import run_in_executor

from assistant.answer import UNANSWERED, Answer, LeftOut
from assistant.answerable import Decision, decide
from assistant.answering.brief_answer import briefed, evidence_of, ordered
from assistant.answering.members import completed, listed, with_members
from assistant.answering.of_time import of_its_time
from assistant.answering.office import of_office
from assistant.answering.outlet import each_of, matter, of_editorials, of_others, on_topic, opinions, within
from assistant.answering.person import of_person
from assistant.answering.several import apart, covered, decided, joined, quoted, tells, unanswered, unled
from assistant.answering.state import State, assembled
from assistant.answering.whose import among, is_told, of_nobody, own_words, with_words
from assistant.briefing.stances.asked import side_of
from assistant.deadline import Deadline, OutOfTime
from assistant.events import Done
from assistant.gate.citing import CitationChecker
from assistant.gate.second.chance import SecondChance
from assistant.gate.second.look import second_look
from assistant.question.answer_type import asked_type
from assistant.question.events import archive_events
from assistant.question.follow_up import without_subject
from assistant.question.foreign import remark
from assistant.question.form import WIDE
from assistant.question.known_names import not_in, read_names, spellings, why_nothing
from assistant.question.understand import asked, formed, query_of, understand
from assistant.remarks import narrowed, on_answer
from assistant.settings import Settings
from assistant.writers.base import Brief, Draft, Meter
from assistant.writers.choosing import choose, fitted, quoting
from assistant.writers.plans import covers
from corpus import clock, spans
from corpus.chunking import header
from corpus.scope import Scope
from corpus.search import CLOSELY, Readings, Searcher, SearchTimes
from corpus.store.archive import Archive

EVIDENCE = 12  # passages that a writer may use
BROAD = 60  # ... of a list, a count, a comparison, a course or the present state: one of each article is looked at


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
        given = Scope.read(*map(request.get, ("as_of", "since", "until", "source", "known_at", "articles")))
        scope = seen = self.archive.seen(given)
        chosen = choose(request.get("writer"), self.settings, self.chat_model)
        events = archive_events(self.archive, scope.as_of) if scope.as_of else None
        read = partial(understand, scope=given, as_of=scope.as_of, events=events, both=self.archive.together)
        understood = read(
            question,
            request.get("history") or (),
            chat_model=chosen.chat_model or self.chat_model,
            patience=deadline.left / 2,  # the answer itself needs the rest
        )
        names = read_names(understood.standalone, self.archive)
        if names.question != understood.standalone:
            again = read(names.question, ())
            understood = replace(understood, standalone=names.question, parts=again.parts, several=again.several)
        form, understood = formed(each_of(names.outlets, understood, partial(read, history=())))
        form, order, understood = ordered(form, understood, scope, events, self.archive, bool(names.outlets))
        scope = opinions(within(scope, names.outlets), names.outlets, understood.standalone, self.archive)
        meter = Meter(understood.input_tokens, understood.output_tokens, deadline=deadline)
        state = State(
            question=question,
            scope=scope,
            writer=chosen.writer,
            second_look=second_look(chosen, self.settings, meter),
            meter=meter,
            began=began,
            understood=understood,
            form=form,
            chat=chosen.chat_model is not None,
            names=names,
            order=order,
            notes=(*narrowed(scope, self.archive, names.unheld), *remark(question, self.archive.mentions)),
        )
        return state if order else replace(state, several=apart(state, partial(read, history=()), seen))

    def search(self, state: State) -> State:
        """The evidence, best first."""
        with clock.bounded(state.meter.deadline.check):
            if not state.several:
                return self._found(state)
            return joined(state, [self._found(one) for one in state.several])

    def _found(self, state: State) -> State:
        if state.scope.as_of is None or state.understood.empty:
            return state  # the archive is empty, or nothing is asked for
        if told := of_editorials(state, self.archive, self._found):
            return told
        if state.order:
            brief, once = evidence_of(state.order, self.archive, self.searcher)
            return replace(state, found=brief, once=once)
        wide = state.form in WIDE or state.form == "count" or (state.understood.now and not state.chat)
        times, most = SearchTimes(), BROAD if wide else EVIDENCE
        query, theirs = query_of(state.understood, state.scope, most, state.window), among(state, self.archive)
        found, readings = self.searcher.find(query, times, among=theirs)
        state = with_words(replace(state, found=tuple(found), readings=readings, search_times=times), self.searcher)
        counts = state.form in ("list", "count") and not state.chat
        return with_members(state, self.archive, self.searcher) if counts else state

    def decide(self, state: State) -> State:
        """Whether to write, and on which parts of the question; where not, the reason."""
        with clock.bounded(state.meter.deadline.check):
            if not state.several or state.chat:
                return self._decided(state) if state.chat else self._decided_part(state)
            return decided(state, [self._decided_part(one) for one in state.several])

    def _decided_part(self, state: State) -> State:
        read = self._decided(state)
        bare = unled(state, self.archive) if read.reason else None
        again = self._decided(self._found(bare)) if bare else read
        return read if again.reason else again

    def _decided(self, state: State) -> State:
        whole = state.understood.standalone
        if not state.found:
            empty = state.understood.empty
            return replace(state, reason="not_stated" if empty else why_nothing(state.scope, self.archive))
        missing = not_in(state.names.missing, state.found)
        state = replace(state, missing=missing, parts=state.understood.parts)
        if state.chat:
            return state
        if who := of_person(state, self.archive, self.searcher) or of_office(state, self.archive, self.searcher):
            return who
        state = of_others(state, self.archive, self.searcher)
        if state.reason or (missing and state.form in WIDE):
            return replace(state, reason="name_absent")
        on = matter(state)
        covered = state.order is not None or covers(on, state.found)
        if covered and state.names.asked and asked_type(whole) is None:
            return on_topic(state, on)
        if covered and state.form in WIDE:
            return state
        each = {one: self.decision(one, state) for one in (whole, *state.understood.parts)}
        then = of_its_time(state, self.searcher) if each[whole].reason == "not_stated" else None
        if then and not self.decision(then.parts[0], then).abstain:
            return listed(then)
        held = tuple(part for part in state.understood.parts if not each[part].abstain)
        stated = bool(held) or not each[whole].abstain or is_told(state, self.archive)
        reason = None if stated else "name_absent" if state.names.unheld else each[whole].reason
        return listed(replace(state, decided=each, parts=held, reason=reason or of_nobody(state, self.searcher)))

    def write(self, state: State) -> Iterator[Draft]:
        """The writer's sentences, one after the other. Raises WorkError where the chat model fails."""
        state.meter.deadline.check()
        if state.several and not state.chat:
            yield from quoted(state, self._brief)
        else:
            yield from completed(state.writer.write(self._brief(state), state.meter), state, self.archive)

    def _brief(self, state: State) -> Brief:
        """What the writer is given. Where one part of the question alone is answered, it is the question."""
        topic = state.parts[0] if len(state.parts) == 1 else state.understood.standalone
        return Brief(
            topic,
            str(state.scope.as_of),
            state.found,
            self.archive.article,
            state.parts,
            state.readings.of if state.readings else Readings(None, ()).of,
            form=state.form,
            naming=state.naming,
            window=state.window,
            own=own_words(state, topic, self.archive) or side_of(topic),
        )

    def _quoted(self, state: State) -> Iterator[Draft]:
        """What is quoted where the chat model fails: nothing, where the evidence would not have answered without it."""
        later = self.decide(replace(state, chat=False, writer=quoting(state.form)))
        return self.write(later) if later.reason is None else iter(())

    def answer(self, state: State, config: RunnableConfig) -> Iterator[State]:
        """Write and verify in turns, so that each sentence comes as soon as it is checked; last, the whole answer."""
        if state.reason is None:
            short = state.order is not None and not state.chat
            state = yield from briefed(state, self.archive, self.searcher) if short else self._written(state, config)
        yield replace(state, event=Done(assembled(state, self.archive)))

    def _written(self, state: State, config: RunnableConfig) -> Generator[State, None, State]:
        """What the writer writes, sentence by sentence, as the gate lets it through; then what nothing answers."""
        state = replace(state, writer=fitted(state.writer, state.form, partial(self._quoted, state)))
        verify = RunnableLambda(CitationChecker(self.archive, state.second_look, in_order=True).check, name="verify")
        write = RunnableLambda(self.write, name="write").stream(state, config)
        chance = SecondChance(state.writer)
        with closing(cast("Generator[Draft]", write)) as drafts:
            mark = time.perf_counter()
            for draft in spans.each("write", drafts):
                drafted = time.perf_counter()
                checked = None
                with suppress(OutOfTime), clock.bounded(state.meter.deadline.check):
                    checked = verify.invoke(draft, config)
                ended = time.perf_counter()
                state = state.spent(wrote=drafted - mark, verified=ended - drafted)
                if checked is not None and not chance.takes(draft, checked):
                    state = state.took(checked)
                    yield state
                if state.meter.deadline.passed:
                    state = self._cut(state)
                    break
                mark = time.perf_counter()
        for checked in chance.given(self._brief(state), state.meter, lambda draft: verify.invoke(draft, config)):
            state = state.took(checked)
            yield state
        state = replace(state, reason=None if state.sentences else state.nothing)
        for part in self._unanswered(state) if state.sentences else ():
            state = state.took(part)
            yield state
        if state.meter.deadline.passed:
            return state
        told = on_answer(state.understood, state.sentences, state.found[:EVIDENCE], self.archive.article)
        return replace(state, notes=(*state.notes, *told))

    async def _answer_async(self, state: State, config: RunnableConfig) -> AsyncIterator[State]:
        states = self.answer(state, config)
        while (later := await run_in_executor(config, next, states, None)) is not None:
            yield later

    # Inside the steps

    def decision(self, question: str, state: State) -> Decision:
        """Whether the evidence answers a question, or a part of it."""
        unknown = spellings(state.missing)  # the names have been looked up
        texts = [header(one.title, one.published) + one.text for one in state.found[:CLOSELY]]
        readings = state.readings.of(question) if state.readings else ()
        part = question != state.understood.standalone  # what answers one seldom stands first for the whole
        worth = [one.relevance if part else found.score for found, one in zip(state.found, readings, strict=False)]
        readings = tuple(readings[at] for at in sorted(range(len(readings)), key=lambda at: -worth[at]))
        return decide(question, texts, readings, known_term=lambda name: name not in unknown)

    def _cut(self, state: State) -> State:
        """The state of an answer that time ended. Raises WorkError where nothing was answered yet."""
        deadline = state.meter.deadline
        if not state.sentences:
            deadline.check()
        note = f"The answer was cut after {deadline.seconds:g} s (BRIEFING_TIMEOUT)."
        return replace(state, notes=(*state.notes, note))

    def _unanswered(self, state: State) -> Iterator[LeftOut]:
        """The parts of the question that nothing answers; asked after the writing, which they would hold up."""
        if state.several and not state.meter.deadline.passed:
            with suppress(OutOfTime):  # what a chat model has answered by then stays
                found = unanswered(self.decide(replace(state, chat=False)) if state.chat else state, self.searcher)
                yield from (one for one in found if not tells(state, one.text))
        for part in state.understood.parts:
            if not (state.meter.deadline.passed or tells(state, part) or self._answers(state, part)):
                yield LeftOut(text=without_subject(part), citations=[], reasons=[UNANSWERED])

    def _answers(self, state: State, part: str) -> bool:
        if state.form in WIDE:
            return covered(state, part)
        return not (state.decided.get(part) or self.decision(part, state)).abstain


def _whole(state: State) -> Answer:
    assert isinstance(state.event, Done)
    return state.event.answer
