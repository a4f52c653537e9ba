"""Connections to servers of models that end soon after nobody waits for what they read or write any more."""

import ssl
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import httpcore2

from corpus.reading.web import heads

STEP = 0.5  # seconds between two looks whether somebody waits still
_PIECE = 65_536  # bytes written between two looks

GivenUp = Callable[[], bool]


class Patient(httpcore2.NetworkBackend):
    """Connections through another network, whose reading and writing end once it is `given_up`; connecting by its
    time-out.
    """

    def __init__(self, network: httpcore2.NetworkBackend, given_up: GivenUp) -> None:
        self._network, self._given_up = network, given_up

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect, as the other network does."""
        return _Stream(self._network.connect_tcp(host, port, timeout, local_address, socket_options), self._given_up)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Connect, as the other network does."""
        return _Stream(self._network.connect_unix_socket(path, timeout, socket_options), self._given_up)

    def sleep(self, seconds: float) -> None:
        """Sleep, as the other network does."""
        self._network.sleep(seconds)


class _Stream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, given_up: GivenUp) -> None:
        self._stream, self._given_up = stream, given_up

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come.

        Raises httpcore's ReadTimeout after the `timeout`, and once nobody waits; as `heads.counted` does.
        """
        until = None if timeout is None else time.monotonic() + timeout
        while not self._given_up():
            left = STEP if until is None else max(0.001, min(STEP, until - time.monotonic()))
            try:
                return heads.counted(partial(self._stream.read, max_bytes, left))
            except httpcore2.ReadTimeout:
                if until is not None and time.monotonic() >= until:
                    raise
        raise httpcore2.ReadTimeout("nobody waits for the answer any more")

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it. Raises httpcore's WriteTimeout where a piece takes longer, and once nobody waits."""
        for at in range(0, len(buffer), _PIECE):
            if self._given_up():
                raise httpcore2.WriteTimeout("nobody waits for the answer any more")
            self._stream.write(buffer[at : at + _PIECE], timeout)

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Begin TLS, as the other network does."""
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, timeout), self._given_up)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore2's own signature
        """What the connection knows of itself."""
        return self._stream.get_extra_info(info)
