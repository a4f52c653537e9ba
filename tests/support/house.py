"""The tree in docs/architecture.md, made of each file's first line: `python -m tests.support.house` writes it."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"
ROOMS = {
    "corpus": "the archive: articles in, evidence out",
    "assistant": "evidence in, cited and verified texts out",
    "ui": "doors: the command line, the page in the browser, the servers for other programs",
}


KINDS = (".py", ".toml", ".css", ".js")


def tree():
    """The house as text: a line for each package, folder, program and table of words, with what it is for."""
    lines = []
    for package, purpose in ROOMS.items():
        lines.append(f"{package + '/':<38} {purpose}")
        for file in sorted(one for one in (ROOT / package).rglob("*.*") if one.suffix in KINDS):
            name = file.relative_to(ROOT / package).as_posix()
            if name == "__init__.py":
                continue
            text = file.read_text("utf-8")
            purpose = _docstring(text) if file.suffix == ".py" else _comment(text)
            lines.append(f"  {name.removesuffix('__init__.py'):<36} {purpose}")
    return "\n".join(lines)


def _docstring(text):
    """The first line of a program's docstring."""
    return (ast.get_docstring(ast.parse(text)) or "").splitlines()[0].rstrip(".")


def _comment(text):
    """The first clause of the comment with which a table, a style or a script begins."""
    said = re.match(r"(?:(?:#|//|/\*) ?(.*\n))+", text)
    assert said, "a file of the packages begins with what it is for"
    words = " ".join(re.sub(r"^(?:#|//|/\*) ?|\*/", "", line) for line in said[0].splitlines())
    return re.split(r"[.:;](?: |$)| \(", words)[0].strip()


if __name__ == "__main__":
    before, fence, rest = PAGE.read_text("utf-8").partition("```\ncorpus/")
    _, _, after = rest.partition("\n```")
    PAGE.write_text(f"{before}```\n{tree()}\n```{after}", "utf-8")
