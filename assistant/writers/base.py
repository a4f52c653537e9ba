"""What passes between a writer and the gate: the brief, drafts, and the writer's one-method interface."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from assistant.answer import Citation, LeftOut
from assistant.deadline import Deadline
from assistant.question.form import Form
from assistant.question.window import Bounds
from assistant.writers.lines.line import Line
from corpus.article import Article
from corpus.evidence import Evidence, Reading

WORDS = 145  # of a whole answer that quotes: one that is to be right has at most 150


@dataclass(frozen=True, slots=True)
class Cited:
    """A span of one version of an article that a draft leans on: `article.text[start:end]`, 10 to 600 characters."""

    evidence: Evidence
    start: int
    end: int

    @classmethod
    def again(cls, citation: Citation) -> "Cited":
        """The words of a citation, to lean on once more."""
        found = citation.model_dump(exclude={"marker", "quote", "page"})
        return cls(Evidence(rank=1, score=0, text=citation.quote, **found), citation.start, citation.end)


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


def _unread(question: str) -> Sequence[Reading]:
    return ()


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a writer gets: the question that stands alone, the evidence, and the articles it comes from."""

    question: str
    as_of: str
    evidence: tuple[Evidence, ...]
    article: Callable[[str, int], Article]
    parts: tuple[str, ...] = ()
    """The halves of a question that has several, each standing alone."""
    read: Callable[[str], Sequence[Reading]] = _unread
    """What the reader makes of the first passages of the evidence, for the question or a part of it."""
    briefing: int = 0
    """Words of the briefing that is asked for; 0 where it is an answer."""
    form: Form = "detail"
    naming: frozenset[str] = frozenset()
    """Of a list or a count: the articles of its time with a sentence that names all that is asked for."""
    words: int = WORDS
    """Words that are left of an answer that quotes; beyond `share` of them no other quotation is begun."""
    share: int = WORDS
    window: Bounds | None = None
    """The days that the question's words name, where they do."""
    own: Callable[[Line], int] | None = None
    """How far a line is of whom the question asks, 0 for others'; None where it asks of nobody by name."""
    told: tuple[Cited, ...] = ()
    """What is quoted already, before these words: it is not quoted again."""

    def goes_on(self, line: Line) -> bool:
        """Whether a line may follow one of whom the question asks: it is no other's."""
        return self.own is None or self.own(line) > 1


@dataclass(frozen=True, slots=True)
class RefusedDraft:
    """A draft that the gate refused for what it says, and what was made of it, with the reasons in plain words."""

    draft: Draft
    left_out: LeftOut


@dataclass(slots=True)
class Meter:
    """What a writer uses up, tokens and time, and its remarks for the reader, each a sentence; a writer adds to it."""

    input_tokens: int = 0
    output_tokens: int = 0
    notes: list[str] = field(default_factory=list)
    looked_at: set[str] = field(default_factory=set)
    """The articles on the topic of a broad question, or on one of its sides, that were looked at; `naming`: those of a
    list with a sentence that names all that is asked for.
    """
    naming: set[str] = field(default_factory=set)
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


@runtime_checkable
class Mending(Protocol):
    """A writer that can be told what was refused."""

    def again(self, brief: Brief, refused: Sequence[RefusedDraft], meter: Meter) -> Iterator[Draft]:
        """Yield the refused sentences as the passages say them, those left out that they do not say.

        Raises WorkError when the work failed.
        """
        ...
