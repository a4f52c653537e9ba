"""Killed while it deletes for good, or keeps a conversation: what is there is whole, nothing that was kept is lost."""

import os
import random
import signal
import subprocess
import sys

import pytest

from assistant.desk.briefings import Briefings
from assistant.desk.conversations import Conversations
from assistant.desk.upkeep import compact
from assistant.settings import Settings
from corpus.store.archive import Archive
from tests.support.faults import finish, whole
from tests.support.written_articles import record, word, write

COMPACT = """
import os, signal, sys
from corpus.store.archive import Archive
archive = Archive.open(sys.argv[1])
archive.db.set_trace_callback(lambda sql: sys.argv[2] in sql and os.kill(os.getpid(), signal.SIGKILL))
archive.compact()
"""

KEEP = """
import sys
from pathlib import Path
from assistant.desk.conversations import Conversations, Turn
store = Conversations(Path(sys.argv[1]), new_id=lambda: "ab" * 16)
one = store.new("browser:a")
for number in range(2000):
    one = store.add(one, Turn(question=f"Question {number} " + "long " * 2000, asked=store.now()))
    print(number, flush=True)
"""

KEEP_BRIEFING = """
import sys
from pathlib import Path
from assistant.desk.briefings import Briefings, Ordered
store = Briefings(Path(sys.argv[1]))
one = store.new("browser:a", Ordered(request="Brief me"))
print(one.id, flush=True)
for number in range(100_000):
    store.put(one.model_copy(update={"error": f"{number} " + "long " * 20_000}))
    print(number, flush=True)
"""


@pytest.mark.parametrize(
    "moment", ["DELETE FROM articles", "DELETE FROM texts", "optimize", "VACUUM", "wal_checkpoint"]
)
def test_compact_killed_at_any_step_leaves_a_whole_archive_and_the_next_one_ends_it(tmp_path, moment):
    folder = tmp_path / "archive"
    finish(folder, write(tmp_path / "a.jsonl", [record(number) for number in range(8)]))
    Archive.open(folder).remove(["t-1", "t-2"])
    ran = subprocess.run([sys.executable, "-c", COMPACT, folder, moment], capture_output=True, timeout=100)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    archive = Archive.open(folder)
    assert archive.counts()[0] == 6 and archive.article("t-3").text == record(3)["text"]
    compact(folder, Settings())
    assert whole(folder, [0, *range(3, 8)]) == []
    left = b"".join(file.read_bytes() for file in folder.glob("archive.db*"))
    assert word(3).title().encode() in left
    assert word(1).title().encode() not in left, "what was deleted for good stands in no file"


@pytest.mark.parametrize("trial", range(2))
def test_a_conversation_killed_while_it_is_kept_has_every_turn_that_was_told_and_is_deleted_whole(tmp_path, trial):
    running = subprocess.Popen([sys.executable, "-c", KEEP, tmp_path], stdout=subprocess.PIPE, text=True)
    told = -1
    for _ in range(random.Random(trial).randint(20, 60)):
        told = int(running.stdout.readline())
    os.kill(running.pid, signal.SIGKILL)
    told = max([told, *(int(line) for line in running.communicate()[0].split())])
    store = Conversations(tmp_path)
    (listed,) = store.list("browser:a")
    kept = store.open(listed.id, "browser:a")
    assert len(kept.turns) in (told + 1, told + 2)
    (tmp_path / "conversations" / f".{listed.id}.json.1.1.part").write_text("Question torn", "utf-8")
    store.delete(listed.id)
    assert list((tmp_path / "conversations").iterdir()) == [] and store.list("browser:a") == []


@pytest.mark.parametrize("trial", range(2))
def test_a_briefing_killed_while_it_is_kept_is_whole_and_deleted_with_what_was_torn(tmp_path, trial):
    running = subprocess.Popen([sys.executable, "-c", KEEP_BRIEFING, tmp_path], stdout=subprocess.PIPE, text=True)
    id = running.stdout.readline().strip()
    for _ in range(random.Random(trial).randint(20, 60)):
        told = int(running.stdout.readline())
    os.kill(running.pid, signal.SIGKILL)
    told = max([told, *(int(line) for line in running.communicate()[0].split())])
    store = Briefings(tmp_path)
    number, _, words = store.open(id, "browser:a").error.partition(" ")
    assert int(number) in (told, told + 1) and words == "long " * 20_000
    (tmp_path / "briefings" / f".{id}.json.1.1.part").write_text("Briefing torn", "utf-8")
    store.remove(id)
    store.delete(id)
    assert [file for file in (tmp_path / "briefings").rglob("*") if file.is_file()] == []
