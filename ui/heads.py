"""HTTP/1.1 as the servers speak it: a request's head is bounded in size and in time, and its body in time."""

import asyncio

import h11
import uvicorn.config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

LARGEST = 65_536  # bytes of a head
PATIENCE = 20.0  # seconds that a head may take to come, and a body's rest once it is answered
WHOLE = 900.0  # seconds that a body may take to come: 25 MB at 30 kB/s
SMALL = 60.0  # seconds that what a program asks may take to come: a few MB


class Heads(H11Protocol):
    """A connection of uvicorn. What sends no whole head, or no whole body, within its bounds is hung up on.

    uvicorn alone waits for as long as something comes: a connection that drips is never idle.
    """

    _late: asyncio.TimerHandle | None = None
    _awaited = ""

    def __init__(
        self,
        config: uvicorn.config.Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.conn = h11.Connection(h11.SERVER, LARGEST)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first head."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take some bytes; wait for another head where the one before was answered."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        self._unwatch()

    def on_response_complete(self) -> None:
        """Go on to the next request; wait a while for the rest of one that was answered before it had come."""
        super().on_response_complete()
        self._watch()

    def _watch(self) -> None:
        awaited, seconds = "", 0.0
        if self.conn.their_state is h11.IDLE:
            awaited, seconds = "head", PATIENCE
        elif self.conn.their_state is h11.SEND_BODY:
            answered = self.cycle is not None and self.cycle.response_complete
            awaited, seconds = ("rest", PATIENCE) if answered else ("body", self._whole())
        if awaited != self._awaited:
            self._unwatch()
            self._awaited = awaited
            self._late = self.loop.call_later(seconds, self.transport.close) if awaited else None

    def _whole(self) -> float:
        return WHOLE

    def _unwatch(self) -> None:
        if self._late is not None:
            self._late.cancel()
        self._late, self._awaited = None, ""


class Asked(Heads):
    """A connection of a program that asks: no file comes on it, so its bodies are waited for less long."""

    def _whole(self) -> float:
        return SMALL


def bound() -> None:
    """Make every server of uvicorn in this process speak so, whoever starts it and says nothing else."""
    uvicorn.config.HTTP_PROTOCOLS["auto"] = f"{__name__}:{Heads.__name__}"
