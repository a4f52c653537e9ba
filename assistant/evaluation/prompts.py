"""Test prompts and test briefings: read from JSON Lines or YAML, each checked field by field."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from assistant.evaluation.rows import read_rows
from corpus.errors import CallError
from corpus.scope import Scope
from corpus.text.published import check_day


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Words of an article that answer the prompt."""

    article_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Nugget:
    """A fact that a briefing should tell: of each group of `accept` one string must occur, or `gold` be cited."""

    id: str
    text: str
    vital: bool
    date: str | None
    accept: tuple[tuple[str, ...], ...]
    gold: tuple[GoldQuote, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One test prompt, in the fields that the guide lists; `place` says where it was read (`file:line`).

    A test briefing has a `request` in place of a question, and `nuggets`; without any, nothing is there to tell.
    """

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
    nuggets: tuple[Nugget, ...] = ()
    briefing: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""

    @property
    def scope(self) -> Scope:
        """What narrows it."""
        return Scope(self.as_of, self.since, self.until)

    def model_dump(self) -> dict[str, Any]:
        """The prompt as one line of JSON Lines holds it, its other keys beside its own."""
        own = {name: value for name, value in asdict(self).items() if name not in ("extra", "place", *_OF_BRIEFINGS)}
        briefing = {"request": own.pop("question"), "nuggets": asdict(self)["nuggets"]} if self.briefing else {}
        return {**own, **briefing, **self.extra}


_OF_BRIEFINGS = ("nuggets", "briefing")
KNOWN = frozenset(Prompt.__dataclass_fields__) - {"extra", "place"} | {"request"}


def read_prompts(files: str | Path | Iterable[str | Path]) -> list[Prompt]:
    """The prompts of a file, or of several in order. Raises CallError naming file, line and field; ids must differ."""
    found: list[Prompt] = []
    seen: dict[str, str] = {}
    for file in [files] if isinstance(files, (str, Path)) else files:
        for row in read_rows(Path(file)):
            prompt = parse(row.content, row.place)
            if prompt.id in seen:
                raise CallError(f"{row.place('id')}: field id: {prompt.id!r} stands already at {seen[prompt.id]}")
            seen[prompt.id] = row.place()
            found.append(prompt)
    if not found:
        raise CallError("there is no prompt in these files: write one JSON object a line, or a YAML list")
    return found


def parse(row: Any, place: str | Callable[[str], str]) -> Prompt:  # noqa: ANN401 - anything may stand in a file
    """One prompt out of a mapping; `place` is where it stands, or gives where a field of it stands ("" for the whole).

    Raises CallError naming the field that is wrong.
    """
    at = _Fields(row, place if callable(place) else lambda name: place)
    since, until = at.day("since"), at.day("until")
    briefing = at.row.get("request") is not None
    nuggets = at.nuggets("nuggets") if briefing else ()
    if since and until and since > until:
        raise at.wrong("since", f"{since} lies after until ({until})")
    return Prompt(
        id=at.text("id", needed=True),
        question=at.text("request" if briefing else "question", needed=True),
        kind=at.text("kind") or "other",
        history=at.turns("history"),
        as_of=at.day("as_of"),
        since=since,
        until=until,
        answerable=at.flag("answerable", bool(nuggets) or not briefing),
        answer=at.text("answer"),
        must_include=at.groups("must_include"),
        must_not_include=at.strings("must_not_include"),
        gold_ids=at.strings("gold_ids"),
        gold_quotes=tuple(GoldQuote(**one) for one in at.objects("gold_quotes", "article_id", "quote")),
        nuggets=nuggets,
        briefing=briefing,
        extra={name: value for name, value in at.row.items() if name not in KNOWN},
        place=at.place(""),
    )


class _Fields:
    """The fields of one row, each fetched with its check."""

    def __init__(self, row: Any, place: Callable[[str], str]) -> None:  # noqa: ANN401 - see parse
        self.place = place
        if not isinstance(row, Mapping):
            raise CallError(f"{place('')}: is no object with fields")
        self.row: Mapping[str, Any] = row

    def wrong(self, name: str, why: str) -> CallError:
        return CallError(f"{self.place(name)}: field {name}: {why}")

    def text(self, name: str, *, needed: bool = False) -> str:
        value = self.row.get(name)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value.strip()):
            why = "is missing" if value is None else "must be a text that is not empty" if needed else "must be a text"
            raise self.wrong(name, why)
        return value

    def flag(self, name: str, default: bool) -> bool:
        value = self.row.get(name)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(name, "must be true or false")
        return default if value is None else value

    def items(self, name: str) -> list[Any]:
        value = self.row.get(name)
        if value is not None and not isinstance(value, list):
            raise self.wrong(name, "must be a list")
        return value or []

    def strings(self, name: str) -> tuple[str, ...]:
        values = self.items(name)
        if not all(isinstance(one, str) and one.strip() for one in values):
            raise self.wrong(name, "must be a list of strings, none of them empty")
        return tuple(values)

    def groups(self, name: str) -> tuple[tuple[str, ...], ...]:
        groups = self.items(name)
        if not all(isinstance(group, list) and group for group in groups):
            raise self.wrong(name, "must be a list of groups, each a list of strings")
        if not all(isinstance(one, str) and one.strip() for group in groups for one in group):
            raise self.wrong(name, "must hold groups of strings, none of them empty")
        return tuple(map(tuple, groups))

    def objects(self, name: str, *keys: str) -> list[dict[str, str]]:
        rows = self.items(name)
        if not all(isinstance(row, Mapping) and all(isinstance(row.get(key), str) for key in keys) for row in rows):
            raise self.wrong(name, f"must be a list of objects with {' and '.join(f'`{key}`' for key in keys)}")
        if not all(row[key].strip() for row in rows for key in keys):
            raise self.wrong(name, f"has an empty {' or '.join(keys)}")
        return [{key: row[key] for key in keys} for row in rows]

    def _inside(self, name: str, id: str, part: str) -> str:
        return self.place(f"{name} {id} {part}".strip())

    def nuggets(self, name: str) -> tuple[Nugget, ...]:
        self.objects(name, "id", "text")
        rows = self.items(name)
        inside = [_Fields(row, partial(self._inside, name, row["id"])) for row in rows]
        return tuple(
            Nugget(
                id=one.text("id", needed=True),
                text=one.text("text", needed=True),
                vital=one.flag("vital", False),
                date=one.row.get("date") or None,
                accept=one.groups("accept"),
                gold=tuple(GoldQuote(**each) for each in one.objects("gold", "article_id", "quote")),
            )
            for one in inside
        )

    def turns(self, name: str) -> tuple[dict[str, str], ...]:
        found = self.objects(name, "role", "content")
        if any(turn["role"] not in ("user", "assistant") for turn in found):
            raise self.wrong(name, "has a role that is neither `user` nor `assistant`")
        return tuple(found)

    def day(self, name: str) -> str | None:
        value = self.row.get(name)
        if value is None:
            return None
        try:
            return check_day(value)
        except CallError as exc:
            raise self.wrong(name, str(exc)) from None
