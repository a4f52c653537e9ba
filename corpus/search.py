"""Query -> ranked evidence: dense + lexical, fused, time-aware, read; and a search as a LangChain retriever."""

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from corpus import clock, spans
from corpus.article import Span
from corpus.chunking import header
from corpus.evidence import Evidence, Query, Reading, evidence_of
from corpus.index.vectors import VectorIndex
from corpus.models import Embedder, Reader
from corpus.models.own_words import OwnWords
from corpus.recency import is_within, time_weight
from corpus.scope import Scope
from corpus.store.archive import Archive, Hit
from corpus.text import stop_words
from corpus.text.folding import fold
from corpus.text.unread.letters import unread

CANDIDATES = 100  # passages taken from each ranking before fusion
DENSE = 1.5  # what nearness in meaning counts beside the words in common: docs/decisions/003-ranking.md
NARROW = 0.25  # share of the best score below which two scores are never the whole scale apart
PART_WEIGHT = 0.5  # of a half of the question beside the whole
READ = 10  # passages that are read for the ranking: docs/decisions/003-ranking.md
CLOSELY = 6  # the best of them, which decide whether to answer, and are quoted: docs/decisions/021-reading.md
WIDELY = 18  # ... of a question that many passages answer
ANSWERS = 0.0  # the logit above which a passage rather answers than not
# What the reader makes of a passage beside the fused score. Time weighs both, or the reader undoes what time has won.
READ_SHARE = 0.5

WORD = r"\w+"

Key = tuple[str, int, int]  # a passage: its article, the version, its first character


@dataclass(slots=True)
class SearchTimes:
    """Milliseconds spent: `search` before the reading, `rerank` on the reading."""

    search: int = 0
    rerank: int = 0


