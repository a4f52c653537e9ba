"""A visit to a web address: what is allowed, what the address held, and what is remembered of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.errors import Rejected

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
    tries: dict[str, int] = field(default_factory=dict)
    """How often entries that could not be taken were tried, by their mark and name."""
    withdrawn: list[str] = field(default_factory=list)
    """Entries that went from the feed while older ones stayed."""

    def later(self, marks: Mapping[str, str]) -> list[str]:
        """The entries withdrawn by now, where the feed has these: those that went, but for the oldest, at its end.

        A feed begins with its newest, but for one that has grown at its end alone.
        """
        names, now = list(self.seen), list(marks)
        there = [at for at, name in enumerate(names) if name in marks]
        grown = [name not in self.seen for name in (now[0], now[-1])]
        kept = names[there[0] :] if there and grown == [False, True] else names[: there[-1]] if there else []
        return [name for name in dict.fromkeys([*self.withdrawn, *kept]) if name not in marks]


class Answered(Rejected):
    """A server's answer that is no page: its status, and the seconds after which it asks to be asked again."""

    def __init__(self, line: str, status: int, wait: float | None = None) -> None:
        super().__init__(line)
        self.status, self.wait = status, wait


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body of an address, and what its server said of it; `url` is the last one after redirects."""

    url: str
    data: bytes
    media: str
    charset: str | None
    etag: str | None
    modified: str | None
