"""The SQLite library: articles, versions, passages, full text, and the vectors' bytes. The source of truth."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from corpus import clock
from corpus.article import Article, Passage, content_hash
from corpus.errors import CallError
from corpus.models import Vectors
from corpus.store.arrivals import COMPACTED, RESTORED, Arrivals
from corpus.store.beside.documents import Documents
from corpus.store.beside.families import Families
from corpus.store.beside.origins import Origins
from corpus.store.beside.other_vectors import OtherVectors
from corpus.store.indexing import Indexing
from corpus.store.locks import locked
from corpus.store.passages import Hit, Passages
from corpus.store.reads import VERSION_FIELDS, Lookup, Row
from corpus.store.schema import OUT, PENDING
from corpus.text.folding import fold
from corpus.text.speakers import replying

__all__ = ["Archive", "Hit", "Row", "Standing", "passage_hash"]

SYNC = "sync"  # who removed an article: a source that no longer has it; it comes back with the source

_REPLACED = ", ".join(f"{name} = excluded.{name}" for name in VERSION_FIELDS.split(", "))
_UNSWEPT = "unswept"  # a note: deleted words may still stand in the file


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands to the archive: `added`, `updated`, `unchanged` or `duplicate`; and its id there."""

    outcome: str
    id: str
    version: int
    text_known: bool


