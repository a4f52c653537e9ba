"""Reports of ingests, kept in the archive: what was refused, and what was guessed, can be read afterwards."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from corpus import clock
from corpus.store.archive import Archive

# Reports kept, lines of each kind in one, characters of a line.
_KEPT, _LINES, _LONGEST = 20, 500, 400
_NOTE = "reports"

Named = Callable[[str], str]
"""Gives a source the name under which a person knows it."""


@dataclass(slots=True)
class IngestReport:
    """What an ingest did, in articles; `model_dump()` is the JSON of `ingest`."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    removed: int = 0
    rejected: list[dict[str, str]] = field(default_factory=list)
    articles: int = 0
    passages: int = 0
    seconds: float = 0.0
    remarks: list[dict[str, str]] = field(default_factory=list)
    """What was changed or not believed in articles taken, each as `{"source", "remark"}`; no part of the JSON."""

    def model_dump(self) -> dict[str, Any]:
        """The report as JSON types, without its remarks."""
        return {name: value for name, value in asdict(self).items() if name != "remarks"}

    def count(self, outcome: str) -> None:
        """Count one article more under the outcome of its standing."""
        name = "duplicates" if outcome == "duplicate" else outcome
        setattr(self, name, getattr(self, name) + 1)

    @property
    def news(self) -> bool:
        """Whether anything in the archive is other than before."""
        return bool(self.added or self.updated or self.duplicates or self.removed)


def keep(archive: Archive, told: dict[str, Any], sources: Sequence[object], *, named: Named, by: str) -> None:
    """Keep the report of an ingest that ended now; of many the oldest goes. `told`: its counts and lines."""

    def lines(kind: str) -> list[dict[str, str]]:
        return [
            {name: (named(value) if name == "source" else value)[:_LONGEST] for name, value in line.items()}
            for line in told[kind][:_LINES]
        ]

    report = {
        "ended": clock.whole_seconds(clock.now()),
        "by": by,
        "sources": [named(str(one))[:_LONGEST] for one in sources[:_KEPT]],
        **{name: told[name] for name in ("added", "updated", "unchanged", "duplicates", "removed")},
        "rejected": lines("rejected"),
        "remarks": lines("remarks"),
        "more": sum(max(0, len(told[kind]) - _LINES) for kind in ("rejected", "remarks")),
    }
    with archive.write(seen=False):
        archive.set_meta(_NOTE, json.dumps([report, *reports(archive)][:_KEPT], ensure_ascii=False))


def reports(archive: Archive) -> list[dict[str, Any]]:
    """The reports that are kept, newest first: `ended`, `by` (whose it is), `sources`, counts, and lines."""
    kept: list[dict[str, Any]] = json.loads(archive.meta(_NOTE) or "[]")
    return kept
