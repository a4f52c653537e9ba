"""Pages and feeds from the web: bounded in size and time, conditional, and never from a private address."""

import time
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

from corpus.errors import Rejected
from corpus.reading.web.network import CheckedNetwork, Transport
from corpus.reading.web.packed import ASKED, PIECE, unpacked
from corpus.reading.web.visit import LARGEST_ANSWER, SECONDS, Answered, Fetched, Visit

_MOST_REDIRECTS = 5
AGENT = "briefing-assistant/0.1 (news archive reader)"


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
    headers = {"User-Agent": AGENT, "Accept-Encoding": ASKED}
    if visit is not None and visit.etag:
        headers["If-None-Match"] = visit.etag
    if visit is not None and visit.modified:
        headers["If-Modified-Since"] = visit.modified
    until = time.monotonic() + seconds
    transport = Transport(CheckedNetwork(allow_private, until))
    try:
        with (
            httpx2.Client(transport=transport, headers=headers, trust_env=False, timeout=seconds) as client,
            closing(_followed(client, url)) as answer,
        ):
            return _taken(answer, until, seconds, largest)
    except (httpx2.UnsupportedProtocol, httpx2.InvalidURL):
        raise Rejected("is, or leads to, an address that is not http or https") from None
    except httpx2.TimeoutException:
        raise Rejected(f"did not answer within {seconds:g} s") from None
    except (httpx2.HTTPError, httpx2.StreamError) as error:
        raise Rejected(f"cannot be fetched: {str(error)[:150] or type(error).__name__}") from None
    except Rejected:
        raise
    except (UnicodeError, ValueError) as error:
        raise Rejected(f"is not a web address that can be fetched: {str(error)[:100]}") from None


def _followed(client: httpx2.Client, url: str) -> httpx2.Response:
    """The answer behind all redirects, not yet read; what stands in a redirect never is: httpx2 would unpack it."""
    request = client.build_request("GET", url)
    for _ in range(_MOST_REDIRECTS + 1):
        answer = client.send(request, stream=True, follow_redirects=False)
        if answer.next_request is None:
            return answer
        answer.close()
        request = answer.next_request
    raise Rejected(f"redirects more than {_MOST_REDIRECTS} times")


def _taken(answer: httpx2.Response, until: float, seconds: float, largest: int) -> Fetched | None:
    """The body of an answer, as far as the limits allow."""
    if answer.status_code == 304 and {"if-none-match", "if-modified-since"} & set(answer.request.headers):
        return None
    if answer.status_code != 200:
        line = f"its server answered {answer.status_code} {answer.reason_phrase}".rstrip()
        raise Answered(line, answer.status_code, _wait(answer.headers.get("retry-after", "")))
    body = bytearray()
    for part in unpacked(answer.iter_raw(PIECE), answer.headers.get("content-encoding", "")):
        body += part
        if max(len(body), answer.num_bytes_downloaded) > largest:
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


def _wait(header: str) -> float | None:
    """The seconds of a `Retry-After`; None where it names none."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
