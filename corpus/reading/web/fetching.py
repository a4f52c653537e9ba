"""Pages and feeds from the web: bounded in size and time, conditional, and never from a private address."""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from corpus.errors import Rejected
from corpus.reading.web.visit import LARGEST_ANSWER, SECONDS, Fetched, Visit

_MOST_REDIRECTS = 5
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_AGENT = "briefing-assistant/0.1 (news archive reader)"


def fetch(
    url: str,
    visit: Visit | None = None,
    *,
    allow_private: bool = False,
    seconds: float = SECONDS,
    largest: int = LARGEST_ANSWER,
) -> Fetched | None:
    """What an address holds, or None where that has not changed since the visit.

    Raises Rejected, with the reason in one line, for everything else: a private address at any hop, too many
    redirects, an answer other than 200, one that is too large or too slow, a host that is not there.
    """
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "gzip"}
    if visit is not None and visit.etag:
        headers["If-None-Match"] = visit.etag
    if visit is not None and visit.modified:
        headers["If-Modified-Since"] = visit.modified
    until = time.monotonic() + seconds
    transport = _Transport(_CheckedNetwork(allow_private, until))
    try:
        with (
            httpx.Client(
                transport=transport,
                headers=headers,
                trust_env=False,
                follow_redirects=True,
                max_redirects=_MOST_REDIRECTS,
                timeout=seconds,
            ) as client,
            client.stream("GET", url) as answer,
        ):
            return _taken(answer, until, seconds, largest)
    except httpx.TooManyRedirects:
        raise Rejected(f"redirects more than {_MOST_REDIRECTS} times") from None
    except (httpx.UnsupportedProtocol, httpx.InvalidURL):
        raise Rejected("is, or leads to, an address that is not http or https") from None
    except httpx.TimeoutException:
        raise Rejected(f"did not answer within {seconds:g} s") from None
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise Rejected(f"cannot be fetched: {str(error)[:150] or type(error).__name__}") from None
    except Rejected:
        raise
    except (UnicodeError, ValueError) as error:
        raise Rejected(f"is not a web address that can be fetched: {str(error)[:100]}") from None


def _taken(answer: httpx.Response, until: float, seconds: float, largest: int) -> Fetched | None:
    """The body of an answer, as far as the limits allow."""
    if answer.status_code == 304 and {"if-none-match", "if-modified-since"} & set(answer.request.headers):
        return None
    if answer.status_code != 200:
        raise Rejected(f"its server answered {answer.status_code} {answer.reason_phrase}".rstrip())
    body = bytearray()
    for part in answer.iter_bytes(65_536):
        body += part
        if len(body) > largest:
            raise Rejected(f"is larger than {largest // 1_000_000} MB")
        if time.monotonic() > until:
            raise Rejected(f"did not arrive whole within {seconds:g} s")
    return Fetched(
        url=str(answer.url),
        data=bytes(body),
        media=answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
        charset=answer.charset_encoding,
        etag=answer.headers.get("etag"),
        modified=answer.headers.get("last-modified"),
    )


def public(address: str) -> bool:
    """Whether an IP address is one of the public Internet: not private, loopback, link-local, multicast or reserved."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    for inner in (getattr(ip, "ipv4_mapped", None), getattr(ip, "sixtofour", None)):
        if inner is not None:
            return public(str(inner))
    if isinstance(ip, ipaddress.IPv6Address) and (ip in _NAT64 or ip.teredo is not None):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class _CheckedNetwork(httpcore.NetworkBackend):
    """Connections to addresses that were looked up once, checked, and are then used as they are.

    The name is not looked up again between the check and the connection, so a name server that changes its answer
    (DNS rebinding) gains nothing. Every redirect passes here too. All reading and writing ends at one deadline.
    """

    def __init__(self, allow_private: bool, until: float) -> None:
        self._allow_private = allow_private
        self._until = until
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of a host's addresses that answers; raises Rejected where one of them is not public."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the host {host} is not known") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._allow_private and not all(public(address) for address in addresses):
            raise Rejected(f"leads to {host}, a private address, which is not fetched")
        failure: Exception | None = None
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(address, port, self._left(), local_address, socket_options)
                return _Stream(stream, self._until)
            except httpcore.ConnectError as error:
                failure = error
        raise httpcore.ConnectError(f"{host} does not answer") from failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse: no web address names a socket of this machine."""
        raise Rejected("leads to a socket of this machine, which is not fetched")

    def _left(self) -> float:
        return max(0.01, self._until - time.monotonic())


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends at the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come."""
        return self._stream.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        self._stream.write(buffer, self._left())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Begin TLS; the certificate is checked against the host's name, not against its address."""
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._left()), self._until)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own signature
        """What the connection knows of itself."""
        return self._stream.get_extra_info(info)


class _Transport(httpx.BaseTransport):
    """httpx over httpcore's pool with our network; httpx's own transport takes none."""

    def __init__(self, network: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=network, max_keepalive_connections=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request, which is never a redirect followed."""
        if request.url.scheme not in ("http", "https"):
            raise httpx.UnsupportedProtocol(f"{request.url.scheme} is not fetched")
        try:
            answer = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                    extensions=request.extensions,
                )
            )
        except httpcore.TimeoutException as error:
            raise httpx.ReadTimeout(str(error)) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise httpx.ConnectError(str(error)) from error
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer as it comes, with httpcore's errors made httpx's."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._answer.iter_stream()
        except httpcore.TimeoutException as error:
            raise httpx.ReadTimeout(str(error)) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise httpx.ReadError(str(error)) from error

    def close(self) -> None:
        """Close the answer, and with it the connection."""
        self._answer.close()
