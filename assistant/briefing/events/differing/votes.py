"""Votes in a sentence: the share of those who won one, and how many were for something."""

import re

from assistant.language.quantities import Quantity
from assistant.language.stems import stem
from assistant.language.words import tokens
from corpus.text.tables import table

_WORDS = table("assistant.briefing", "counted")["words"]
_VOTING, _VOTERS, _FAILED, BODIES = (
    frozenset(map(stem, _WORDS[name].split())) for name in ("voting", "voters", "failed", "bodies")
)
OF_VOTES = _VOTING | BODIES | _VOTERS
"""What votes are told with, and on nothing."""
OF_SEATS = BODIES | frozenset(
    map(stem, f"{_WORDS['events']} {_WORDS['gained']} {_WORDS['ended']} {_WORDS['electing']}".split())
)
"""What seats are told with that somebody won, whatever the parliament."""
_FOR_IT = re.compile(r"(?: (?!to\b)[\w'-]+){0,6}? (?:voted (?:for|in favou?r)|(?:were )?in favou?r|backed|approved)\b")
_WITH = re.compile(r"\b(?:with|by|won|got|received) $")
# 'passed 51-49', 'by 52 votes to 48', 'with 52 in favour and 48 against': not '10 to 12 percent', nor '2-3 years'.
_VOTES = re.compile(
    r"(?<![\w.,-])(\d{1,4})(?: votes)?(?:(?:-| to | against )(\d{1,4})(?: votes)?"
    r"(?=$|[.,;)]| (?:on|in|against|to|for)\b)| (?:for|in favou?r)(?:,| and) (\d{1,4})(?: votes)? against\b)"
)


def votes(folded: str, dated: frozenset[int]) -> list[Quantity]:
    """The votes of a folded sentence, each as the share of those who won it; none that begins within a date."""
    voted = [each for each in _VOTES.finditer(folded) if each.start() not in dated] if _is_vote(folded) else []
    found = list[Quantity]()
    for each in voted:
        won, lost = sorted((int(one) for one in each.groups() if one), reverse=True)
        found.append(Quantity(won / max(1, won + lost), "count", "votes", "", "", each[0], each.start()))
    return found


def is_for(folded: str, of: Quantity) -> bool:
    """Whether a number is of those who voted for something: `12 countries voted for it`, `passed with 14 votes`."""
    if of.unit not in _VOTERS or not _is_vote(folded):
        return False
    won = _WITH.search(folded, 0, of.start) and _FAILED.isdisjoint(each.stem for each in tokens(folded))
    return bool(_FOR_IT.match(folded, of.end) or (won and of.noun.startswith("vote")))


def _is_vote(folded: str) -> bool:
    return any(each.stem in _VOTING or each.stem in BODIES for each in tokens(folded))
