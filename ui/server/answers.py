"""What other programs get beside answers and briefings: the forms of the documents, as their schemas tell them."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from assistant.answer import Citation
from corpus.evidence import Evidence


class Total(BaseModel):
    """Whole milliseconds."""

    total: int


class Results(BaseModel):
    """The passages that a search found, best first."""

    query: str
    as_of: str | None
    results: list[Evidence]
    timings_ms: Total


class Judged(BaseModel):
    """What the gate says of a sentence."""

    verdict: Literal["quote", "supported", "unsupported"]
    score: float
    reasons: list[str]


class Dated(BaseModel):
    """A version of an article, and its days."""

    version: int
    published: str
    updated: str | None


class Document(BaseModel):
    """An article: one version with its text, which versions there are, and the ids of its copies."""

    id: str
    version: int
    title: str
    source: str | None
    author: str | None
    url: str | None
    published: str
    updated: str | None
    language: str | None
    kind: str | None
    text: str
    metadata: dict[str, Any]
    versions: list[Dated]
    also: list[str]


class Status(BaseModel):
    """What an archive holds, and whether it is whole."""

    archive: str
    articles: int
    passages: int
    oldest: str | None
    newest: str | None
    versions: int
    removed: int
    schema_: int = Field(alias="schema")
    embedder: str | None
    switching_to: str | None
    stored_passages: int
    vectors: int
    pending: int
    vectors_in: str
    trouble: str | None
    writer: str | None
    database_bytes: int
    vectors_bytes: int
    whole: bool


class Health(BaseModel):
    """The server is up."""

    status: Literal["ok"]


class Said(BaseModel):
    """A message of OpenAI's protocol."""

    role: Literal["assistant"]
    content: str
    refusal: None


class Choice(BaseModel):
    """The one choice of a completion."""

    index: int
    message: Said
    logprobs: None
    finish_reason: Literal["stop"]


class Tokens(BaseModel):
    """Tokens that a chat model read and wrote; none without one."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(BaseModel):
    """An answer in OpenAI's protocol, and its citations beside."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[Choice]
    usage: Tokens
    citations: list[Citation]


class Offered(BaseModel):
    """A model of OpenAI's protocol."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class Models(BaseModel):
    """The models that can be asked: one."""

    object: Literal["list"]
    data: list[Offered]
