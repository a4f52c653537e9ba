"""The size of rooms: no file, function or folder has outgrown what can be read at one go."""

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = [file for package in ("corpus", "assistant", "ui") for file in sorted((ROOT / package).rglob("*.py"))]


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_file_and_its_functions_are_short(file):
    text = file.read_text("utf-8")
    assert text.count("\n") <= 300
    functions = [one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [one.name for one in functions if (one.end_lineno or 0) - one.lineno >= 60] == []


def test_a_folder_has_about_a_dozen_files():
    sizes = Counter(file.parent for file in CODE if file.name != "__init__.py")
    assert [folder for folder, size in sizes.items() if size > 13] == []
