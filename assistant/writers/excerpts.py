"""Runs of sentences fit to be quoted: cut out of evidence, weighed against the question, best first."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.question.answer_type import holds_type
from assistant.writers.base import Cited, Hint
from corpus.article import Article, Span
from corpus.chunking import header
from corpus.evidence import Evidence
from corpus.models import Reranker
from corpus.text.sentences import sentence_spans

SHORTEST, LONGEST = 10, 600  # a citation's length in characters
LONGEST_RUN = 3  # sentences
LONGEST_TURN, LONGEST_LABEL = 20_000, 70  # characters back to a speaker's label, and of it
AHEAD = 3000  # characters after a passage that a quotation may run on into

# Every second run of three sentences of five passages is weighed, then what is inside the best three: as good as weighing
# every run, for a third of the pairs. How all of these were set: docs/decisions/010-excerpts.md.
PASSAGES, STEP, OPENED = 5, 2, 3
# The question as a whole is held against the best three passages only, its halves against all five: the first sentence
# comes sooner.
FIRST = 3
RANK_PRIOR = 0.1  # what each rank of the passage takes from a run's weight
WORD_PRICE = 0.1  # of a hundred words
NEIGHBOURS = 0.3  # share of the run of three that it stands in: rerankers score sentences alone badly
# What a run is worth that holds the words in which the answerability model sees the answer, where its logit is the highest
# of the question's; less for lower ones, down to nothing for the lowest, so that nothing hangs on the scale of the logits.
HEARD = 0.2
FEWEST_WORDS = 6  # "Thank you.", "Office of the Spokesperson"
ASKED_BY_REPORTER = 0.2
WITHOUT_TYPE = 0.2  # nothing of what was asked for stands in it: a date, a number, a name

# The words follow a speaker's label on its line; 'TO THE CONGRESS:' on a line of its own is a salutation.
_LABEL = re.compile(r"^(?:(Q)[^\S\n]+|([A-Z][A-Z .’'()-]{1,60}):[^\S\n]*)(?=\S)", re.MULTILINE)
# A sentence that begins so leans on the one before it.
_LEANING = re.compile(
    r"(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|Such|Both|But|And|So|Also|Then|However|Moreover|Instead)\b"
)


@dataclass(frozen=True, slots=True)
class Run:
    """One to three neighbouring sentences of a passage: `article.text[start:end]` from the first to the last span."""

    evidence: Evidence
    spans: tuple[Span, ...]
    text: str

    @property
    def start(self) -> int:
        """Where it begins in the article."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where it ends in the article."""
        return self.spans[-1].end


@dataclass(slots=True)
class Reading:
    """A passage with the sentences in it and after it, as spans of its article."""

    evidence: Evidence
    article: Article
    spans: list[Span] = field(default_factory=list)
    hints: Sequence[Hint] = ()
    """What the answerability model made of the passage, where it read it; offsets in the passage."""
    inside: int = 0
    """How many of the sentences lie in the passage itself; the rest follow it."""

    @classmethod
    def of(cls, evidence: Evidence, article: Article, hints: Sequence[Hint] = ()) -> "Reading":
        """Read the sentences from the passage's first to some way past its last."""
        text = article.text[evidence.start : evidence.end + AHEAD]
        spans = [Span(evidence.start + one.start, evidence.start + one.end) for one in sentence_spans(text)]
        if evidence.end + AHEAD < len(article.text) and len(spans) > 1:
            spans.pop()  # cut off in the middle
        return cls(evidence, article, spans, hints, sum(one.end <= evidence.end for one in spans))

    def run(self, first: int, last: int) -> Run:
        """The run from one sentence to another, both counted from the passage's first."""
        spans = tuple(self.spans[first : last + 1])
        return Run(self.evidence, spans, self.article.text[spans[0].start : spans[-1].end])

    def longest(self) -> list[Run]:
        """The longest runs of up to three sentences, by their beginnings; each step drops one sentence and adds one."""
        found: list[Run] = []
        for first in range(self.inside):
            last = first
            while (
                last + 1 < min(first + LONGEST_RUN, self.inside)
                and self.spans[last + 1].end - self.spans[first].start <= LONGEST
            ):
                last += 1
            run = self.run(first, last)
            if not found or run.end > found[-1].end:
                found.append(run)
        return found

    def within(self, run: Run) -> list[Run]:
        """The shorter runs inside a run."""
        at = self.spans.index(run.spans[0])
        count = len(run.spans)
        return [
            self.run(at + first, at + last)
            for first in range(count)
            for last in range(first, count)
            if last - first + 1 < count
        ]

    def begins_turn(self, span: Span) -> bool:
        """Whether another speaker begins with this sentence."""
        return _LABEL.match(self.article.text, span.start) is not None

    def words_from(self, span: Span) -> int:
        """Where the words of a sentence begin, past the label of their speaker."""
        label = _LABEL.match(self.article.text, span.start)
        return label.end() if label else span.start

    def parted(self, one: Span, next: Span) -> bool:
        """Whether a new paragraph begins between two sentences."""
        return "\n" in self.article.text[one.end : next.start]

    def leading(self, span: Span) -> Span | None:
        """The sentence before this one, where this one begins in the middle of a thought: 'He said', 'These'."""
        at = self.spans.index(span)
        if not at or not _LEANING.match(self.article.text, span.start) or self.parted(self.spans[at - 1], span):
            return None
        return self.spans[at - 1]

    def asked(self, span: Span) -> bool:
        """Whether a sentence is a reporter's question, or a part of one."""
        return asked(speaker(self.article, span.start))

    def following(self, span: Span) -> Span | None:
        """The sentence after this one; None at the end of what was read."""
        at = self.spans.index(span) + 1
        return self.spans[at] if at < len(self.spans) else None


