"""Evidence: a passage that a search returned, in the form that callers and the command line share."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from corpus.scope import EVERYTHING, Scope


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
    """How the rank came about (`dense_rank`, `lexical_rank`, `fused`, `time_weight`, `rerank`), for `--explain`.

    `near`: ids of the articles that tell the same report in nearly the same words, of which this one stands for all.
    """


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the archive: at most `k` passages within the scope.

    The scope filters. `prefer` (a window read out of the question) and `recent` (news of the day: newer is better)
    only weigh. `parts` are further phrasings, or halves of the question, searched beside it.
    """

    text: str
    scope: Scope = EVERYTHING
    k: int = 10
    prefer: tuple[str | None, str | None] | None = None
    recent: bool = False
    parts: tuple[str, ...] = field(default=())
