"""What people thought of answers: one JSON line each in the archive's folder, from which prompts can be drafted."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from assistant.answer import Answer
from corpus.errors import WorkError


def record(
    archive_folder: Path, answer: Answer, thumb: Literal["up", "down"], correction: str | None = None, *, now: str | None = None
) -> None:
    """Append a judgement of an answer to `feedback.jsonl`; a later line on the same answer counts instead of this one.

    Raises WorkError when it cannot be written.
    """
    line = {
        "when": now or datetime.now(UTC).isoformat(timespec="seconds"), "thumb": thumb,
        "correction": (correction or "").strip() or None, "answer": answer.model_dump(mode="json"),
    }
    try:
        with (archive_folder / "feedback.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as exc:
        raise WorkError(f"the judgement cannot be kept ({exc.strerror}): free disk space or check the folder's rights") from exc
