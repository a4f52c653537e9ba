"""An archive.db that is not what it was: one line that says what to do, wherever it is noticed."""

import sqlite3

import pytest

from corpus.errors import CallError, WorkError
from corpus.store.archive import Archive
from tests.support.copies import copied
from tests.support.faults import finish
from tests.support.written_articles import record, write
from ui.cli.main import main


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    folder = tmp_path_factory.mktemp("damaged")
    finish(folder / "archive", write(folder / "a.jsonl", [record(number) for number in range(12)]))
    return folder / "archive"


@pytest.fixture
def folder(stored, tmp_path):
    copied(stored, tmp_path / "archive")
    with sqlite3.connect(tmp_path / "archive" / "archive.db") as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return tmp_path / "archive"


def spoil(file, how):
    data = bytearray(file.read_bytes())
    if how == "cut":
        del data[len(data) // 2 :]
    elif how == "middle":
        data[4096:] = b"\xa5" * (len(data) - 4096)
    elif how == "emptied":
        data.clear()
    else:
        data[:100] = b"x" * 100
    file.write_bytes(data)


@pytest.mark.parametrize("how", ["cut", "middle", "head", "emptied"])
@pytest.mark.parametrize(
    "command", [["search", "harbour"], ["ingest", "--sample"], ["status"], ["compact"], ["reindex"]]
)
def test_a_damaged_archive_is_one_line_that_says_what_to_do(folder, how, command, capsys):
    spoil(folder / "archive.db", how)
    assert main([*command, "--archive", str(folder)]) == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("briefing: ")]
    assert len(lines) == 1 and "unexpected" not in lines[0]
    assert "the archive is damaged" in lines[0] and "from a backup" in lines[0]


def test_damage_that_shows_only_in_reading_on_is_the_same_line(folder):
    archive = Archive.open(folder)
    assert archive.counts()[0] == 12
    spoil(folder / "archive.db", "middle")
    other = Archive(folder)
    with pytest.raises(WorkError, match=r"archive is damaged .* from a backup"):
        list(other.db.execute("SELECT text FROM texts"))


def test_a_database_of_another_program_is_not_written_into(tmp_path):
    with sqlite3.connect(tmp_path / "archive.db") as db:
        db.execute("CREATE TABLE theirs (name TEXT)")
    db.close()
    with pytest.raises(CallError, match="another program"):
        Archive.open(tmp_path)
    with sqlite3.connect(tmp_path / "archive.db") as db:
        assert [row[0] for row in db.execute("SELECT name FROM sqlite_master")] == ["theirs"]
    db.close()


def test_a_backup_put_in_place_as_the_line_says_answers_again(folder, stored):
    spoil(folder / "archive.db", "cut")
    for file in folder.glob("archive.db*"):
        file.unlink()
    copied(stored / "archive.db", folder / "archive.db")
    for file in stored.glob("archive.db-wal"):
        copied(file, folder / file.name)
    assert Archive.open(folder).counts()[0] == 12


def test_an_error_of_the_program_is_not_taken_for_damage(folder):
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        Archive.open(folder).db.execute("SELECT 1 FROM nowhere")
    with pytest.raises(sqlite3.IntegrityError):
        Archive.open(folder).db.execute("INSERT INTO texts (hash, text) SELECT hash, text FROM texts")


def test_an_archive_whose_file_holds_nothing_is_said_to_be_empty_and_reading_writes_nothing(tmp_path, capsys):
    file = tmp_path / "archive.db"
    file.touch()
    assert main(["ask", "What happened?", "--archive", str(tmp_path)]) == 2
    assert "is empty: ingest into it with" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["archive.db"] and not file.stat().st_size
    Archive.open(tmp_path, create=True)
    assert file.stat().st_size
