"""Whether passages answer a question, and whether to abstain."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.asked import absent, mentions
from assistant.cues import Cues, cues, holds_type
from corpus.models import reranker

Reason = Literal["name_absent", "not_stated"]

# Logistic regression over the cues, set on 13 articles of squad2_half (4,935 questions): AUROC .71 on two others, where
# the reranker has .55; .75 on the reporting half of clapnq.
_CUES = Cues(
    sentence=0.43, pair=0.20, names_apart=-1.09, names_gone=-0.52, numbers_gone=-1.90, negated=-2.08, typed=0.67
)
_CUES_OFFSET = -0.88
# Logistic regression over the reranker's logit and the cues' one, set on the setting half of clapnq (275 questions).
_RERANK, _SHARE, _OFFSET = 0.325, 0.886, -0.149
# Below this, the best passage is held not to answer. Set on half of the sample prompts (refuses 2 of 39 answerable ones
# there); of the other half 2 of 35, of the visible prompts 2 of 45. See docs/answerability-model.md.
THRESHOLD = 0.3


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether to abstain, and why. `scores` belong to the texts in the order given; `missing`: names found nowhere."""

    abstain: bool
    reason: Reason | None
    scores: tuple[float, ...]
    missing: tuple[str, ...] = ()


def answerability(question: str, passages: Sequence[str], *, rerank: Sequence[float] | None = None) -> list[float]:
    """Return the probability, for each passage, that it answers the question: numbers in [0, 1], in the order given.

    `rerank`: the reranker's logits of the same passages, where the caller has them; else they are computed.
    """
    if not passages:
        return []
    logits = list(rerank) if rerank is not None else reranker().score(question, list(passages))
    return [probability(logit, cues(question, passage)) for logit, passage in zip(logits, passages, strict=True)]


def of_cues(seen: Cues) -> float:
    """Return the logit of the cues alone: above 0 they speak for an answer."""
    return sum(weight * value for weight, value in zip(_CUES, seen, strict=True)) + _CUES_OFFSET


def probability(rerank: float, seen: Cues) -> float:
    """Return the chance that a passage answers, from the reranker's logit and the cues."""
    logit = _RERANK * rerank + _SHARE * of_cues(seen) + _OFFSET
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))


def decide(
    question: str,
    evidence_texts: Sequence[str],
    *,
    known_term: Callable[[str], bool] | None = None,
    rerank: Sequence[float] | None = None,
    threshold: float = THRESHOLD,
) -> Decision:
    """Decide whether to abstain from a question, given the texts of its evidence, best first.

    `known_term` says whether a name stands anywhere in the archive (full text); by default the evidence alone is
    looked at. `name_absent`: a name of the question is found nowhere, in any of its forms. `not_stated`: no text
    reaches the threshold, or none holds a thing of the asked-for type.
    """
    scores = tuple(answerability(question, evidence_texts, rerank=rerank))
    missing = tuple(absent(question, known_term or mentions("\n".join(evidence_texts))))
    if missing and evidence_texts:
        return Decision(True, "name_absent", scores, missing)
    if not any(holds_type(question, text) for text in evidence_texts) or max(scores) < threshold:
        return Decision(True, "not_stated", scores)
    return Decision(False, None, scores)
