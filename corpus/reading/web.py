"""The web as a source: what is allowed of it, what an address held, and what is remembered of it."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

LARGEST_ANSWER = 20_000_000
# For one address with all its redirects; newspapers' pages answer in 1 to 3 s.
SECONDS = 30.0


@dataclass(slots=True)
class Visit:
    """What is remembered of one address between two ingests, in JSON types: `dataclasses.asdict`, `Visit(**...)`.

    `seen` maps each entry of a feed that was taken to a mark of its content. The validators are kept only where
    everything behind the address was taken, so that what failed is tried again.
    """

    etag: str | None = None
    modified: str | None = None
    seen: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body of an address, and what its server said of it; `url` is the last one after redirects."""

    url: str
    data: bytes
    media: str
    charset: str | None
    etag: str | None
    modified: str | None


@dataclass(slots=True)
class Web:
    """The web as a source of articles; hand in the `visits` of earlier times, and store them when all is taken.

    Only public addresses are connected to, unless `allow_private`. No proxy or other setting of the environment is
    used, since that would undo the check.
    """

    allow_private: bool = False
    visits: dict[str, Visit] = field(default_factory=dict)
    seconds: float = SECONDS
    largest: int = LARGEST_ANSWER

    def fetch(self, url: str, visit: Visit | None = None) -> Fetched | None:
        """What an address holds, or None where that has not changed since the visit. Raises Rejected."""
        from corpus.reading.fetching import fetch  # httpx takes half a second to import

        return fetch(url, visit, allow_private=self.allow_private, seconds=self.seconds, largest=self.largest)


def is_address(source: str) -> bool:
    """Whether a source is meant to be a web address rather than a file: 'https://...', and also 'ftp://...'."""
    scheme, mark, _ = source.partition("://")
    return bool(mark) and scheme.isalnum()


def web_address(source: str) -> bool:
    """Whether an address is one that can be fetched: http or https, with a host."""
    try:
        parts = urlsplit(source)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
