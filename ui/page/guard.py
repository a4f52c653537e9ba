"""Who gets the page: only requests for its own name, and from no other site; no other page may frame it.

A site of a stranger can point its own name at this machine (DNS rebinding), so that a browser takes the page for a part
of that site. What it cannot change is the name that the browser asks for (`Host`), and where the asking page came from
(`Origin`).
"""

import re
from collections.abc import Awaitable, Callable, Collection, Iterator, MutableMapping
from typing import Any

LOOPBACK = frozenset(("localhost", "127.0.0.1", "[::1]"))
HEADERS = ((b"content-security-policy", b"frame-ancestors 'none'"), (b"x-frame-options", b"DENY"))
_HOST = re.compile(r"(\[[0-9a-fA-F:.]{2,45}\]|[^\s/@:\[\]]{1,253})(?::[0-9]{1,5})?")
_FOREIGN_HOST = 421, "This page is not served under that name: `briefing serve --host NAME` serves it under another."
_FOREIGN_ORIGIN = 403, "Another site asked for this page: open it in a tab of its own."

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class Guard:
    """An ASGI application in front of another: it refuses what that must not see, and marks every answer as not to be
    framed.

    `hosts`: the names, without a port, that may be asked for beside those of the loopback. Any port will do: a tunnel
    or a proxy has one of its own. `posts`: paths that pages of other sites may post to; what stands there asks for a
    token.
    """

    def __init__(self, application: Application, hosts: Collection[str] = (), posts: Collection[str] = ()) -> None:
        self._application = application
        self._posts = frozenset(posts)
        self._hosts = LOOPBACK | {one.lower() for one in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in ("http", "websocket"):  # the application's start and end
            await self._application(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"].endswith("response.start"):
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        refused = self.refused(scope)
        if refused is None:
            await self._application(scope, receive, marked)
        else:
            await _refuse(scope, marked, *refused)

    def refused(self, scope: Scope) -> tuple[int, str] | None:
        """The status and the words with which a request is refused; None where it is not."""
        hosts, origins = list(_values(scope, b"host")), list(_values(scope, b"origin"))
        found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if found is None or found[1].lower() not in self._hosts:
            return _FOREIGN_HOST
        # Programs that are no browser send no origin. Browsers do, whenever another page opens a socket or posts; and
        # they spell it like the host. Behind a proxy the page may be at https while it is asked for with http.
        posted = scope["type"] == "http" and scope["method"] == "POST" and scope["path"] in self._posts
        if not posted and any(one not in (f"http://{hosts[0]}", f"https://{hosts[0]}") for one in origins):
            return _FOREIGN_ORIGIN
        return None


async def _refuse(scope: Scope, send: Send, status: int, words: str) -> None:
    kind = scope["type"] if scope["type"] == "http" else "websocket.http"
    if kind != "http" and "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    body = f"{words}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": f"{kind}.response.start", "status": status, "headers": headers})
    await send({"type": f"{kind}.response.body", "body": body})


def _values(scope: Scope, name: bytes) -> Iterator[str]:
    return (value.decode("latin-1") for each, value in scope["headers"] if each.lower() == name)
