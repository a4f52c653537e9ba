"""The assistant's face: ask, stream, search and read one archive. Safe to share between threads."""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable

from assistant.answer import Answer
from assistant.briefing.briefing import Briefed, BriefEvent, Briefing, Form
from assistant.briefing.compose import TIMES, compose, nothing
from assistant.briefing.form import checked
from assistant.briefing.length import WORDS
from assistant.briefing.request import read_order
from assistant.deadline import Deadline
from assistant.desk.upkeep import embedder_of
from assistant.events import Event
from assistant.gate.second.look import second_look
from assistant.pipeline import Pipeline
from assistant.question.events import archive_events
from assistant.question.foreign import remark
from assistant.question.understand import asked, query_of, understand
from assistant.remarks import narrowed
from assistant.settings import Settings
from assistant.writers.choosing import choose
from corpus import clock, spans
from corpus.article import Article
from corpus.errors import CallError
from corpus.evidence import Evidence
from corpus.index.vectors import VectorIndex
from corpus.ingest import check_embedder
from corpus.models import reader
from corpus.scope import Scope
from corpus.search import ArchiveRetriever, Searcher
from corpus.store.archive import Archive
from corpus.store.vocabulary import outlets

Day = str | date | None
Moment = str | datetime | date | None
History = Sequence[Mapping[str, str]]

_FIXED = ("archive", "embedder", "chroma_url")  # what an open assistant is made of: another one is needed for others


