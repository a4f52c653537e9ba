"""What became of what is counted: the same number of people killed and of people hurt are two counts."""

import re

from assistant.briefing.events.days import SAYS
from assistant.language.quantities import Quantity
from assistant.language.stems import stem
from assistant.language.words import tokens
from corpus.text.tables import bag, table

_COUNTED = table("assistant.briefing", "counted")
FATES = {stem(word): kind for kind, forms in _COUNTED["fates"].items() for word in forms.split()}
"""What the words tell of what is counted, by their stems."""
EVENTS = bag(_COUNTED["words"]["events"])
"""Words that name an event, though another form of them says what became of something."""
ANEW = frozenset(_COUNTED["words"]["anew"].split())
"""What of which more, or fewer, are counted as days go by."""
FOR = "votes for"
"""The unit of those who voted for something."""
SCALE = stem("magnitude")
"""The unit of what tells how strong an earthquake is."""
# 'The number of people killed in the blast rose to', 'put the death toll at'.
NUMBER_OF = re.compile(
    r"\b(?:number of (?:people |those |the )?(\w+)|(?:death )?toll)\b(?: (?!and\b)[\w'-]+){0,9}? (?:to|at|of|is|was) $",
    re.I,
)
"""What stands before a number of which no noun says what it counts."""
SEAT = stem("seat")
"""The unit of what is won in an election."""
_LIVES = stem("lives")
_GAINED = bag(_COUNTED["words"]["gained"])


def is_vote(of: Quantity) -> bool:
    """Whether a number is of a vote: the share of those who won it, or how many were for it."""
    return of.unit in ("votes", FOR)


def fate(folded: str, counted: Quantity) -> str:
    """What became of what is counted, by the nearest word that says it; empty where none does."""
    if is_vote(counted) or counted.unit == SCALE:
        return ""
    number = NUMBER_OF.search(folded, 0, counted.start)
    became = FATES.get(stem(number[1] or "toll"), "") if number and not counted.noun else ""
    became = became or next((became for _, _, became in fates(folded, counted)), "")
    if counted.unit == _LIVES and became in ("", "costs"):
        return "killed"  # 'claimed 14 lives'
    before = folded[: counted.start] if counted.unit == SEAT and not became else ""
    return became or ("elected" if any(one.lower in _GAINED for one in tokens(before)) else "")


def fates(folded: str, counted: Quantity) -> list[tuple[bool, int, str]]:
    """What can have become of what is counted, the nearest word first, that for what is counted last: no word of a name
    (`the Liberals`), nor of who says it (`according to the hospital`).
    """
    aside = [match.span() for match in SAYS.finditer(folded)]
    return sorted(
        (one.text == counted.noun, max(one.start - counted.end, counted.start - one.end), FATES[one.stem])
        for one in tokens(folded)
        if one.stem in FATES
        and one.lower not in EVENTS
        and not (one.start and one.text[0].isupper())
        and not any(start <= one.start < end for start, end in aside)
    )
