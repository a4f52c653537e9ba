"""What all programs can call, as JSON documents: the same for the HTTP interface and the MCP server."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.desk import upkeep
from assistant.settings import Settings
from assistant.verify import judge
from corpus.errors import CallError
from corpus.scope import Scope

TEXTS = 200  # that one sentence may be held against
CHARACTERS = 200_000  # that they may have together: a few seconds of work


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls on one archive. Each raises CallError and WorkError; safe to share between threads."""

    desk: Assistant
    folder: Path

    @classmethod
    def on(cls, folder: Path, settings: Settings) -> "Calls":
        """The calls on the archive in a folder. Raises CallError where there is none."""
        return cls(Assistant.open(folder, settings=settings), folder)

    def ask(self, **asked: Any) -> dict[str, Any]:  # noqa: ANN401 - the arguments of `Assistant.ask`
        """The JSON of `ask`."""
        return self.desk.ask(**asked).model_dump(mode="json")

    def brief(self, **asked: Any) -> dict[str, Any]:  # noqa: ANN401 - the arguments of `Assistant.brief`
        """The JSON of `brief`."""
        return self.desk.brief(**asked).model_dump(mode="json")

    def search(self, query: str, **asked: Any) -> dict[str, Any]:  # noqa: ANN401
        """The JSON of `search`; arguments are those of `Assistant.search`."""
        began = time.perf_counter()
        results = [one.model_dump(mode="json") for one in self.desk.search(query, **asked)]
        total = round((time.perf_counter() - began) * 1000)
        given = Scope.read(asked.get("as_of"), known_at=asked.get("known_at"))
        return {
            "query": query,
            "as_of": self.desk.archive.seen(given).as_of,
            "results": results,
            "timings_ms": {"total": total},
        }

    def judge(self, sentence: str, quotes: str | Sequence[str], known: Sequence[str] = ()) -> dict[str, Any]:
        """What the gate says of a sentence: `verdict`, `score`, `reasons`. Raises CallError, for too many texts too."""
        if not sentence.strip():
            raise CallError("the sentence is empty: give one")
        texts = [quotes] if isinstance(quotes, str) else list(quotes)
        for name, given in (("quotes", texts), ("known", list(known))):
            if len(given) > TEXTS or sum(map(len, given)) > CHARACTERS:
                raise CallError(f"{name}: at most {TEXTS} texts of {CHARACTERS:,} characters together are read")
        found = judge(sentence, quotes, known=known)
        return {"verdict": found.verdict, "score": found.score, "reasons": found.reasons}

    def article(self, id: str, version: int | None = None) -> dict[str, Any]:
        """An article with its text, its versions and its copies, as `briefing show --json` prints it."""
        archive = self.desk.archive
        versions = [
            {"version": one.version, "published": one.published, "updated": one.updated} for one in archive.versions(id)
        ]
        return archive.article(id, version).model_dump() | {"versions": versions, "also": archive.copies(id)}

    def status(self) -> dict[str, Any]:
        """What the archive holds and whether it is whole."""
        return upkeep.status(self.folder, self.desk.settings)
