"""What comes of a chat model as its answer: the words without the thoughts, how it ended, and what was used up."""

import re
from dataclasses import dataclass, field

from langchain_core.messages import AIMessage

from assistant.chatting.failures import INSTEAD
from assistant.chatting.thoughts import Thoughts
from corpus.errors import WorkError

# A server that keeps to `max_tokens` stops by itself; this far beyond the estimate, it does not keep to it.
_SLACK = 1.5
# ... or so many times as far where it thinks aloud first.
_THOUGHTS = 8
_EMPTY = 0.1
"""What an empty piece counts for, so that a server that sends nothing else for ever is cut off too."""
_STOPPED_BY_LIMIT = frozenset(("length", "max_tokens", "model_length", "max_output_tokens"))
_STOPPED_BY_FILTER = frozenset(("content_filter", "safety", "recitation", "refusal", "prohibited_content", "blocklist"))
_FAILED = re.compile(r"error|fail|abort|cancel|time.?out|overload|malformed|interrupt|insufficient")
_STOPPED_FOR_TOOL = frozenset(("tool_calls", "function_call", "tool_use"))


@dataclass(slots=True)
class ChatAnswer:
    """What has come so far: the text without the thoughts, why it ended, and the usage that the server reported."""

    ended: str | None = None
    estimate: float = 0.0
    """Tokens of all that came, thoughts too."""
    input_tokens: int = 0
    output_tokens: int = 0
    _thoughts: Thoughts = field(default_factory=Thoughts)

    @property
    def retracted(self) -> int:
        """How often what had come turned out to be thoughts."""
        return self._thoughts.retracted

    def take(self, piece: AIMessage) -> str:
        """The words of the answer in a piece."""
        text = str(piece.text)
        self.estimate += max(len(text.encode("utf-8", "replace")) / 4, _EMPTY)
        said = piece.response_metadata
        ended = said.get("finish_reason") or said.get("stop_reason") or said.get("done_reason")
        if ended:
            self.ended = str(ended).lower()
        if piece.usage_metadata:  # pieces add up, as LangChain's chunks do
            self.input_tokens += piece.usage_metadata["input_tokens"]
            self.output_tokens += piece.usage_metadata["output_tokens"]
        return self._thoughts.take(text)

    def rest(self) -> str:
        """The last words, which might have begun a mark."""
        return self._thoughts.rest()

    def kept(self, words: str, limit: int) -> str:
        """As much of the words of a piece as an answer of so many tokens may have."""
        return words[: int(4 * _SLACK * limit)]

    def runs_on(self, limit: int) -> bool:
        """Whether the server does not keep to the limit of tokens; thoughts may be longer than an answer."""
        most = _SLACK * limit
        return self.estimate > (_THOUGHTS * most if self._thoughts.seen else most)

    @property
    def cut(self) -> bool:
        """Whether a limit of tokens ended it."""
        return self.ended in _STOPPED_BY_LIMIT

    def check(self, *, says_how_it_ended: bool) -> None:
        """Raise WorkError where the answer did not come to its own end, or is none."""
        if self.ended is None and says_how_it_ended:
            raise WorkError(f"the chat model's server cut the answer off in the middle: ask again, {INSTEAD}")
        if self.ended and _FAILED.search(self.ended):
            raise WorkError(
                f"the chat model's server failed while it answered ({self.ended[:40]}): ask again, {INSTEAD}"
            )
        if self.ended in _STOPPED_BY_FILTER:
            raise WorkError("the chat model's server withheld the answer (its content filter): use --writer quotes")
        if self.ended in _STOPPED_FOR_TOOL:
            raise WorkError(f"the chat model called a tool that it was not given: try another model, {INSTEAD}")
        if not self._thoughts.answer.strip():
            did = "did not come to the end of its thoughts" if self._thoughts.thinking else "answered with nothing"
            more = "raise BRIEFING_MAX_TOKENS" if self._thoughts.thinking or self.cut else "ask again"
            raise WorkError(f"the chat model {did}: {more}, {INSTEAD}")