class Assistant:
    """Answers questions from one archive. Safe to share between threads."""

    def __init__(
        self,
        archive: str | Path | None = None,
        *,
        settings: Settings | None = None,
        chat_model: BaseChatModel | None = None,
    ) -> None:
        self.settings = settings or Settings.from_env()
        self.archive = Archive.open(archive or self.settings.archive)
        model = embedder_of(self.settings)
        check_embedder(self.archive, model)
        self.index = VectorIndex(self.archive, url=self.settings.chroma_url)
        self.searcher = Searcher(self.archive, self.index, model, reader())
        self.chat_model = chat_model

    @classmethod
    def open(
        cls,
        archive: str | Path | None = None,
        *,
        settings: Settings | None = None,
        chat_model: BaseChatModel | None = None,
    ) -> "Assistant":
        """The assistant over an archive's folder; the default archive where none is named. Raises CallError."""
        return cls(archive, settings=settings, chat_model=chat_model)

    def with_settings(self, **changes: Any) -> "Assistant":  # noqa: ANN401 - the fields of Settings
        """The same assistant with other settings, such as a key of one's own; archive, index and models are shared.

        Raises CallError for a setting that decides which archive is open, or how it is read.
        """
        if fixed := [name for name in _FIXED if name in changes]:
            raise CallError(f"{', '.join(fixed)} cannot be changed on an open archive: open an assistant with it")
        other = copy.copy(self)
        other.settings = replace(self.settings, **changes)
        return other

    @property
    def chain(self) -> Runnable[Mapping[str, Any], Answer]:
        """The pipeline as a LangChain Runnable: `{"question", "history", ...}`, the arguments of `ask`, -> Answer."""
        return self._pipeline.chain()

    def ask(
        self,
        question: str,
        *,
        history: History = (),
        as_of: Day = None,
        since: Day = None,
        until: Day = None,
        source: str | None = None,
        writer: str | None = None,
        known_at: Moment = None,
    ) -> Answer:
        """The whole answer; an abstention is an answer too. `known_at`: nothing that arrived later is used.

        Raises CallError and WorkError.
        """
        with spans.span("ask"):
            return self.chain.invoke(_request(question, history, as_of, since, until, source, writer, known_at))

    def events(
        self,
        question: str,
        *,
        history: History = (),
        as_of: Day = None,
        since: Day = None,
        until: Day = None,
        source: str | None = None,
        writer: str | None = None,
        known_at: Moment = None,
        articles: Sequence[str] = (),
    ) -> Iterator[Event]:
        """The answer as it comes: sentences that passed and were refused, last the whole answer. Raises as `ask`.

        `articles`: ids; where any are named, only these are used.
        """
        request = _request(question, history, as_of, since, until, source, writer, known_at) | {"articles": articles}
        states = self._pipeline.states().stream(request)
        return spans.whole("ask", (state.event for state in states if state.event is not None))

    def stream(
        self,
        question: str,
        *,
        history: History = (),
        as_of: Day = None,
        since: Day = None,
        until: Day = None,
        source: str | None = None,
        writer: str | None = None,
        known_at: Moment = None,
    ) -> Iterator[dict[str, Any]]:
        """The `events` as JSON types: `{"type": "sentence", "sentence": {...}}`, `left_out` likewise, last
        `{"type": "done", "answer": {...}}` with the whole answer.
        """
        for event in self.events(
            question,
            history=history,
            as_of=as_of,
            since=since,
            until=until,
            source=source,
            writer=writer,
            known_at=known_at,
        ):
            yield event.dump()

    def brief(
        self,
        request: str = "",
        *,
        since: Day = None,
        until: Day = None,
        as_of: Day = None,
        source: str | None = None,
        writer: str | None = None,
        words: int = WORDS,
        form: Form = "brief",
        known_at: Moment = None,
    ) -> Briefing:
        """The whole briefing; an abstention is a briefing too. Raises CallError and WorkError."""
        given = Scope.read(as_of, since, until, source, known_at)
        events = self.brief_within(given, request, writer=writer, words=words, form=form)
        return next(event.briefing for event in events if isinstance(event, Briefed))

    def brief_events(
        self,
        request: str = "",
        *,
        since: Day = None,
        until: Day = None,
        as_of: Day = None,
        source: str | None = None,
        writer: str | None = None,
        words: int = WORDS,
        form: Form = "brief",
        known_at: Moment = None,
    ) -> Iterator[BriefEvent]:
        """The briefing as it comes: what was found, items, what was left out, last the whole. Raises as `brief`."""
        given = Scope.read(as_of, since, until, source, known_at)
        return self.brief_within(given, request, writer=writer, words=words, form=form)

    def brief_within(
        self,
        given: Scope,
        request: str = "",
        *,
        writer: str | None = None,
        words: int = WORDS,
        form: Form = "brief",
        told: Callable[[str], bool] = nothing,
    ) -> Iterator[BriefEvent]:
        """The `brief_events` within a scope, which may also name outlets and bounds of arrival. Raises as `brief`.

        `told`: whether a sentence is told already and takes no place in this one.
        """
        text, most, kind = checked(request, words, form)
        scope = self.archive.seen(given).seen_from(clock.today())
        events = archive_events(self.archive, str(scope.as_of))
        foreign, named = remark(text, self.archive.mentions), outlets(self.archive)
        order = read_order(text, scope, words=most, form=kind, events=events, outlets=named, foreign=bool(foreign))
        order = replace(order, notes=(*narrowed(order.scope, self.archive, bound=True), *foreign, *order.notes))
        chosen = choose(writer, self.settings, self.chat_model)
        look = partial(second_look, chosen, self.settings)
        limits = (self.settings.briefing_tokens, look, told, Deadline.after(TIMES * self.settings.timeout))
        return spans.whole("brief", compose(order, self.archive, self.searcher, chosen.writer, *limits))

    def brief_stream(
        self,
        request: str = "",
        *,
        since: Day = None,
        until: Day = None,
        as_of: Day = None,
        source: str | None = None,
        writer: str | None = None,
        words: int = WORDS,
        form: Form = "brief",
        known_at: Moment = None,
    ) -> Iterator[dict[str, Any]]:
        """The `brief_events` as JSON types: `{"type": "found", "coverage"}`, `{"type": "item", "section", "item"}`,
        `left_out` as in `stream`, last `{"type": "done", "briefing": {...}}`.
        """
        given = Scope.read(as_of, since, until, source, known_at)
        for event in self.brief_within(given, request, writer=writer, words=words, form=form):
            yield event.dump()

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        as_of: Day = None,
        since: Day = None,
        until: Day = None,
        source: str | None = None,
        history: History = (),
        known_at: Moment = None,
    ) -> list[Evidence]:
        """The `k` best passages, best first; with a `history`, those for the follow-up made to stand alone.

        Raises CallError for an empty query, a wrong number or a wrong date.
        """
        question = asked(query)
        if not isinstance(k, int) or isinstance(k, bool) or k < 1:
            raise CallError("k must be at least 1, and a whole number")
        given = Scope.read(as_of, since, until, source, known_at)
        scope = self.archive.seen(given)
        if scope.as_of is None:
            return []
        understood = understand(
            question,
            history,
            given,
            as_of=scope.as_of,
            chat_model=self.chat_model,
            events=archive_events(self.archive, scope.as_of),
            both=self.archive.together,
        )
        return self.searcher.search(query_of(understood, scope, k))

    def retriever(self, k: int = 10, as_of: Day = None) -> ArchiveRetriever:
        """A LangChain retriever over `search`: Documents whose metadata is the evidence. Raises CallError."""
        return ArchiveRetriever(search=lambda query: self.search(query, k=k, as_of=as_of))

    def article(self, id: str, version: int | None = None) -> Article:
        """An article of the archive, whose `text` offsets point into. Raises CallError where there is none."""
        return self.archive.article(id, version)

    @property
    def _pipeline(self) -> Pipeline:
        return Pipeline(self.archive, self.searcher, self.settings, self.chat_model)


def _request(
    question: str,
    history: History,
    as_of: Day,
    since: Day,
    until: Day,
    source: str | None,
    writer: str | None,
    known_at: Moment,
) -> dict[str, Any]:
    names = ("question", "history", "as_of", "since", "until", "source", "writer", "known_at")
    return dict(zip(names, (question, history, as_of, since, until, source, writer, known_at), strict=True))
