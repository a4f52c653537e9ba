"""The archive's tables, and the steps that bring an older archive up to date."""

import sqlite3

from corpus.errors import CallError

VERSION = 1

# A text is stored once, whoever carries it; versions tie articles to texts, so that a copy costs one row.
TABLES = """
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


def prepare(db: sqlite3.Connection) -> None:
    """Make the tables of a new archive, or migrate an older one; CallError for one made by a newer program."""
    found = int(db.execute("PRAGMA user_version").fetchone()[0])
    if found > VERSION:
        raise CallError(f"the archive has schema {found}, this program knows {VERSION}: update briefing-assistant")
    if found == 0:
        db.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
