"""Every command and snippet of the documents works, and what they list is what is there."""

import re
import shlex
from itertools import chain
from pathlib import Path

import pytest

from assistant.settings import FIELDS
from tests.chat_server import Reply, chat_server
from tests.support import house
from ui.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PAGES = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMED = re.compile(r"(?<![\w/.-])((?:docs/[\w/.-]+|[A-Z]{3,})\.md)\b")


def text(page):
    return page.read_text("utf-8")


def blocks(page, language):
    """The fenced blocks of a page in that language."""
    fences = re.findall(r"^```(\w*)[^\n]*\n(.*?)^```$", text(page), re.DOTALL | re.MULTILINE)
    return [block for name, block in fences if name == language]


def commands(page, language="console"):
    """The words of each `briefing ...` line, without `briefing` itself."""
    lines = [line.partition(" #")[0].strip() for block in blocks(page, language) for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("briefing ")]


def ids(command):
    return " ".join(command)


def test_the_readme_is_short():
    assert len(text(README).splitlines()) <= 150


def test_make_has_the_targets_that_are_named():
    makefile = text(ROOT / "Makefile")
    named = {word for page in PAGES for word in re.findall(r"(?:^|`)make ([a-z-]+)", text(page), re.MULTILINE)}
    assert {"run", "test"} <= named
    assert [target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


@pytest.mark.slow
@pytest.mark.parametrize("command", commands(README), ids=ids)
def test_every_command_works(command, sample_archive, monkeypatch, capsys):
    monkeypatch.setenv("BRIEFING_ARCHIVE", str(sample_archive))
    assert main(command) == 0
    assert capsys.readouterr().out.strip()


@pytest.mark.slow
@pytest.mark.parametrize("command", commands(README, "sh"), ids=ids)
def test_every_command_with_a_chat_model_works(command, sample_archive, monkeypatch, capsys):
    """The server quotes the beginning of the first passage that it is shown."""

    def model(asked):
        key, passage = next(iter(asked.passages.items()))
        return Reply(f"“{passage.partition(': ')[2][:60].rpartition(' ')[0]}”. [{key}]")

    with chat_server(model) as server:
        monkeypatch.setenv("BRIEFING_ARCHIVE", str(sample_archive))
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert main(command) == 0
    assert server.asked
    assert "[1]" in capsys.readouterr().out


@pytest.mark.slow
def test_the_python_snippet_works(sample_archive, monkeypatch, capsys):
    monkeypatch.chdir(sample_archive.parent)
    (snippet,) = blocks(README, "python")
    exec(compile(snippet, "README.md", "exec"), {})
    assert "[1]" in capsys.readouterr().out


def test_every_setting_is_in_the_table():
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", text(ROOT / "docs" / "settings.md"), re.MULTILINE)
    default = {field.variable: f"`{field.default}`" if field.default else "" for field in FIELDS}
    assert [(field.variable, default[field.variable], field.meaning) for field in FIELDS] == rows


def test_the_readme_names_only_settings_that_are_there():
    named = set(re.findall(r"\b(?:BRIEFING|OPENAI)_[A-Z_]+\b", text(README)))
    assert named <= {field.variable for field in FIELDS}


def test_the_tree_of_files_is_that_of_the_house():
    assert house.tree() in text(house.PAGE), "run `python -m tests.support.house`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_and_picture_leads_to_a_file(page):
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text(page)) if "://" not in link]
    assert [link for link in links if not (page.parent / link.partition("#")[0]).exists()] == []


def test_every_document_that_a_file_names_is_there():
    folders = [ROOT / name for name in ("corpus", "assistant", "ui", "tests", "docs")]
    files = chain(ROOT.iterdir(), *(folder.rglob("*") for folder in folders))
    sources = [
        file for file in files if file.suffix in (".py", ".md", ".toml", ".yaml", ".txt") or file.name == "NOTICE"
    ]
    missing = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in sources
        for name in NAMED.findall(text(file))
        if not (ROOT / name).is_file() and not (file.parent / name).is_file()
    }
    assert missing == set()
