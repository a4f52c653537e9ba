"""The vocabulary of times: patterns that rules are built of, and the names that only look like times."""

import re
from collections.abc import Callable
from typing import NamedTuple

from assistant.language.measures import UNCOUNTED
from assistant.language.times.clock import Clock, Reading
from corpus.text.calendar import MONTH_NUMBERS, MONTHS, SHORT_MONTHS, WEEKDAYS, either
from corpus.text.number_words import CARDINALS

MONTH = rf"(?:{either(MONTHS)}|{either(SHORT_MONTHS)}\b\.?)"
WEEKDAY = either(WEEKDAYS)
YEAR = r"(?:1[5-9]|20)\d\d"
# What a number that looks like a day or a year counts: 'the 2000 soldiers', 'March 15 percent'.
NOT_COUNTED = (
    r"(?! ?(?:%|(?:percent|people|troops|soldiers|missiles|jobs|tons|tonnes|km|kilometers|kilometres|"
    r"miles|metres|meters|"
    r"dollars|won|euros|cases|deaths|cubic|million|billion)\b)|[.,]\d)"
)
# What is counted right behind a second number: 'on March 1 and 17 miners were hurt'.
NO_THINGS = rf"(?! (?:{either(UNCOUNTED)}|[a-z]{{3,}}[a-hj-rtv-z]s)\b)"
TO = r"(?:-|–|—|to|through|thru|until|till)"
DAYNUM = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_COUNTED = [word for word, value in CARDINALS.items() if value]
COUNT = rf"(?:\d{{1,3}}|an?|{either(_COUNTED)}|couple of|few|several|a couple of|a few)"
UNIT = r"(?:day|week|fortnight|month|quarter|year|decade)"
PART = (
    r"(?:(?:very )?early|mid(?:dle)?|late|(?:the )?(?:very )?"
    r"(?:start|beginning|outset|opening|end|close|middle|(?:early|middle|latter|later) part) of)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter)"
SEEN = (
    r"(?:early|mid|late|last|this|next|in|since|by|during|until|till|from|to|and|or|before|after|between|through|"
    r"of|on|around|about|for|the|both|past|previous|than|versus|vs|whole|start|end|beginning|middle|"
    r"as of|\d+(?:st|nd|rd|th)?)"
)
OF_YEAR = r"(?:,? (?:of )?(?P<r>last|this|next) year)"
IN = r"(?:,? (?:in |of )?(?:the year )?|, )"


def which_part(words: str) -> str:
    """The part of a period that 'early' or 'the end of' name, as `assistant.language.times.days.part` knows it."""
    words = words.lower()
    for sign, value in (
        ("mid", "mid"),
        ("earl", "early"),
        ("start", "start"),
        ("begin", "start"),
        ("outset", "start"),
        ("opening", "start"),
        ("end", "end"),
        ("close", "end"),
    ):
        if sign in words:
            return value
    return "late"


def to_year(words: str | None) -> int | None:
    """A year in digits as a number; None for None."""
    return int(words) if words else None


def month_number(words: str) -> int:
    """1 to 12 for a month's name, whole or shortened."""
    return MONTH_NUMBERS[words.lower().rstrip(".")]


_LEADING = re.compile(r"([\w.'’-]{1,30})[\s(–-]{0,3}$")
_FOLLOWING = re.compile(r"['’]?\s{0,3}([\w'’]{0,30})")


def is_month(text: str, m: re.Match[str], name: str) -> bool:
    """Whether the word is the month and not the verb, or the name of a person ('may', 'March on', 'April Ryan')."""
    word = m[name]
    start, end = m.span(name)
    leading = _LEADING.search(text[max(0, start - 40) : start])
    previous, following = leading[1] if leading else "", _FOLLOWING.match(text, end)[1]  # type: ignore[index]
    if (m.end() > end and re.search(r"\d", m.group())) or re.search(r"\d", m.group()[: start - m.start()]):
        return True
    if following[:1].isdigit() and len(following) == 4:
        return True
    seen = re.fullmatch(SEEN, previous, re.I) is not None
    low = word.lower().rstrip(".")
    if low in ("may", "march", "mar"):
        if word[0].islower():
            return (
                previous.lower()
                in ("in", "since", "by", "during", "until", "till", "early", "mid", "late", "last", "next", "of")
                and low != "mar"
            )
        return seen and not (low == "march" and following.lower() in ("on", "for", "of", "against"))
    if len(low) <= 4 and low not in ("june", "july"):
        return seen and word[0].isupper() and not (following[:1].isupper() and previous.lower() != "the")
    if low in ("april", "june", "august") and not seen:
        return word[0].isupper() and not following[:1].isupper() and low != "august"
    return not (low == "august" and word[0].islower() and not seen)


NAMES = re.compile(
    r"\b(?:September 11(?:th)?(?! ?,? ?\d{4})(?= (?:attack|terror|hijack|memorial|commission|famil|era|victim))|9/11|"
    r"(?:March 1(?:st)?|April 19(?:th)?|May 18(?:th)?|June 15(?:th)?|October 4(?:th)?|"
    r"July 4(?:th)?)(?= (?:Mo|Rev|Up|Dem|Dec|Joint)\w*)|"
    r"Fourth of July|June Fourth|(?:Black|Good|Bloody|Casual) (?:Friday|Monday|Sunday|Wednesday)|"
    r"(?:Arab|Prague) Spring|"
    r"(?:Fridays for Future|Sunday (?:Times|Telegraph|Mirror|Express|Post)|"
    r"(?:Summer|Winter) (?:Olympics?|Paralympics?|Games))|"
    r"(?:[Rr]esolutions?|UNSCRs?|[Nn]o\.|[Oo]rder|[Aa]rticle|[Ss]ection|[Pp]age|[Rr]oom|[Ff]light|"
    r"E\.O\.) (?:19|20)\d\d|"
    r"(?:Theresa|Brian|Robert|Elaine|Peter|James) May)\b"
)


class Rule(NamedTuple):
    """A pattern of times, and what turns its match into days; None where the match is no time after all."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Clock], Reading | None]


def rule(pattern: str) -> Callable[[Callable[[re.Match[str], Clock], Reading | None]], Rule]:
    """Make a function that reads the matches of a pattern a rule."""
    return lambda read: Rule(re.compile(rf"(?<![\w$€£₩])(?:{pattern})(?![\w%])", re.I), read)


def before(m: re.Match[str]) -> str:
    """The text that stands right before a match: a few words, however long the text is."""
    return m.string[max(0, m.start() - 40) : m.start()]