def weigh(
    question: str, readings: Sequence[Reading], reranker: Reranker, opened: int = OPENED
) -> list[tuple[float, Run]]:
    """Runs with their weight for the question, best first; of the best `opened` also the shorter ones inside."""
    wide = [(reading, run) for reading in readings for run in _every(reading.longest())]
    scores = _scores(question, [run for _, run in wide], reranker)
    order = sorted(range(len(wide)), key=lambda at: -scores[at] * _prior(wide[at][1]))
    found = [(scores[at], scores[at], run) for at, (_, run) in enumerate(wide)]
    shorter = [(at, run) for at in order[:opened] for run in wide[at][0].within(wide[at][1])]
    inner = _scores(question, [run for _, run in shorter], reranker)
    found += [(score, scores[at], run) for score, (at, run) in zip(inner, shorter, strict=True)]
    heard = _heard(readings)
    weighed = [
        (
            _weight(score, around, run, readings)
            + HEARD * max((share for place, share in heard if _holds(run, place)), default=0.0)
            - (0 if holds_type(question, run.text) else WITHOUT_TYPE),
            run,
        )
        for score, around, run in found
    ]
    return sorted(weighed, key=lambda pair: (-pair[0], pair[1].evidence.rank, pair[1].start))


def speaker(article: Article, offset: int) -> str | None:
    """Whose words stand at the offset of a transcript: its label (`MR PRICE`, `QUESTION`, `Q`), or None."""
    label = None
    for match in _LABEL.finditer(article.text, max(0, offset - LONGEST_TURN), offset + LONGEST_LABEL):
        if match.start() <= offset:
            label = match.group(1) or match.group(2)
    return label


def asked(label: str | None) -> bool:
    """Whether a label marks a reporter's question."""
    return label in ("Q", "QUESTION")


def _heard(readings: Sequence[Reading]) -> list[tuple[Cited, float]]:
    """Where the answerability model sees answers, and where each one's logit stands between the question's lowest and highest."""
    logits = [hint.answered for one in readings for hint in one.hints]
    low, high = (min(logits), max(logits)) if logits else (0.0, 0.0)
    return [
        (Cited(one.evidence, *(one.evidence.start + at for at in hint.answer)), (hint.answered - low) / (high - low))
        for one in readings
        for hint in one.hints
        if hint.answer and high > low
    ]


def _holds(run: Run, place: Cited) -> bool:
    return run.evidence is place.evidence and run.start <= place.start and place.end <= run.end


def _every(runs: list[Run]) -> list[Run]:
    kept = runs[::STEP]
    return kept if not runs or kept[-1] is runs[-1] else [*kept, runs[-1]]


def _scores(question: str, runs: list[Run], reranker: Reranker) -> list[float]:
    if not runs:
        return []
    logits = reranker.score(question, [header(run.evidence.title, run.evidence.published) + run.text for run in runs])
    return [1 / (1 + math.exp(-logit / 2)) for logit in logits]


def _prior(run: Run) -> float:
    return 1 - RANK_PRIOR * (run.evidence.rank - 1)


def _weight(score: float, around: float, run: Run, readings: Sequence[Reading]) -> float:
    article = next(reading.article for reading in readings if reading.evidence is run.evidence)
    words = len(run.text.split())
    weight = ((1 - NEIGHBOURS) * score + NEIGHBOURS * max(score, around)) * _prior(run) - WORD_PRICE * words / 100
    if asked(speaker(article, run.start)):
        weight -= ASKED_BY_REPORTER
    return weight - (words < FEWEST_WORDS or _is_heading(run.text))


def _is_heading(text: str) -> bool:
    """Whether most words stand in capitals: `THE WHITE HOUSE, June 21, 2021.`, a signature, a headline."""
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].islower() for word in words) < 0.3 * len(words)
