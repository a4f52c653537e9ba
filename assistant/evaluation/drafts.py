"""What people thought of answers, and the draft prompts that come of it: JSON Lines in the archive's folder."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from assistant.answer import Answer
from assistant.evaluation.prompts import read_prompts
from assistant.evaluation.report.report import write
from corpus import clock
from corpus.article import content_hash
from corpus.errors import WorkError
from corpus.store.private import opened


def record(
    archive_folder: Path,
    answer: Answer,
    thumb: Literal["up", "down"],
    correction: str | None = None,
    *,
    owner: str | None = None,
) -> None:
    """Append a judgement of an answer to `feedback.jsonl`; a later one of the same `owner` counts instead of this one.

    Raises WorkError when it cannot be written.
    """
    line = {
        "when": clock.whole_seconds(clock.now()),
        "owner": owner,
        "thumb": thumb,
        "correction": (correction or "").strip() or None,
        "answer": answer.model_dump(mode="json"),
    }
    try:
        with opened(archive_folder / "feedback.jsonl", "a") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as exc:
        raise WorkError(
            f"the judgement cannot be kept ({exc.strerror}): free disk space or check the folder's rights"
        ) from exc


def judged(archive_folder: Path, owner: str | None = None) -> list[dict[str, Any]]:
    """The judgements of `owner` (of all: None), oldest first, one an answer and person: of several the last counts."""
    try:
        lines = (archive_folder / "feedback.jsonl").read_text("utf-8").split("\n")
    except FileNotFoundError:
        return []
    found: dict[tuple[str | None, str, str], dict[str, Any]] = {}
    for line in lines:
        with suppress(ValueError, KeyError):  # a line that a full disk cut short
            one = json.loads(line)
            answer, who = Answer.model_validate(one["answer"]), one.get("owner")
            if owner in (None, who):
                found[who, answer.question, answer.text] = one
    return list(found.values())


def draft(judgement: dict[str, Any]) -> dict[str, Any]:
    """A test prompt from a judgement, to be finished by a person: `must_include` is left empty.

    An answer that was liked gives its own words and citations as gold; one that was not gives the correction as the
    expected answer, and no gold.
    """
    answer = Answer.model_validate(judgement["answer"])
    liked = judgement["thumb"] == "up"
    cited = [one for each in answer.sentences for one in each.citations] if liked else []
    return {
        "id": f"draft-{content_hash(answer.question, answer.as_of or '', answer.text)[:10]}",
        "question": answer.standalone_question,
        "kind": "from feedback",
        "history": [],
        "as_of": answer.as_of,
        "since": answer.since if answer.window_from == "caller" else None,
        "until": answer.until if answer.window_from == "caller" else None,
        "answerable": not answer.abstained if liked else bool(judgement["correction"]) or not answer.abstained,
        "answer": answer.text if liked and not answer.abstained else judgement["correction"] or "",
        "must_include": [],
        "must_not_include": [],
        "gold_ids": list(dict.fromkeys(one.article_id for one in cited)),
        "gold_quotes": [{"article_id": one.article_id, "quote": one.quote} for one in cited],
    }


def drafts(archive_folder: Path, owner: str | None = None) -> list[dict[str, Any]]:
    """The draft prompts of an archive: those that judgements became, then those that were added; form as test prompts.

    With an `owner`, the judgements are theirs alone. Of two people on one answer, the last to judge it counts.
    """
    found = {row["id"]: row for row in map(draft, judged(archive_folder, owner))}
    for line in _added(archive_folder):
        row = json.loads(line)
        found[row["id"]] = row
    return list(found.values())


def add(archive_folder: Path, file: str | Path) -> int:
    """Take the prompts of a file into the archive's folder, an id that is there already anew; returns how many.

    Raises CallError, naming line and field, where the file is wrong, and WorkError when it cannot be written.
    """
    prompts = read_prompts([file])
    rows = {json.loads(line)["id"]: line for line in _added(archive_folder)}
    rows |= {one.id: json.dumps(one.model_dump(), ensure_ascii=False) for one in prompts}
    write(archive_folder / "prompts.jsonl", "".join(f"{line}\n" for line in rows.values()))
    return len(prompts)


def _added(archive_folder: Path) -> list[str]:
    file = archive_folder / "prompts.jsonl"
    return [line for line in file.read_text("utf-8").split("\n") if line.strip()] if file.is_file() else []
