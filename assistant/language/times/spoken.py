"""The day on which an article speaks, from which its relative times count: 'today', 'on Friday'."""

from datetime import date, timedelta
from functools import lru_cache

from assistant.language.times.derived import DerivedDays, derived_days
from assistant.language.times.headings import headed_day
from assistant.language.times.mentions import Clock, mentions
from corpus.article import Article, Span

NEARBY = timedelta(days=3)  # a title or dateline names the day of a speech that is published this much later at most
HEAD = 240  # characters of a text in which a dateline stands


def day_of_article(article: Article) -> date:
    """The day on which an article speaks, whatever date headings stand in it: that of its title or dateline where it
    came out soon after, else that of its publication.
    """
    return _spoken_on(article.title, article.text[:HEAD], article.day)


def day_of_speech(article: Article, span: Span) -> date:
    """The day on which an article speaks at a place: that of a date heading above it, or else its own."""
    return headed_day(article, *span) or day_of_article(article)


def derived_of(article: Article, span: Span) -> tuple[date | None, list[DerivedDays]]:
    """The day of the date heading that `article.text[span]` stands under, and what its relative times mean."""
    days = derived_days(article.text[span.start : span.end], day_of_speech(article, span).isoformat())
    return headed_day(article, *span), days


@lru_cache(maxsize=2048)
def _spoken_on(title: str, head: str, published: str) -> date:
    day = date.fromisoformat(published)
    for text in (title, head):
        for found in mentions(text, Clock(day)):
            if found.parts == "ymd" and found.first == found.last and timedelta(0) <= day - found.first <= NEARBY:
                return found.first
    return day
