"""Dates that head what stands below them: a line, or the first sentence of a paragraph, that is nothing but a day."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from assistant.language.times.mentions import Clock, mentions
from corpus.article import Article
from corpus.text.sentences import blocks

LONGEST = 60  # characters of a line in which a heading stands
_HEADING = re.compile(r"[\W_]{0,4}([^\n]{6,40}?)(?:(?<=[\d일])(?P<more>\.)(?=\s+\S)|[\W_]{0,4}\Z)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE = re.compile(r"[.!?…:。][\"'”’)\]*_]{0,3}\Z")  # how a line ends that is no title, signature or source


class Headed(NamedTuple):
    """A date heading and what stands under it, `text[start:end]`, which speaks of that day."""

    start: int
    day: date
    end: int


@lru_cache(maxsize=256)
def headed_days(text: str, published: str) -> tuple[Headed, ...]:
    """The date headings of a text published on that day (ISO 8601), in order and without overlap.

    A line that is only a date heads what stands up to the next heading, the first sentence of a paragraph the rest of
    that paragraph. Only whole dates count, with their year, that do not lie after the day of publication; and no line
    below one that is no sentence, such as where and when a motto was said, unless it begins a row of headings.
    """
    found, below, last = list[Headed](), "", date.fromisoformat(published)
    begun: Headed | None = None  # a line that heads something if another does
    for block in blocks(text):
        head = text[block.start : min(block.end, block.start + LONGEST)]
        above, below = below, text[max(block.start, block.end - 8) : block.end]
        heading = _HEADING.match(head)
        if heading is None or (day := _day(heading[1], last)) is None:
            continue
        one = Headed(block.start, day, block.end if heading["more"] else len(text))
        if not heading["more"] and above and not _WHOLE.search(above):
            begun = one
            continue
        found += [begun] if begun and not heading["more"] else []
        begun = None
        found.append(one)
    return tuple(_apart(found))


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
    under = (one for one in headed_days(article.text, article.day) if one.start <= start and end <= one.end)
    return next((one.day for one in under if one.day.isoformat() != article.day), None)
