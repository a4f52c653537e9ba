"""The day that a sentence speaks of, as precisely as its words say it."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from assistant.briefing.events.kinds import kind_of
from assistant.language.lexicon import words
from assistant.language.times.days import month
from assistant.language.times.headings import headed_day
from assistant.language.times.mentions import Clock, Mention, mentions
from assistant.language.times.spoken import NEARBY, day_of_speech
from assistant.language.times.tense import Tense, tense
from assistant.language.words import fold
from assistant.question.pronouns import PERIODS
from corpus.article import Article, Span
from corpus.text.calendar import either
from corpus.text.sentences import sentences

SOON = timedelta(days=45)  # what lies so shortly ahead is meant, rather than the same day of the year before
BEGINS = 1000  # characters in which the first sentence of a report stands
LENGTHS = (10, 7, 4)  # of a day, a month and a year (ISO 8601)
_IN = re.compile(r"\W*[Ii]n ")
# 'Since September' the sentence speaks of all that was from then on.
SINCE = re.compile(r"\bsince (?:(?:the|at|early|late|mid|beginning|start|end|of|least|about)[ -]){0,3}$", re.I)
# 'Fined for the spill of August 14', 'after the August 14 spill': the day of the thing, not of what is told of it.
_OF_A_THING = re.compile(
    r"\b(?:for|after|before|about|following|despite) (?:the|a|an|its|his|her|their|that) "
    rf"(?!(?:[\w'-]+ )?(?:{PERIODS}|day|night)\b)(?:(?:[\w'-]+ ){{1,4}}of )?$",
    re.I,
)
_WHO_SAYS = rf"[^,;:]{{1,60}}? (?:{either(words('verbs', 'plain') - {'according'})})\b"
SAYS = re.compile(rf"^{_WHO_SAYS}(?: on [A-Z]\w+)?(?: that)?|,(?:{_WHO_SAYS}| said| according to)[^,;:.]{{0,60}}")
"""Who says it: `Police said on Monday that ...`, `..., the army said`, `..., said the army`, `according to it`."""
_PAST = ("named", "now", "past", "told")


class DayTold(NamedTuple):
    """The day, month or year that words speak of (ISO 8601).

    `named`: whether they name it themselves. `since`: where neither they nor their report names it, it is that on which
    the report came out, or what it tells was the day before, on this one; else the same day.
    """

    day: str
    named: bool
    since: str


def day_told(words: str, article: Article, span: Span) -> DayTold:
    """The day of folded words, as `article.text[span]` says it. Where they do not name it, it is the day of speech, and
    in a report that of what the report tells.
    """
    spoken = day_of_speech(article, span)
    day, named = own_day(words, spoken)
    if named or kind_of(article) != "report" or headed_day(article, *span) is not None:
        return DayTold(day, named, day)
    begins = opening(article)
    reported = _reported_on(article.text[begins.start : begins.end], spoken)
    first = reported or spoken - timedelta(days=1)
    return DayTold((reported or spoken).isoformat(), False, first.isoformat())


def opening(article: Article) -> Span:
    """Where the first sentence of an article stands."""
    return next(sentences(article.text[:BEGINS]), Span(0, 0))


@lru_cache(maxsize=2048)
def _reported_on(begins: str, spoken: date) -> date | None:
    """The one day that the first sentence of a report names, if shortly before; of several the one on which it is not
    only said.

    A report comes out after what it tells, and dates it where it begins ("... on Friday"): the rest goes on with it.
    """
    folded = fold(begins)
    for text in (folded, SAYS.sub(" ", folded)):
        told = (one for one in mentions(text, Clock(spoken)) if one.sure and one.kind in _PAST)
        named = {one.first for one in told if _precision(one) == 1 and timedelta(0) <= spoken - one.first <= NEARBY}
        if len(named) == 1:
            return named.pop()
    return None


def own_day(text: str, spoken: date) -> tuple[str, bool]:
    """The day, month or year that a sentence speaks of (ISO 8601), and whether its own words name it.

    Of several times the most precise that does not lie ahead counts, of equals the first; where none is named it is the
    day of speech, for what is said without a time is said of the day. The day of a thing that is spoken of is not its.
    """
    found = [one for one in mentions(text, Clock(spoken)) if one.sure and one.kind in _PAST and one.first <= spoken]
    found = [one for one in found if not (_ahead(text, one, spoken) or _of_another(text[: one.start]))]
    told = [(precision, one) for one in found if (precision := _precision(one) or _in_year(text, one, spoken))]
    if not told:
        return spoken.isoformat(), False
    precision, best = min(told, key=lambda pair: pair[0])
    return best.first.isoformat()[: LENGTHS[precision - 1]], True


def bounds(day: str) -> tuple[str, str]:
    """The first and the last day, or one about there, of a day, month or year (ISO 8601)."""
    return f"{day}-01-01"[:10], f"{day}-12-31" if len(day) == 4 else f"{day}-28"[:10]


def is_older(day: str, since: str, published: str) -> bool:
    """Whether what happened on a day, in a month or year is older than a period in which it was published.

    A report comes out after what it tells: of the few days before it, it tells news, though the period began between.
    """
    first = date.fromisoformat(published) - NEARBY if len(day) == LENGTHS[0] else None
    return day < since[: len(day)] and (first is None or day < first.isoformat())


def _ahead(text: str, one: Mention, spoken: date) -> bool:
    """Whether a day or a month without its year was read as long past, and lies shortly ahead: 'on May 30', said on
    22 May. A month of which something is told is past, however near it lies.
    """
    if "y" in one.parts or not {"d", "m"} & {*one.parts} or (one.first.month, one.first.day) == (2, 29):
        return False
    if "d" not in one.parts and tense(text, one.start, one.end) is Tense.PAST:
        return False
    following = one.first.replace(year=spoken.year + ((one.first.month, one.first.day) < (spoken.month, spoken.day)))
    return following - spoken <= SOON and spoken - one.first > SOON


def _of_another(before: str) -> bool:
    """Whether the words before a time say that it is not when what is told happened."""
    return any(other.search(before) for other in (SINCE, _OF_A_THING))


def _in_year(text: str, one: Mention, spoken: date) -> int:
    """3 for an earlier year with which a sentence begins: 'In 1953, an armistice was signed'; 0 else."""
    begins = _IN.fullmatch(text, 0, one.start) is not None
    return 3 if begins and one.parts == "y" and one.last.year < spoken.year else 0


def _precision(one: Mention) -> int:
    """1 for a day, the first one of a run ('June 29-30'), 2 for a month, 0 for what dates nothing: a year alone mostly
    names a thing.
    """
    days = (one.last - one.first).days
    run = "d" in one.parts and not one.either and one.period != month(one.first.year, one.first.month)
    if days == 0 or run:
        return 1
    return 2 if "m" in one.parts and days < 31 and one.first.month == one.last.month else 0
