"""Query -> ranked evidence: dense + lexical, fused, time-aware, reranked. A LangChain retriever."""

import re
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from corpus.archive import Archive, Hit
from corpus.evidence import Evidence, Query
from corpus.folding import fold
from corpus.models import Embedder, Reranker
from corpus.passages import header
from corpus.vectors import VectorIndex

CANDIDATES = 100  # passages taken from each ranking before fusion
RRF = 60  # Cormack, Clarke and Buettcher 2009: reciprocal rank fusion's constant
RERANK = 10  # FACTS: 10 was as good as 20 or 40

STOPWORDS = frozenset(
    "a an and are as at be been but by did do does for from had has have how in is it its of on or that the their there "
    "they this to was were what when where which who whom whose why will with would about into over after before".split()
)


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
        """The `query.k` best passages, best first; none published or updated after `query.as_of`."""
        began = time.perf_counter()
        scores: dict[int, float] = defaultdict(float)
        explain: dict[int, dict[str, Any]] = defaultdict(dict)
        bounds: dict[str, Any] = {"as_of": query.as_of, "since": query.since, "until": query.until}
        vector = self._embedder.embed_query(query.text)
        for rank, (passage, _) in enumerate(self._index.nearest(vector, CANDIDATES, **bounds), 1):
            scores[passage] += 1 / (RRF + rank)
            explain[passage]["dense_rank"] = rank
        if match := match_any(query.text):
            for rank, (passage, _) in enumerate(self.archive.lexical(match, CANDIDATES), 1):
                scores[passage] += 1 / (RRF + rank)
                explain[passage]["lexical_rank"] = rank
        hits = self.archive.hits(scores, **bounds, source=query.source)
        ranked = sorted(hits, key=lambda passage: (-scores[passage], passage))
        fused = time.perf_counter()
        if self._reranker is not None and ranked:
            head = ranked[:RERANK]
            logits = self._reranker.score(query.text, [_shown(hits[passage]) for passage in head])
            for passage, logit in zip(head, logits, strict=True):
                explain[passage]["rerank"] = round(logit, 4)
            order = sorted(zip(head, logits, strict=True), key=lambda pair: (-pair[1], pair[0]))
            ranked = [passage for passage, _ in order] + ranked[RERANK:]
        if times is not None:
            times.search = round((fused - began) * 1000)
            times.rerank = round((time.perf_counter() - fused) * 1000)
        return [
            evidence(hits[passage], rank, scores[passage], {**explain[passage], "fused": round(scores[passage], 5)})
            for rank, passage in enumerate(ranked[: query.k], 1)
        ]


class ArchiveRetriever(BaseRetriever):
    """The archive as a LangChain retriever: `invoke(question)` gives Documents whose metadata is the evidence."""

    searcher: Any
    as_of: str
    k: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found = self.searcher.search(Query(query, self.as_of, self.k))
        return [Document(page_content=one.text, metadata=one.model_dump(exclude={"text"})) for one in found]


def match_any(text: str) -> str:
    """An FTS5 expression that matches any of the text's words, stopwords aside; empty where none is left."""
    words = dict.fromkeys(re.findall(r"\w+", fold(text).lower()))
    return " OR ".join(f'"{word}"' for word in words if word not in STOPWORDS)


def evidence(hit: Hit, rank: int, score: float, explain: dict[str, Any]) -> Evidence:
    """A stored passage as a search result."""
    article = hit.article
    return Evidence(
        rank=rank, score=score, article_id=article.id, version=article.version, also=list(hit.also), title=article.title,
        source=article.source, kind=article.kind, published=article.day, url=article.url, start=hit.start, end=hit.end,
        text=hit.text, explain=explain,
    )


def _shown(hit: Hit) -> str:
    return header(hit.article.title, hit.article.day) + hit.text
