"""What the doors do with an archive besides asking it: ingest, status, upkeep; parts chosen by the settings."""

import difflib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from assistant.settings import Settings
from corpus.errors import CallError
from corpus.index.collection import FOLDER
from corpus.index.vectors import VectorIndex
from corpus.ingest import Progress, ingest
from corpus.merge import merge
from corpus.models import Embedder, embedder
from corpus.reading.sources import DEEPEST_FOLDER
from corpus.reembed import cost, switch
from corpus.reports import IngestReport, Named, reports
from corpus.spread import spread
from corpus.store.archive import Archive
from corpus.store.locks import Say, holder, locked
from corpus.text.counting import counted
from corpus.text.sentences import sentence_spans


class Compacted(NamedTuple):
    """How many articles were deleted for good; and which were kept, with what cites each, in words."""

    deleted: int
    kept: dict[str, list[str]]


_CITING = {"conversations": "conversation", "briefings": "briefing", "briefings/removed": "briefing", "people": "tray"}
"""Folders of an archive with JSON files that cite, and what a file in them is."""

WAIT = 60.0  # seconds that a writer waits for another


def sample_folder() -> Path:
    """Where the sample articles lie that came with the install."""
    return Path(str(files("corpus") / "sample"))


def embedder_of(settings: Settings) -> Embedder:
    """The embedder that the settings name."""
    key = settings.openai_api_key
    return embedder(
        settings.embedder, api_key=key.get_secret_value() if key else None, base_url=settings.openai_base_url
    )


def ingest_into(
    folder: Path,
    sources: Sequence[str | Path],
    settings: Settings,
    *,
    published: str | None = None,
    sync: bool = False,
    progress: Progress | None = None,
    say: Say | None = None,
    named: Named = str,
    by: str = "",
    workers: str = "",
) -> IngestReport:
    """Take the sources into the archive in `folder`, made if need be; errors as `corpus.ingest.ingest`.

    `workers` embed, where they are named: errors as `corpus.spread.spread`.
    """
    for source in sources:  # before an archive is made for nothing
        if "://" not in str(source) and not Path(source).exists():
            raise CallError(f"there is no file or folder {source}: check its name")
    with spread(workers, embedder_of(settings)) as model:
        archive = Archive.open(folder, create=True)
        return ingest(
            archive,
            VectorIndex(archive, url=settings.chroma_url),
            model,
            sources,
            published=published,
            sync=sync,
            allow_private=settings.allow_private,
            progress=progress,
            wait=WAIT,
            say=say,
            named=named,
            by=by,
        )


def merge_into(folder: Path, shards: Sequence[Path], settings: Settings, progress: Progress | None) -> IngestReport:
    """Take whole archives over into the one in `folder`, made if need be; errors as `corpus.merge.merge`."""
    opened = [Archive.open(shard) for shard in shards]  # before an archive is made for nothing
    if folder.resolve() in [shard.resolve() for shard in shards]:
        raise CallError(f"{folder} cannot be merged into itself: name another archive to merge into")
    archive = Archive.open(folder, create=True)
    return merge(archive, VectorIndex(archive, url=settings.chroma_url), opened, progress=progress, wait=WAIT)


def ingests(folder: Path) -> list[dict[str, Any]]:
    """The reports of the last ingests that are kept in an archive, the newest first; CallError where there is none."""
    return reports(Archive.open(folder))


def articles_in(sources: Iterable[str | Path]) -> int:
    """Roughly how many articles the sources hold: lines of JSON Lines, files of folders, one of anything else."""

    def lines(path: Path) -> int:
        with suppress(OSError):  # what is wrong with it, its reading says
            if path.is_file():
                with path.open("rb") as file:
                    return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
        return 1

    def files_of(path: Path) -> Iterable[Path]:
        if not path.is_dir():
            yield path
        for folder, folders, names in os.walk(path):
            if len(Path(folder).parts) - len(path.parts) >= DEEPEST_FOLDER:
                folders.clear()
            yield from (Path(folder, name) for name in names if not name.startswith("."))

    local = [path for source in sources if "://" not in str(source) for path in files_of(Path(source))]
    remote = sum("://" in str(source) for source in sources)
    return remote + sum(lines(path) if path.suffix.lower() in (".jsonl", ".ndjson") else 1 for path in local)


def status(folder: Path, settings: Settings) -> dict[str, Any]:
    """What the archive holds and whether it is whole: JSON types. Nothing is repaired or changed by asking."""
    archive = Archive.open(folder)
    articles, passages = archive.counts()
    health = VectorIndex(archive, url=settings.chroma_url).health()
    return {
        "archive": str(folder),
        "articles": articles,
        "passages": passages,
        "oldest": archive.oldest(),
        "newest": archive.newest(),
        **archive.tally(),
        "embedder": archive.meta("embedder"),
        "switching_to": archive.meta("switching_to"),
        "stored_passages": health.expected,
        "vectors": health.vectors,
        "pending": health.pending,
        "vectors_in": health.place,
        "trouble": health.trouble or _pending(health.pending, health.vectors, health.expected),
        "writer": holder(folder),
        "database_bytes": _bytes(folder.glob("archive.db*")),
        "vectors_bytes": _bytes((folder / "chroma").rglob("*")),
        "whole": health.whole,
    }