class Searcher:
    """Finds evidence in one archive; the parts are passed in."""

    def __init__(self, archive: Archive, index: VectorIndex, embedder: Embedder, reader: Reader | None) -> None:
        self.archive = archive
        self._index = index
        self._embedder = embedder
        self.reader = reader

    def reading_by(self, reader: Reader) -> "Searcher":
        """The same search, read by another reader; by none where there is none here."""
        return Searcher(self.archive, self._index, self._embedder, reader if self.reader else None)

    @property
    def unread(self) -> "Searcher":
        """The same search by words and vectors alone."""
        return Searcher(self.archive, self._index, self._embedder, None)

    def search(self, query: Query, times: SearchTimes | None = None) -> list[Evidence]:
        """The `query.k` best passages within `query.scope`, best first."""
        return self.find(query, times)[0]

    @spans.span("search")
    def find(
        self, query: Query, times: SearchTimes | None = None, *, among: Callable[[Evidence], bool] | None = None
    ) -> "tuple[list[Evidence], Readings]":
        """What `search` gives, and its readings: what was read for the ranking is not read again. Where none of the
        passages that are read rather answers, as many more are read. `among`: which are ranked, if there are any such.
        """
        began = time.perf_counter()
        explain: dict[int, dict[str, Any]] = defaultdict(dict)
        letters, passages = unread(query.text), self.archive.passages
        own = OwnWords(query.text, letters, passages.written_in(letters.pattern, query.scope)) if letters else None
        reader = own if own and self.reader else self.reader
        scores = (own.best(CANDIDATES) if own else {}) or self._fused(query, explain)
        hits = self.archive.passages.hits(scores, query.scope)
        weights = {passage: time_weight(hit.article.day, query) for passage, hit in hits.items()}
        for passage, weight in weights.items():
            scores[passage] *= weight
            explain[passage] |= {"time_weight": round(weight, 4), "fused": round(scores[passage], 5)}
        ranked = one_of_a_family(sorted(hits, key=lambda passage: (-scores[passage], passage)), hits)
        held = (one for one in ranked if among and among(evidence(hits[one], 1, scores[one], {})))
        ranked = list(islice(held, max(query.k, 2 * READ))) or ranked
        fused = time.perf_counter()
        inside = [passage for passage in ranked if is_within(hits[passage].article.day, query)]
        read = self._read(reader, query.text, _to_read(ranked, inside, explain), hits)
        if read and not any(one.answered > ANSWERS for one in read.values()):
            read |= self._read(reader, query.text, [one for one in ranked[READ : 2 * READ] if one not in read], hits)
        if read:
            scores = _joined(read, {passage: scores[passage] for passage in ranked}, weights, explain)
            first = {one for one in inside if one in read and read[one].answered > ANSWERS}
            ranked = sorted(ranked, key=lambda passage: (passage not in first, -scores[passage], passage))
        if times is not None:
            times.search = round((fused - began) * 1000)
            times.rerank = round((time.perf_counter() - fused) * 1000)
        chosen = ranked[: query.k]
        near = self.archive.passages.near_copies({hits[passage].family for passage in chosen}, query.scope)
        for passage in chosen:
            one = hits[passage]
            if others := [id for id in near.get(one.family, []) if id not in (one.article.id, *one.also)]:
                explain[passage]["near"] = others
        found = [
            evidence(hits[one], rank, scores[one], explain[one], read[one].relevance if one in read else None)
            for rank, one in enumerate(chosen, 1)
        ]
        known = {(hits[one].article.id, hits[one].article.version, hits[one].start): read[one] for one in read}
        return found, Readings(reader, found, {query.text: known})

    def naming(
        self, names: Iterable[Sequence[str]], scope: Scope, most: int, *, between: int = 0, newest: bool = False
    ) -> list[Evidence]:
        """The passages in which the words of one of these names stand together, in whatever order and with so many
        others between, best or newest first; of a report one article.
        """
        return self._matching(" OR ".join(_together(words, between) for words in names), scope, most, newest=newest)

    def holding(self, things: Sequence[Sequence[str]], scope: Scope, most: int) -> list[Evidence]:
        """The passages that, with their titles, hold each of these things in any of the ways to write it, best first;
        of a report one article.
        """
        held = (" OR ".join(f'"{" ".join(re.findall(WORD, way))}"' for way in ways) for ways in things)
        return self._matching(" AND ".join(f"({one})" for one in held), scope, most)

    def _matching(self, match: str, scope: Scope, most: int, *, newest: bool = False) -> list[Evidence]:
        passages = self.archive.passages
        scores = dict((passages.newest if newest else passages.matching)(match, most, scope))
        hits = self.archive.passages.hits(scores, scope)
        ranked = one_of_a_family([passage for passage in scores if passage in hits], hits)
        return [evidence(hits[one], rank, scores[one], {}) for rank, one in enumerate(ranked, 1)]

    def _fused(self, query: Query, explain: dict[int, dict[str, Any]]) -> dict[int, float]:
        """The dense and the lexical scores of the question and its parts, each on a scale of its own, added."""
        scores: dict[int, float] = defaultdict(float)
        whole = f"{query.text} {query.around}".strip()
        for text, weight in [(whole, 1.0), *((part, PART_WEIGHT) for part in query.parts)]:
            vector = self._embedder.embed_query(text)
            clock.go_on()
            dense = self._index.nearest(vector, CANDIDATES, query.scope)
            clock.go_on()
            match = match_any(text)
            lexical = self.archive.passages.lexical(match, CANDIDATES, query.scope) if match else []
            for name, ranking, counts in (("dense_rank", dense, DENSE), ("lexical_rank", lexical, 1.0)):
                for rank, (passage, share) in enumerate(_scaled(ranking), 1):
                    scores[passage] += weight * counts * share
                    explain[passage].setdefault(name, rank)
        return scores

    def _read(
        self, reader: Reader | None, question: str, passages: Sequence[int], hits: Mapping[int, Hit]
    ) -> dict[int, Reading]:
        """What the reader makes of passages; nothing where there is no reader."""
        if reader is None or not passages:
            return {}
        found = [(header(hits[one].article.title, hits[one].article.day), hits[one].text) for one in passages]
        with spans.span("read", passages=len(found)):
            return dict(zip(passages, reader.read(question, found), strict=True))


class ArchiveRetriever(BaseRetriever):
    """A search as a LangChain retriever: `invoke(question)` gives Documents whose metadata is the evidence."""

    search: Callable[[str], Sequence[Evidence]]

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(page_content=one.text, metadata=one.model_dump(mode="json", exclude={"text"}))
            for one in self.search(query)
        ]


def _key(one: Evidence) -> Key:
    return one.article_id, one.version, one.start


def _scaled(ranking: Sequence[tuple[int, float]]) -> Iterator[tuple[int, float]]:
    """A ranking's scores, best first, on a scale from the last that was taken, at 0 or above, to the best, at 1.

    How far one passage stands before the next says more than its rank: Bruch, Gai and Ingber 2023. Where all are nearly
    as good, as in a small archive, they stay near each other.
    """
    if not ranking:
        return
    best = ranking[0][1]
    span = max(best - ranking[-1][1], NARROW * abs(best))
    for passage, score in ranking:
        yield passage, 1 - (best - score) / span if span > 0 else 1.0


