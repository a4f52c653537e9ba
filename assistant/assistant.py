"""The retrieval chain (a LangChain Runnable) and `Assistant`, its friendly face."""

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import ABSTENTION, UNANSWERED, Answer, ArchiveSize, LeftOut, Sentence, Timings, Usage
from assistant.answerable import Decision, decide
from assistant.desk.upkeep import embedder_of
from assistant.gate.citing import CitationChecker
from assistant.question.events import archive_events
from assistant.question.understand import Understood, understand
from assistant.settings import Settings
from assistant.writers.base import Brief, Meter, Writer
from assistant.writers.quotes import QuotesWriter
from corpus.article import Article
from corpus.chunking import header
from corpus.errors import CallError, WorkError
from corpus.evidence import Evidence, Query
from corpus.index.vectors import VectorIndex
from corpus.ingest import check_embedder
from corpus.models.bundled import reranker
from corpus.scope import Scope
from corpus.search import Searcher, SearchTimes
from corpus.store.archive import Archive

EVIDENCE = 12  # passages that a writer may use
JUDGED = 4  # passages that are asked whether they answer at all; the threshold was set on as many
CLOSEST = 3  # passages shown when abstaining
LONGEST_QUESTION = 4000  # characters; a question is not a document

Day = str | date | None
History = Sequence[Mapping[str, str]]
Event = dict[str, Any]


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
        self.searcher = Searcher(self.archive, self.index, model, reranker())
        self.chat_model = chat_model
        self.chain: Runnable[dict[str, Any], Answer] = RunnableLambda(self._answer, name="briefing")

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
    ) -> Answer:
        """The whole answer; an abstention is an answer too. Raises CallError and WorkError."""
        return self.chain.invoke(_request(question, history, as_of, since, until, source, writer))

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
    ) -> Iterator[Event]:
        """The answer as it comes: `{"type": "sentence", "sentence": {...}}`, `left_out` likewise, last
        `{"type": "done", "answer": {...}}` with the whole answer.
        """
        yield from self._events(_request(question, history, as_of, since, until, source, writer))

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
    ) -> list[Evidence]:
        """The `k` best passages, best first; with a `history`, those for the follow-up made to stand alone.

        Raises CallError for an empty query or a wrong date.
        """
        asked = _question(query)
        if k < 1:
            raise CallError("k must be at least 1")
        given = Scope.read(as_of, since, until, source)
        scope = given.seen_from(self.archive.newest())
        if scope.as_of is None:
            return []
        understood = understand(
            asked,
            history,
            given,
            as_of=scope.as_of,
            chat_model=self.chat_model,
            events=archive_events(self.archive, scope.as_of),
        )
        return self.searcher.search(_query(understood, scope, k))

    def article(self, id: str, version: int | None = None) -> Article:
        """An article of the archive, whose `text` offsets point into. Raises CallError where there is none."""
        return self.archive.article(id, version)

    def _answer(self, request: dict[str, Any]) -> Answer:
        for event in self._events(request):
            if event["type"] == "done":
                return Answer.model_validate(event["answer"])
        raise WorkError("the answer did not come to an end: ask again")

    def _events(self, request: Mapping[str, Any]) -> Iterator[Event]:
        began = time.perf_counter()
        question = _question(request["question"])
        given = Scope.read(*(request.get(name) for name in ("as_of", "since", "until", "source")))
        scope = given.seen_from(self.archive.newest())
        today = scope.as_of
        chosen, chat_model = self._chosen(request.get("writer"))
        writer = self._writer(chosen, chat_model)
        understood = understand(
            question,
            request.get("history") or (),
            given,
            as_of=today or date.today().isoformat(),
            chat_model=chat_model or self.chat_model,
            events=archive_events(self.archive, today) if today else None,
        )
        times = SearchTimes()
        found: list[Evidence] = []
        if today is not None:
            found = self.searcher.search(_query(understood, scope, EVIDENCE), times)
        meter = Meter(understood.input_tokens, understood.output_tokens)
        checker = CitationChecker(self.archive)
        sentences: list[Sentence] = []
        left_out: list[LeftOut] = []
        wrote = verified = 0.0
        asked, parts = understood.standalone, understood.parts
        decision = self._decision(asked, found)
        reason: str | None = decision.reason
        if reason is not None and found and (held := self._answered(parts, found)):
            reason, parts = None, tuple(held)
            if len(held) == 1:
                ((asked, decision),) = held.items()
        if reason is None:
            brief = Brief(
                asked,
                question,
                str(today),
                tuple(found),
                self.archive.article,
                understood.since,
                understood.until,
                parts,
                decision.hints,
            )
            mark = time.perf_counter()
            for draft in writer.write(brief, meter):
                wrote += (drafted := time.perf_counter()) - mark
                passed = checker.check(draft)
                mark = time.perf_counter()
                verified += mark - drafted
                if isinstance(passed, Sentence):
                    sentences.append(passed)
                    yield {"type": "sentence", "sentence": passed.model_dump(mode="json")}
                else:
                    left_out.append(passed)
                    yield {"type": "left_out", "left_out": passed.model_dump(mode="json")}
            if not sentences:
                reason = "nothing_supported"
            for part in self._unanswered(understood.parts, found) if sentences else ():
                left_out.append(part)
                yield {"type": "left_out", "left_out": part.model_dump(mode="json")}
        articles, passages = self.archive.counts()
        answer = Answer(
            question=question,
            standalone_question=understood.standalone,
            as_of=today,
            since=understood.since,
            until=understood.until,
            window_from=understood.window_from,
            abstained=reason is not None,
            reason=reason,
            text=ABSTENTION if reason else " ".join(one.text for one in sentences),
            sentences=[] if reason else sentences,
            left_out=left_out,
            closest=found[:CLOSEST] if reason else [],
            notes=_notes(understood.notes, decision.missing if reason == "name_absent" else (), meter.notes),
            writer=writer.name,
            timings_ms=Timings(
                search=times.search,
                rerank=times.rerank,
                write=round(wrote * 1000),
                verify=round(verified * 1000),
                total=round((time.perf_counter() - began) * 1000),
            ),
            usage=Usage(input_tokens=meter.input_tokens, output_tokens=meter.output_tokens),
            archive=ArchiveSize(articles=articles, passages=passages, newest=self.archive.newest()),
        )
        yield {"type": "done", "answer": answer.model_dump(mode="json")}

    def _chosen(self, name: str | None) -> tuple[str, BaseChatModel | None]:
        """The writer's name, empty for a model that was handed over, and the chat model that it drives, if it does."""
        if name is None and self.chat_model is not None:
            return "", self.chat_model
        chosen = name or self.settings.writer
        if chosen == "quotes":
            return chosen, None
        from assistant.chat_model import make_chat_model

        return chosen, make_chat_model(chosen, self.settings)

    def _writer(self, name: str, chat_model: BaseChatModel | None) -> Writer:
        quotes = QuotesWriter(reranker())
        if chat_model is None:
            return quotes
        from assistant.writers.chat import ChatWriter
        from assistant.writers.fallback import FallbackWriter

        writer = ChatWriter.from_settings(chat_model, self.settings, name=name)
        return writer if self.settings.fallback == "error" else FallbackWriter(writer, quotes)

    def _decision(self, question: str, found: list[Evidence]) -> Decision:
        if not found:
            return Decision(True, "outside_dates" if self.archive.newest() else "not_stated")
        judged = found[:JUDGED]
        return decide(
            question,
            [one.text for one in judged],
            heads=[header(one.title, one.published) for one in judged],
            known_term=self.archive.mentions,
        )

    def _answered(self, parts: Sequence[str], found: list[Evidence]) -> dict[str, Decision]:
        """The halves of a question that the evidence answers, each with what was decided."""
        decided = {part: self._decision(part, found) for part in parts}
        return {part: one for part, one in decided.items() if not one.abstain}

    def _unanswered(self, parts: Sequence[str], found: list[Evidence]) -> list[LeftOut]:
        """The halves of a question that the evidence does not answer; asked after the writing, which they would hold up."""
        return [
            LeftOut(text=part.partition(" (about: ")[0], citations=[], reasons=[UNANSWERED])
            for part in parts
            if self._decision(part, found).abstain
        ]


def _notes(read: Sequence[str], missing: Sequence[str], wrote: Sequence[str]) -> list[str]:
    """Remarks for the reader, once each: on how the question was read, on names found nowhere, on the writing."""
    return list(dict.fromkeys([*read, *(f"No article names “{name}”." for name in missing), *wrote]))


def _request(
    question: str, history: History, as_of: Day, since: Day, until: Day, source: str | None, writer: str | None
) -> dict[str, Any]:
    return {
        "question": question,
        "history": history,
        "as_of": as_of,
        "since": since,
        "until": until,
        "source": source,
        "writer": writer,
    }


def _question(text: str) -> str:
    question = text.strip() if isinstance(text, str) else ""
    if not question:
        raise CallError("the question is empty: ask one")
    if len(question) > LONGEST_QUESTION:
        raise CallError(f"the question has {len(question):,} characters: at most {LONGEST_QUESTION:,} are read")
    return question


def _query(understood: Understood, scope: Scope, k: int) -> Query:
    return Query(
        understood.standalone,
        scope,
        k,
        prefer=understood.prefer,
        recent=understood.recent,
        parts=understood.parts,
    )
