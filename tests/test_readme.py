"""Every command and snippet of the documents works, and what they list is what is there."""

import re
import shlex
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
import yaml

from assistant.settings import FIELDS
from tests.support import house
from tests.support.chat_server import Reply, chat_server
from tests.support.copies import copied
from ui.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
GUIDE = ROOT / "docs" / "guide.md"
PAGES = [README, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
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


def page_id(page):
    return page.relative_to(ROOT).as_posix()


def test_the_readme_is_short():
    assert len(text(README).splitlines()) <= 150


def test_make_has_the_targets_that_are_named():
    makefile = text(ROOT / "Makefile")
    named = {word for page in PAGES for word in re.findall(r"(?:^|`)make ([a-z-]+)", text(page), re.MULTILINE)}
    assert {"run", "test"} <= named
    assert [target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_a_commit_is_checked_by_what_make_lint_runs():
    recipe = text(ROOT / "Makefile").partition("\nlint:")[2].partition("\n\n")[0].splitlines()[1:]
    (repository,) = yaml.safe_load(text(ROOT / ".pre-commit-config.yaml"))["repos"]
    assert repository["repo"] == "local"
    assert [hook["entry"] for hook in repository["hooks"]] == [
        line.strip().replace("$(BIN)", ".venv/bin") for line in recipe
    ]
    assert all(hook["pass_filenames"] is False for hook in repository["hooks"])


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


@pytest.mark.long
@pytest.mark.timeout(600)
def test_the_guide_works_from_top_to_bottom(sample_archive, tmp_path, monkeypatch, capsys):
    """Its files are written, its commands run in order, and then its Python, all in one folder."""
    copied(sample_archive, tmp_path / "archive")
    monkeypatch.chdir(tmp_path)
    for name, content in re.findall(r"^```\w+ (\S+)\n(.*?)^```$", text(GUIDE), re.DOTALL | re.MULTILINE):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    for name, value in re.findall(r"^export (\w+)=(\S+)$", text(GUIDE), re.MULTILINE):
        monkeypatch.setenv(name, value)
    for words in commands(GUIDE):
        command, _, file = (" ".join(words)).partition(" > ")
        words = words[: words.index(">")] if file else words
        assert main(words) == 0, command
        out, err = capsys.readouterr()
        assert out.strip() and "rejected " not in err, command
        if file:
            (tmp_path / file).write_text(out, "utf-8")
    (snippet,) = blocks(GUIDE, "python")
    exec(compile(snippet, "guide.md", "exec"), {})
    assert "unsupported" in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_command_that_a_page_names_is_there_with_its_flags(page, capsys):
    for words in re.findall(r"(?:^|`)briefing ([a-z][^`\n]*)", text(page), re.MULTILINE):
        command, *rest = words.partition(" #")[0].split()
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0, words
        helped = capsys.readouterr().out
        assert [word for word in rest if word.startswith("--") and word.partition("=")[0] not in helped] == [], words


def test_every_setting_is_in_the_table():
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", text(ROOT / "docs" / "settings.md"), re.MULTILINE)
    default = {field.variable: f"`{field.default}`" if field.default else "" for field in FIELDS}
    assert [(field.variable, default[field.variable], field.meaning) for field in FIELDS] == rows


def test_the_readme_names_only_settings_that_are_there():
    named = set(re.findall(r"\b(?:BRIEFING|OPENAI)_[A-Z_]+\b", text(README)))
    assert named <= {field.variable for field in FIELDS}


def test_the_picture_of_the_layers_names_rooms_that_are_there():
    picture = text(ROOT / "docs" / "architecture.svg")
    named = re.findall(r'class="path"[^>]*>([^<]+)<', picture)
    assert len(named) > 12
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_changelog_has_a_place_for_what_comes_next_and_the_version_that_is_installed():
    versions = re.findall(r"^## \[([\w.]+)\]", text(ROOT / "CHANGELOG.md"), re.MULTILINE)
    (installed,) = re.findall(r'^version = "([\d.]+)"', text(ROOT / "pyproject.toml"), re.MULTILINE)
    assert versions[:2] == ["Unreleased", installed]


def test_the_tree_of_files_is_that_of_the_house():
    assert house.tree() in text(house.PAGE), "run `python -m tests.support.house`"


def anchors(page):
    """The names by which a page's headings are linked to, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_link_and_picture_leads_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", text(page)):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        there = page.parent / file if file else page
        assert there.exists(), link
        assert not anchor or anchor in anchors(there), link


@cache
def constants():
    """The names in capitals that stand in the code."""
    files = chain.from_iterable((ROOT / package).rglob("*.py") for package in ("corpus", "assistant", "ui"))
    return frozenset(chain.from_iterable(re.findall(r"\b[A-Z][A-Z_]{2,}\b", text(file)) for file in files))


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("0*.md")), ids=page_id)
def test_a_decision_says_what_why_on_which_figures_and_when(page):
    assert re.findall(r"^## (.*)$", text(page), re.MULTILINE) == ["What", "Why", "Figures", "Date"]
    title = text(page).partition("\n")[0].removeprefix("# ")
    assert f"| [{page.name[:3]}]({page.name}) | {title} |" in text(page.parent / "README.md")
    assert {name for name in re.findall(r"`([A-Z][A-Z_]{2,})`", text(page)) if name not in constants()} == set()


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_file_that_a_page_names_is_there(page):
    named = re.findall(r"`((?:corpus|assistant|ui|tests)/[\w/.-]*)`", text(page))
    assert [name for name in named if "NAME" not in name and not (ROOT / name).exists()] == []


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
