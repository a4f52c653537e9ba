"""Answer, Sentence, Citation: what a caller gets, exactly the JSON of `ask`; and the line of an abstention."""

from collections.abc import Callable, Iterable, Sequence

from pydantic import BaseModel, ConfigDict, Field

from corpus.article import Article, Span
from corpus.evidence import Evidence

ABSTENTION = "The archive does not say."
CLOSEST = 3  # passages shown when abstaining
SHORTEST, LONGEST = 10, 600  # characters of a citation's quote: docs/decisions/014-citations.md
UNANSWERED = "the archive does not answer this part of the question"


class Model(BaseModel):
    """Base of the answer's parts: frozen, and dumped as JSON types."""

    model_config = ConfigDict(frozen=True)


class Citation(Model):
    """A marker tied to the exact words: `article.text[start:end] == quote`, 10 to 600 characters.

    `page`: the printed page on which they begin; there for articles with pages alone.
    """

    marker: int
    article_id: str
    version: int
    also: list[str]
    title: str
    source: str | None
    kind: str | None
    published: str
    url: str | None
    start: int
    end: int
    quote: str
    page: int | None = Field(default=None, exclude_if=lambda page: page is None)


def cite(article: Article, span: Span, marker: int = 0, also: Sequence[str] = ()) -> Citation:
    """The words of an article's span as a citation; `also`: the ids of its copies, for which it stands too."""
    return Citation(
        marker=marker,
        article_id=article.id,
        version=article.version,
        also=list(also),
        title=article.title,
        source=article.source,
        kind=article.kind,
        published=article.day,
        url=article.url,
        start=span.start,
        end=span.end,
        quote=article.text[slice(*span)],
        page=article.page(span.start),
    )


def marks(citations: Sequence[Citation]) -> str:
    """The markers of citations as a sentence ends in them: `[1][2]`."""
    return "".join(f"[{one.marker}]" for one in citations)


class Sentence(Model):
    """One sentence that the gate let through: `verdict` is `quote` or `supported`."""

    text: str
    verdict: str
    reasons: list[str]
    citations: list[Citation]

    def citing(self, citations: Sequence[Citation]) -> "Sentence":
        """The same words with these citations, in whose markers they end."""
        bare = self.text.removesuffix(marks(self.citations)).rstrip()
        return self.model_copy(update={"text": f"{bare} {marks(citations)}".rstrip(), "citations": list(citations)})

    def renumbered(self, number: Callable[[int], int]) -> "Sentence":
        """The same sentence with other numbers for its markers."""
        return self.citing([one.model_copy(update={"marker": number(one.marker)}) for one in self.citations])


def text_of(sentences: Iterable[Sentence]) -> str:
    """The sentences as one text; the line of an abstention where there are none."""
    return " ".join(one.text for one in sentences) or ABSTENTION


class LeftOut(Model):
    """A sentence that the gate refused, and why, in plain words; or a part of the question that nothing answers."""

    text: str
    citations: list[Citation]
    reasons: list[str]

    @property
    def unanswered(self) -> bool:
        """Whether this is a part of the question, not a sentence."""
        return self.reasons == [UNANSWERED]


class Timings(Model):
    """Whole milliseconds spent in each step."""

    search: int = 0
    rerank: int = 0
    write: int = 0
    verify: int = 0
    total: int = 0


class Usage(Model):
    """Tokens that a chat model was sent and wrote; 0 with the `quotes` writer."""

    input_tokens: int = 0
    output_tokens: int = 0


class ArchiveSize(Model):
    """What the archive held when the question was asked."""

    articles: int
    passages: int
    newest: str | None


class Answer(Model):
    """The whole answer. `text` is the sentences' texts joined, or one fixed sentence when abstaining.

    `notes` are remarks for the reader, each a sentence. The fields with defaults are not in answers that were kept
    by earlier versions.
    """

    question: str
    standalone_question: str
    as_of: str | None
    since: str | None
    until: str | None
    window_from: str | None
    abstained: bool
    reason: str | None
    text: str
    form: str = "answer"
    sentences: list[Sentence]
    left_out: list[LeftOut]
    closest: list[Evidence]
    notes: list[str] = []
    writer: str
    judge: str = "gate"
    timings_ms: Timings
    usage: Usage
    archive: ArchiveSize

    @property
    def looked(self) -> bool:
        """Whether anything was looked for: not where nothing is asked."""
        return bool(self.sentences or self.closest) or self.reason != "not_stated"