def _to_read(ranked: Sequence[int], inside: Sequence[int], explain: Mapping[int, dict[str, Any]]) -> list[int]:
    """The passages that are read: the first `READ`, the best of the time that the question names (`inside`), and what
    both rankings put first, wherever time has put it.

    Else a newer article that says the question's words again and again takes all places, and the one that answers is
    never read.
    """
    first = (one for one in ranked[READ:] if explain[one].get("dense_rank") == explain[one].get("lexical_rank") == 1)
    return list(dict.fromkeys([*ranked[:READ], *inside[:CLOSELY], *first]))


def _joined(
    read: Mapping[int, Reading],
    scores: dict[int, float],
    weights: Mapping[int, float],
    explain: Mapping[int, dict[str, Any]],
) -> dict[int, float]:
    """The scores of all passages: what was read and the fused score, joined and weighed by time; the unread have the
    latter. How near a passage comes and whether it answers count half each.
    """
    best = max(score / weights[one] for one, score in scores.items()) or 1.0  # 0: what came first is gone since
    for one, reading in read.items():
        explain[one]["relevance"] = round(reading.relevance, 4)
    worth = {one: (reading.relevance + 1 / (1 + exp(-reading.answered))) / 2 for one, reading in read.items()}
    return {
        one: weights[one] * READ_SHARE * worth.get(one, 0.0) + (1 - READ_SHARE) * score / best
        for one, score in scores.items()
    }


def one_of_a_family(ranked: Sequence[int], hits: Mapping[int, Hit]) -> list[int]:
    """The ranking with one article for each report: near-copies of what stands above are left out."""
    shown: dict[int, int] = {}
    return [one for one in ranked if shown.setdefault(hits[one].family, hits[one].text_id) == hits[one].text_id]


def _together(words: Sequence[str], between: int) -> str:
    """An FTS5 expression that matches words which stand together."""
    quoted = " ".join(f'"{word}"' for word in words)
    return f"body : NEAR({quoted}, {len(words) + between})"


def match_any(text: str) -> str:
    """An FTS5 expression that matches any of the text's words, stopwords aside; empty where none is left.

    What hyphens join is searched for as a whole too: the parts of "end-of-war" or "Hwasong-17" say little.
    """
    plain = fold(text).lower()
    joined = (one.replace("-", " ") for one in re.findall(r"\b\w+(?:-\w+)+", plain))
    words = dict.fromkeys([*re.findall(WORD, plain), *joined])
    return " OR ".join(f'"{word}"' for word in words if word not in stop_words.SEARCH)


def evidence(hit: Hit, rank: int, score: float, explain: dict[str, Any], relevance: float | None = None) -> Evidence:
    """A stored passage as a search result."""
    return evidence_of(
        hit.article,
        Span(hit.start, hit.end),
        hit.text,
        rank=rank,
        score=score,
        also=hit.also,
        explain=explain,
        relevance=relevance,
    )


class Readings:
    """What the reader makes of the first passages, by question: each is read with a question once.

    Where most of those read last answer, much of the archive does, and the next ones are read too. `read` holds, by
    question, what was read before.
    """

    def __init__(
        self, reader: Reader | None, found: Sequence[Evidence], read: Mapping[str, Mapping[Key, Reading]] | None = None
    ) -> None:
        self._reader, self._found, self.before = reader, found, read or {}
        self._known: dict[str, tuple[Reading, ...]] = {}

    def of(self, question: str) -> tuple[Reading, ...]:
        """The readings of the first passages, in their order; none where there is no reader."""
        if question not in self._known:
            self._known[question] = tuple(self._read(question, self._reader)) if self._reader else ()
        return self._known[question]

    def _read(self, question: str, reader: Reader) -> Iterator[Reading]:
        read = dict(self.before.get(question, {}))
        for first in range(0, min(WIDELY, len(self._found)), CLOSELY):
            part = self._found[first : first + CLOSELY]
            new = [one for one in part if _key(one) not in read]
            if new:
                with spans.span("read", passages=len(new)):
                    texts = [(header(one.title, one.published), one.text) for one in new]
                    read |= zip(map(_key, new), reader.read(question, texts), strict=True)
            readings = [read[_key(one)] for one in part]
            yield from readings
            if 2 * sum(one.answered > ANSWERS for one in readings) <= CLOSELY:
                return
