"""The web as a source of articles: the addresses that may be visited, and what is remembered of them."""

from dataclasses import dataclass, field

from corpus.reading.web.robots import Robots
from corpus.reading.web.visit import LARGEST_ANSWER, SECONDS, Answered, Fetched, Visit


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
    robots: Robots | None = None
    """What servers ask of programs that look by themselves; None: a person asked for each address."""
    tries: int | None = None
    """How often an entry that cannot be taken is tried, as long as its feed leaves it as it is; None: always again."""
    waits: dict[str, float] = field(default_factory=dict)
    """Addresses whose servers asked for so many seconds of quiet."""

    def page(self, url: str) -> Fetched | None:
        """What a page behind a feed's link holds. Raises Rejected, also where its server asks programs to stay away."""
        if self.robots is not None:
            self.robots.check(url, self.fetch)
        return self.fetch(url)

    def fetch(self, url: str, visit: Visit | None = None) -> Fetched | None:
        """What an address holds, or None where that has not changed since the visit. Raises Rejected."""
        from corpus.reading.web.fetching import fetch  # httpx2 takes half a second to import

        try:
            return fetch(url, visit, allow_private=self.allow_private, seconds=self.seconds, largest=self.largest)
        except Answered as answer:
            if answer.wait:
                self.waits[url] = answer.wait
            raise
