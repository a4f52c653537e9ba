"""The HTTP interface: its routes, what they stream, and how it is served."""

import asyncio
import signal
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from assistant.settings import Settings
from corpus.errors import CallError
from ui.page.guard import LOOPBACK
from ui.page.serve import Door
from ui.safe import json_text
from ui.server import chat
from ui.server.admission import Admission, body_of, key_of
from ui.server.bodies import AskBody, BriefBody, ChatBody, JudgeBody, SearchBody, read
from ui.server.calls import Calls
from ui.server.errors import Refused, document, dumped, failed, refusal, told
from ui.server.openapi import describe
from ui.server.work import Work

GRACE = 30.0  # seconds beside those of an answer: waiting for a thread, searching, composing
Endpoint = Callable[[Request], Awaitable[Response]]


class Api:
    """The routes over one archive."""

    def __init__(self, calls: Calls, work: Work) -> None:
        self._calls, self._work = calls, work

    def routes(self) -> list[Route]:
        """All routes."""
        calls = self._calls
        posts: list[tuple[str, type[BaseModel], Callable[..., Any]]] = [
            ("/ask", AskBody, calls.ask),
            ("/brief", BriefBody, calls.brief),
            ("/search", SearchBody, calls.search),
            ("/judge", JudgeBody, calls.judge),
        ]
        gets: list[tuple[str, Endpoint]] = [
            ("/articles/{id:path}", self._article),
            ("/status", self._status),
            ("/health", _health),
            ("/openapi.json", _openapi),
            ("/v1/models", _models),
            ("/v1/models/{id}", _model),
        ]
        return [
            *(Route(path, _told(self._call(kind, call)), methods=["POST"]) for path, kind, call in posts),
            *(Route(path, _told(endpoint), methods=["GET"]) for path, endpoint in gets),
            Route("/v1/chat/completions", _told(self._chat), methods=["POST"]),
        ]

    def _call(self, kind: type[BaseModel], call: Callable[..., Any]) -> Endpoint:
        async def answered(request: Request) -> Response:
            arguments = read(kind, await body_of(request)).model_dump()
            return document(await self._work.run(lambda: call(**arguments)))

        return answered

    async def _article(self, request: Request) -> Response:
        version = request.query_params.get("version")
        if version is not None and not (version.isascii() and version.isdigit() and len(version) < 10):
            raise CallError("version: it must be a whole number")
        number = int(version) if version else None
        try:
            return document(await self._work.run(lambda: self._calls.article(request.path_params["id"], number)))
        except CallError as exc:
            raise Refused(404, told(exc), "not_found") from None

    async def _status(self, _: Request) -> Response:
        return document(await self._work.run(self._calls.status))

    async def _chat(self, request: Request) -> Response:
        body = read(ChatBody, await body_of(request))
        asked = chat.asked_by(body)
        if not body.stream:
            answer = await self._work.run(lambda: self._calls.desk.ask(**asked))
            return document(chat.completion(answer))
        usage = body.stream_options is not None and body.stream_options.include_usage
        given = self._work.stream(lambda: chat.chunks(self._calls.desk.events(**asked), usage=usage))
        first = await anext(given)  # what is wrong with the question is told with a status
        return StreamingResponse(_sent(first, given), media_type="text/event-stream")


async def _sent(first: dict[str, Any], later: AsyncGenerator[dict[str, Any]]) -> AsyncIterator[str]:
    """Chunks as events of a stream; an error in the midst of it is one too."""
    async with aclosing(later):
        try:
            yield _event(first)
            async for one in later:
                yield _event(one)
        except Exception as exc:
            yield _event(dumped(refusal(exc)))
            return
    yield "data: [DONE]\n\n"


def _event(content: dict[str, Any]) -> str:
    return f"data: {json_text(content, indent=None)}\n\n"


async def _health(_: Request) -> Response:
    return document({"status": "ok"})


async def _openapi(_: Request) -> Response:
    return document(describe())


async def _models(_: Request) -> Response:
    return document({"object": "list", "data": [_described()]})


async def _model(request: Request) -> Response:
    if request.path_params["id"] != chat.MODEL:
        raise Refused(404, f"there is no such model: the model is `{chat.MODEL}`", "model_not_found")
    return document(_described())


def _described() -> dict[str, Any]:
    return {"id": chat.MODEL, "object": "model", "created": 0, "owned_by": "briefing"}


def _told(endpoint: Endpoint) -> Endpoint:
    """The endpoint, its errors told as responses."""

    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Exception as exc:
            return failed(exc)

    return answered


async def _missing(request: Request, exc: Exception) -> Response:
    status = getattr(exc, "status_code", 404)
    if status == 405:
        return failed(Refused(405, f"{request.url.path} is not asked with {request.method}", "method_not_allowed"))
    return failed(Refused(404, "there is nothing here: GET /openapi.json lists what is", "not_found"))


def application(calls: Calls, hosts: tuple[str, ...] = (), *, work: Work | None = None) -> Admission:
    """The whole interface over an archive, as an ASGI application; `hosts`: names beside the loopback's."""
    settings = calls.desk.settings
    api = Api(calls, work or Work(settings.timeout + GRACE))
    routed = Starlette(routes=api.routes(), exception_handlers={404: _missing, 405: _missing})
    return Admission(routed, hosts, key_of(settings))


def serve(folder: Path, settings: Settings, *, port: int, hosts: list[str], say: Callable[[str], None]) -> int:
    """Serve the archive in `folder` until it is interrupted; returns the exit status.

    Raises CallError where a host or the port cannot be had, and for another name or address than the loopback's
    without a key.
    """
    import uvicorn

    from ui.heads import Asked

    door = Door.of(hosts)
    if settings.api_key is None and {door.address, *door.names} - LOOPBACK - {"::1"}:
        raise CallError("another host than this machine's loopback needs a key: set BRIEFING_API_KEY")
    door.check(port)
    served = application(Calls.on(folder, settings), door.names)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    config = uvicorn.Config(
        served,
        host=door.address,
        port=port,
        http=Asked,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=5,
    )
    say(f"programs reach the archive at http://{door.shown}:{port}/v1 (Ctrl+C ends it)")
    return run(uvicorn.Server(config).serve)


def run(serving: Callable[[], Awaitable[None]]) -> int:
    """Run a server until it is interrupted; returns the exit status."""

    async def main() -> None:
        await serving()

    try:
        asyncio.run(main())
    except SystemExit as exc:
        return exc.code if isinstance(exc.code, int) else 1
    except KeyboardInterrupt:
        return 0
    return 0
