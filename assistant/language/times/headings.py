"""Dates that head what stands below them: a line, or the first sentence of a paragraph, that is nothing but a day."""

import re
from bisect import bisect_right
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from assistant.language.times.mentions import Clock, mentions
from corpus.article import Article
from corpus.text.sentences import blocks

LONGEST = 60  # characters of a line in which a heading stands
_HEADING = re.compile(r"[\W_]{0,4}([^\n]{6,40}?)(?:(?<=[\d일])(?P<more>\.)(?=\s+\S)|[\W_]{0,4}\Z)")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Headed(NamedTuple):
    """A date heading and what stands under it, `text[start:end]`, which speaks of that day."""

    start: int
    day: date
    end: int


@lru_cache(maxsize=512)
def headed_days(text: str, published: str) -> tuple[Headed, ...]:
    """The date headings of a text published on that day (ISO 8601), in order and without overlap.

    A line that is only a date heads what stands up to the next heading, if there are several: one alone is that of a
    letter or a motto. The first sentence of a paragraph heads the rest of that paragraph. Only whole dates count, with
    their year, that do not lie after the day of publication.
    """
    found, rows, last = list[Headed](), list[Headed](), date.fromisoformat(published)
    for block in blocks(text):
        heading = _HEADING.match(text[block.start : min(block.end, block.start + LONGEST)])
        if heading and (day := _day(heading[1], last)) is not None:
            found.append(Headed(block.start, day, block.end if heading["more"] else len(text)))
            rows += [] if heading["more"] else found[-1:]
    return tuple(_apart(found if len(rows) > 1 else [one for one in found if one not in rows]))


def _apart(found: list[Headed]) -> list[Headed]:
    """Each heading up to the next."""
    ends = [*(one.start for one in found[1:]), found[-1].end] if found else []
    return [one._replace(end=min(one.end, end)) for one, end in zip(found, ends, strict=True)]


def _day(words: str, last: date) -> date | None:
    """The day of words that are nothing but a date; None where they are more, or it lies later."""
    found = mentions(words, Clock(last)) if _YEAR.search(words) else []
    days = (one for one in found if one.parts == "ymd" and (one.start, one.end) == (0, len(words)))
    return next((one.first for one in days if one.first == one.last <= last), None)


def headed_day(article: Article, start: int, end: int) -> date | None:
    """The day of the date heading that `article.text[start:end]` stands under; None where it stands under none, or
    under that of the article's own day.
    """
    found = headed_days(article.text, article.day)
    at = bisect_right(found, start, key=lambda one: one.start) - 1
    under = at >= 0 and end <= found[at].end and found[at].day.isoformat() != article.day
    return found[at].day if under else None