def reindex(
    folder: Path, settings: Settings, *, yes: bool = False, say: Say, moved: Callable[[int], None] | None = None
) -> int:
    """Rebuild the vectors from the archive's bytes, or with another embedder; returns how many there are.

    Another embedder costs time or money: without `yes` it is said, and CallError raised.
    """
    archive = Archive.open(folder)
    index = VectorIndex(archive, url=settings.chroma_url)
    made_by = archive.meta("embedder")
    with locked(folder, wait=WAIT, say=say):
        model = embedder_of(settings)
        if made_by in (None, model.name):
            return index.rebuild(moved)
        passages, tokens = cost(archive, model)
        line = (
            f"switching from {made_by} to {model.name} embeds {counted(passages, 'passage')}, about {tokens:,} tokens"
        )
        if not yes:
            raise CallError(f"{line}: add --yes to do it")
        say(line)
        return switch(archive, index, model, moved)


def restore(folder: Path, settings: Settings, ids: Sequence[str]) -> int:
    """Bring removed articles back, all of them where no ids are given; returns how many."""
    archive = Archive.open(folder)
    back = archive.restore(ids or None)
    _sync(archive, settings)
    return back


def compact(folder: Path, settings: Settings) -> Compacted:
    """Delete removed articles for good, but none that something kept cites."""
    archive = Archive.open(folder)
    found: dict[str, list[str]] = {}

    def cited() -> Iterable[str]:
        found.update(_cited(folder, archive))
        return found

    gone = archive.compact(cited)
    _sync(archive, settings)
    return Compacted(gone, {row.id: found[row.id] for row in archive.browse(removed=True, limit=-1)})


def move(folder: Path, to: str, *, say: Say, moved: Callable[[int], None] | None = None) -> int:
    """Put the vectors on a Chroma server (`http://host:port`) or back into the archive's `folder`; embeds nothing.

    Stopped midway, the same call goes on; the old place is emptied last. Returns how many vectors there are.
    """
    if to != FOLDER and not to.startswith(("http://", "https://")):
        raise CallError(
            f"the vectors can be moved to an http(s) address of a Chroma server, or to `{FOLDER}`, not to {to!r}"
        )
    archive = Archive.open(folder)
    new, old = VectorIndex(archive, url=to.rstrip("/")), VectorIndex(archive)
    with locked(folder, wait=WAIT, say=say):
        before = old.place
        if before != new.place:
            new.drop()  # which fails where no server answers, before anything is changed
            archive.set_meta("moving_from", before)
            new.rebuild(moved)
        new.prepare()  # which ends what was stopped midway
        if (emptied := archive.meta("moving_from")) and emptied != new.place:
            VectorIndex(archive, url=emptied).drop()
            archive.set_meta("moving_from", None)
        return new.count()


def difference(folder: Path, id: str, old: int | None = None, new: int | None = None) -> dict[str, Any]:
    """What changed between two versions of an article, the last two where none are named, sentence by sentence.

    `changes`: `{"op": "same" | "removed" | "added", "text"}`. Raises CallError where there is one version only.
    """
    archive = Archive.open(folder)
    versions = [one.version for one in archive.versions(id)]
    last = versions[-1] if new is None else new
    first = (max((one for one in versions if one < last), default=None)) if old is None else old
    if first is None:
        raise CallError(f"article {id!r} has one version only: there is nothing to compare")
    before, after = archive.article(id, first), archive.article(id, last)
    changes = []
    for line in difflib.ndiff(_sentences(before.text), _sentences(after.text)):
        if line[0] != "?":
            changes.append({"op": {" ": "same", "-": "removed", "+": "added"}[line[0]], "text": line[2:]})
    fields = {
        name: [getattr(before, name), getattr(after, name)]
        for name in ("title", "source", "published", "updated", "url", "kind")
        if getattr(before, name) != getattr(after, name)
    }
    return {"id": id, "from": first, "to": last, "fields": fields, "changes": changes}


def _sync(archive: Archive, settings: Settings) -> None:
    with locked(archive.folder, wait=WAIT):
        VectorIndex(archive, url=settings.chroma_url).prepare()


def _sentences(text: str) -> list[str]:
    return [" ".join(text[span.start : span.end].split()) for span in sentence_spans(text)]


def _pending(pending: int, vectors: int, expected: int) -> str | None:
    if pending:
        waiting = counted(pending, "passage")
        return f"{waiting} not yet in the vector index: the next ingest, or `briefing reindex`, puts them in"
    return (
        None
        if vectors == expected
        else f"{counted(abs(expected - vectors), 'vector')} missing or too many: `briefing reindex`"
    )


def _bytes(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths if path.is_file())


def _cited(folder: Path, archive: Archive) -> dict[str, list[str]]:
    """The articles that something kept cites, each with what does, in words. Unreadable files cite nothing."""
    found = archive.documents.cited()
    for place, noun in _CITING.items():
        for file in sorted((folder / place).glob("*.json")):
            try:
                document = json.loads(file.read_bytes())
            except (OSError, ValueError):
                continue
            name = document.get("name") if isinstance(document, dict) else None
            for id in _articles_in(document):
                found.setdefault(id, []).append(f"the {noun} “{name}”" if name else f"a {noun}")
    return found


def _articles_in(document: Any) -> set[str]:  # noqa: ANN401 - whatever JSON the file holds
    """The ids in a document's citations, wherever they stand."""
    found, left = set[str](), [document]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            if isinstance(one.get("article_id"), str) and "quote" in one:
                found.add(one["article_id"])
            left += one.values()
        elif isinstance(one, list):
            left += one
    return found
