"""Scope: which articles may be used, by the as-of day, the days of publication and the outlet."""

from dataclasses import dataclass, replace
from datetime import date

from corpus.article import Article
from corpus.errors import CallError
from corpus.text.published import check_day

ALL_DAYS = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Scope:
    """What narrows a question. Days are `YYYY-MM-DD`; None bounds nothing.

    `as_of`: nothing published, and no version updated, after it is used. `since` and `until` are inclusive and mean the
    day of publication. `source` is an outlet, whatever its case.
    """

    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None

    @classmethod
    def read(
        cls,
        as_of: str | date | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        source: str | None = None,
    ) -> "Scope":
        """The scope that a caller names. Raises CallError for what is no day, and for bounds that are swapped."""
        found = cls(_day(as_of, "as_of"), _day(since, "since"), _day(until, "until"), source)
        if found.since and found.until and found.since > found.until:
            raise CallError(f"since ({found.since}) lies after until ({found.until}): swap them")
        return found

    @property
    def narrowed(self) -> bool:
        """Whether days of publication or an outlet are left out."""
        return bool(self.since or self.until or self.source)

    @property
    def horizon(self) -> str:
        """The as-of day; the last of all days where there is none."""
        return self.as_of or ALL_DAYS

    @property
    def last(self) -> str:
        """The last day of publication that the as-of day and `until` both allow."""
        return min(self.horizon, self.until or ALL_DAYS)

    def seen_from(self, day: str | None) -> "Scope":
        """The same scope, as of a day where it names none."""
        return self if self.as_of else replace(self, as_of=day)

    def holds(self, article: Article) -> bool:
        """Whether an article lies within the days of publication and is of the outlet."""
        return (
            (self.since is None or article.day >= self.since)
            and (self.until is None or article.day <= self.until)
            and (self.source is None or (article.source or "").casefold() == self.source.casefold())
        )


EVERYTHING = Scope()


def _day(value: str | date | None, name: str) -> str | None:
    try:
        return None if value is None else check_day(value)
    except CallError as exc:
        raise CallError(f"{name}: {exc}") from None
