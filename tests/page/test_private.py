"""Whatever is kept in an archive's folder, only the account that wrote it can read, however loose its habits are."""

import os
import stat
import time
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.desk.conversations import Conversations, Turn
from assistant.desk.uploads import unpack
from assistant.evaluation import drafts
from assistant.evaluation.runs.run_store import Kept, sample_prompts
from assistant.settings import Settings
from corpus.store.archive import Archive
from corpus.store.private import write
from tests.support.page import ARTICLES, make_archive
from ui.cli.main import main

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")


@pytest.fixture
def loose():
    """A person whose files everybody may write."""
    before = os.umask(0)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat(follow_symlinks=False).st_mode)


def open_to_others(folder: Path) -> list[str]:
    """What in the folder, itself among it, anybody else may read or write."""
    return [str(one.relative_to(folder.parent)) for one in [folder, *folder.rglob("*")] if rights(one) & 0o077]


def test_what_is_ingested_asked_kept_and_judged_is_for_nobody_else(tmp_path, loose):
    make_archive(tmp_path)
    archive = tmp_path / "its own"
    assert main(["ingest", "--archive", str(archive), str(tmp_path / "articles.jsonl")]) == 0
    assert open_to_others(archive) == []
    desk = Assistant.open(archive, settings=Settings())
    answer: Answer = desk.ask("When will the ferry to Gull Island resume?")
    store = Conversations(archive)
    store.add(store.new("browser:a"), Turn(question=answer.question, asked=store.now(), answer=answer, status="done"))
    drafts.record(archive, answer, "up")
    drafts.add(archive, _prompts(tmp_path))
    runs = Kept(archive)
    runs.start(desk, sample_prompts()[:1])
    while runs.state().busy:
        time.sleep(0.05)
    desk.archive.remove([ARTICLES[0]["id"]])
    desk.archive.compact()
    assert main(["reindex", "--archive", str(archive)]) == 0
    desk.ask("What does Gull Island need first?")
    made = {one.name for one in archive.rglob("*")}
    assert {
        "archive.db",
        "archive.db-wal",
        "chroma.sqlite3",
        "writer.lock",
        "conversations",
        "feedback.jsonl",
        "evaluations",
    } <= made
    assert open_to_others(archive) == []


def test_an_upload_on_its_way_is_for_nobody_else(tmp_path, loose):
    folder = tmp_path / "uploads"
    folder.mkdir(0o700)
    assert len(unpack([("a.txt", b"words"), ("b.txt", b"words")], folder).files) == 2
    assert open_to_others(folder) == []


def test_an_archive_of_before_works_as_it_is_and_what_is_new_in_it_is_private(tmp_path):
    archive = make_archive(tmp_path)
    for one in [archive, *archive.rglob("*")]:
        one.chmod(0o755 if one.is_dir() else 0o644)
    before = {one for one in archive.rglob("*") if one.name in ("archive.db", "writer.lock")}
    store = Conversations(archive)
    store.add(store.new("browser:a"), Turn(question="A question?", asked=store.now()))
    assert Archive.open(archive).counts()[0] == len(ARTICLES)
    assert main(["ingest", "--archive", str(archive), str(tmp_path / "articles.jsonl")]) == 0
    assert rights(archive) == 0o755 and {rights(one) for one in before} == {0o644}
    assert open_to_others(archive / "conversations") == []


def test_a_report_that_a_person_asked_for_has_the_rights_of_their_files(tmp_path, sample_archive):
    before = os.umask(0o022)
    try:
        assert main(["prompts", "export", str(tmp_path / "prompts.jsonl"), "--archive", str(sample_archive)]) == 0
    finally:
        os.umask(before)
    assert rights(tmp_path / "prompts.jsonl") == 0o644


def test_a_file_that_cannot_be_written_leaves_the_one_before_and_nothing_beside_it(tmp_path):
    write(tmp_path / "a.json", "before")
    with pytest.raises(UnicodeEncodeError):
        write(tmp_path / "a.json", "after \ud800")
    assert (tmp_path / "a.json").read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


def _prompts(folder: Path) -> Path:
    file = folder / "prompts.jsonl"
    file.write_text('{"id": "a", "question": "When?", "answerable": false}\n', "utf-8")
    return file
