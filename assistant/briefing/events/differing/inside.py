"""What one sentence tells by itself: that two say otherwise of one thing."""

import re
from itertools import pairwise, product

from assistant.briefing.events.differing.matters import values
from assistant.language.lexicon import CALENDAR, SAYING
from assistant.language.quantities import Quantity, same_value
from assistant.language.words import tokens
from corpus.text.calendar import either
from corpus.text.tables import bag, table

_WORDS = table("assistant.briefing", "counted")["inside"]
# 'denied the report', 'disputed on Friday that': not 'was denied a visa', nor 'the disputed area'.
_DISPUTED = re.compile(
    rf"(?<!was )(?<!were )(?<!been )\b(?:{_WORDS['disputed']})(?: on [a-z]+)? (?:{_WORDS['claimed']}|[a-z]+ing)\b"
    rf"|\b(?:{_WORDS['parted']}) (?:on|over|about)\b|\bconflicting (?:[a-z]+ )?(?:{_WORDS['accounts']})\b"
)
# 'while the union said 20', and of 'While the ministry said 12, the union said 20' the comma.
_CLAUSES = re.compile(rf"^(?:{_WORDS['contrast']})\b.*?(,) |([;:]|,? \b(?:{_WORDS['contrast']})\b)", re.I)
_SAYS = re.compile(rf"\b(?:{either(SAYING | bag(_WORDS['counts']))}|according to)\b", re.I)
_PRONOUNS = bag("he she it they who which that")


def differs_inside(folded: str) -> bool:
    """Whether a folded sentence tells that somebody disputes something, or of two who give two numbers of one thing."""
    if _DISPUTED.search(folded.lower()):
        return True
    ends = [0, *(each.start(each.lastindex or 0) for each in _CLAUSES.finditer(folded)), len(folded)]
    found = values(folded)
    clauses = [
        (folded[start:end], [each for each in found if start <= each.start < end]) for start, end in pairwise(ends)
    ]
    return any(_otherwise(one, other) for one, other in pairwise(clauses))


def _otherwise(one: tuple[str, list[Quantity]], other: tuple[str, list[Quantity]]) -> bool:
    """Whether two clauses are of two who say two numbers, each with its own, that can be of one thing and one time."""
    (first, mine), (second, theirs) = one, other
    if not (_SAYS.search(first) and (says := _SAYS.search(second))):
        return False
    sayer = tokens(second[: says.start()]) or tokens(second[says.end() :])
    if not any(each.content and each.lower not in _PRONOUNS for each in sayer):
        return False  # 'said that 12 died but said that 20 were missing'
    days = [{each.lower for each in tokens(text)} & CALENDAR for text in (first, second)]
    return (not all(days) or days[0] == days[1]) and any(
        a.kind == b.kind and (a.unit == b.unit or not (a.unit and b.unit)) and not same_value(a, b)
        for a, b in product(mine, theirs)
    )
