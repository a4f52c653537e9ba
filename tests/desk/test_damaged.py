"""A damaged archive: every command and the page say in one line what happened and what to do."""

import sqlite3
from pathlib import Path

import pytest

from tests.support.copies import copied
from tests.support.page import make_archive
from ui.cli.main import main

APP = Path(__file__).resolve().parents[2] / "ui" / "page" / "app.py"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """An archive in one file: what was written lies no longer beside it."""
    archive = make_archive(tmp_path_factory.mktemp("damaged"))
    with sqlite3.connect(archive / "archive.db") as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return archive


def overwritten(file):
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)  # the first page, which says what tables there are, stays
    file.write_bytes(data)


DAMAGES = {
    "garbage": lambda file: file.write_bytes(b"no database at all " * 1000),
    "cut": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "overwritten": overwritten,
}


@pytest.fixture(params=DAMAGES)
def damaged(request, whole, tmp_path):
    archive = tmp_path / "archive"
    copied(whole, archive)
    for beside in ("archive.db-wal", "archive.db-shm"):
        (archive / beside).unlink(missing_ok=True)
    DAMAGES[request.param](archive / "archive.db")
    return archive


@pytest.mark.parametrize(
    "command",
    [
        ["ask", "When does the ferry resume?"],
        ["search", "ferry"],
        ["show", "ferry"],
        ["status"],
        ["restore"],
        ["compact"],
    ],
    ids=lambda words: words[0],
)
def test_a_command_says_in_one_line_what_to_do(damaged, command, capsys):
    status = main([*command, "--archive", str(damaged)])
    out, err = capsys.readouterr()
    assert status == 1 and out == ""
    assert err.startswith("briefing: ") and err.count("\n") == 1 and "unexpected" not in err
    assert "is damaged" in err and "restore archive.db from a backup" in err


def test_the_page_says_what_to_do(damaged, monkeypatch):
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    from ui.page import session

    monkeypatch.setenv("BRIEFING_ARCHIVE", str(damaged))
    st.cache_resource.clear()
    at = AppTest.from_file(APP, default_timeout=90).run()
    if at.exception:  # what `serve` gives to Streamlit says it in its place
        told = AppTest.from_function(_told, default_timeout=90, args=(str(damaged),)).run()
        assert session.failed(sqlite3.DatabaseError("malformed")) and not told.exception
        errors = told.error
    else:
        errors = at.error
    assert len(errors) == 1 and "restore archive" in errors[0].value
    st.cache_resource.clear()


def _told(folder):
    import sqlite3

    from ui.page import session

    session.failed(sqlite3.DatabaseError("database disk image is malformed"))
