"""The labelled rows on which the gate is set and measured: a claim, the texts it rests on, and whether they bear it."""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.training.articles import rows_of

_HEAD = re.compile(r"^\s*\[\d+\]\s*(?:https?://\S+)?\s*")
_MARK = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True)
class Row:
    """A claim, its cited texts, its label (True: wholly supported), and the document or question that splits it."""

    set: str
    claim: str
    texts: tuple[str, ...]
    label: bool
    group: str

    @property
    def half(self) -> int:
        """0: what thresholds are set on; 1: what is reported. All rows of a document or question are on one side."""
        return int(sha256(self.group.encode()).hexdigest(), 16) % 2


def summedits(data: Path) -> list[Row]:
    """Summaries of news with small planted changes, against the whole article."""
    rows = rows_of(data / "labelled" / "summedits_news.jsonl")
    return [Row("summedits", row["summary"], (row["doc"],), row["label"] == 1, row["doc"]) for row in rows]


def expertqa(data: Path) -> list[Row]:
    """Claims of cited answers with their evidence: judged `Complete` or not; rows without text are left out."""
    out = []
    for row in rows_of(data / "labelled" / "expertqa_claims.jsonl"):
        texts = tuple(text for text in (_HEAD.sub("", evidence).strip() for evidence in row["evidence"]) if text)
        if texts and row["support"] in ("Complete", "Partial", "Incomplete"):
            claim = _MARK.sub("", row["claim"]).strip()
            out.append(Row("expertqa", claim, texts, row["support"] == "Complete", row["question"]))
    return out
