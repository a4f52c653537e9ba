"""Connections for fetching: to addresses that were checked, and to the end of one deadline."""

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import httpcore2
import httpx2

from corpus.errors import Rejected
from corpus.reading.web import heads
from corpus.reading.web.addresses import of_machine, public
from corpus.reading.web.packed import few


class CheckedNetwork(httpcore2.NetworkBackend):
    """Connections to addresses that were looked up once, checked, and are then used as they are.

    The name is not looked up again between the check and the connection, so a name server that changes its answer
    (DNS rebinding) gains nothing. Every redirect passes here too. All reading and writing ends at one deadline.
    """

    def __init__(self, allow_private: bool, until: float) -> None:
        self._allow_private = allow_private
        self._until = until
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first of a host's addresses that answers; raises Rejected where one of them may not be."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"the host {host} is not known") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._allow_private and not all(public(address) for address in addresses):
            raise Rejected(f"leads to {host}, a private address, which is not fetched")
        if any(of_machine(address) for address in addresses):
            raise Rejected(f"leads to {host}, where machines are told their own keys, which is never fetched")
        failure: Exception | None = None
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(address, port, self._left(), local_address, socket_options)
                return _Stream(stream, self._until)
            except httpcore2.ConnectError as error:
                failure = error
        raise httpcore2.ConnectError(f"{host} does not answer") from failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Refuse: no web address names a socket of this machine."""
        raise Rejected("leads to a socket of this machine, which is not fetched")

    def _left(self) -> float:
        return max(0.01, self._until - time.monotonic())


class _Stream(httpcore2.NetworkStream):
    """A connection whose every step ends at the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore2.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def _left(self, over: type[httpcore2.TimeoutException]) -> float:
        """The seconds that are left; raises `over`, which says what there was no time for, where none are."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise over("the time is up")
        return left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come."""
        return heads.counted(lambda: self._stream.read(max_bytes, self._left(httpcore2.ReadTimeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        self._stream.write(buffer, self._left(httpcore2.WriteTimeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Begin TLS; the certificate is checked against the host's name, not against its address."""
        left = self._left(httpcore2.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._until)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore2's own signature
        """What the connection knows of itself."""
        return self._stream.get_extra_info(info)


@cache
def _trust() -> ssl.SSLContext:
    """Whose certificates are trusted, read once a process: that takes longer than a fetch on loopback."""
    return httpx2.create_ssl_context(trust_env=False)


@contextmanager
def _as_httpx() -> Iterator[None]:
    """httpcore2's errors made httpx2's of the same name.

    The name tells whether a request may have reached its server: a ConnectError or ConnectTimeout says that it has not.
    """
    try:
        yield
    except (
        httpcore2.TimeoutException,
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        httpcore2.UnsupportedProtocol,
    ) as error:
        raise getattr(httpx2, type(error).__name__)(str(error)) from error


class Transport(httpx2.BaseTransport):
    """httpx2 over httpcore2's pool with our network; httpx2's own transport takes none."""

    def __init__(self, network: httpcore2.NetworkBackend) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=_trust(), network_backend=network, max_keepalive_connections=0
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request, which is never a redirect followed."""
        if request.url.scheme not in ("http", "https"):
            raise httpx2.UnsupportedProtocol(f"{request.url.scheme} is not fetched")
        if request.url.userinfo:
            raise Rejected("leads to an address with a name or password in it, which is not fetched")
        asked = httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.read(),
            extensions=request.extensions,
        )
        with _as_httpx(), heads.awaited():
            answer = self._pool.handle_request(asked)
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    """The body of an answer as it comes, with httpcore2's errors made httpx2's."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from few(self._answer.iter_stream())

    def close(self) -> None:
        """Close the answer, and with it the connection."""
        self._answer.close()
