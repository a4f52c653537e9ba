"""What the doors do with an archive besides asking it: ingest, status, reindex; parts chosen by the settings."""

from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from corpus.archive import Archive
from corpus.ingest import IngestReport, Progress, ingest
from corpus.models import Embedder, embedder
from corpus.vectors import VectorIndex


def sample_folder() -> Path:
    """Where the sample articles lie that came with the install."""
    return Path(str(files("corpus") / "sample"))


def embedder_of(settings: Settings) -> Embedder:
    """The embedder that the settings name."""
    key = settings.openai_api_key
    return embedder(settings.embedder, api_key=key.get_secret_value() if key else None, base_url=settings.openai_base_url)


def ingest_into(
    folder: Path, sources: Sequence[str | Path], settings: Settings, *, published: str | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Take the sources into the archive in `folder`, made if need be; errors as `corpus.ingest.ingest`."""
    for source in sources:  # before an archive is made for nothing
        if not str(source).startswith(("http://", "https://")) and not Path(source).exists():
            from corpus.errors import CallError

            raise CallError(f"there is no file or folder {source}: check its name")
    archive = Archive.open(folder, create=True)
    index = VectorIndex(archive, url=settings.chroma_url)
    return ingest(archive, index, embedder_of(settings), sources, published=published, progress=progress, wait=60)


def status(folder: Path, settings: Settings) -> dict[str, Any]:
    """What the archive holds and whether it is whole: JSON types; `whole` is false when vectors are missing."""
    archive = Archive.open(folder)
    articles, passages = archive.counts()
    stored = int(archive.db.execute("SELECT COUNT(*) FROM passages").fetchone()[0])
    vectors = VectorIndex(archive, url=settings.chroma_url).count()
    return {
        "archive": str(folder), "articles": articles, "passages": passages, "newest": archive.newest(),
        "embedder": archive.meta("embedder"), "stored_passages": stored, "vectors": vectors, "whole": vectors == stored,
    }


def reindex(folder: Path, settings: Settings, *, say: Callable[[str], None]) -> int:
    """Rebuild the vectors from the archive's bytes; returns how many there are."""
    return VectorIndex(Archive.open(folder), url=settings.chroma_url).rebuild()
