"""What goes wrong, as OpenAI's clients expect it: a status, and `{"error": {"message", "type", "code"}}`."""

import logging
from typing import Any

from starlette.responses import Response

from corpus.errors import BriefingError, CallError
from ui.safe import cut, json_text

LONGEST = 500  # characters of a message: it may name what was sent
TYPES = {401: "authentication_error", 429: "rate_limit_error"}


class Refused(Exception):
    """A request that gets no answer: its status, one line that says why, and a word for programs."""

    def __init__(self, status: int, message: str, code: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


def refusal(exc: Exception) -> Refused:
    """How an error is told to the program that asked. What nobody expected is told by its name alone."""
    if isinstance(exc, Refused):
        return exc
    if isinstance(exc, CallError):
        return Refused(400, told(exc), "invalid_request")
    if isinstance(exc, BriefingError):
        return Refused(500, told(exc), "failed")
    logging.getLogger("briefing").error("unexpected", exc_info=exc)
    return Refused(
        500, f"unexpected {type(exc).__name__}: what the server wrote on its standard error says more", "bug"
    )


def told(exc: Exception) -> str:
    """What an error says, in one line."""
    return cut(str(exc), LONGEST)


def dumped(refused: Refused) -> dict[str, Any]:
    """The refusal as a JSON document."""
    kind = TYPES.get(refused.status, "server_error" if refused.status >= 500 else "invalid_request_error")
    return {"error": {"message": str(refused), "type": kind, "param": None, "code": refused.code}}


def document(content: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON document as a response."""
    return Response(json_text(content, indent=None).encode(), status, headers, "application/json")


def failed(exc: Exception) -> Response:
    """The response that tells an error."""
    refused = refusal(exc)
    headers = {401: {"WWW-Authenticate": "Bearer"}, 429: {"Retry-After": "1"}}.get(refused.status)
    return document(dumped(refused), refused.status, headers)
