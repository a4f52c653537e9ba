"""Test prompts: read from JSON Lines or YAML, each checked field by field."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.dates import check_day
from corpus.errors import CallError


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Words of an article that answer the prompt."""

    article_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One test prompt, in the fields of DESIGN.md; `place` says where it was read (`file:line`)."""

    id: str
    question: str
    kind: str = "other"
    history: tuple[Mapping[str, str], ...] = ()
    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    answerable: bool = True
    answer: str = ""
    must_include: tuple[tuple[str, ...], ...] = ()
    must_not_include: tuple[str, ...] = ()
    gold_ids: tuple[str, ...] = ()
    gold_quotes: tuple[GoldQuote, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""

    def model_dump(self) -> dict[str, Any]:
        """The prompt as one line of JSON Lines holds it, its other keys beside its own."""
        own = {name: value for name, value in asdict(self).items() if name not in ("extra", "place")}
        return {**own, **self.extra}


def read_prompts(files: Iterable[str | Path]) -> list[Prompt]:
    """The prompts of all files, in order. Raises CallError naming file, line and field; ids must differ."""
    found: list[Prompt] = []
    seen: dict[str, str] = {}
    for file in files:
        for place, row in _rows(Path(file)):
            prompt = parse(row, place)
            if prompt.id in seen:
                raise CallError(f"{place}: field id: {prompt.id!r} stands already at {seen[prompt.id]}")
            seen[prompt.id] = place
            found.append(prompt)
    if not found:
        raise CallError("there is no prompt in these files: write one JSON object a line, or a YAML list")
    return found


def _rows(file: Path) -> list[tuple[str, Any]]:
    try:
        text = file.read_text("utf-8")
    except OSError as exc:
        raise CallError(f"{file} cannot be read: {exc.strerror}") from exc
    except UnicodeDecodeError as exc:
        raise CallError(f"{file} is not UTF-8 text (byte {exc.start}): save it as UTF-8") from exc
    if file.suffix in (".yaml", ".yml"):
        return _yaml_rows(file, text)
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                rows.append((f"{file}:{number}", json.loads(line)))
            except ValueError as exc:
                raise CallError(f"{file}:{number}: is no JSON object ({exc})") from exc
    return rows


def _yaml_rows(file: Path, text: str) -> list[tuple[str, Any]]:
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        rows = yaml.safe_load(text)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise CallError(f"{file}:{line}: is no YAML ({getattr(exc, 'problem', exc)})") from exc
    if not isinstance(rows, list) or not isinstance(node, yaml.SequenceNode):
        raise CallError(f"{file}:1: must be a list of prompts, each beginning with `- id:`")
    return [(f"{file}:{at.start_mark.line + 1}", row) for at, row in zip(node.value, rows, strict=True)]


def parse(row: Any, place: str) -> Prompt:  # noqa: ANN401 - anything may stand in a file
    """One prompt out of a mapping. Raises CallError naming the field that is wrong."""
    if not isinstance(row, Mapping):
        raise CallError(f"{place}: is no object with fields")
    at = _Fields(row, place)
    quotes = []
    for one in at.items("gold_quotes"):
        if not isinstance(one, Mapping) or not all(isinstance(one.get(name), str) for name in ("article_id", "quote")):
            raise at.wrong("gold_quotes", "must be a list of objects with `article_id` and `quote`")
        quotes.append(GoldQuote(one["article_id"], one["quote"]))
    history = at.items("history")
    for turn in history:
        if not isinstance(turn, Mapping) or not all(isinstance(turn.get(name), str) for name in ("role", "content")):
            raise at.wrong("history", "must be a list of objects with `role` and `content`")
    groups = at.items("must_include")
    if any(
        not isinstance(group, list) or not group or not all(isinstance(one, str) for one in group) for group in groups
    ):
        raise at.wrong("must_include", "must be a list of groups, each a list of strings")
    known = set(Prompt.__dataclass_fields__) - {"extra", "place"}
    return Prompt(
        id=at.text("id", needed=True),
        question=at.text("question", needed=True),
        kind=at.text("kind") or "other",
        history=tuple(history),
        as_of=at.day("as_of"),
        since=at.day("since"),
        until=at.day("until"),
        answerable=at.flag("answerable", True),
        answer=at.text("answer"),
        must_include=tuple(map(tuple, groups)),
        must_not_include=tuple(at.strings("must_not_include")),
        gold_ids=tuple(at.strings("gold_ids")),
        gold_quotes=tuple(quotes),
        extra={name: value for name, value in row.items() if name not in known},
        place=place,
    )


class _Fields:
    """The fields of one row, each fetched with its check."""

    def __init__(self, row: Mapping[str, Any], place: str) -> None:
        self._row, self._place = row, place

    def wrong(self, name: str, why: str) -> CallError:
        return CallError(f"{self._place}: field {name}: {why}")

    def text(self, name: str, *, needed: bool = False) -> str:
        value = self._row.get(name)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value.strip()):
            raise self.wrong(name, "is missing" if value is None else "must be a text that is not empty")
        return value

    def flag(self, name: str, default: bool) -> bool:
        value = self._row.get(name, default)
        if not isinstance(value, bool):
            raise self.wrong(name, "must be true or false")
        return value

    def items(self, name: str) -> list[Any]:
        value = self._row.get(name)
        if value is not None and not isinstance(value, list):
            raise self.wrong(name, "must be a list")
        return value or []

    def strings(self, name: str) -> list[str]:
        values = self.items(name)
        if not all(isinstance(one, str) for one in values):
            raise self.wrong(name, "must be a list of strings")
        return values

    def day(self, name: str) -> str | None:
        value = self._row.get(name)
        if value is None:
            return None
        try:
            return check_day(value)
        except CallError as exc:
            raise self.wrong(name, str(exc)) from None
