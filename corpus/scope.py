"""Scope: which articles may be used, by the as-of day, the days of publication and the outlet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from corpus import clock
from corpus.article import Article
from corpus.errors import CallError
from corpus.text.calendar import FIRST_DAY, LAST_DAY
from corpus.text.folding import fold
from corpus.text.published import check_day

ALL_DAYS = "9999-12-31"


def outlet_key(name: str) -> str:
    """An outlet's name as names are compared: whatever its case, accents included, and however its signs are drawn."""
    return fold(fold(name).casefold())


@dataclass(frozen=True, slots=True)
class Scope:
    """What narrows a question. Days are `YYYY-MM-DD`; None bounds nothing.

    `as_of`: nothing published, and no version updated, after it is used. `since` and `until` are inclusive and mean the
    day of publication. `source` is an outlet, whatever its case; `outlets` are several. `articles`: only those of these
    ids, where any are named. By arrival, moments as
    `clock.now` gives them: `known_at`, when the archive must have held a version already, and `after`, when it must not
    have held its text yet, nor a near-copy of it.
    """

    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    known_at: str | None = None
    after: str | None = None
    outlets: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    @classmethod
    def read(
        cls,
        as_of: str | date | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        source: str | None = None,
        known_at: str | datetime | date | None = None,
        articles: Sequence[str] | None = None,
    ) -> "Scope":
        """The scope that a caller names. CallError for what is no day, moment or name, and for swapped bounds."""
        if source is not None and not str(source).strip():
            raise CallError("source is empty: name an outlet, or leave it out")
        if source is not None and not isinstance(source, str):
            raise CallError(f"source is {source!r}: name an outlet as text")
        found = cls(
            _day(as_of, "as_of"), _day(since, "since"), _day(until, "until"), source, known_at=_moment(known_at)
        )
        found = replace(found, articles=tuple(articles or ()))
        if found.as_of and not FIRST_DAY <= found.as_of <= LAST_DAY:
            raise CallError(f"as_of: {found.as_of} is no day to ask from; give one from {FIRST_DAY} to {LAST_DAY}")
        if found.since and found.until and found.since > found.until:
            raise CallError(f"since ({found.since}) lies after until ({found.until}): swap them")
        return found

    @property
    def narrowed(self) -> bool:
        """Whether more is left out than what is later than the as-of day."""
        bounds = self.since or self.until or self.source or self.known_at or self.after or self.outlets
        return bool(bounds or self.articles)

    @property
    def window(self) -> dict[str, Any]:
        """What a person narrows by, as the arguments of `ask` and `brief`."""
        window = {"as_of": self.as_of, "since": self.since, "until": self.until, "source": self.source}
        return window | ({"articles": self.articles} if self.articles else {})

    @property
    def named_outlets(self) -> tuple[str, ...]:
        """The outlets that are asked for; none where all are."""
        return (self.source,) if self.source is not None else self.outlets

    @property
    def known(self) -> str:
        """The moment by which a version must have arrived; the last of all moments where none is named."""
        return self.known_at or ALL_DAYS

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
        """Whether an article lies within the days of publication, is of the outlet and among the articles named."""
        return (
            (self.since is None or article.day >= self.since)
            and (self.until is None or article.day <= self.until)
            and (not self.articles or article.id in self.articles)
            and self.takes(article.source)
        )

    def takes(self, outlet: str | None) -> bool:
        """Whether an outlet is one of those that are asked for, where any is."""
        names = self.named_outlets
        return not names or outlet_key(outlet or "") in map(outlet_key, names)


EVERYTHING = Scope()


def _day(value: str | date | None, name: str) -> str | None:
    try:
        return None if value is None else check_day(value)
    except CallError as exc:
        raise CallError(f"{name}: {exc}") from None


def _moment(value: str | datetime | date | None) -> str | None:
    try:
        if isinstance(value, datetime):
            return clock.moment(value)
        return None if value is None else clock.read_moment(str(value).strip())
    except (ValueError, OverflowError):
        raise CallError(
            f"known_at: {str(value)[:40]!r} is no moment; give one such as 2026-11-26 or 2026-11-26T09:00Z"
        ) from None
