"""The SQLite library: articles, versions, passages, full text, and the vectors' bytes. The source of truth."""

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.article import Article, Passage, content_hash
from corpus.errors import CallError, WorkError
from corpus.folding import fold
from corpus.models import Vectors
from corpus.schema import prepare

VERSION_FIELDS = "title, source, author, url, published, updated, language, kind, metadata"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands to the archive: `added`, `updated`, `unchanged` or `duplicate`; and its id there."""

    outcome: str
    id: str
    version: int
    text_known: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A stored passage and the version through which a reader may see it. `also`: ids of exact copies."""

    passage: int
    text_id: int
    start: int
    end: int
    text: str
    article: Article
    also: tuple[str, ...]


class Archive:
    """One folder's `archive.db`. Safe to share between threads: each gets a connection of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._local = threading.local()

    @classmethod
    def open(cls, folder: str | Path, *, create: bool = False) -> "Archive":
        """The archive in `folder`. Raises CallError where there is none and `create` is false."""
        archive = cls(Path(folder))
        if not archive.path.is_file():
            if not create:
                raise CallError(f"there is no archive in {folder}: make one with `briefing ingest SOURCE --archive {folder}`")
            try:
                archive.folder.mkdir(parents=True, exist_ok=True)
            except OSError as exc:
                raise CallError(f"the archive cannot be made in {folder}: {exc.strerror}") from exc
        try:
            prepare(archive.db)
        except sqlite3.DatabaseError as exc:
            raise WorkError(f"the archive in {folder} cannot be read ({exc}): restore archive.db from a backup") from exc
        return archive

    @property
    def path(self) -> Path:
        """Where the SQLite file lies."""
        return self.folder / "archive.db"

    @property
    def db(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "db", None)
        if found is None:
            found = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            found.execute("PRAGMA journal_mode = WAL")
            found.execute("PRAGMA synchronous = NORMAL")
            found.execute("PRAGMA foreign_keys = ON")
            self._local.db = found
        return found

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing. Raises WorkError when the disk refuses."""
        db = self.db
        try:
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")
        except sqlite3.OperationalError as exc:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise WorkError(f"the archive cannot be written ({exc}): free disk space or check its folder's rights") from exc
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise

    # What is known of it

    def meta(self, name: str) -> str | None:
        """A note of the archive about itself, such as `embedder` or `generation`."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, name: str, value: str) -> None:
        """Keep a note; within the caller's transaction where there is one."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def counts(self) -> tuple[int, int]:
        """Articles without copies, and their passages."""
        row = self.db.execute(
            "SELECT COUNT(DISTINCT v.text) FROM versions v JOIN articles a ON a.id = v.article WHERE a.removed IS NULL"
            " AND v.version = (SELECT MAX(version) FROM versions w WHERE w.article = v.article)"
        ).fetchone()
        passages = self.db.execute(
            "SELECT COUNT(*) FROM passages WHERE text IN (SELECT v.text FROM versions v JOIN articles a ON a.id = v.article"
            " WHERE a.removed IS NULL AND v.version = (SELECT MAX(version) FROM versions w WHERE w.article = v.article))"
        ).fetchone()
        return int(row[0]), int(passages[0])

    def newest(self) -> str | None:
        """The newest day of publication, `YYYY-MM-DD`; None in an empty archive."""
        row = self.db.execute(
            "SELECT MAX(v.published) FROM versions v JOIN articles a ON a.id = v.article WHERE a.removed IS NULL"
        ).fetchone()
        return str(row[0])[:10] if row[0] else None

    # Articles

    def article(self, id: str, version: int | None = None) -> Article:
        """The article in the version asked for, or its newest. Raises CallError where there is none."""
        row = self.db.execute(
            f"SELECT v.article, a.key, v.version, t.text, {', '.join('v.' + n for n in VERSION_FIELDS.split(', '))}"
            " FROM versions v JOIN texts t ON t.id = v.text JOIN articles a ON a.id = v.article"
            " WHERE v.article = ? AND (? IS NULL OR v.version = ?) ORDER BY v.version DESC LIMIT 1",
            (id, version, version),
        ).fetchone()
        if row is None:
            what = f"article {id!r}" if version is None else f"version {version} of {id!r}"
            raise CallError(f"the archive holds no {what}: `briefing search` shows the ids")
        return _article(row)

    def versions(self, id: str) -> list[Article]:
        """All versions of an article, oldest first."""
        numbers = self.db.execute("SELECT version FROM versions WHERE article = ? ORDER BY version", (id,)).fetchall()
        return [self.article(id, int(number)) for (number,) in numbers] or [self.article(id)]

    def copies(self, id: str) -> list[str]:
        """Ids of the other articles whose newest version has the exact text of this one's."""
        rows = self.db.execute(
            "SELECT o.article FROM versions o JOIN articles a ON a.id = o.article WHERE o.article != ? AND a.removed IS NULL"
            " AND o.version = (SELECT MAX(version) FROM versions w WHERE w.article = o.article) AND o.text ="
            " (SELECT text FROM versions WHERE article = ? ORDER BY version DESC LIMIT 1) ORDER BY a.seq",
            (id, id),
        )
        return [str(row[0]) for row in rows]

    def standing(self, article: Article) -> Standing:
        """What storing the article would do, and under which id."""
        db = self.db
        text = db.execute("SELECT id FROM texts WHERE hash = ?", (content_hash(article.text),)).fetchone()
        id = article.id
        if article.key:
            row = db.execute("SELECT id FROM articles WHERE key = ?", (article.key,)).fetchone()
            if row is not None:
                id = str(row[0])
            elif db.execute("SELECT 1 FROM articles WHERE id = ?", (id,)).fetchone():
                id = f"{id}-{content_hash(article.key)[:8]}"
        newest = db.execute(
            f"SELECT version, text, {VERSION_FIELDS} FROM versions WHERE article = ? ORDER BY version DESC LIMIT 1", (id,)
        ).fetchone()
        if newest is None:
            carried = text is not None and db.execute("SELECT 1 FROM versions WHERE text = ?", text).fetchone()
            return Standing("duplicate" if carried else "added", id, 1, text is not None)
        if text is None or newest[1] != text[0]:
            return Standing("updated", id, int(newest[0]) + 1, text is not None)
        same = newest[2:] == _version_values(article) and not db.execute(
            "SELECT 1 FROM articles WHERE id = ? AND removed IS NOT NULL", (id,)
        ).fetchone()
        return Standing("unchanged" if same else "updated", id, int(newest[0]), True)

    def store(self, article: Article, standing: Standing, passages: Sequence[Passage], vectors: Vectors | None) -> None:
        """Write an article as its standing says; `passages` and `vectors` belong to a text not yet known."""
        db, digest = self.db, content_hash(article.text)
        db.execute("INSERT OR IGNORE INTO texts (hash, text) VALUES (?, ?)", (digest, article.text))
        text_id = int(db.execute("SELECT id FROM texts WHERE hash = ?", (digest,)).fetchone()[0])
        db.execute(
            "INSERT INTO articles (id, key, seq) VALUES (?, ?, (SELECT COALESCE(MAX(seq), 0) + 1 FROM articles))"
            " ON CONFLICT (id) DO UPDATE SET removed = NULL",
            (standing.id, article.key or None),
        )
        db.execute(
            f"INSERT OR REPLACE INTO versions (article, version, text, effective, {VERSION_FIELDS})"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (standing.id, standing.version, text_id, article.effective, *_version_values(article)),
        )
        if vectors is not None:
            for passage, vector in zip(passages, vectors, strict=True):
                cursor = db.execute(
                    "INSERT INTO passages (text, start, end, title, body, hash, vector) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (text_id, passage.start, passage.end, fold(article.title), fold(passage.text),
                     passage_hash(article, passage), np.asarray(vector, dtype="<f4").tobytes()),
                )
                db.execute(
                    "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
                    (cursor.lastrowid, fold(article.title), fold(passage.text)),
                )
        else:  # a copy, or new dates: what Chroma filters by has changed
            db.execute("UPDATE passages SET indexed = 0 WHERE text = ?", (text_id,))

    def known_vectors(self, hashes: Sequence[str]) -> dict[str, Vectors]:
        """The vectors already made for passages with these hashes, so that nothing is embedded twice."""
        found: dict[str, Vectors] = {}
        for digest in hashes:
            row = self.db.execute("SELECT vector FROM passages WHERE hash = ? LIMIT 1", (digest,)).fetchone()
            if row is not None:
                found[digest] = np.frombuffer(row[0], dtype="<f4")
        return found

    # What search needs

    def lexical(self, match: str, limit: int) -> list[tuple[int, float]]:
        """Passages by FTS5's bm25 (title weighted 2), best first: (passage id, score, higher is better)."""
        rows = self.db.execute(
            "SELECT rowid, -bm25(words, 2.0, 1.0) FROM words WHERE words MATCH ? ORDER BY bm25(words, 2.0, 1.0) LIMIT ?",
            (match, limit),
        )
        return [(int(row[0]), float(row[1])) for row in rows]

    def mentions(self, name: str) -> bool:
        """Whether the words of a name stand one after the other in any stored passage or title."""
        words = " ".join(re.findall(r"\w+", fold(name)))
        if not words:
            return False
        return self.db.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f'"{words}"',)).fetchone() is not None

    def hits(
        self, passages: Iterable[int], *, as_of: str, since: str | None = None, until: str | None = None,
        source: str | None = None,
    ) -> dict[int, Hit]:
        """Those of the passages that may be seen on `as_of` within the bounds, by passage id.

        An article is seen in the newest version that the as-of date allows; of a text with copies, the first
        published within the bounds carries it.
        """
        ids = list(passages)
        found: dict[int, Hit] = {}
        for at in range(0, len(ids), 500):
            chunk = ids[at : at + 500]
            rows = self.db.execute(
                f"SELECT id, text, start, end FROM passages WHERE id IN ({_marks(chunk)})", chunk
            ).fetchall()
            carriers = self._carriers(sorted({int(row[1]) for row in rows}), as_of)
            for passage, text_id, start, end in rows:
                allowed = [
                    one for one in carriers.get(text_id, [])
                    if (since is None or one.day >= since) and (until is None or one.day <= until)
                    and (source is None or (one.source or "").casefold() == source.casefold())
                ]
                if allowed:
                    also = tuple(one.id for one in carriers[text_id] if one.id != allowed[0].id)
                    text = allowed[0].text[start:end]
                    found[passage] = Hit(passage, text_id, start, end, text, allowed[0], also)
        return found

    def _carriers(self, texts: list[int], as_of: str) -> dict[int, list[Article]]:
        rows = self.db.execute(
            f"SELECT v.text, v.article, a.key, v.version, t.text, {', '.join('v.' + n for n in VERSION_FIELDS.split(', '))}"
            " FROM versions v JOIN texts t ON t.id = v.text JOIN articles a ON a.id = v.article"
            f" WHERE v.text IN ({_marks(texts)}) AND a.removed IS NULL AND v.effective <= ? AND NOT EXISTS"
            " (SELECT 1 FROM versions n WHERE n.article = v.article AND n.version > v.version AND n.effective <= ?)"
            " ORDER BY v.published, a.seq",
            (*texts, as_of, as_of),
        )
        found: dict[int, list[Article]] = {}
        for row in rows:
            found.setdefault(int(row[0]), []).append(_article(row[1:]))
        return found

    def bump(self) -> None:
        """Raise the generation number: readers see that the vectors have changed and open them again."""
        self.set_meta("generation", str(int(self.meta("generation") or 0) + 1))


def passage_hash(article: Article, passage: Passage) -> str:
    """What decides whether a passage's vector is already known: all that is embedded."""
    return content_hash(article.title, article.day, passage.text)


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _version_values(article: Article) -> tuple[object, ...]:
    metadata = json.dumps(dict(article.metadata), ensure_ascii=False, sort_keys=True, default=str)
    a = article
    return (a.title, a.source, a.author, a.url, a.published, a.updated, a.language, a.kind, metadata)


def _article(row: Sequence[object]) -> Article:
    id, key, version, text, title, source, author, url, published, updated, language, kind, metadata = row
    plain = Article(title=str(title), text=str(text), published=str(published), id=str(id), key=str(key or ""))
    return replace(
        plain, version=int(str(version)), source=_maybe(source), author=_maybe(author), url=_maybe(url),
        updated=_maybe(updated), language=_maybe(language), kind=_maybe(kind), metadata=json.loads(str(metadata)),
    )


def _maybe(value: object) -> str | None:
    return None if value is None else str(value)
