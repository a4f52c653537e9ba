"""Every command and snippet of the README works, and what it lists is what is there."""

import re
import shlex
from pathlib import Path

import pytest

from assistant.settings import FIELDS
from tests.support import house
from ui.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language):
    fences = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    return [text for name, text in fences if name == language]


def commands():
    lines = [line.partition("#")[0].strip() for block in blocks("console") for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("briefing ")]


def test_make_has_the_targets_that_are_named():
    named = {word for line in blocks("console") for word in re.findall(r"^make (\w+)", line, re.MULTILINE)}
    assert named == {"run", "test"}
    assert all(re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE) for target in named)


@pytest.mark.slow
@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_works(command, sample_archive, monkeypatch, capsys):
    monkeypatch.setenv("BRIEFING_ARCHIVE", str(sample_archive))
    assert main(command) == 0
    assert capsys.readouterr().out.strip()


@pytest.mark.slow
def test_the_python_snippet_works(sample_archive, monkeypatch, capsys):
    monkeypatch.chdir(sample_archive.parent)
    (snippet,) = blocks("python")
    exec(compile(snippet, "README.md", "exec"), {})
    assert "[1]" in capsys.readouterr().out


def test_every_setting_is_in_the_table():
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", README, re.MULTILINE))
    assert {field.variable: f"`{field.default}`" if field.default else "" for field in FIELDS} == rows


def test_the_tree_of_files_is_that_of_the_house():
    assert house.tree() in house.PAGE.read_text("utf-8"), "run `python -m tests.support.house`"


def test_the_picture_is_there():
    assert all((ROOT / picture).is_file() for picture in re.findall(r"!\[.*?\]\((.*?)\)", README))
