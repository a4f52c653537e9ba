"""What the relative times of an article mean: the days of 'on Friday' and 'last week', from its day of publication."""

import re
from dataclasses import dataclass
from datetime import date

from assistant import phrasing
from assistant.language.times.days import Period, around
from assistant.language.times.mentions import Clock, mentions
from corpus.article import Span
from corpus.text.published import check_day

MARK = "derived"
"""What a writer adds to what a relative time means: no article says it."""
_OF = re.compile(r"\s+of\b")


@dataclass(frozen=True, slots=True)
class DerivedDays:
    """The days that a relative time of an article means, both ends included; never stated by the article itself."""

    span: Span
    phrase: str
    first: date
    last: date
    about: bool = False
    """Whether a day in the middle of these days is meant, or one near to it: 'two years ago'."""

    @property
    def told(self) -> Period:
        """The days that are told: of those around a middle the year, month or day that it lies in, as they are long."""
        middle, length = self.first + (self.last - self.first) / 2, (self.last - self.first).days
        unit = "year" if length > 200 else "month" if length > 20 else "day"
        return around(middle, unit) if self.about else Period(self.first, self.last)

    @property
    def meaning(self) -> str:
        """The words and what they mean: `Friday: 21 May 2021`, `two years ago: about 2019`."""
        return f"{self.phrase}: {'about ' if self.about else ''}{phrasing.period(*self.told)}"


def derived_days(text: str, published: str) -> list[DerivedDays]:
    """What the relative times of a text mean, in the order of the text, for an article published on that day.

    A weekday lies behind or ahead as the words around it tell; where they do not, it is left out, and so are words
    that name no certain days ('in recent weeks', 'fifty years ago'). 'The next day' counts from the time named before
    it in the same paragraph, 'the last year of the Administration' from no day that is known. Raises CallError where
    `published` is no day.
    """
    clock = Clock(date.fromisoformat(check_day(published)))
    derived = []
    for found in mentions(text, clock):
        if found.kind != "named" and found.sure and not _OF.match(text, found.end):
            phrase = text[found.start : found.end].removesuffix("'s").removesuffix("’s")
            derived.append(
                DerivedDays(Span(found.start, found.start + len(phrase)), phrase, *found.period, found.about)
            )
    return derived
