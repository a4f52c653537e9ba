"""Haystack's hybrid retrieval: DocumentSplitter, BM25 and dense retrieval joined by reciprocal rank fusion."""

import os

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from haystack import Document, Pipeline, component
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from tests.benchmarks.peers.harness import CountingEmbedder, Request, document, main, number


@component
class SharedTextEmbedder:
    def __init__(self, inner: CountingEmbedder) -> None:
        self._inner = inner

    @component.output_types(embedding=list[float])
    def run(self, text: str) -> dict[str, Any]:
        return {"embedding": self._inner.embed_query(text).tolist()}


class HaystackHybrid:
    def __init__(self, inner: CountingEmbedder) -> None:
        self._inner = inner

    def index(self, articles: Sequence[Mapping[str, Any]], folder: Path) -> int:
        documents = [
            Document(content=document(one), meta={"article": one["id"], "day": number(one["published"])})
            for one in articles
        ]
        splitter = DocumentSplitter()  # 200 words, no overlap
        if hasattr(splitter, "warm_up"):
            splitter.warm_up()
        chunks = splitter.run(documents=documents)["documents"]
        vectors = self._inner.embed([one.content for one in chunks]).tolist()
        store = InMemoryDocumentStore()
        store.write_documents([replace(one, embedding=vector) for one, vector in zip(chunks, vectors, strict=True)])
        store.save_to_disk(str(folder / "store.json"))
        return len(chunks)

    def open(self, folder: Path) -> None:
        store = InMemoryDocumentStore.load_from_disk(str(folder / "store.json"))
        self._pipeline = Pipeline()
        self._pipeline.add_component("embed", SharedTextEmbedder(self._inner))
        self._pipeline.add_component("dense", InMemoryEmbeddingRetriever(store))
        self._pipeline.add_component("bm25", InMemoryBM25Retriever(store))
        self._pipeline.add_component("join", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
        self._pipeline.connect("embed.embedding", "dense.query_embedding")
        self._pipeline.connect("dense", "join")
        self._pipeline.connect("bm25", "join")

    def search(self, request: Request, k: int) -> list[str]:
        first, last = request.days
        bounds = {
            "operator": "AND",
            "conditions": [
                {"field": "meta.day", "operator": ">=", "value": first},
                {"field": "meta.day", "operator": "<=", "value": last},
            ],
        }
        found = self._pipeline.run(
            {
                "embed": {"text": request.flat},
                "dense": {"top_k": k, "filters": bounds},
                "bm25": {"query": request.flat, "top_k": k, "filters": bounds},
                "join": {"top_k": k},
            }
        )
        return [one.meta["article"] for one in found["join"]["documents"]]


if __name__ == "__main__":
    main(lambda inner, _: HaystackHybrid(inner))
