"""Looking through an archive without asking it: counts, lists, removing and restoring."""

import re
from dataclasses import dataclass

from corpus.archive import Archive
from corpus.folding import fold

_NEWEST = (
    "FROM versions v JOIN articles a ON a.id = v.article"
    " WHERE v.version = (SELECT MAX(w.version) FROM versions w WHERE w.article = v.article)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a list; `removed` is the day on which it was taken out, None while it is in."""

    id: str
    title: str
    source: str | None
    kind: str | None
    published: str
    removed: str | None = None


def counts_by(archive: Archive, field: str) -> list[tuple[str, int]]:
    """How many articles there are by `month` (in order of time), `source` or `kind` (the most first)."""
    column = {"month": "substr(v.published, 1, 7)", "source": "v.source", "kind": "v.kind"}[field]
    order = "1" if field == "month" else "2 DESC, 1"
    rows = archive.db.execute(
        f"SELECT COALESCE({column}, '') , COUNT(*) {_NEWEST} AND a.removed IS NULL GROUP BY 1 ORDER BY {order}"
    )
    return [(str(name), int(count)) for name, count in rows]


def oldest(archive: Archive) -> str | None:
    """The oldest day of publication, `YYYY-MM-DD`."""
    found = archive.db.execute(f"SELECT MIN(v.published) {_NEWEST} AND a.removed IS NULL").fetchone()[0]
    return str(found)[:10] if found else None


def listing(
    archive: Archive,
    *,
    words: str = "",
    source: str | None = None,
    kind: str | None = None,
    since: str | None = None,
    until: str | None = None,
    removed: bool = False,
) -> list[Row]:
    """The articles in their newest versions that fit, the newest first; `words` must all stand in one passage."""
    where, values = ["a.removed IS " + ("NOT NULL" if removed else "NULL")], []
    for condition, value in (
        ("v.source = ?", source),
        ("v.kind = ?", kind),
        ("v.published >= ?", since),
        ("substr(v.published, 1, 10) <= ?", until),
    ):
        if value:
            where.append(condition)
            values.append(value)
    terms = re.findall(r"\w+", fold(words))
    if terms:
        where.append("v.text IN (SELECT p.text FROM words JOIN passages p ON p.id = words.rowid WHERE words MATCH ?)")
        values.append(" ".join(f'"{term}"' for term in terms[:20]))
    rows = archive.db.execute(
        f"SELECT a.id, substr(v.title, 1, 400), v.source, v.kind, v.published, a.removed {_NEWEST}"
        f" AND {' AND '.join(where)}"
        " ORDER BY v.published DESC, a.seq DESC",
        values,
    )
    return [Row(*(None if cell is None else str(cell) for cell in row)) for row in rows]  # type: ignore[arg-type]


def remove(archive: Archive, id: str) -> None:
    """Take an article out of every answer and list; it stays in the file and can be restored."""
    archive.remove([id])


def restore(archive: Archive, id: str) -> None:
    """Bring a removed article back."""
    archive.restore([id])
