"""The writer that needs no key: the best sentences of the archive, quoted, attributed, dated."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant import phrasing
from assistant.language.times.derived import derived_days
from assistant.question.narrative import over_time
from assistant.writers.base import Brief, Cited, Draft, Meter
from assistant.writers.excerpts import FIRST, LONGEST, OPENED, PASSAGES, SHORTEST, Reading, Run, asked, speaker, weigh
from corpus.article import Span
from corpus.models import Reranker

WORDS = 145  # of the whole answer: one that is to be right has at most 150
READ_ON = 1  # sentences quoted after the best run, and after that of each half: docs/decisions/011-reading-on.md
READ_ON_QUESTION = 5  # ... after a reporter's question: the answer follows it
LEFT_OVER = 15  # words for which it is not worth to begin another quotation
DERIVED = 2  # relative dates of one quotation that are resolved
COURSE = 2  # articles that an answer in order of date begins with, where the question does not name its times


class QuotesWriter:
    """Quotes the runs of sentences that the reranker finds nearest to the question, and what follows them."""

    name = "quotes"

    def __init__(self, reranker: Reranker) -> None:
        self._reranker = reranker

    def write(self, brief: Brief, meter: Meter) -> Iterator[Draft]:
        """Yield one quotation after the other, each attributed and dated: the direct answer first, or in order of date."""
        readings = [
            Reading.of(
                one, brief.article(one.article_id, one.version), brief.hints[at] if at < len(brief.hints) else ()
            )
            for at, one in enumerate(brief.evidence[:PASSAGES])
        ]
        if not readings:
            return
        plan = _Plan(readings)
        if over_time(brief.question):
            yield from plan.drafts(sorted(self._course(brief, plan, readings[:FIRST]), key=lambda block: block.place))
            return
        weighed = weigh(brief.question, readings[:FIRST], self._reranker)
        yield from plan.drafts(plan.read_on([run for _, run in weighed[:1]]))  # shown before the halves are weighed
        halves = [weigh(part, readings, self._reranker)[:1] for part in brief.parts]
        yield from plan.drafts(plan.read_on([run for best in halves for _, run in best]))
        for block in plan.fill(weighed):
            yield from plan.drafts([block])

    def _course(self, brief: Brief, plan: "_Plan", readings: list[Reading]) -> list["_Block"]:
        """What is quoted of a course of things: the best of each time that is named, or of several articles.

        All is chosen before the first sentence, so no more is weighed than the first sentence of other answers needs.
        """
        times = brief.parts or (brief.question,)
        weighed = [weigh(time, readings, self._reranker, max(1, OPENED // len(times))) for time in times]
        best = [runs[0][1] for runs in weighed] if brief.parts else _of_articles(weighed[0])[:COURSE]
        blocks = plan.read_on(best)
        return blocks + list(plan.fill(sorted((one for runs in weighed for one in runs), key=lambda one: -one[0])))


@dataclass(slots=True)
class _Block:
    """Neighbouring sentences of one article that are quoted together."""

    reading: Reading
    spans: list[Span]

    @property
    def place(self) -> tuple[str, str, int]:
        """Its place in order of date."""
        return self.reading.article.published, self.reading.article.id, self.spans[0].start


class _Plan:
    """Which sentences the answer quotes, within its budget of words."""

    def __init__(self, readings: list[Reading]) -> None:
        self._readings = {id(one.evidence): one for one in readings}
        self._words = 0
        self._blocks: list[_Block] = []

    def read_on(self, runs: list[Run]) -> list[_Block]:
        """Quote runs, each with the sentences that follow it, in turns."""
        blocks = [block for run in runs if (block := self._add(run))]
        for turn in range(READ_ON_QUESTION):
            for block in blocks:
                self._lengthen(block, turn)
        return blocks

    def fill(self, weighed: list[tuple[float, Run]]) -> Iterator[_Block]:
        """Spend what is left of the budget on the next best runs; on no heading, and on no question without its answer."""
        for weight, run in weighed:
            if self._words > WORDS - LEFT_OVER or weight < 0:
                return
            if not self._readings[id(run.evidence)].asked(run.spans[0]) and (block := self._add(run)):
                yield block

    def drafts(self, blocks: list[_Block]) -> Iterator[Draft]:
        """The quotations of blocks, each of at most 600 characters."""
        for block in blocks:
            for piece in _pieces(block):
                yield self._draft(block.reading, piece)

    def _add(self, run: Run) -> _Block | None:
        """Take a run as a block of its own, unless it overlaps what is quoted or breaks the budget."""
        reading = self._readings[id(run.evidence)]
        if any(self._overlaps(run, block) for block in self._blocks):
            return None
        spans = list(run.spans)
        lead = reading.leading(spans[0])
        if lead and run.end - lead.start <= LONGEST and not any(lead in other.spans for other in self._blocks):
            spans.insert(0, lead)
        block = _Block(reading, spans)
        cost = self._cost(block)
        if self._blocks and self._words + cost > WORDS:
            return None
        self._words += cost
        self._blocks.append(block)
        return block

    def _lengthen(self, block: _Block, turn: int) -> None:
        """Let a block run on into the sentence that follows it, where the turn and the budget allow."""
        reading, last = block.reading, block.spans[-1]
        follows = reading.following(last)
        if follows is None or any(follows in other.spans for other in self._blocks):
            return
        if reading.asked(block.spans[0]):  # the answer is in another paragraph, and ends with the next question
            if reading.begins_turn(follows) and reading.asked(follows) and not reading.asked(last):
                return
        elif turn >= READ_ON or reading.parted(last, follows):
            return
        before = self._cost(block)
        block.spans.append(follows)
        more = self._cost(block) - before
        if self._words + more > WORDS:
            block.spans.pop()
        else:
            self._words += more

    def _draft(self, reading: Reading, span: Span) -> Draft:
        text = reading.article.text[span.start : span.end]
        who, derived = _attribution(reading, span), _derived(text, reading.article.published)
        return Draft(f"{who}: “{text}”{derived}", (Cited(reading.evidence, *span),), known=(who, derived))

    def _cost(self, block: _Block) -> int:
        return sum(len(self._draft(block.reading, piece).text.split()) + 1 for piece in _pieces(block))

    def _overlaps(self, run: Run, block: _Block) -> bool:
        of = block.reading.evidence
        same = (run.evidence.article_id, run.evidence.version) == (of.article_id, of.version)
        return same and run.start < block.spans[-1].end and block.spans[0].start < run.end


def _of_articles(weighed: list[tuple[float, Run]]) -> list[Run]:
    """The best run of each article, best first."""
    best: dict[str, Run] = {}
    for _, run in weighed:
        best.setdefault(run.evidence.article_id, run)
    return list(best.values())


def _pieces(block: _Block) -> Iterator[Span]:
    """The quotations of a block: each of at most LONGEST characters, the words of one speaker without the label."""
    start, end = block.reading.words_from(block.spans[0]), block.spans[0].end
    for span in block.spans[1:]:
        if span.end - start > LONGEST or block.reading.begins_turn(span):
            if end - start >= SHORTEST:
                yield Span(start, end)
            start = block.reading.words_from(span)
        end = span.end
    if end - start >= SHORTEST:
        yield Span(start, end)


def _attribution(reading: Reading, span: Span) -> str:
    who = phrasing.attribution(reading.evidence)
    label = speaker(reading.article, span.start)
    if label is None:
        return who
    return f"{who}, {'a reporter’s question' if asked(label) else label.title()}"


def _derived(text: str, published: str) -> str:
    """What the relative dates of a quotation mean, marked as derived; empty for none."""
    found = sorted(derived_days(text, published), key=lambda one: one.first != one.last)  # single days say most
    # 'This year' and 'earlier this year' beside the day of publication need no words.
    told = [one for one in found if one.first == one.last or "this" not in one.phrase.lower().split()]
    days = list(dict.fromkeys(one.meaning for one in told))
    return f" ({'; '.join(days[:DERIVED])}, derived)" if days else ""
