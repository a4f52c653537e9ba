"""Makes the chat model, and listens to it within a time limit."""

import contextvars
import queue
import re
import threading
from collections.abc import Iterator, Sequence

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from pydantic import SecretStr

from assistant.chatting.failures import INSTEAD, OPENAI, slow, translate
from assistant.chatting.requests import STREAM, Request, is_openai, learn, learned
from assistant.deadline import Deadline
from assistant.settings import Settings
from corpus.errors import CallError

_NO_KEY = "none"  # servers on one's own machine ask for no key, but the client insists on one
_IN_NO_KEY = frozenset(" \"'`<>")

_END = object()
_QUEUE = 8192
_HALF = re.compile(r"[\ud800-\udfff]")  # of a character, which JSON can write and no text can hold


def make_chat_model(spec: str, settings: Settings) -> BaseChatModel:
    """The chat model for `openai:MODEL`, from OpenAI or from the server that the settings name.

    Raises CallError where the spec is of another kind, or where there is neither a key nor a server of one's own.
    """
    provider, _, model = spec.partition(":")
    if provider != "openai" or not model.strip():
        raise CallError(f"there is no writer {spec!r}: use quotes, or openai:MODEL")
    key = settings.openai_api_key
    if key is None and settings.openai_base_url is None:
        raise CallError(f"no key: set OPENAI_API_KEY, {INSTEAD}")

    secret = key.get_secret_value() if key else _NO_KEY
    if not secret.isascii() or not secret.isprintable() or set(secret) & _IN_NO_KEY:
        raise CallError(
            f"OPENAI_API_KEY holds a character that no key has, such as a quotation mark: copy it again, {INSTEAD}"
        )

    from langchain.chat_models import init_chat_model

    from corpus.models.wire import no_wire, wire

    made = init_chat_model(
        model.strip(),
        model_provider="openai",
        api_key=SecretStr(secret),
        base_url=(settings.openai_base_url or OPENAI).removesuffix("/chat/completions"),
        timeout=settings.timeout,
        max_retries=settings.retries,  # 429, 5xx and lost connections, with back-off, before the first word
        max_tokens=settings.max_tokens,
        stream_usage=True,
        use_responses_api=False,
        http_client=wire(),
        http_async_client=no_wire(),  # else LangChain makes one for each server, which reads all certificates anew
        openai_proxy=None,  # LangChain takes no client beside it; HTTPS_PROXY holds for this one
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
        from corpus.models.wire import until

        try:
            with until(stopped.is_set):
                for piece in _speak(chat_model, messages, stopped):
                    put(_whole(piece))
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
    """The answer, asked for again without whatever the server refuses of the request, one thing after the other."""
    request, begun = learned(chat_model), False
    while not begun:
        pieces = request.send(chat_model, messages)
        try:
            for piece in pieces:
                if not begun:
                    learn(chat_model, request)
                begun = True
                if stopped.is_set():
                    return
                yield piece
            if begun:
                return
            request = Request(request.refused | {STREAM})  # an answer, but not as a stream: asked for whole
        except Exception as error:
            empty = isinstance(error, ValueError) and str(error) == "No generation chunks were returned"
            less = Request(request.refused | {STREAM}) if empty else request.after(error, chat_model, messages)
            if begun or stopped.is_set() or less is None or less == request:
                raise
            request = less
        finally:
            pieces.close()


def _whole(piece: AIMessage) -> AIMessage:
    """The piece, with U+FFFD for each half of a character: the models that check it read none."""
    if isinstance(piece.content, str) and _HALF.search(piece.content):
        return piece.model_copy(update={"content": _HALF.sub("\ufffd", piece.content)})
    return piece


def says_how_it_ended(chat_model: BaseChatModel) -> bool:
    """Whether the model's protocol always names a reason for its end, so that none means a cut stream."""
    return is_openai(chat_model)
