"""The rows of a prompt file, JSON Lines or YAML, each with the line that every field stands in."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import CallError
from corpus.reading.decoding import brought

LONGEST_YAML = 1_000_000  # PyYAML reads about 100,000 characters a second


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in a file for one prompt (a mapping in a right file), where it begins, and where its fields do."""

    content: Any
    file: str
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)

    def place(self, name: str = "") -> str:
        """`file:line` of a field, or of the row."""
        return f"{self.file}:{self.lines.get(name, self.line)}"


def read_rows(file: Path) -> list[Row]:
    """The rows of a file; YAML where its suffix says so, else JSON Lines. Raises CallError naming file and line."""
    try:
        text = brought(file).decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise CallError(f"{file} is not UTF-8 text (byte {exc.start}): save it as UTF-8") from exc
    return _yaml(file, text) if file.suffix.lower() in (".yaml", ".yml") else _json_lines(file, text)


def _json_lines(file: Path, text: str) -> list[Row]:
    rows = []
    for number, line in enumerate(text.split("\n"), 1):  # JSON strings may hold the other line separators
        if not line.strip():
            continue
        try:
            rows.append(Row(json.loads(line, object_pairs_hook=_once, parse_constant=_no_number), str(file), number))
        except json.JSONDecodeError as exc:
            raise CallError(f"{file}:{number}: is no JSON object ({exc.msg}, column {exc.colno})") from exc
        except (ValueError, RecursionError) as exc:
            raise CallError(f"{file}:{number}: {exc}") from exc
    return rows


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name, many in Counter(names).items() if many > 1)
        raise ValueError(f"field {twice}: stands there twice")
    return found


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no JSON")


def _yaml(file: Path, text: str) -> list[Row]:
    import yaml

    if len(text) > LONGEST_YAML:
        raise CallError(f"{file} is longer than {LONGEST_YAML:,} characters: write the prompts as JSON Lines")
    try:
        root = yaml.compose(text, Loader=_loader())
        if not isinstance(root, yaml.SequenceNode):
            line = root.start_mark.line + 1 if root is not None else 1
            raise CallError(f"{file}:{line}: must be a list of prompts, each beginning with `- id:`")
        return [_yaml_row(file, node) for node in root.value]
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        where = f"{file}:{mark.line + 1}" if mark is not None else str(file)
        said = getattr(exc, "problem", None) or str(exc).partition("\n")[0]
        raise CallError(f"{where}: is no YAML ({said})") from exc
    except RecursionError as exc:
        raise CallError(f"{file}: its lists are too deep") from exc


def _yaml_row(file: Path, node: Any) -> Row:  # noqa: ANN401 - PyYAML has no types for nodes
    import yaml

    lines: dict[str, int] = {}
    if isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            line = key.start_mark.line + 1
            if str(key.value) in lines:
                raise CallError(f"{file}:{line}: field {key.value}: stands there twice")
            lines[str(key.value)] = line
    loader = _loader()("")
    try:
        content = loader.construct_document(node)
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ) as exc:  # a value under a tag that it is not of
        raise CallError(f"{file}:{node.start_mark.line + 1}: is no YAML ({exc})") from exc
    finally:
        loader.dispose()
    if lines and isinstance(groups := content.get("must_include"), list):
        # A person would not put brackets around a single string.
        content["must_include"] = [[group] if isinstance(group, str) else group for group in groups]
    return Row(content, str(file), node.start_mark.line + 1, lines)


@cache
def _loader() -> Any:  # noqa: ANN401 - a class made of PyYAML's
    """A safe loader that leaves numbers, dates, `yes` and `no` as written: `13` and `2022-01-01` are strings."""
    import yaml

    from corpus.reading.bounded_yaml import BoundedLoader

    kept = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")

    class Loader(BoundedLoader):
        most_values = 100_000
        yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML reads it from the class
            first: [pair for pair in pairs if pair[0] in kept]
            for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?i:true|false)$"), list("tTfF"))
    return Loader
