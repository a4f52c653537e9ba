"""Who is let in at the HTTP interface: a name that it has, a key where one is set, and a body that is not too large."""

import asyncio
import hmac
from collections.abc import Collection

from starlette.requests import ClientDisconnect, Request

from assistant.settings import Settings
from corpus.errors import CallError
from ui.page.guard import Application, Guard, Receive, Scope, Send
from ui.server.errors import Refused, failed

LARGEST = 1_000_000  # bytes of a body
PATIENCE = 30.0  # seconds that a body may take to come
OPEN = frozenset(("/health",))  # told to everybody
_NAMES = {
    421: "not served under that name: `briefing api --host NAME` serves it under another",
    403: "a page of another site asked: only programs are answered",
}


def key_of(settings: Settings) -> str | None:
    """The key that is asked for, None where none is set. Raises CallError for one that no client can send."""
    key = settings.api_key.get_secret_value() if settings.api_key else None
    if key is not None and not all("!" <= one <= "~" for one in key):
        raise CallError(
            "BRIEFING_API_KEY is not right: it must be of ASCII's letters, digits and signs, without blanks"
        )
    return key


class Admission:
    """An ASGI application in front of another: it refuses what comes under a name that is not among `hosts` or the
    loopback's, from a page of another site, or without the `key`.
    """

    def __init__(self, application: Application, hosts: Collection[str] = (), key: str | None = None) -> None:
        self._guard = Guard(application, hosts)
        self._key = key.encode() if key else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and (refused := self._refused(scope)):
            await failed(refused)(scope, receive, send)
        else:
            await self._guard(scope, receive, send)

    def _refused(self, scope: Scope) -> Refused | None:
        if foreign := self._guard.refused(scope):
            return Refused(foreign[0], _NAMES[foreign[0]], "foreign")
        if self._key is None or scope["path"] in OPEN:
            return None
        sent = next((value for name, value in scope["headers"] if name.lower() == b"authorization"), b"")
        scheme, _, key = sent.partition(b" ")
        if scheme.lower() == b"bearer" and hmac.compare_digest(key.strip(), self._key):
            return None
        return Refused(401, "the key is missing or wrong: send `Authorization: Bearer KEY`", "invalid_api_key")


async def body_of(request: Request) -> bytes:
    """The body of a request. Raises Refused where it is too large, or too slow to come."""
    large = Refused(413, f"the body is too large: at most {LARGEST:,} bytes are read", "too_large")
    length = request.headers.get("content-length", "0")
    if length.isascii() and length.isdigit() and int(length[:20]) > LARGEST:
        raise large
    found = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                found += chunk
                if len(found) > LARGEST:
                    raise large
    except TimeoutError:
        raise Refused(408, f"the body did not come within {PATIENCE:g} s", "timeout") from None
    except ClientDisconnect:
        raise Refused(400, "the body was cut off", "invalid_request") from None
    return bytes(found)
