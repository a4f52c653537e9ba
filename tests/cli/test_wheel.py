"""The wheel: built and installed as the Containerfile does it, it has all files and works outside the checkout."""

import json
import os
import re
import shlex
import subprocess
import sys
from glob import glob
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTAINERFILE = (ROOT / "Containerfile").read_text("utf-8")


def step(words, *more, wheels):
    """Run the Containerfile's step that begins so, with this Python, and its wheels elsewhere."""
    (line,) = re.findall(rf"^RUN python (.*{re.escape(words)}.*)$", CONTAINERFILE, re.MULTILINE)
    given = [word.replace("/wheels", str(wheels)) for word in shlex.split(line)]
    given = [name for word in given for name in (glob(word) if "*" in word else [word])]
    done = subprocess.run([sys.executable, *given, *more], cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder into which the wheel is installed."""
    place = tmp_path_factory.mktemp("wheel")
    step("hatchling build", wheels=place / "wheels")
    step("pip install", "--target", str(place / "installed"), "--no-compile", "--quiet", wheels=place / "wheels")
    return place / "installed"


@pytest.mark.long
def test_the_installed_command_answers_from_another_folder(installed, sample_archive, tmp_path):
    def run(*words):
        clean = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
        env = clean | {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=100)

    where = run(
        sys.executable, "-c", "import assistant, corpus, ui; print(assistant.__path__, corpus.__path__, ui.__path__)"
    )
    assert where.stdout.count(str(installed)) == 3
    question = "Which bank was sanctioned in May 2022?"
    done = run(installed / "bin" / "briefing", "ask", question, "--json", "--archive", sample_archive)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert not answer["abstained"]
    assert answer["sentences"][0]["citations"][0]["article_id"].startswith("sample-")


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages_and_no_other(installed):
    def files(root):
        return {
            file.relative_to(root).as_posix()
            for package in ("corpus", "assistant", "ui")
            for file in (root / package).rglob("*")
            if file.is_file() and file.suffix != ".pyc"
        }

    assert files(installed) == files(ROOT)
    assert len(files(installed)) > 300


def test_the_containerfile_copies_what_is_there_and_runs_as_an_unprivileged_user():
    copied = [
        word for line in re.findall(r"^COPY (?!--from)(.+)$", CONTAINERFILE, re.MULTILINE) for word in line.split()
    ]
    assert {"pyproject.toml", "requirements.lock", "corpus", "assistant", "ui"} <= set(copied)
    assert [word for word in copied if not (ROOT / word).exists()] == []
    last = CONTAINERFILE.rpartition("\nFROM ")[2]
    user = re.findall(r"^USER (\S+)$", last, re.MULTILINE)
    assert user and user[-1] not in ("root", "0")
    assert last.index("USER") < last.index("ENTRYPOINT")
