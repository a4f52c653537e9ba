"""Makes the chat model, listens to it within a time limit, and translates what can go wrong into one clear line."""

import contextvars
import queue
import re
import sys
import threading
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage

from assistant.deadline import Deadline
from assistant.settings import Settings
from corpus.errors import BriefingError, CallError, WorkError

OPENAI = "https://api.openai.com/v1"
_NO_KEY = "none"  # servers on one's own machine ask for no key, but the client insists on one
_INSTEAD = "or use --writer quotes"

_END = object()
_QUEUE = 256


def make_chat_model(spec: str, settings: Settings) -> BaseChatModel:
    """Return the chat model for `openai:MODEL`, from OpenAI or from the server that the settings name.

    Raises CallError where the spec is of another kind, or where there is neither a key nor a server of one's own.
    """
    provider, _, model = spec.partition(":")
    if provider != "openai" or not model.strip():
        raise CallError(f"there is no writer {spec!r}: use quotes, or openai:MODEL")
    key = settings.openai_api_key
    if key is None and settings.openai_base_url is None:
        raise CallError("no key: set OPENAI_API_KEY, or use --writer quotes")

    from langchain.chat_models import init_chat_model

    made = init_chat_model(
        model.strip(),
        model_provider="openai",
        api_key=key.get_secret_value() if key else _NO_KEY,
        base_url=settings.openai_base_url or OPENAI,
        timeout=settings.timeout,
        max_retries=settings.retries,  # 429, 5xx and lost connections, with back-off, before the first word
        max_tokens=settings.max_tokens,
        stream_usage=True,
        use_responses_api=False,
    )
    assert isinstance(made, BaseChatModel)
    return made


def listen(chat_model: BaseChatModel, messages: Sequence[BaseMessage], *, deadline: Deadline) -> Iterator[AIMessage]:
    """Yield the pieces of the model's answer as they come; a server that does not stream gives one piece.

    All of it must be there by the deadline, retries included. A library's own time-out bounds the wait for the next
    byte, which a server that trickles can stretch for ever; hence the thread. Raises WorkError.
    """
    pieces: queue.Queue[object] = queue.Queue(maxsize=_QUEUE)
    stopped = threading.Event()

    def put(piece: object) -> None:
        while not stopped.is_set():
            try:
                return pieces.put(piece, timeout=0.2)
            except queue.Full:
                continue

    def pump() -> None:
        try:
            for piece in _speak(chat_model, messages, stopped):
                put(piece)
            put(_END)
        except BaseException as error:  # handed to the thread that waits
            put(error)

    context = contextvars.copy_context()  # so that callbacks of the chain reach the model
    threading.Thread(target=context.run, args=(pump,), daemon=True, name="chat model").start()
    begun = False
    try:
        while True:
            try:
                piece = pieces.get(timeout=min(max(deadline.left, 0.001), threading.TIMEOUT_MAX))
            except queue.Empty:
                raise slow(deadline.seconds) from None
            if piece is _END:
                return
            if isinstance(piece, BaseException):
                # `from None`: a server's message may repeat the key, and must not reach a log by way of a traceback.
                raise translate(piece, chat_model, timeout=deadline.seconds, begun=begun) from None
            if deadline.passed:
                raise slow(deadline.seconds)
            begun = True
            assert isinstance(piece, AIMessage)
            yield piece
    finally:
        stopped.set()


def _speak(chat_model: BaseChatModel, messages: Sequence[BaseMessage], stopped: threading.Event) -> Iterator[AIMessage]:
    begun = False
    stream = chat_model.stream(list(messages))
    try:
        for piece in stream:
            begun = True
            if stopped.is_set():
                return
            yield piece
    except ValueError as error:
        if begun or str(error) != "No generation chunks were returned":
            raise
    finally:
        close = getattr(stream, "close", None)
        if close is not None:
            close()
    if not begun and not stopped.is_set():
        yield chat_model.invoke(list(messages))  # the server answered, but not as a stream: ask once for the whole


def says_how_it_ended(chat_model: BaseChatModel) -> bool:
    """Return whether the model's protocol always names a reason for its end, so that none means a cut stream."""
    openai = sys.modules.get("langchain_openai.chat_models.base")
    return openai is not None and isinstance(chat_model, openai.BaseChatOpenAI)


def slow(timeout: float) -> WorkError:
    """Return the error of a server that took longer than it was given."""
    return WorkError(
        f"the chat model did not finish within {timeout:g} s: try again, raise BRIEFING_TIMEOUT, {_INSTEAD}"
    )


def translate(error: BaseException, chat_model: BaseChatModel, *, timeout: float, begun: bool) -> BriefingError:
    """Return one line for whatever a chat model's library raised: what happened, and what to do."""
    import openai

    if isinstance(error, BriefingError):
        return error
    status = getattr(error, "status_code", None)
    said = _said(error, chat_model)
    if isinstance(error, (openai.APITimeoutError, TimeoutError)):
        return slow(timeout)
    if isinstance(error, (openai.APIConnectionError, ConnectionError)):
        if begun:
            return WorkError(f"the chat model's server cut the answer off in the middle: ask again, {_INSTEAD}")
        return WorkError(
            f"the chat model's server at {_address(chat_model)} cannot be reached: start it, check OPENAI_BASE_URL, "
            f"{_INSTEAD}"
        )
    if status in (401, 403):
        return WorkError(f"the chat model's server refused the key ({status}): check OPENAI_API_KEY, {_INSTEAD}")
    if status == 404:
        return WorkError(
            f"the chat model's server does not know the model or the address (404): check both, {_INSTEAD}"
        )
    if status == 429:
        return WorkError(f"the chat model's server is over its limit (429{said}): wait and ask again, {_INSTEAD}")
    if isinstance(status, int) and status >= 500:
        return WorkError(f"the chat model's server failed ({status}{said}): ask again later, {_INSTEAD}")
    if status in (400, 413, 422) and re.search(r"context|too long|too large|maximum.{0,20}tokens|exceed", said, re.I):
        return WorkError(
            f"the evidence is too long for the chat model ({status}): lower BRIEFING_EVIDENCE_TOKENS, {_INSTEAD}"
        )
    if isinstance(status, int):
        return WorkError(
            f"the chat model's server refused the request ({status}{said}): check the model's name, {_INSTEAD}"
        )
    if isinstance(error, openai.APIError):
        return WorkError(
            f"the chat model's server failed while it answered{said and f' ({said[2:]})'}: ask again, {_INSTEAD}"
        )
    if isinstance(error, (ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError)):
        return WorkError(
            f"the chat model's server answered with what is not Chat Completions: check OPENAI_BASE_URL, {_INSTEAD}"
        )
    return WorkError(f"the chat model failed ({type(error).__name__}): ask again, {_INSTEAD}")


def _said(error: BaseException, chat_model: BaseChatModel) -> str:
    """Return `: ` and the server's own words, on one line, cut, and without anything that may be a key; or nothing."""
    body = getattr(error, "body", None)
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, str) or not message.strip():
        return ""
    secret = getattr(getattr(chat_model, "openai_api_key", None), "get_secret_value", lambda: "")()
    if secret:
        message = message.replace(secret, "...")
    message = re.sub(r"\b(?:sk|pk|key)-[\w*.-]+|\bBearer\s+\S+", "...", " ".join(message.split()))
    return f": {message[:160]}"


def _address(chat_model: BaseChatModel) -> str:
    """Return the server's scheme, host and port; never a name and password that its address may hold."""
    parts = urlsplit(str(getattr(chat_model, "openai_api_base", None) or OPENAI))
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"
