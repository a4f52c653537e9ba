"""The writer that needs no key: the best sentences of the archive, quoted, attributed, dated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.draft import Brief, Cited, Draft, Meter
from corpus.article import Span
from corpus.evidence import Evidence
from corpus.models import Reranker
from corpus.passages import header
from corpus.sentences import sentence_spans

PASSAGES = 3  # the passages whose sentences are weighed
RUNS = 3  # quotations in an answer
WORDS = 150  # of quotations, in all
SHORTEST, LONGEST = 10, 600  # a citation's length in characters


@dataclass(frozen=True, slots=True)
class Run:
    """One to three sentences of a passage, as a span of the article."""

    evidence: Evidence
    span: Span
    text: str


class QuotesWriter:
    """Quotes the runs of sentences that the reranker finds nearest to the question."""

    name = "quotes"

    def __init__(self, reranker: Reranker) -> None:
        self._reranker = reranker

    def write(self, brief: Brief, meter: Meter) -> Iterator[Draft]:
        """Yield one quotation after the other, each attributed and dated."""
        found = [run for evidence in brief.evidence[:PASSAGES] for run in runs(evidence)]
        if not found:
            return
        texts = [header(run.evidence.title, run.evidence.published) + run.text for run in found]
        scores = self._reranker.score(brief.question, texts)
        for run in choose(found, scores):
            who = attribution(run.evidence)
            yield Draft(f"{who}: “{run.text}”", (Cited(run.evidence, *run.span),), known=(who,))


def runs(evidence: Evidence) -> list[Run]:
    """The runs of one to three neighbouring sentences of a passage that are fit to be quoted."""
    spans = sentence_spans(evidence.text)
    found = []
    for first in range(len(spans)):
        for last in range(first, min(first + 3, len(spans))):
            start, end = spans[first].start, spans[last].end
            if SHORTEST <= end - start <= LONGEST:
                span = Span(evidence.start + start, evidence.start + end)
                found.append(Run(evidence, span, evidence.text[start:end]))
    return found


def choose(found: list[Run], scores: list[float]) -> list[Run]:
    """The best runs that do not overlap, within the word budget, best first."""
    chosen: list[Run] = []
    words = 0
    for _, run in sorted(zip(scores, found, strict=True), key=lambda pair: -pair[0]):
        length = len(run.text.split())
        clash = any(
            run.evidence.article_id == one.evidence.article_id and run.span.start < one.span.end and one.span.start < run.span.end
            for one in chosen
        )
        if clash or (chosen and words + length > WORDS):
            continue
        chosen.append(run)
        words += length
        if len(chosen) == RUNS:
            break
    return chosen


def attribution(evidence: Evidence) -> str:
    """Who published it, as what, and when: `Sample Review (editorial), 25 January 2021`."""
    kind = " (editorial)" if evidence.kind == "editorial" else ""
    return f"{evidence.source or 'An article'}{kind}, {spoken_day(evidence.published)}"


def spoken_day(day: str) -> str:
    """A day as a reader says it: `25 January 2021`."""
    when = date.fromisoformat(day[:10])
    return f"{when.day} {when:%B %Y}"