class Archive(Lookup):
    """One folder's archive: all of `Lookup`, and what changes it. Safe to share between threads.

    `passages` is for search; `arrivals` knows when what came; `documents` are kept beside the articles; `families`
    finds near-copies; `origins` knows which source gave what; `indexing` and `other_vectors` are for the vectors.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.passages = Passages(self)
        self.arrivals = Arrivals(self)
        self.documents = Documents(self)
        self.families = Families(self)
        self.indexing = Indexing(self)
        self.other_vectors = OtherVectors(self)
        self.origins = Origins(self)

    def standing(self, article: Article) -> Standing:
        """What storing the article would do, and under which id. Look-ups by index alone: it runs for every article."""
        db = self.db
        text = db.execute("SELECT id FROM texts WHERE hash = ?", (content_hash(article.text),)).fetchone()
        id = article.id
        if article.key:
            row = db.execute("SELECT id FROM articles WHERE key = ?", (article.key,)).fetchone()
            if row is not None:
                id = str(row[0])
            elif article.before and text and (known_as := self.carrier(text[0], article.before)):
                return Standing("unchanged", *known_as, True)
            elif db.execute("SELECT 1 FROM articles WHERE id = ?", (id,)).fetchone():
                id = f"{id}-{content_hash(article.key)[:8]}"
        newest = db.execute(
            f"SELECT version, text, {VERSION_FIELDS} FROM versions WHERE article = ? ORDER BY version DESC LIMIT 1",
            (id,),
        ).fetchone()
        # What passages and vectors need; a text without sentences has none, and is known all the same.
        known = text is not None
        if newest is None:
            carried = (
                known
                and db.execute(
                    "SELECT 1 FROM versions v JOIN articles a ON a.id = v.article WHERE v.text = ? AND a.removed IS "
                    "NULL",
                    text,
                ).fetchone()
            )
            return Standing("duplicate" if carried else "added", id, 1, known)
        version, same_text = int(newest[0]), known and newest[1] == text[0]
        gone = db.execute(
            "SELECT removed_by = ? FROM articles WHERE id = ? AND removed IS NOT NULL", (SYNC, id)
        ).fetchone()
        if gone is not None and gone[0]:  # its source has it again
            return Standing("added", id, version if same_text else version + 1, known)
        if not same_text:
            return Standing("updated", id, version + 1, known)
        return Standing("unchanged" if newest[2:] == _version_values(article) else "updated", id, version, True)

    def store(
        self,
        article: Article,
        standing: Standing,
        passages: Sequence[Passage],
        vectors: Vectors | None,
        *,
        origin: str = "",
        now: str | None = None,
    ) -> None:
        """Write an article as its standing says; `passages` and `vectors` belong to a text not yet known.

        Within the caller's transaction. `origin`: the source that gave it; `now`: the moment of its arrival, by default
        the clock's. What a person took out stays out.
        """
        db, digest = self.db, content_hash(article.text)
        db.execute("INSERT OR IGNORE INTO texts (hash, text) VALUES (?, ?)", (digest, article.text))
        text_id = int(db.execute("SELECT id FROM texts WHERE hash = ?", (digest,)).fetchone()[0])
        back = f"UPDATE articles SET removed = NULL, removed_by = NULL WHERE id = ? AND removed_by = '{SYNC}'"
        if db.execute(back, (standing.id,)).rowcount:
            self.set_meta(RESTORED, clock.now())
        db.execute(
            "INSERT INTO articles (id, key, seq) VALUES (?, ?, (SELECT COALESCE(MAX(seq), 0) + 1 FROM articles))"
            " ON CONFLICT (id) DO NOTHING",
            (standing.id, article.key or None),
        )
        self.origins.note(standing.id, origin)
        db.execute(
            f"INSERT INTO versions (article, version, text, effective, arrived, {VERSION_FIELDS})"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (article, version) DO UPDATE SET"
            f" text = excluded.text, effective = excluded.effective, {_REPLACED}",
            (standing.id, standing.version, text_id, article.effective, self._arrival(now), *_version_values(article)),
        )
        if vectors is not None:
            for passage, vector in zip(passages, vectors, strict=True):
                db.execute(
                    "INSERT INTO passages (text, start, end, title, body, hash, vector, indexed)"
                    " VALUES (?, ?, ?, '', ?, ?, ?, ?)",
                    (
                        text_id,
                        passage.start,
                        passage.end,
                        fold(passage.text),
                        passage_hash(article, passage),
                        np.asarray(vector, dtype="<f4").tobytes(),
                        OUT,
                    ),
                )
        if not standing.text_known:
            self.families.find(text_id)
        self._texts_changed([text_id] if standing.version == 1 else self._texts_of(standing.id))

    def _arrival(self, now: str | None) -> str:
        """The moment of what arrives: later than that of all that was there, whatever the clock does."""
        at = now or clock.now()
        last = self.arrivals.last_of_all() or ""
        return at if at > last else clock.moment(datetime.fromisoformat(last) + timedelta(microseconds=1))

    def known_vectors(self, hashes: Sequence[str]) -> dict[str, Vectors]:
        """The vectors already made for passages with these hashes, so that nothing is embedded twice."""
        found: dict[str, Vectors] = {}
        for digest in hashes:
            row = self.db.execute("SELECT vector FROM passages WHERE hash = ? LIMIT 1", (digest,)).fetchone()
            if row is not None:
                found[digest] = np.frombuffer(row[0], dtype="<f4")
        return found

    # Taking out, bringing back

    def remove(self, ids: Iterable[str]) -> int:
        """Take articles out of every search, list and count; they can be restored. Returns how many were in.

        Raises CallError for an id that is not there, and WorkError when the lock is held.
        """
        with locked(self.folder, wait=10), self.write():
            return self.take_out(self._existing(ids), by=None)

    def restore(self, ids: Iterable[str] | None = None) -> int:
        """Bring back what was removed, all of it where no ids are given; returns how many came back.

        What comes back is no longer tied to its source: the next `--sync` leaves it alone. Raises as `remove`.
        """
        with locked(self.folder, wait=10), self.write() as db:
            chosen = (
                self._existing(ids)
                if ids is not None
                else [str(row[0]) for row in db.execute("SELECT id FROM articles WHERE removed IS NOT NULL")]
            )
            back = 0
            for id in chosen:
                back += db.execute(
                    "UPDATE articles SET removed = NULL, removed_by = NULL WHERE id = ? AND removed IS NOT NULL", (id,)
                ).rowcount
                db.execute("DELETE FROM origins WHERE article = ?", (id,))
                self._texts_changed(self._texts_of(id))
            self.set_meta(RESTORED, clock.now())
            return back

    def take_out(self, ids: Iterable[str], *, by: str | None) -> int:
        """Mark articles as removed, within the caller's transaction and lock; returns how many were in."""
        today, out = clock.today(), 0
        for id in ids:
            changed = self.db.execute(
                "UPDATE articles SET removed = ?, removed_by = ? WHERE id = ? AND removed IS NULL", (today, by, id)
            ).rowcount
            if changed:
                out += 1
                self._texts_changed(self._texts_of(id))
        return out

    def compact(self, cited: Callable[[], Iterable[str]] = tuple) -> int:
        """Delete what was removed for good: articles, versions, texts, passages, vectors. Returns how many articles.

        What a kept document cites stays, and so do the articles that `cited` names, asked under the lock; no search
        finds them. The vectors leave Chroma at its next sync. Raises WorkError when the lock is held or the disk
        refuses.
        """
        with locked(self.folder, wait=10):
            with self.write() as db:
                kept = {*cited(), *self.documents.cited()}
                removed = db.execute("SELECT id FROM articles WHERE removed IS NOT NULL").fetchall()
                gone = [str(id) for (id,) in removed if id not in kept]
                for id in gone:
                    texts = self._texts_of(id)
                    db.execute("DELETE FROM articles WHERE id = ?", (id,))
                    for text in texts:
                        if db.execute("SELECT 1 FROM versions WHERE text = ? LIMIT 1", (text,)).fetchone() is None:
                            self._texts_changed([text])
                            db.execute("DELETE FROM passages WHERE text = ?", (text,))
                            db.execute("DELETE FROM bands WHERE text = ?", (text,))
                            db.execute("DELETE FROM texts WHERE id = ?", (text,))
                if gone:
                    self.set_meta(_UNSWEPT, "1")
                    self.set_meta(COMPACTED, clock.now())
            if self.meta(_UNSWEPT):  # also what a kill or a full disk kept from its end the last time
                with self.write() as db:
                    db.execute("INSERT INTO words (words) VALUES ('optimize')")
                self.db.execute("VACUUM")
                # Else the deleted words stay in the file beside it; a reader under way can hinder it.
                hindered = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
                if not hindered:
                    self.set_meta(_UNSWEPT, None)
            return len(gone)

    # Inside

    def _existing(self, ids: Iterable[str]) -> list[str]:
        chosen = list(dict.fromkeys(ids))
        for id in chosen:
            if self.db.execute("SELECT 1 FROM articles WHERE id = ?", (id,)).fetchone() is None:
                raise CallError(f"the archive holds no article {id!r}: `briefing search` shows the ids")
        return chosen

    def _texts_of(self, id: str) -> list[int]:
        rows = self.db.execute("SELECT DISTINCT text FROM versions WHERE article = ?", (id,))
        return [int(row[0]) for row in rows]

    def _texts_changed(self, texts: Iterable[int]) -> None:
        """Bring passages and full text to what the carriers of these texts now say.

        A text is found by the title of each article that carries it, and not at all when none is left. What Chroma
        must learn waits as PENDING, or in `dropped`.
        """
        db = self.db
        for text_id in texts:
            titles = [
                fold(str(row[0]))
                for row in db.execute(
                    "SELECT v.title FROM versions v JOIN articles a ON a.id = v.article"
                    " WHERE v.text = ? AND a.removed IS NULL ORDER BY a.seq, v.version",
                    (text_id,),
                )
            ]
            title = "\n".join(dict.fromkeys(titles))
            rows = db.execute("SELECT id, title, body, indexed FROM passages WHERE text = ?", (text_id,)).fetchall()
            for id, before, body, state in rows:
                if state != OUT and (not titles or title != before):
                    db.execute(
                        "INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)", (id, before, body)
                    )
                if titles and (state == OUT or title != before):
                    db.execute("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", (id, title, body))
                    db.execute("UPDATE passages SET title = ? WHERE id = ?", (title, id))
                if titles:
                    db.execute("DELETE FROM dropped WHERE passage = ?", (id,))
                elif state != OUT:
                    db.execute("INSERT OR IGNORE INTO dropped VALUES (?)", (id,))
            db.execute("UPDATE passages SET indexed = ? WHERE text = ?", (PENDING if titles else OUT, text_id))


def passage_hash(article: Article, passage: Passage) -> str:
    """What decides whether a passage's vector is already known: all that is embedded."""
    return content_hash(article.title, article.day, replying(article.text, passage.start, passage.end))


def _version_values(article: Article) -> tuple[object, ...]:
    metadata = json.dumps(dict(article.metadata), ensure_ascii=False, sort_keys=True, default=str)
    a = article
    return (a.title, a.source, a.author, a.url, a.published, a.updated, a.language, a.kind, metadata)
