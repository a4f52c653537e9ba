"""HTTP/1.1 as the servers speak it: the head of a request is bounded in size and in time before anything is asked."""

import asyncio

import h11
import uvicorn.config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

LARGEST = 65_536  # bytes of a head
PATIENCE = 20.0  # seconds that a head may take to come


class Heads(H11Protocol):
    """A connection of uvicorn. What sends no whole head within its bounds is hung up on."""

    _late: asyncio.TimerHandle | None = None

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

    def _watch(self) -> None:
        if self.conn.their_state is not h11.IDLE:  # a head has come
            self._unwatch()
        elif self._late is None:
            self._late = self.loop.call_later(PATIENCE, self.transport.close)

    def _unwatch(self) -> None:
        if self._late is not None:
            self._late.cancel()
        self._late = None


def bound() -> None:
    """Make every server of uvicorn in this process speak so, whoever starts it and says nothing else."""
    uvicorn.config.HTTP_PROTOCOLS["auto"] = f"{__name__}:{Heads.__name__}"
