"""Whether passages answer a question, and whether to abstain."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.language.name_index import absent, mentions
from assistant.question.answer_type import holds_type
from assistant.writers.base import Hint
from corpus.article import Span
from corpus.models.answer_model import answer_model
from corpus.text.sentences import sentence_spans

Reason = Literal["outside_dates", "name_absent", "not_stated"]

# The answerability model reads runs of three sentences, each beginning two after the last.
RUN, STEP = 3, 2
# The logit of the first passage's best run counts three quarters, the mean of the three best runs of all judged passages a
# quarter: what merely names a thing of the asked-for type often stands further down, and alone.
FIRST_SHARE, BEST_RUNS = 0.75, 3
# Below this, the passages are held not to answer, unless the best run of one has CERTAIN: it answers wherever it stands. A
# higher threshold would refuse too many questions that the archive answers: docs/decisions/009-answerability.md.
THRESHOLD, CERTAIN = -2.8, 1.5


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether to abstain, and why. `hints`: what the model made of the runs of each text, in the order of the texts;
    `missing`: names found nowhere.
    """

    abstain: bool
    reason: Reason | None
    hints: tuple[tuple[Hint, ...], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def scores(self) -> tuple[float, ...]:
        """The model's logits of the texts, each that of its best run."""
        return tuple(max(hint.answered for hint in found) for found in self.hints)


def readings(question: str, heads: Sequence[str], passages: Sequence[str]) -> list[float]:
    """Return the answerability model's logit for each passage: that of its best run of sentences under its head."""
    return [max(hint.answered for hint in found) for found in _hints(question, heads, passages)]


def _hints(question: str, heads: Sequence[str], passages: Sequence[str]) -> list[tuple[Hint, ...]]:
    """What the model makes of each run of sentences of each passage, read under the passage's head."""
    runs = [(at, run) for at, passage in enumerate(passages) for run in _runs(passage)]
    seen = answer_model().read(question, [heads[at] + passages[at][run.start : run.end] for at, run in runs])
    found: list[list[Hint]] = [[] for _ in passages]
    for (at, run), one in zip(runs, seen, strict=True):
        shift = run.start - len(heads[at])
        # Words of the head answer nothing that can be quoted.
        answer = (
            Span(one.span.start + shift, one.span.end + shift)
            if one.span and one.span.start >= len(heads[at])
            else None
        )
        found[at].append(Hint(run.start, run.end, one.answered, answer))
    return [tuple(hints) for hints in found]


def _runs(text: str) -> list[Span]:
    spans = sentence_spans(text)
    firsts = range(0, max(1, len(spans) - RUN + STEP), STEP)
    return (
        [Span(spans[at].start, spans[min(at + RUN, len(spans)) - 1].end) for at in firsts]
        if spans
        else [Span(0, len(text))]
    )


def stated(hints: Sequence[Sequence[Hint]]) -> float:
    """Return what is held against the threshold, from what the model made of the runs of the judged texts, best text first."""
    runs = sorted((hint.answered for found in hints for hint in found), reverse=True)[:BEST_RUNS]
    return FIRST_SHARE * max(hint.answered for hint in hints[0]) + (1 - FIRST_SHARE) * sum(runs) / len(runs)


def decide(
    question: str,
    texts: Sequence[str],
    *,
    heads: Sequence[str] = (),
    known_term: Callable[[str], bool] | None = None,
    threshold: float = THRESHOLD,
) -> Decision:
    """Decide whether to abstain from a question, given the texts of its evidence, best first, and their heads.

    `known_term` says whether a name stands anywhere in the archive (full text); by default the evidence alone is
    looked at. `name_absent`: a name of the question is found nowhere, in any of its forms. `not_stated`: what
    the model makes of them stays below the threshold, or no text holds a thing of the asked-for type.
    """
    above = list(heads) or [""] * len(texts)
    whole = [head + text for head, text in zip(above, texts, strict=True)]
    missing = tuple(absent(question, known_term or mentions("\n".join(whole))))
    found = Decision(False, None, tuple(_hints(question, above, texts)))
    if missing and texts:
        return replace(found, abstain=True, reason="name_absent", missing=missing)
    if not any(holds_type(question, text) for text in whole) or (
        max(found.scores) < CERTAIN and stated(found.hints) < threshold
    ):
        return replace(found, abstain=True, reason="not_stated")
    return found
