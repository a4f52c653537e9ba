"""A visit to a web address: what is allowed, what the address held, and what is remembered of it."""

from dataclasses import dataclass, field

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
