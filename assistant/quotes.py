"""The writer that needs no key: the best sentences of the archive, quoted, attributed, dated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.draft import Brief, Cited, Draft, Meter
from assistant.runs import FIRST, LONGEST, PASSAGES, SHORTEST, Reading, Run, asked, speaker, weigh
from corpus.article import Span
from corpus.dates import derived_days
from corpus.evidence import Evidence
from corpus.models import Reranker

WORDS = 145  # of the whole answer: one that is to be right has at most 150
# Share of the visible prompts that is right within 150 words (45 answerable; one of them is .02).
READ_ON = (
    1  # sentences quoted after the best run, and after the best of each half of the question (0: .53, 1: .58, 2: .53)
)
READ_ON_QUESTION = 5  # ... after a reporter's question: the answer follows it (0: .56, 3: .58, 5: .62)
LEFT_OVER = 15  # words for which it is not worth to begin another quotation
DERIVED = 2  # relative dates of one quotation that are resolved


class QuotesWriter:
    """Quotes the runs of sentences that the reranker finds nearest to the question, and what follows them."""

    name = "quotes"

    def __init__(self, reranker: Reranker) -> None:
        self._reranker = reranker

    def write(self, brief: Brief, meter: Meter) -> Iterator[Draft]:
        """Yield one quotation after the other, each attributed and dated; the direct answer first."""
        readings = [Reading.of(one, brief.article(one.article_id, one.version)) for one in brief.evidence[:PASSAGES]]
        if not readings:
            return
        plan = _Plan(readings)
        weighed = weigh(brief.question, readings[:FIRST], self._reranker)
        yield from plan.read_on([run for _, run in weighed[:1]])  # shown before the halves are weighed
        halves = [weigh(part, readings, self._reranker)[:1] for part in brief.parts]
        yield from plan.read_on([run for best in halves for _, run in best])
        yield from plan.fill([run for _, run in weighed])


@dataclass(slots=True)
class _Block:
    """Neighbouring sentences of one article that are quoted together."""

    reading: Reading
    spans: list[Span]


class _Plan:
    """Which sentences the answer quotes, within its budget of words."""

    def __init__(self, readings: list[Reading]) -> None:
        self._readings = {id(one.evidence): one for one in readings}
        self._words = 0
        self._blocks: list[_Block] = []

    def read_on(self, runs: list[Run]) -> Iterator[Draft]:
        """Quote runs, each with the sentences that follow it, in turns."""
        blocks = [block for run in runs if (block := self._add(run))]
        for turn in range(READ_ON_QUESTION):
            for block in blocks:
                self._lengthen(block, turn)
        return self._drafts(blocks)

    def fill(self, runs: list[Run]) -> Iterator[Draft]:
        """Spend what is left of the budget on the next best runs."""
        for run in runs:
            if self._words > WORDS - LEFT_OVER:
                return
            if block := self._add(run):
                yield from self._drafts([block])

    def _add(self, run: Run) -> _Block | None:
        """Take a run as a block of its own, unless it overlaps what is quoted or breaks the budget."""
        reading = self._readings[id(run.evidence)]
        if any(self._overlaps(run, block) for block in self._blocks):
            return None
        block = _Block(reading, list(run.spans))
        cost = self._cost(block)
        if self._blocks and self._words + cost > WORDS:
            return None
        self._words += cost
        self._blocks.append(block)
        return block

    def _lengthen(self, block: _Block, turn: int) -> None:
        """Let a block run on into the sentence that follows it, where the turn and the budget allow."""
        if turn >= READ_ON and not asked(speaker(block.reading.article, block.spans[0].start)):
            return
        follows = block.reading.following(block.spans[-1])
        if follows is None or any(follows in other.spans for other in self._blocks):
            return
        before = self._cost(block)
        block.spans.append(follows)
        more = self._cost(block) - before
        if self._words + more > WORDS:
            block.spans.pop()
        else:
            self._words += more

    def _drafts(self, blocks: list[_Block]) -> Iterator[Draft]:
        """The quotations of blocks, each of at most 600 characters."""
        for block in blocks:
            for first, last in _pieces(block):
                yield self._draft(block.reading, Span(first.start, last.end))

    def _draft(self, reading: Reading, span: Span) -> Draft:
        text = reading.article.text[span.start : span.end]
        who, derived = _attribution(reading, span), _derived(text, reading.article.published)
        return Draft(f"{who}: “{text}”{derived}", (Cited(reading.evidence, *span),), known=(who, derived))

    def _cost(self, block: _Block) -> int:
        return sum(
            len(self._draft(block.reading, Span(first.start, last.end)).text.split()) + 1
            for first, last in _pieces(block)
        )

    def _overlaps(self, run: Run, block: _Block) -> bool:
        of = block.reading.evidence
        same = (run.evidence.article_id, run.evidence.version) == (of.article_id, of.version)
        return same and run.start < block.spans[-1].end and block.spans[0].start < run.end


def _pieces(block: _Block) -> Iterator[tuple[Span, Span]]:
    """First and last sentence of each quotation: at most LONGEST characters, and the words of one speaker."""
    first = last = block.spans[0]
    for span in block.spans[1:]:
        if span.end - first.start > LONGEST or block.reading.begins_turn(span):
            if last.end - first.start >= SHORTEST:
                yield first, last
            first = span
        last = span
    if last.end - first.start >= SHORTEST:
        yield first, last


def _attribution(reading: Reading, span: Span) -> str:
    who = attribution(reading.evidence)
    label = speaker(reading.article, span.start)
    if label is None or reading.article.text.startswith(label, span.start):
        return who
    return f"{who}, {'a reporter’s question' if asked(label) else label.title()}"


def _derived(text: str, published: str) -> str:
    """What the relative dates of a quotation mean, marked as derived; empty for none."""
    days: dict[str, str] = {}
    for one in derived_days(text, published):
        if one.first == one.last:
            days.setdefault(one.phrase, f"{one.phrase}: {spoken_day(one.first)}")
    return f" ({'; '.join(list(days.values())[:DERIVED])}, derived)" if days else ""


def attribution(evidence: Evidence) -> str:
    """Who published it, as what, and when: `Sample Review (editorial), 25 January 2021`."""
    kind = " (editorial)" if evidence.kind == "editorial" else ""
    return f"{evidence.source or 'An article'}{kind}, {spoken_day(evidence.published)}"


def spoken_day(day: str) -> str:
    """A day as a reader says it: `25 January 2021`."""
    when = date.fromisoformat(day[:10])
    return f"{when.day} {when:%B %Y}"
