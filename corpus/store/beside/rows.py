"""Single rows of an archive for those who stand beside it: merging, looking again, alerting."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from corpus.models.base import Vectors
from corpus.store.database import Database

_NOTES = (("feeds", "source, state", ""), ("meta", "name, value", " WHERE name GLOB 'rejected *'"))


class Ever(NamedTuple):
    """A version that an archive has or had: its article, and whether that is there; its text, with how many passages;
    of which report it is; its outlet and days; and when it arrived, empty where that was not recorded.
    """

    article: str
    there: bool
    text: int
    passages: int
    family: int
    outlet: str
    published: str
    updated: str
    arrived: str


def ever(archive: Database) -> list[Ever]:
    """Each version of each article that is there, or was removed and not deleted for good."""
    rows = archive.db.execute(
        "SELECT v.article, a.removed IS NULL, v.text, (SELECT COUNT(*) FROM passages p WHERE p.text = v.text),"
        " COALESCE(n.family, v.text), COALESCE(v.source, ''), substr(v.published, 1, 10),"
        " COALESCE(substr(v.updated, 1, 10), ''), v.arrived"
        " FROM versions v JOIN articles a ON a.id = v.article LEFT JOIN near n ON n.text = v.text"
    )
    return [Ever(str(row[0]), bool(row[1]), *row[2:]) for row in rows]


def in_order(archive: Database) -> list[tuple[Any, ...]]:
    """The versions of the articles that are there, in the order of arrival: (arrived, sequence, version, id)."""
    rows: list[tuple[Any, ...]] = archive.db.execute(
        "SELECT v.arrived, a.seq, v.version, a.id FROM versions v JOIN articles a ON a.id = v.article"
        " WHERE a.removed IS NULL ORDER BY v.arrived, a.seq, v.version"
    ).fetchall()
    return rows


def origins_of(archive: Database, id: str) -> list[str]:
    """Where an article came from."""
    return [str(row[0]) for row in archive.db.execute("SELECT origin FROM origins WHERE article = ?", (id,))]


def versions_of(archive: Database, id: str) -> list[tuple[int, str]]:
    """The versions of an article, each with the hash of its text."""
    found = "SELECT v.version, t.hash FROM versions v JOIN texts t ON t.id = v.text WHERE v.article = ?"
    return [(int(version), str(hash)) for version, hash in archive.db.execute(found, (id,))]


def take_notes(archive: Database, other: Database) -> None:
    """Take over what the next visit to a source needs to know, where nothing is known of it here."""
    with archive.write() as db:
        for table, columns, where in _NOTES:
            rows = other.db.execute(f"SELECT {columns} FROM {table}{where}").fetchall()
            db.executemany(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES (?, ?)", rows)


def passages_of(archive: Database, hash: str) -> Iterator[tuple[int, int, Vectors]]:
    """The passages of a text, by its hash: start, end, and vector `[dimension]`."""
    for start, end, vector in archive.db.execute(
        "SELECT p.start, p.end, p.vector FROM passages p JOIN texts t ON t.id = p.text WHERE t.hash = ? ORDER BY p.id",
        (hash,),
    ):
        yield start, end, np.frombuffer(vector, dtype="<f4")


def vectors_of(archive: Database, text: int) -> list[Vectors]:
    """The vectors of the passages of a text."""
    rows = archive.db.execute("SELECT vector FROM passages WHERE text = ?", (text,)).fetchall()
    return [np.frombuffer(row[0], dtype="<f4") for row in rows]


def text_of(archive: Database, id: str, version: int) -> int:
    """The number of the text of a version, which copies share."""
    row = archive.db.execute("SELECT text FROM versions WHERE article = ? AND version = ?", (id, version)).fetchone()
    return int(row[0])


def is_there(archive: Database, id: str) -> bool:
    """Whether an article is in the archive and not removed."""
    row = archive.db.execute("SELECT removed FROM articles WHERE id = ?", (id,)).fetchone()
    return row is not None and row[0] is None


def known_as(archive: Database, name: str, key: str) -> str | None:
    """The article of a feed's entry, by its own id, its key or its link."""
    for found in (
        "SELECT id FROM articles WHERE key = ?2 OR id = ?1",
        "SELECT article FROM versions WHERE url = ?1 OR ?2 = ''",
    ):
        if (row := archive.db.execute(found, (name, key)).fetchone()) is not None:
            return str(row[0])
    return None
