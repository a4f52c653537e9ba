"""Sets to measure retrieval on: articles and prompts of a folder, as files that any system can read."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation import Prompt, read_prompts
from corpus.reading import read

SAVED_PAGE = "seoul-peace-process"  # the id that the prompts give the saved page


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Articles as JSON objects, the prompts that have gold articles, and for each id the id of its first copy."""

    name: str
    articles: list[dict[str, Any]]
    prompts: list[Prompt]

    @property
    def first_copy(self) -> dict[str, str]:
        """Every article's id to that of the first article with exactly its text: copies count as one article."""
        first: dict[str, str] = {}
        return {one["id"]: first.setdefault(one["text"], one["id"]) for one in self.articles}

    def cut_to(self, limit: int | None) -> "RetrievalSet":
        """At most `limit` articles: whole prompts' gold first, up to three quarters; then the shortest others."""
        if limit is None or limit >= len(self.articles):
            return self
        length = {one["id"]: len(one["text"]) for one in self.articles}
        kept: set[str] = set()
        for prompt in sorted(self.prompts, key=lambda prompt: sum(length[id] for id in prompt.gold_ids)):
            if len(kept | set(prompt.gold_ids)) <= limit * 3 // 4:
                kept |= set(prompt.gold_ids)
        kept |= set(sorted(length.keys() - kept, key=lambda id: (length[id], id))[: limit - len(kept)])
        articles = [one for one in self.articles if one["id"] in kept]
        prompts = [prompt for prompt in self.prompts if set(prompt.gold_ids) <= kept]
        return RetrievalSet(f"{self.name} (slice of {len(articles)})", articles, prompts)

    def write(self, folder: Path) -> None:
        """Write `articles.jsonl` and `requests.jsonl`, which the systems read."""
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "articles.jsonl", self.articles)
        _write(folder / "requests.jsonl", [request(prompt) for prompt in self.prompts])


def request(prompt: Prompt) -> dict[str, Any]:
    """A prompt as a system sees it; `flat`: for those without a notion of conversation, the last question in front."""
    last = [turn["content"] for turn in prompt.history if turn["role"] == "user"][-1:]
    return {
        "id": prompt.id,
        "question": prompt.question,
        "history": [dict(turn) for turn in prompt.history],
        "flat": " ".join([*last, prompt.question]),
        "as_of": prompt.as_of,
        "since": prompt.since,
        "until": prompt.until,
    }


def find_set(data: Path, prompts: Path | None = None) -> RetrievalSet | None:
    """The set in a folder: `articles.jsonl` with `prompts.jsonl`, or `press/korea.jsonl` with what lies beside it.

    Another file of `prompts` takes the place of the set's own. None where neither is there.
    """
    own = prompts or data / "prompts.jsonl"
    if (data / "articles.jsonl").is_file() and own.is_file():
        return _set(data.name, [data / "articles.jsonl"], own)
    beside = data.resolve().parent
    prompts = prompts or beside / "prompts" / "visible.jsonl"
    if (data / "press" / "korea.jsonl").is_file() and prompts.is_file():
        pages = beside / "articles" / f"{SAVED_PAGE}.txt"
        return _set("press/korea", [data / "press" / "korea.jsonl", *([pages] if pages.is_file() else [])], prompts)
    return None


def _set(name: str, sources: Sequence[Path], prompts: Path) -> RetrievalSet:
    articles = []
    for source in sources:
        for one in read(source):
            id = SAVED_PAGE if source.stem == SAVED_PAGE else one.id
            articles.append(
                {
                    "id": id,
                    "title": one.title,
                    "published": one.published,
                    "text": one.text,
                    "source": one.source,
                    "url": one.url,
                    "kind": one.kind,
                }
            )
    known = {one["id"] for one in articles}
    asked = [prompt for prompt in read_prompts([prompts]) if prompt.answerable and prompt.gold_ids]
    whole = [prompt for prompt in asked if known.issuperset(prompt.gold_ids)]
    if lost := [prompt.id for prompt in asked if prompt not in whole]:
        print(f"Left out, since a gold article is not in the set: {', '.join(lost)}.", file=sys.stderr)
    return RetrievalSet(name, articles, whole)


def _write(file: Path, rows: Sequence[dict[str, Any]]) -> None:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
