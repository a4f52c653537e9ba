"""What other programs send: the body of each request, what it may hold and how much of it."""

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.briefing.briefing import Form
from assistant.briefing.length import WORDS
from corpus.errors import CallError
from ui.safe import cut

T = TypeVar("T", bound=BaseModel)
MOST_RESULTS = 100  # passages of one search


class Body(BaseModel):
    """Base of the bodies: a field that is not known, or of another type, is refused: nothing is lost or guessed."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Narrowed(Body):
    """What narrows a question: ISO days, both included, an outlet's name, and a moment after which nothing arrived."""

    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    known_at: str | None = None


class AskBody(Narrowed):
    """A question, and the turns before it: each with `role` ('user' or 'assistant') and `content`."""

    question: str
    history: list[dict[str, Any]] = []
    writer: str | None = None


class BriefBody(Narrowed):
    """An order for a briefing; `words` bounds all its sentences together."""

    request: str = ""
    writer: str | None = None
    words: int = WORDS
    form: Form = "brief"


class SearchBody(Narrowed):
    """A query, and how many passages to give."""

    query: str
    k: int = Field(default=10, ge=1, le=MOST_RESULTS)


class JudgeBody(Body):
    """A sentence, the texts that it cites, and what else is known of them."""

    sentence: str
    quotes: str | list[str]
    known: list[str] = []


class Part(BaseModel):
    """A part of a message; only text is read."""

    type: str
    text: str = ""


class Message(BaseModel):
    """A message of OpenAI's protocol."""

    role: str
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """Its words."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    """How a stream ends: with the tokens used, or without."""

    include_usage: bool = False


class ChatBody(Narrowed):
    """A request of OpenAI's protocol. What steers a chat model, such as `temperature`, is passed over."""

    model_config = ConfigDict(extra="ignore", strict=True)

    model: str
    messages: list[Message] = Field(min_length=1)
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: int | None = Field(default=None, ge=1, le=1)


def read(kind: type[T], body: bytes) -> T:
    """The body as that kind. Raises CallError with one line that names the first field that is wrong."""
    try:
        return kind.model_validate_json(body)
    except ValidationError as exc:
        raise CallError(fault(exc, "the body")) from None


def fault(exc: ValidationError, whole: str) -> str:
    """The first thing that is wrong, in one line that names the field, or `whole` where it is none."""
    first = exc.errors(include_url=False, include_input=False)[0]
    return cut(f"{'.'.join(map(str, first['loc'])) or whole}: {first['msg']}", 300)
