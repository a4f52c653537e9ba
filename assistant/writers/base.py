"""What passes between a writer and the gate: the brief, drafts, and the writer's one-method interface."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from assistant.deadline import Deadline
from corpus.article import Article, Span
from corpus.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Cited:
    """A span of one version of an article that a draft leans on: `article.text[start:end]`, 10 to 600 characters."""

    evidence: Evidence
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence before the gate, without markers. `known` is what is said of the spans by the archive itself
    (outlet, title, dates, derived dates), on which the sentence may lean as on the spans.
    """

    text: str
    spans: tuple[Cited, ...]
    known: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    """What is already wrong with it, in plain words (an unknown key, a link): a draft with problems is left out."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What the answerability model makes of one run of sentences, `text[start:end]` of a passage: its logit, and where
    in the passage the likeliest words of the answer stand (None where it sees none).
    """

    start: int
    end: int
    answered: float
    answer: Span | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a writer gets: the question that stands alone, the evidence, and the articles it comes from."""

    question: str
    asked: str
    as_of: str
    evidence: tuple[Evidence, ...]
    article: Callable[[str, int], Article]
    since: str | None = None
    until: str | None = None
    parts: tuple[str, ...] = ()
    """The halves of a question that has several, each standing alone."""
    hints: tuple[tuple[Hint, ...], ...] = ()
    """For the first passages of the evidence, what was seen in them when it was decided that they answer."""


@dataclass(slots=True)
class Meter:
    """What a writer uses up, tokens and time, and its remarks for the reader, each a sentence; a writer adds to it."""

    input_tokens: int = 0
    output_tokens: int = 0
    notes: list[str] = field(default_factory=list)
    deadline: Deadline = field(default_factory=Deadline)


class Writer(Protocol):
    """Turns a brief into sentences, one after the other."""

    @property
    def name(self) -> str:
        """The name in `Answer.writer`: `quotes`, or `openai:MODEL`."""
        ...

    def write(self, brief: Brief, meter: Meter) -> Iterator[Draft]:
        """Yield the sentences in reading order; raise WorkError when the work failed."""
        ...
