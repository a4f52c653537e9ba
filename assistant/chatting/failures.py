"""What can go wrong with a chat model's server: each told as what it is, in one line that says what to do."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel

from assistant.chatting.requests import body
from corpus.errors import BriefingError, WorkError

OPENAI = "https://api.openai.com/v1"
INSTEAD = "or use --writer quotes"


class _Kind(NamedTuple):
    """A kind of failure: its statuses and what the server's words hold (none: anything)."""

    statuses: frozenset[int]
    words: str | None
    told: str
    advice: str


_NO_ANSWER = frozenset(("TooMuch", "DecodingError"))  # `corpus.models.wire`, which loads OpenAI's client
"""Errors whose own words say what the server did."""


def _of(*statuses: int) -> frozenset[int]:
    return frozenset(statuses)


_KEY = ("refused the key", "check OPENAI_API_KEY")
_KINDS = (
    _Kind(
        _of(400, 422),
        r"^(?!.*(?:context|prompt|input)).*(?:max_\w{0,20}tokens|(?:completion|output) tokens)",
        "does not write so much in one answer",
        "lower BRIEFING_MAX_TOKENS",
    ),
    _Kind(
        _of(429),
        r"request.{0,20}too large|must be reduced",
        "evidence",
        "lower BRIEFING_EVIDENCE_TOKENS",
    ),
    _Kind(
        _of(400, 413, 422, 500),
        r"context|too long|too large|maximum.{0,20}tokens|exceed|too many tokens",
        "evidence",
        "lower BRIEFING_EVIDENCE_TOKENS",
    ),
    _Kind(_of(413), None, "evidence", "lower BRIEFING_EVIDENCE_TOKENS"),
    _Kind(
        _of(402, 403, 429),
        r"quota|billing|credit|balance|payment|insufficient",
        "has no credit left for this key",
        "look at the account there",
    ),
    _Kind(_of(402), None, "asks for payment", "look at the account there"),
    _Kind(_of(401), None, *_KEY),
    _Kind(_of(400, 422), r"api.?key|credential|unauthori[sz]ed|authenticat", *_KEY),
    _Kind(_of(403), r"country|region|territory|location", "does not answer from here", "choose another server"),
    _Kind(_of(403), None, *_KEY),
    _Kind(
        _of(400, 403, 422),
        r"content.{0,12}(?:filter|policy|management)|moderation|flagged",
        "withheld the answer (its content filter)",
        "ask in other words",
    ),
    _Kind(_of(404), None, "does not know the model or the address", "check both"),
    _Kind(_of(429), None, "is over its limit", "wait and ask again"),
    _Kind(_of(503), r"load", "is still loading its model", "wait and ask again"),
    _Kind(frozenset(range(500, 600)), None, "failed", "ask again later"),
    _Kind(frozenset(range(201, 1000)), None, "refused the request", "check the model's name"),
)


def slow(timeout: float) -> WorkError:
    """The error of a server that took longer than it was given."""
    return WorkError(
        f"the chat model did not finish within {timeout:g} s: try again, raise BRIEFING_TIMEOUT, {INSTEAD}"
    )


def translate(error: BaseException, chat_model: BaseChatModel, *, timeout: float, begun: bool) -> BriefingError:
    """One line for whatever a chat model's library raised: what happened, and what to do."""
    import openai

    if isinstance(error, BriefingError):
        return error
    status = getattr(error, "status_code", None)
    if isinstance(error, (openai.APITimeoutError, TimeoutError)) or status == 408:
        return slow(timeout)
    lost = type(error).__module__.partition(".")[0] in ("httpx", "httpcore", "httpx2", "httpcore2")
    if lost or isinstance(error, (openai.APIConnectionError, ConnectionError)):
        return _cut_off() if begun else _out_of_reach(error, chat_model)
    if isinstance(status, int) and status > 200:
        return _refusal(status, error, chat_model)
    said = _said(error, chat_model)
    if (isinstance(error, openai.APIError) and status is None) or (isinstance(error, ValueError) and said):
        return _told("failed while it answered", f"{said and f' ({said[2:]})'}", "ask again")
    if isinstance(error, UnicodeEncodeError):
        return WorkError(f"the key holds a character that no key has: check OPENAI_API_KEY, {INSTEAD}")
    if status == 200 or isinstance(
        error, (ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError)
    ):
        return _told("answered with what is not Chat Completions", "", "check OPENAI_BASE_URL")
    return WorkError(f"the chat model failed ({type(error).__name__}): ask again, {INSTEAD}")


def _told(what: str, said: str, advice: str) -> WorkError:
    return WorkError(f"the chat model's server {what}{said}: {advice}, {INSTEAD}")


def _cut_off() -> WorkError:
    return _told("cut the answer off in the middle", "", "ask again")


def _out_of_reach(error: BaseException, chat_model: BaseChatModel) -> WorkError:
    """The error of a server that no connection came about with; a certificate that is not trusted is told as such."""
    root: BaseException = error
    while root.__cause__ is not None or root.__context__ is not None:
        root = root.__cause__ or root.__context__ or root
        if type(root).__name__ in _NO_ANSWER:
            return _told(str(root)[:160], "", "check OPENAI_BASE_URL")
    place = f"the chat model's server at {_address(chat_model)}"
    if re.search(r"certificate|ssl", f"{type(root).__name__} {root}", re.I):
        return WorkError(f"{place} has no certificate that is trusted: check OPENAI_BASE_URL, {INSTEAD}")
    return WorkError(f"{place} cannot be reached: start it, check OPENAI_BASE_URL, {INSTEAD}")


def _refusal(status: int, error: BaseException, chat_model: BaseChatModel) -> WorkError:
    whole, said = body(error), _said(error, chat_model)
    kind = next(
        one
        for one in _KINDS
        if status in one.statuses and (one.words is None or re.search(one.words, whole, re.I | re.S))
    )
    if kind.told == "evidence":
        return WorkError(f"the evidence is too long for the chat model ({status}): {kind.advice}, {INSTEAD}")
    return _told(kind.told, f" ({status}{said})", kind.advice)


def _said(error: BaseException, chat_model: BaseChatModel) -> str:
    """`: ` and the server's own words, on one line, cut, and without anything that may be a key; or nothing."""
    told = getattr(error, "body", None) or (error.args[0] if error.args else None)
    inner = told.get("message") or told.get("detail") or told.get("error") if isinstance(told, dict) else None
    message = inner.get("message") if isinstance(inner, dict) else inner
    if not isinstance(message, str) or not message.strip():
        return ""
    secret = getattr(getattr(chat_model, "openai_api_key", None), "get_secret_value", lambda: "")()
    if secret:
        message = message.replace(secret, "...")
    message = re.sub(r"\b(?:sk|pk|key)-[\w*.-]+|\bBearer\s+\S+", "...", " ".join(message.split()))
    return f": {message[:160]}"


def _address(chat_model: BaseChatModel) -> str:
    """The server's scheme, host and port; never a name and password that its address may hold."""
    parts = urlsplit(str(getattr(chat_model, "openai_api_base", None) or OPENAI))
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"
