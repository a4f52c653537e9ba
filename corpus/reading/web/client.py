"""The web as a source of articles: the addresses that may be visited, and what is remembered of them."""

from dataclasses import dataclass, field

from corpus.reading.web.visit import LARGEST_ANSWER, SECONDS, Fetched, Visit


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
        from corpus.reading.web.fetching import fetch  # httpx takes half a second to import

        return fetch(url, visit, allow_private=self.allow_private, seconds=self.seconds, largest=self.largest)
