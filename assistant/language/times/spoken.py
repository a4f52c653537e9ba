"""The day on which an article speaks, from which its relative times count: 'today', 'on Friday'."""

import re
from datetime import date, timedelta
from functools import lru_cache

from assistant.language.times.derived import DerivedDays, derived_days
from assistant.language.times.headings import headed_day
from assistant.language.times.mentions import Clock, Mention, mentions
from corpus.article import Article, Span

NEARBY = timedelta(days=3)  # a title or dateline names the day of a speech that is published this much later at most
HEAD = 240  # characters of a text in which a dateline stands
# What stands in a dateline before its day, and behind it: a place, a bracket; the end of the line or of a sentence, a
# bracket, a place or an agency and a dash.
_PLACE = re.compile(
    r"[\s(\[]*+(?!(?:On|In|Since|By|Until|After|Before)\b)(?:(?:[A-Z][\w.'’-]*+|of|the|at|de)[\s,/(]*+)*+"
)
_CLOSES = re.compile(r"[)\]]|\.\s|[\s.,]*(?:\([^()\n]{1,40}\)\s*|(?:[A-Z][\w.'’-]*[ ,]*){1,4})?(?:[-–—:]|\Z)")
_TODAY = re.compile(r"\btoday,? \Z", re.I)


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
    clock = Clock(day)
    named = [*mentions(title, clock), *(one for one in mentions(head, clock) if _is_dateline(head, one))]
    days = (one.first for one in named if one.parts == "ymd" and one.first == one.last)
    return next((one for one in days if timedelta(0) <= day - one <= NEARBY), day)


def _is_dateline(head: str, day: Mention) -> bool:
    """Whether a day stands in its line as in a dateline, or is called today; a day that is told of heads nothing."""
    begins = head.rfind("\n", 0, day.start) + 1
    ends = head.find("\n", day.end)
    closes = _CLOSES.match(head[day.end : ends if ends >= 0 else len(head)])
    place = _PLACE.fullmatch(head, begins, day.start)
    return (place is not None and closes is not None) or _TODAY.search(head, begins, day.start) is not None
