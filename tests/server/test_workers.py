"""An ingest spread over Ray's workers: killed workers and drivers, and another machine that wants its token."""

import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from assistant.desk.upkeep import ingest_into
from assistant.settings import Settings
from corpus.models import embedder
from corpus.spread import spread
from corpus.store.archive import Archive
from tests.support.processes import beneath, processes
from tests.support.written_articles import record, write
from tests.test_readme import GUIDE, blocks

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(find_spec("ray") is None, reason="the extra `ray` (80 MB) is not installed"),
]
LINES = [line for block in blocks(GUIDE, "sh") for line in block.splitlines()]
HERE, THERE = (shlex.split(line)[1:] for line in LINES if "--workers" in line)
TOKEN, START = (line for line in LINES if re.search(r"\bray (get-auth-token|start)\b", line))
ADDRESS = THERE[-1].removeprefix("ray://").partition(":")[0]
ARTICLES = 600
TOKENS = ("RAY_AUTH_MODE", "RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH")
AT_WORK = "ray::Worker.embed"


@pytest.fixture(scope="module")
def notes(tmp_path_factory):
    """A folder with `notes`, and in `serial` the archive of them that was made without workers."""
    folder = tmp_path_factory.mktemp("workers")
    (folder / "notes").mkdir()
    write(folder / "notes" / "a.jsonl", [record(number) for number in range(ARTICLES)])
    ingest_into(folder / "serial", [folder / "notes"], Settings())
    return folder


def vectors(folder):
    rows = Archive.open(folder).db.execute("SELECT hash, vector FROM passages")
    return {digest: np.frombuffer(vector, "<f4") for digest, vector in rows}


def started(words, folder, archive, *, within=(), **environment):
    command = [*within, sys.executable, "-m", "ui.cli", *words, "--archive", str(archive)]
    given = without_tokens() | environment
    return subprocess.Popen(command, cwd=folder, env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def without_tokens():
    """The environment without what this machine knows of other clusters."""
    return {name: value for name, value in os.environ.items() if name not in TOKENS}


def ended(running, seconds=400):
    """Its status, and what it said on standard error."""
    _, err = running.communicate(timeout=seconds)
    return running.returncode, err


def until(state, seconds=300):
    deadline = time.monotonic() + seconds
    while not (found := state()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return found


def stored(archive):
    return (archive / "archive.db").exists() and Archive.open(archive).counts()[0]


def killed(running, archive, workers):
    """A worker, in the first step; then the driver, once that step is stored. How many articles are kept."""
    at_work = until(
        lambda: running.poll() is not None or [one for one, each in workers().items() if each.title.startswith(AT_WORK)]
    )
    assert running.poll() is None, running.communicate()[1]
    os.kill(at_work[0], signal.SIGKILL)
    until(lambda: running.poll() is not None or stored(archive))
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    kept = stored(archive)
    assert 0 < kept < ARTICLES
    return kept


def finished(running, archive, kept, serial):
    """The same command again did the rest, and said nothing else."""
    out, err = running.communicate(timeout=400)
    assert (running.returncode, err) == (0, "")
    assert f'"unchanged": {kept}' in out and f'"articles": {ARTICLES}' in out
    mine, theirs = vectors(archive), vectors(serial)
    assert mine.keys() == theirs.keys()
    assert min(float(mine[digest] @ theirs[digest]) for digest in mine) >= 0.9999


def test_a_killed_worker_and_a_killed_driver_lose_nothing(notes, tmp_path):
    archive = tmp_path / "archive"
    running, theirs = started(HERE, notes, archive), set()

    def workers():
        found = beneath(running.pid)
        theirs.update(found.keys() - {running.pid})
        return found

    kept = killed(running, archive, workers)
    until(lambda: not theirs & processes().keys())
    finished(started([*HERE, "--json"], notes, archive), archive, kept, notes / "serial")


def test_workers_here_come_again_in_one_process_and_leave_no_token():
    texts, before = ["The harbour opens again in June."], dict(os.environ)
    for _ in range(2):
        with spread("1", embedder()) as workers:
            assert (workers.embed(texts) @ embedder().embed(texts).T).item() >= 0.9999
        assert [os.environ.get(name) for name in TOKENS] == [before.get(name) for name in TOKENS]


def net(words):
    return subprocess.run(["ip", *words.split()], check=True, capture_output=True, text=True).stdout


def inside(name):
    every = processes()
    return {one: every[one] for one in map(int, net(f"netns pids {name}").split()) if one in every}


@pytest.fixture(scope="module")
def machines():
    """Two network namespaces, each with an address of its own: where the ingest runs, and where Ray's workers run."""
    here, there = (f"briefing-{name}-{os.getpid()}" for name in ("here", "there"))
    network = ADDRESS.rpartition(".")[0]
    try:
        net(f"netns add {here}")
    except (OSError, subprocess.CalledProcessError) as exc:
        pytest.skip(f"this machine allows no network namespaces ({exc})")
    try:
        net(f"netns add {there}")
        net(f"link add briefing0 netns {here} type veth peer name briefing0 netns {there}")
        for name, own, other in ((here, f"{network}.1", ADDRESS), (there, ADDRESS, f"{network}.1")):
            net(f"-n {name} addr add {own}/24 dev briefing0")
            net(f"-n {name} link set briefing0 up")
            net(f"-n {name} link set lo up")
            net(f"-n {name} route add default via {other}")
        yield here, there
    finally:
        for name in (here, there):
            for one in inside(name):
                os.kill(one, signal.SIGKILL)
            until(lambda name=name: not inside(name))
            net(f"netns del {name}")


@pytest.fixture(scope="module")
def lent(machines):
    """The token of the other machine, which runs what the guide says."""
    with tempfile.TemporaryDirectory(prefix="ray-") as home:  # short, since sockets lie in it
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        environment = without_tokens() | {"HOME": home, "RAY_TMPDIR": home, "PATH": path}

        def run(line):
            shell = ["ip", "netns", "exec", machines[1], "sh", "-c", line]
            done = subprocess.run(shell, env=environment, capture_output=True, text=True, timeout=300, check=False)
            assert done.returncode == 0, done.stderr
            return done.stdout.split()[-1]

        token = run(TOKEN)
        run(f"{START} --num-cpus=2 >start.log 2>&1; echo $?".replace("start.log", f"{home}/start.log"))
        yield token


def test_another_machine_embeds_for_whoever_has_its_token(notes, machines, lent, tmp_path):
    here, there = machines
    place = {"within": ("ip", "netns", "exec", here), "HOME": str(tmp_path)}
    archive = tmp_path / "archive"
    status, err = ended(started(THERE, notes, archive, **place))
    assert (status, err.count("\n")) == (2, 1) and "wants a token" in err
    status, err = ended(started(THERE, notes, archive, **place, RAY_AUTH_TOKEN="0" * 64))
    assert (status, err.count("\n")) == (2, 1) and "refuses this token" in err
    assert not archive.exists()

    place["RAY_AUTH_TOKEN"] = lent
    kept = killed(started(THERE, notes, archive, **place), archive, lambda: inside(there))
    until(lambda: not [each for each in inside(there).values() if each.title.startswith("ray::Worker")])
    finished(started([*THERE, "--json"], notes, archive, **place), archive, kept, notes / "serial")
