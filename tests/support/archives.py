"""Archives of a few invented articles, each made once in a run."""

from hashlib import sha256
from pathlib import Path

from assistant import Assistant
from assistant.desk.upkeep import ingest_into
from assistant.settings import Settings
from tests.support.once import copy_of
from tests.support.written_articles import write


def archive_of(folder: Path, articles) -> Path:
    """An archive of the articles, and `articles.jsonl` with them beside it."""
    source = write(folder / "articles.jsonl", articles)

    def make(archive: Path) -> None:
        report = ingest_into(archive, [source], Settings())
        assert report.articles == len(articles) and report.rejected == []

    return copy_of(f"articles-{sha256(source.read_bytes()).hexdigest()[:12]}", make, folder / "archive")


def desk_of(folder: Path, articles) -> Assistant:
    """The real assistant over such an archive, with the default settings."""
    return Assistant.open(archive_of(folder, articles), settings=Settings())


def of_one_outlet(folder: Path, rows) -> Assistant:
    """The real assistant over the articles of one outlet: each its id, title, day and text."""
    told = [dict(zip(("id", "title", "published", "text"), row, strict=True)) for row in rows]
    return desk_of(folder, [one | {"source": "Coast Wire"} for one in told])
