"""The archive's tables, and the steps that bring an older archive up to date."""

import sqlite3

from corpus.errors import CallError
from corpus.store.connection import damaged

# A text is stored once, whoever carries it; versions tie articles to texts, so that a copy costs one row.
_FIRST = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE texts (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, key TEXT UNIQUE, origin TEXT NOT NULL DEFAULT '', removed TEXT,
    seq INTEGER NOT NULL UNIQUE
) WITHOUT ROWID;
CREATE TABLE versions (
    article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE, version INTEGER NOT NULL,
    text INTEGER NOT NULL REFERENCES texts(id), title TEXT NOT NULL, source TEXT, author TEXT, url TEXT,
    published TEXT NOT NULL, updated TEXT, effective TEXT NOT NULL, language TEXT, kind TEXT, metadata TEXT NOT NULL,
    PRIMARY KEY (article, version)
) WITHOUT ROWID;
CREATE INDEX versions_text ON versions(text);
CREATE INDEX versions_day ON versions(published);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, text INTEGER NOT NULL REFERENCES texts(id), start INTEGER NOT NULL,
    end INTEGER NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL, vector BLOB NOT NULL,
    indexed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX passages_text ON passages(text);
CREATE INDEX passages_hash ON passages(hash);
CREATE INDEX passages_pending ON passages(id) WHERE indexed = 0;
CREATE TABLE dropped (passage INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE words USING fts5(title, body, content='passages', content_rowid='id', tokenize='porter unicode61');
CREATE TABLE feeds (source TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
"""

# What a source gave (for `--sync`), what was taken out and why, near-copies, and vectors of another embedder under way.
_SECOND = """
ALTER TABLE articles ADD COLUMN removed_by TEXT;
CREATE TABLE origins (
    article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE, origin TEXT NOT NULL, PRIMARY KEY (article, origin)
) WITHOUT ROWID;
CREATE INDEX origins_origin ON origins(origin);
CREATE INDEX passages_out ON passages(id) WHERE indexed = 2;
CREATE TABLE near (text INTEGER PRIMARY KEY REFERENCES texts(id) ON DELETE CASCADE, family INTEGER NOT NULL);
CREATE INDEX near_family ON near(family);
CREATE TABLE bands (band INTEGER NOT NULL, text INTEGER NOT NULL, PRIMARY KEY (band, text)) WITHOUT ROWID;
CREATE INDEX bands_text ON bands(text);
CREATE TABLE other_vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages(id) ON DELETE CASCADE, vector BLOB NOT NULL
);
INSERT OR IGNORE INTO meta VALUES ('archive', lower(hex(randomblob(6))));
"""

# When each version was first held ('': before this was recorded), and documents that are kept beside the articles, with
# the versions that they cite: none of these is ever deleted.
_THIRD = """
ALTER TABLE versions ADD COLUMN arrived TEXT NOT NULL DEFAULT '';
CREATE INDEX versions_arrived ON versions(arrived);
CREATE TABLE documents (
    kind TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (kind, name, number)
) WITHOUT ROWID;
CREATE TABLE cited (
    kind TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, article TEXT NOT NULL, version INTEGER NOT NULL,
    PRIMARY KEY (kind, name, number, article, version),
    FOREIGN KEY (kind, name, number) REFERENCES documents(kind, name, number) ON DELETE CASCADE,
    FOREIGN KEY (article, version) REFERENCES versions(article, version)
) WITHOUT ROWID;
CREATE INDEX cited_article ON cited(article, version);
INSERT INTO meta SELECT 'arrivals_since', strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')
    WHERE EXISTS (SELECT 1 FROM versions);
"""

STEPS = (_FIRST, _SECOND, _THIRD)
"""Step N brings an archive of schema N to schema N + 1; a released step is never changed, only followed by another."""
VERSION = len(STEPS)

PENDING, INDEXED, OUT = 0, 1, 2
"""`passages.indexed`: waits for the vector index, is in it, is out of every search since no article carries it."""


def prepare(db: sqlite3.Connection, *, new: bool = True) -> None:
    """Make the tables of a new archive, or migrate an older one; CallError for one made by a newer program.

    `new`: whether nothing speaks for an archive that was there before. WorkError: one has lost its tables.
    """
    if (found := _schema(db)) == VERSION:
        return
    if found > VERSION:
        raise CallError(f"the archive has schema {found}, this program knows {VERSION}: update briefing-assistant")
    db.execute("BEGIN IMMEDIATE")  # of two processes that open it at once, the second finds the work done
    try:
        if not _schema(db):
            _refuse_other(db, new=new)
        for step in STEPS[_schema(db) :]:
            for statement in step.split(";\n"):
                if statement.strip():
                    db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _refuse_other(db: sqlite3.Connection, *, new: bool) -> None:
    """A file of another program is not written into, and an archive that was emptied is not taken for a new one."""
    if db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None:
        raise CallError("archive.db is a database of another program: name another folder with --archive")
    if not new:
        raise damaged("it is empty, though articles were stored here")


def _schema(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])
