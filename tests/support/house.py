"""The tree in docs/architecture.md, made of each file's first line: `python -m tests.support.house` writes it."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"
ROOMS = {
    "corpus": "the archive: articles in, evidence out",
    "assistant": "evidence in, cited and verified texts out",
    "ui": "doors: the command line, the page in the browser, the servers for other programs",
}


def tree():
    """The house as text: a line for each package, folder and file, with what it is for."""
    lines = []
    for package, purpose in ROOMS.items():
        lines.append(f"{package + '/':<38}{purpose}")
        for file in sorted((ROOT / package).rglob("*.py")):
            name = file.relative_to(ROOT / package).as_posix()
            if name == "__init__.py":
                continue
            purpose = (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").splitlines()[0].rstrip(".")
            lines.append(f"  {name.removesuffix('__init__.py'):<36}{purpose}")
    return "\n".join(lines)


if __name__ == "__main__":
    before, fence, rest = PAGE.read_text("utf-8").partition("```\ncorpus/")
    _, _, after = rest.partition("\n```")
    PAGE.write_text(f"{before}```\n{tree()}\n```{after}", "utf-8")
