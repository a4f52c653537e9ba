"""All that an archive says of its articles, so that two archives can be told apart."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.store.archive import Archive


def held(folder: Path) -> tuple[dict[str, Any], list[Any]]:
    """The articles by id (versions, copies, near-copies, inputs), and the passages with their vectors, in order.

    Without the moments of arrival and the numbers of rows.
    """
    archive = Archive.open(folder)
    ids = [row.id for row in archive.browse(limit=10**6)]
    return {
        id: (
            [replace(one, metadata=dict(one.metadata)) for one in archive.versions(id)],
            archive.copies(id),
            archive.near(id),
            sorted(archive.db.execute("SELECT origin FROM origins WHERE article = ?", (id,)).fetchall()),
        )
        for id in ids
    }, archive.db.execute(
        "SELECT t.hash, p.start, p.end, p.hash, p.vector FROM passages p JOIN texts t ON t.id = p.text ORDER BY p.id"
    ).fetchall()
