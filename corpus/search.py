"""Query -> ranked evidence: dense + lexical, fused, time-aware, reranked; and a search as a LangChain retriever."""

import re
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from corpus.chunking import header
from corpus.evidence import Evidence, Query
from corpus.index.vectors import VectorIndex
from corpus.models import Embedder, Reranker
from corpus.recency import time_weight
from corpus.store.archive import Archive, Hit
from corpus.text import stop_words
from corpus.text.folding import fold

CANDIDATES = 100  # passages taken from each ranking before fusion
RRF = 60  # Cormack, Clarke and Buettcher 2009: reciprocal rank fusion's constant
PART_WEIGHT = 0.5  # of a half of the question beside the whole
RERANK = 10  # more was no better and took longer: docs/decisions/003-ranking.md
# The reranker's probability beside the fused score. Time weighs both, or the reranker undoes what time has won.
RERANK_SHARE = 0.5


@dataclass(slots=True)
class SearchTimes:
    """Milliseconds spent: `search` without and `rerank` with the cross-encoder."""

    search: int = 0
    rerank: int = 0


class Searcher:
    """Finds evidence in one archive; the parts are passed in."""

    def __init__(self, archive: Archive, index: VectorIndex, embedder: Embedder, reranker: Reranker | None) -> None:
        self.archive = archive
        self._index = index
        self._embedder = embedder
        self._reranker = reranker

    def search(self, query: Query, times: SearchTimes | None = None) -> list[Evidence]:
        """The `query.k` best passages within `query.scope`, best first."""
        began = time.perf_counter()
        explain: dict[int, dict[str, Any]] = defaultdict(dict)
        scores = self._fused(query, explain)
        hits = self.archive.passages.hits(scores, query.scope)
        weights = {passage: time_weight(hit.article.day, query) for passage, hit in hits.items()}
        for passage, weight in weights.items():
            scores[passage] *= weight
            explain[passage] |= {"time_weight": round(weight, 4), "fused": round(scores[passage], 5)}
        ranked = one_of_a_family(sorted(hits, key=lambda passage: (-scores[passage], passage)), hits)
        fused = time.perf_counter()
        if self._reranker is not None and ranked:
            ranked = self._reranked(query.text, ranked, hits, scores, weights, explain)
        if times is not None:
            times.search = round((fused - began) * 1000)
            times.rerank = round((time.perf_counter() - fused) * 1000)
        chosen = ranked[: query.k]
        near = self.archive.passages.near_copies({hits[passage].family for passage in chosen}, query.scope)
        for passage in chosen:
            one = hits[passage]
            if others := [id for id in near.get(one.family, []) if id not in (one.article.id, *one.also)]:
                explain[passage]["near"] = others
        return [
            evidence(hits[passage], rank, scores[passage], explain[passage]) for rank, passage in enumerate(chosen, 1)
        ]

    def _fused(self, query: Query, explain: dict[int, dict[str, Any]]) -> dict[int, float]:
        """Reciprocal rank fusion over the dense and the lexical ranking of the question and its parts."""
        scores: dict[int, float] = defaultdict(float)
        for text, weight in [(query.text, 1.0), *((part, PART_WEIGHT) for part in query.parts)]:
            vector = self._embedder.embed_query(text)
            dense = self._index.nearest(vector, CANDIDATES, query.scope)
            match = match_any(text)
            lexical = self.archive.passages.lexical(match, CANDIDATES, query.scope) if match else []
            for name, ranking in (("dense_rank", dense), ("lexical_rank", lexical)):
                for rank, (passage, _) in enumerate(ranking, 1):
                    scores[passage] += weight / (RRF + rank)
                    explain[passage].setdefault(name, rank)
        return scores

    def _reranked(
        self,
        question: str,
        ranked: list[int],
        hits: dict[int, Hit],
        scores: dict[int, float],
        weights: dict[int, float],
        explain: dict[int, dict[str, Any]],
    ) -> list[int]:
        """The first RERANK passages by the cross-encoder's probability and the fused score, joined, then weighed by time."""
        assert self._reranker is not None
        head = ranked[:RERANK]
        fused = {passage: scores[passage] / weights[passage] for passage in head}
        best = max(fused.values())
        logits = self._reranker.score(question, [_shown(hits[passage]) for passage in head])
        joined: dict[int, float] = {}
        for passage, logit in zip(head, logits, strict=True):
            explain[passage]["rerank"] = round(logit, 4)
            answers = 1 / (1 + exp(-logit / 2))
            joined[passage] = weights[passage] * (RERANK_SHARE * answers + (1 - RERANK_SHARE) * fused[passage] / best)
        return sorted(head, key=lambda passage: (-joined[passage], passage)) + ranked[RERANK:]


class ArchiveRetriever(BaseRetriever):
    """A search as a LangChain retriever: `invoke(question)` gives Documents whose metadata is the evidence."""

    search: Callable[[str], Sequence[Evidence]]

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(page_content=one.text, metadata=one.model_dump(mode="json", exclude={"text"}))
            for one in self.search(query)
        ]


def one_of_a_family(ranked: Sequence[int], hits: Mapping[int, Hit]) -> list[int]:
    """The ranking with one article for each report: near-copies of what stands above are left out."""
    shown: dict[int, int] = {}
    return [one for one in ranked if shown.setdefault(hits[one].family, hits[one].text_id) == hits[one].text_id]


def match_any(text: str) -> str:
    """An FTS5 expression that matches any of the text's words, stopwords aside; empty where none is left."""
    words = dict.fromkeys(re.findall(r"\w+", fold(text).lower()))
    return " OR ".join(f'"{word}"' for word in words if word not in stop_words.SEARCH)


def evidence(hit: Hit, rank: int, score: float, explain: dict[str, Any]) -> Evidence:
    """A stored passage as a search result."""
    article = hit.article
    return Evidence(
        rank=rank,
        score=score,
        article_id=article.id,
        version=article.version,
        also=list(hit.also),
        title=article.title,
        source=article.source,
        kind=article.kind,
        published=article.day,
        url=article.url,
        start=hit.start,
        end=hit.end,
        text=hit.text,
        explain=explain,
    )


def _shown(hit: Hit) -> str:
    return header(hit.article.title, hit.article.day) + hit.text
