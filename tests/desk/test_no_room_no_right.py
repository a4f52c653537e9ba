"""A full disk, a folder without rights, a held lock, a server that is down: one line, and the archive answers."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from assistant.desk.upkeep import move, status
from assistant.settings import Settings
from corpus.errors import WorkError
from corpus.store.archive import Archive
from corpus.store.locks import locked
from tests.support.copies import copied
from tests.support.faults import finish, whole
from tests.support.page import free_port
from tests.support.written_articles import record, word, write
from tests.unit.corpus.test_faults import ask
from ui.cli.main import main

pytestmark = pytest.mark.usefixtures("by_chroma")
NOBODY = 65534


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stored")
    finish(folder / "archive", write(folder / "a.jsonl", [record(number) for number in range(6)]))
    return folder / "archive"


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", place], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def fill(disk, room):
    state = os.statvfs(disk)
    (disk / "filler").write_bytes(bytes(max(0, state.f_bavail * state.f_bsize - room)))


def one_line(capsys):
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("briefing: ")]
    assert "unexpected" not in line
    return line


@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 150_000, 330_000])
def test_on_a_disk_that_is_full_at_any_step_ingest_says_so_and_the_archive_answers(
    stored, disk, room, tmp_path, capsys
):
    archive = disk / "archive"
    copied(stored, archive)
    more = write(tmp_path / "b.jsonl", [record(number) for number in range(200, 240)])
    fill(disk, room)
    ended = main(["ingest", str(more), "--archive", str(archive)])
    line = one_line(capsys) if ended else ""
    assert ended == 0 or (ended == 1 and "space" in line)
    assert main(["search", f"What happened near {word(3)}?", "--archive", str(archive)]) == 0
    assert "[t-3]" in capsys.readouterr().out
    (disk / "filler").unlink()
    assert main(["ingest", str(more), "--archive", str(archive)]) == 0
    assert whole(archive, [*range(6), *range(200, 240)]) == []


@pytest.fixture
def foreign(stored):
    """An archive that belongs to nobody, and may not be changed."""
    if os.name != "posix" or os.getuid() != 0:
        pytest.skip("only root can work for another account")
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        archive = Path(place, "archive")
        copied(stored, archive)
        Archive.open(archive).db.close()  # what stands beside it goes into it
        for path, _, files in os.walk(archive):
            for name, rights in [(path, 0o500), *((os.path.join(path, one), 0o400) for one in files)]:
                os.chown(name, NOBODY, NOBODY)
                os.chmod(name, rights)
        yield archive


# First on an archive of its own, since nobody may not read the interpreter's modules where root alone has installed
# them.
AS_NOBODY = """
import os, sys
from ui.cli.main import main
own, foreign, question = sys.argv[1:]
commands = ["search", question], ["status"], ["ingest", "--sample"], ["compact"], ["reindex"]
for words in commands[:2] + (["ingest", own + "/../a.jsonl"],) + commands[3:]:
    main([*words, "--archive", own])
print("as nobody", flush=True)
print("as nobody", file=sys.stderr, flush=True)
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
for words in commands:
    print("=", words[0], main([*words, "--archive", foreign]), flush=True)
"""


@pytest.mark.slow
def test_an_archive_that_may_only_be_read_answers_and_every_writer_says_so_in_one_line(stored, foreign, tmp_path):
    copied(stored, tmp_path / "own")
    write(tmp_path / "a.jsonl", [record(9)])
    ran = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, tmp_path / "own", foreign, f"What happened near {word(3)}?"],
        capture_output=True,
        text=True,
        env=os.environ | {"HOME": str(foreign), "OMP_NUM_THREADS": "1"},
        timeout=200,
    )
    out, err = (said.partition("as nobody\n")[2] for said in (ran.stdout, ran.stderr))
    ends = [line for line in out.splitlines() if line.startswith("= ")]
    assert ends == ["= search 0", "= status 1", "= ingest 1", "= compact 1", "= reindex 1"], ran.stderr
    assert "[t-3]" in out
    said = [line for line in err.splitlines() if line.startswith("briefing: ")]
    assert len(said) == 3 and all("rights" in line for line in said) and "unexpected" not in err


def test_a_locked_archive_answers_and_a_writer_names_who_holds_it(stored, monkeypatch, capsys):
    monkeypatch.setattr("assistant.desk.upkeep.WAIT", 0.1)
    with locked(stored):
        assert ask(stored) == "t-3"
        assert main(["ingest", "--sample", "--archive", str(stored)]) == 1
        lines = [line for line in capsys.readouterr().err.splitlines() if "is being written by process" in line]
        assert len(lines) == 1 and f"process {os.getpid()}" in lines[0]


def test_a_move_to_a_server_that_does_not_answer_changes_nothing(stored):
    with pytest.raises(WorkError, match="failed"):
        move(stored, f"http://127.0.0.1:{free_port()}", say=print)
    assert status(stored, Settings())["vectors_in"] == "folder"
    assert ask(stored) == "t-3" and whole(stored, list(range(6))) == []


def test_an_archive_whose_move_to_a_server_was_stopped_answers_and_can_be_moved_back(stored, tmp_path):
    copied(stored, tmp_path / "archive")
    archive = Archive.open(tmp_path / "archive")
    with archive.write():  # as a kill leaves it between its first step and the server's collection
        archive.set_meta("moving_from", "folder")
        archive.set_meta("vectors_in", f"http://127.0.0.1:{free_port()}")
        archive.set_meta("chroma_busy", "1")
    assert ask(tmp_path / "archive") == "t-3"


def test_a_day_s_edition_on_a_full_disk_is_one_line_and_the_next_try_makes_it(stored, disk, capsys):
    archive = disk / "archive"
    copied(stored, archive)
    place = ["--archive", str(archive)]
    assert main(["topics", "add", "News", "", "--form", "review", *place]) == 0
    out = disk / "edition.md"
    out.write_text("the one before")
    fill(disk, 0)
    assert main(["edition", "News", *place]) == 1 and "space" in one_line(capsys)
    (disk / "filler").unlink()
    assert main(["edition", "News", "--list", "--json", *place]) == 0
    assert '"editions": []' in capsys.readouterr().out
    assert main(["edition", "News", *place]) == 0
    fill(disk, 0)
    assert main(["edition", "News", "--number", "1", "--out", str(out), *place]) == 2
    assert "cannot be written: No space left" in one_line(capsys) and out.read_text() == "the one before"
