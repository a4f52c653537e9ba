"""Sentences as chat models write them: what the gate makes of each kind of error, and how often each check is right."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any
from zlib import crc32

from assistant.gate.cited_text import Source
from assistant.gate.held import Held
from assistant.gate.judge import exact_faults, weigh
from assistant.gate.meaning.faults import meaning_faults
from assistant.gate.said import read
from tests.training.articles import rows_of
from tests.training.support_data import HERE, Passage, Places, chat_sentences

# Kinds of error by a word of their description; the first that fits counts.
KINDS = {
    "who did it": ("actor",),
    "whose words they are, a question told as an answer": ("attribution", "reporter"),
    "a discussion told as an agreement": ("discussion", "agreement"),
    "a plan or an expectation told as done": ("plan", "expectation"),
    "a cause, an effect or a conclusion invented": ("cause", "effect", "conclusion"),
    "a count, what it counts, or a sum": ("count", "flow"),
    "two events or subjects merged": ("merged",),
    "a negation or a hedge lost": ("negation", "hedge"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence, the passages that it cites, whether they say it, and the kind of its error, if any."""

    sentence: str
    passages: tuple[Passage, ...]
    supported: bool
    kind: str

    @property
    def cited(self) -> list[Held]:
        """The passages as the gate holds them."""
        return [Held(tuple(part for part in head.split(" | ") if part), text) for head, text in self.passages]


def strong(data: Path) -> list[Written]:
    """Sentences of a strong chat model over passages that search gave (`model_sentences.jsonl`)."""
    return [
        Written(sentence, passages, said, "" if said else _kind(error))
        for sentence, passages, said, error in chat_sentences(data)
    ]


def _kind(error: str) -> str:
    return next((kind for kind, words in KINDS.items() if any(word in error for word in words)), "other")


def frames(data: Path) -> list[Written]:
    """False sentences that take the words inside a frame for its claim, each with its cited words."""
    rows = rows_of(data / "labelled" / "frames.jsonl")
    return [Written(row["sentence"], (("", row["cited"]),), row["supported"], row["kind"]) for row in rows]


def ours(data: Path, most: int) -> list[Written]:
    """Sentences written for training, of whole sets of passages in an order by hash; at most so many."""
    give = Places(data)
    rows = list(rows_of(HERE / "support_sentences.jsonl"))
    rows.sort(key=lambda row: crc32(f"checks {row['set']}".encode()))
    return [
        Written(row["sentence"], tuple(give.passage(one) for one in row["where"]), row["supported"], row["error"] or "")
        for row in rows[:most]
    ]


def share(count: int, of: int) -> str:
    """`COUNT of OF [LOW, HIGH]`, the interval of 95% by Wilson, in counts."""
    if not of:
        return "0 of 0"
    p, z = count / of, 1.96
    middle, half = p + z * z / (2 * of), z * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    low, high = ((middle + sign * half) / (1 + z * z / of) * of for sign in (-1, 1))
    return f"{count} of {of} [{low:.0f}, {high:.0f}]"


def judged(rows: Sequence[Written]) -> dict[str, Any]:
    """True ones refused and false ones let through; the false ones by kind as [refused, let through]."""
    passed = [weigh(row.sentence, row.cited).verdict != "unsupported" for row in rows]
    kinds: dict[str, list[int]] = {}
    for row, let in zip(rows, passed, strict=True):
        if row.kind:
            kinds.setdefault(row.kind, [0, 0])[let] += 1
    true = [let for row, let in zip(rows, passed, strict=True) if row.supported]
    false = [let for row, let in zip(rows, passed, strict=True) if not row.supported]
    return {
        "true refused": share(len(true) - sum(true), len(true)),
        "false let through": share(sum(false), len(false)),
        "kinds": kinds,
        "misjudged": [row.sentence for row, let in zip(rows, passed, strict=True) if let != row.supported],
    }


def by_check(rows: Sequence[Written]) -> dict[str, dict[str, int]]:
    """For each check that finds anything: how many true and how many false sentences it refuses."""
    found: dict[str, Counter[bool]] = {}
    for row in rows:
        for check in set(_checks(row)):
            found.setdefault(check, Counter())[row.supported] += 1
    return {check: {"true": count[True], "false": count[False]} for check, count in sorted(found.items())}


def _checks(row: Written) -> Iterator[str]:
    texts = [text for _, text in row.passages]
    source = Source.of(texts, tuple(dict.fromkeys(part for one in row.cited for part in one.head)))
    said = read(row.sentence, texts)
    yield from (f"exact: {one.check}" for one in exact_faults(said, source))
    yield from (f"meaning: {one.check}" for one in meaning_faults(said, source))
