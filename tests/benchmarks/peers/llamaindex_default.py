"""LlamaIndex's default: SentenceSplitter (1,024 tokens) and a VectorStoreIndex on Chroma."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import chromadb
from llama_index.core import Document, Settings, StorageContext, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.vector_stores import FilterOperator, MetadataFilter, MetadataFilters
from llama_index.vector_stores.chroma import ChromaVectorStore
from pydantic import PrivateAttr

from tests.benchmarks.peers.harness import CountingEmbedder, Request, document, main, number


class SharedEmbedding(BaseEmbedding):
    _inner: CountingEmbedder = PrivateAttr()

    def __init__(self, inner: CountingEmbedder) -> None:
        super().__init__(model_name="shared", embed_batch_size=2048)  # our embedder sorts by length inside a batch
        self._inner = inner

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._inner.embed(texts).tolist()

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._inner.embed([text])[0].tolist()

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._inner.embed_query(query).tolist()

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


class LlamaIndexDefault:
    def __init__(self, inner: CountingEmbedder) -> None:
        Settings.embed_model = SharedEmbedding(inner)

    def _vectors(self, folder: Path) -> ChromaVectorStore:
        client = chromadb.PersistentClient(str(folder), settings=chromadb.Settings(anonymized_telemetry=False))
        self._collection = client.get_or_create_collection("quickstart", embedding_function=None)
        return ChromaVectorStore(chroma_collection=self._collection)

    def index(self, articles: Sequence[Mapping[str, Any]], folder: Path) -> int:
        hidden = ["article", "day"]  # for filtering and scoring; not to be embedded
        documents = [
            Document(
                text=document(one),
                metadata={"article": one["id"], "day": number(one["published"])},
                excluded_embed_metadata_keys=hidden,
                excluded_llm_metadata_keys=hidden,
            )
            for one in articles
        ]
        VectorStoreIndex.from_documents(documents, StorageContext.from_defaults(vector_store=self._vectors(folder)))
        return self._collection.count()

    def open(self, folder: Path) -> None:
        self._index = VectorStoreIndex.from_vector_store(self._vectors(folder))

    def search(self, request: Request, k: int) -> list[str]:
        first, last = request.days
        bounds = MetadataFilters(
            filters=[
                MetadataFilter(key="day", operator=FilterOperator.GTE, value=first),
                MetadataFilter(key="day", operator=FilterOperator.LTE, value=last),
            ]
        )
        found = self._index.as_retriever(similarity_top_k=k, filters=bounds).retrieve(request.flat)
        return [one.node.metadata["article"] for one in found]


if __name__ == "__main__":
    main(lambda inner, _: LlamaIndexDefault(inner))
