"""Whether two sentences tell one number: each of them answers what the other says, asked for how many it is; and how
each tells it.
"""

import re
from functools import lru_cache

from assistant.briefing.events.days import SAYS
from assistant.briefing.events.differing.matters import FAR
from assistant.briefing.events.tellings import Telling
from assistant.language.measures import LIMITS
from assistant.language.quantities import Quantity
from assistant.language.words import tokens
from corpus.models import reader

# How surely each sentence answers the other's question: docs/decisions/030-one-number.md.
SURE = 0.5
_LONGEST_LIMIT = max(map(len, LIMITS))  # words
_HOW = {"percent": "how many percent", "money": "how much"}
_PERCENT = re.compile(r" ?(?:percent|per cent|pct|%)")


def is_one_number(one: tuple[Telling, Quantity], other: tuple[Telling, Quantity]) -> bool:
    """Whether two sentences tell the same of one thing, whatever number each gives."""
    return all(_answers(_question(*asked), said.folded) >= SURE for asked, (said, _) in ((one, other), (other, one)))


def _question(one: Telling, of: Quantity) -> str:
    """What a sentence says with its number asked for, without who says it: 'The quake killed how many people?'."""
    before, behind = one.folded[: of.start].rstrip(), one.folded[of.end :]
    before = before.removesuffix(of.limit).rstrip() if of.limit else before
    if of.kind == "percent":
        behind = _PERCENT.sub("", behind, count=1)
    asked = SAYS.sub(" ", f"{before} {_HOW.get(of.kind, 'how many')}{behind}")
    return f"{asked.strip(' .')}?"


@lru_cache(maxsize=4096)
def _answers(question: str, text: str) -> float:
    (read,) = reader().read(question, [("", text)])
    return read.answered


def said(one: Telling, of: Quantity) -> str:
    """A number with its limit and its noun, to the letter."""
    after, words = one.folded[of.end :], tokens(one.folded[: of.start])[-_LONGEST_LIMIT:]
    limits = (each.start for at, each in enumerate(words) if tuple(word.lower for word in words[at:]) in LIMITS)
    start = next(limits, of.start) if of.limit else of.start
    noun = after.find(of.noun) if of.noun else -1
    return one.folded[start : of.end + (noun + len(of.noun) if 0 <= noun < FAR else 0)]
