"""An archive's vectors moved to a Chroma server and back: used from several processes, and killed at any step."""

import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.desk.upkeep import ingest_into, move, status
from assistant.settings import Settings
from corpus.errors import WorkError
from corpus.index.vectors import VectorIndex
from corpus.models import embedder
from corpus.store.archive import Archive
from tests.support.written_articles import record, write


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "archive"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A real `chroma run` on loopback."""
    place = tmp_path_factory.mktemp("server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).parent / "chroma"
    log = (place / "chroma.log").open("wb")
    running = subprocess.Popen(
        [program, "run", "--host", "127.0.0.1", "--port", str(port), "--path", place / "kept"],
        stdout=log,
        stderr=log,
    )
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    running.kill()
    running.wait()
    log.close()


@pytest.mark.slow
def test_an_archive_moves_to_a_server_and_back_and_several_processes_use_it_there(folder, tmp_path, server):
    source = write(tmp_path / "a.jsonl", [record(number) for number in range(10)])
    ingest_into(folder, [source], Settings())
    vector = embedder().embed_query(record(3)["text"])
    here = VectorIndex(Archive.open(folder)).nearest(vector, 5)
    assert move(folder, server, say=print) == 10
    assert not (folder / "chroma").exists()
    assert status(folder, Settings())["vectors_in"] == server and status(folder, Settings())["whole"]
    there = VectorIndex(Archive.open(folder)).nearest(vector, 5)
    assert [id for id, _ in there] == [id for id, _ in here]
    with pytest.raises(WorkError, match=r"the vectors are in http.*briefing move --to"):
        VectorIndex(Archive.open(folder), url="http://127.0.0.1:9").nearest(vector, 5)
    code = (
        "import sys; from corpus.store.archive import Archive; from corpus.index.vectors import VectorIndex; import "
        "numpy as np\n"
        "v = np.frombuffer(bytes.fromhex(sys.argv[2]), dtype='<f4')\n"
        "print([i for i, _ in VectorIndex(Archive.open(sys.argv[1])).nearest(v, 5)])"
    )
    more = write(tmp_path / "b.jsonl", [record(number) for number in range(20, 23)])
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", code, folder, vector.tobytes().hex()], stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    assert ingest_into(folder, [more], Settings(chroma_url=server)).added == 3
    answers = [json.loads(one.communicate()[0]) for one in readers]  # with or without the three that came meanwhile
    assert [answer[0] for answer in answers] == [here[0][0]] * 2 and [len(answer) for answer in answers] == [5, 5]
    assert move(folder, "folder", say=print) == 13
    assert VectorIndex(Archive.open(folder)).count() == 13 and status(folder, Settings())["whole"]


MOVE = """
import os, signal, sys
from pathlib import Path
from assistant.desk.upkeep import move
from corpus.index.vectors import VectorIndex
name, left = sys.argv[3], int(sys.argv[4])
whole = getattr(VectorIndex, name)
def dying(*given, **named):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(*given, **named)
setattr(VectorIndex, name, dying)
move(Path(sys.argv[1]), sys.argv[2], say=print)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("step", "time"), [("rebuild", 1), ("sync", 1), ("prepare", 1), ("drop", 3)])
def test_a_move_that_is_killed_leaves_an_archive_that_answers_and_the_next_one_ends_it(
    folder, tmp_path, server, step, time
):
    ingest_into(folder, [write(tmp_path / "a.jsonl", [record(number) for number in range(4)])], Settings())
    vector = embedder().embed_query(record(3)["text"])
    before = [id for id, _ in VectorIndex(Archive.open(folder)).nearest(vector, 3)]
    ran = subprocess.run([sys.executable, "-c", MOVE, folder, server, step, str(time)], capture_output=True, timeout=90)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    assert [id for id, _ in VectorIndex(Archive.open(folder)).nearest(vector, 3)] == before
    assert move(folder, server, say=print) == 4
    assert status(folder, Settings())["vectors_in"] == server and status(folder, Settings())["whole"]
    assert not (folder / "chroma").exists()
