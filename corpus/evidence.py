"""Evidence: a passage that a search returned, in the form that callers and the command line share."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from corpus.article import Article, Span
from corpus.scope import EVERYTHING, Scope


class ReadSentence(NamedTuple):
    """A sentence of a passage, `text[start:end]`, and how likely it carries a part of the answer, in (0, 1)."""

    start: int
    end: int
    share: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of a question and one passage.

    `relevance`: how near the passage comes to the question, in (0, 1). `answered`: the logit that it answers.
    `told`: its sentences, in order.
    """

    relevance: float
    answered: float
    told: tuple[ReadSentence, ...]


class Evidence(BaseModel):
    """One search result; `model_dump()` is one element of `results` in the JSON of `search`.

    `text == article.text[start:end]` of the named version. `score` is comparable inside one answer only.
    """

    model_config = ConfigDict(frozen=True)

    rank: int
    score: float
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
    text: str
    explain: dict[str, Any] = Field(default_factory=dict, exclude=True)
    """How the rank came about (`dense_rank`, `lexical_rank`, `fused`, `time_weight`, `relevance`), for `--explain`.

    `near`: ids of the articles that tell the same report in nearly the same words, of which this one stands for all.
    """
    relevance: float | None = Field(default=None, exclude=True, repr=False)
    """How near the reader finds it to what was searched for, in (0, 1); None where it was not read."""


def evidence_of(
    article: Article,
    span: Span,
    text: str,
    *,
    rank: int,
    score: float,
    also: Sequence[str] = (),
    explain: dict[str, Any] | None = None,
    relevance: float | None = None,
) -> Evidence:
    """The `text` of an article's span as a search result; `also`: the ids of the article's copies."""
    return Evidence(
        rank=rank,
        score=score,
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
        text=text,
        explain=explain or {},
        relevance=relevance,
    )


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the archive: at most `k` passages within the scope.

    The scope filters. `prefer` (a window read out of the question) and `recent` (news of the day: newer is better)
    only weigh; `within`: the one time it is about: what is of it and answers comes first. `parts` are further
    phrasings, or halves of the question, searched beside it. `around`: words of the talk by which it is found too, and
    with which it is not read.
    """

    text: str
    scope: Scope = EVERYTHING
    k: int = 10
    prefer: tuple[str | None, str | None] | None = None
    recent: bool = False
    parts: tuple[str, ...] = field(default=())
    within: tuple[str | None, str | None] | None = None
    around: str = ""
