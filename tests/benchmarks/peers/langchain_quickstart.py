"""LangChain's quick start: RecursiveCharacterTextSplitter 1000/200 and langchain-chroma's similarity search."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from tests.benchmarks.peers.harness import CountingEmbedder, Request, document, main, number


class SharedEmbeddings(Embeddings):
    def __init__(self, inner: CountingEmbedder) -> None:
        self._inner = inner

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._inner.embed(texts).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self._inner.embed_query(text).tolist()


class LangChainQuickStart:
    def __init__(self, inner: CountingEmbedder) -> None:
        self._embeddings = SharedEmbeddings(inner)

    def index(self, articles: Sequence[Mapping[str, Any]], folder: Path) -> int:
        documents = [
            Document(document(one), metadata={"article": one["id"], "day": number(one["published"])})
            for one in articles
        ]
        chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
        Chroma.from_documents(chunks, self._embeddings, persist_directory=str(folder))
        return len(chunks)

    def open(self, folder: Path) -> None:
        self._store = Chroma(persist_directory=str(folder), embedding_function=self._embeddings)

    def search(self, request: Request, k: int) -> list[str]:
        first, last = request.days
        bounds: dict[str, Any] = {"$and": [{"day": {"$gte": first}}, {"day": {"$lte": last}}]}
        found = self._store.similarity_search(request.flat, k=k, filter=bounds)
        return [one.metadata["article"] for one in found]


if __name__ == "__main__":
    main(lambda inner, _: LangChainQuickStart(inner))
