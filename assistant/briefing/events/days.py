"""The day that a sentence speaks of, as precisely as its words say it, and the day on which its article speaks."""

from datetime import date, timedelta
from functools import lru_cache

from assistant.language.times.headings import headed_day
from assistant.language.times.mentions import Clock, Mention, mentions
from corpus.article import Article, Span

NEARBY = timedelta(days=3)  # a title or dateline names the day of a speech that is published this much later at most
SOON = timedelta(days=45)  # what lies so shortly ahead is meant, rather than the same day of the year before
HEAD = 240  # characters of a text in which a dateline stands
_PAST = ("named", "now", "past", "told")


@lru_cache(maxsize=2048)
def spoken_on(article_id: str, title: str, head: str, published: str) -> date:
    """The day on which an article speaks: that of its title or dateline where it came out soon after, else its own."""
    day = date.fromisoformat(published)
    for text in (title, head):
        for found in mentions(text, Clock(day)):
            if found.parts == "ymd" and found.first == found.last and timedelta(0) <= day - found.first <= NEARBY:
                return found.first
    return day


def day_of_speech(article: Article, span: Span) -> date:
    """The day on which an article speaks at a place: that of a date heading above it, or else its own."""
    return headed_day(article, *span) or day_of_article(article)


def day_of_article(article: Article) -> date:
    """The day on which an article speaks, whatever date headings stand in it."""
    return spoken_on(article.id, article.title, article.text[:HEAD], article.day)


def own_day(text: str, spoken: date) -> tuple[str, bool]:
    """The day, month or year that a sentence speaks of (ISO 8601), and whether its own words name it.

    Of several times the most precise that does not lie ahead counts, of equals the first; where none is named it is the
    day of speech, for what is said without a time is said of the day.
    """
    found = [one for one in mentions(text, Clock(spoken)) if one.sure and one.kind in _PAST and one.first <= spoken]
    found = [one for one in found if not _ahead(one, spoken)]
    told = [(precision, one) for one in found if (precision := _precision(one))]
    if not told:
        return spoken.isoformat(), False
    best = min(told, key=lambda pair: pair[0])[1]
    return best.first.isoformat()[: {0: 10, 1: 7}[_precision(best) - 1]], True


def _ahead(one: Mention, spoken: date) -> bool:
    """Whether a day without its year was read as long past, and lies shortly ahead: 'on May 30', said on 22 May."""
    if "y" in one.parts or "d" not in one.parts or (one.first.month, one.first.day) == (2, 29):
        return False
    following = one.first.replace(year=spoken.year + ((one.first.month, one.first.day) < (spoken.month, spoken.day)))
    return following - spoken <= SOON and spoken - one.first > SOON


def _precision(one: Mention) -> int:
    """1 for a day, 2 for a month, 0 for what dates nothing: a year alone mostly names a thing."""
    days = (one.last - one.first).days
    if days == 0:
        return 1
    return 2 if "m" in one.parts and days < 31 and one.first.month == one.last.month else 0
