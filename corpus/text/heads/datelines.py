"""Datelines and bylines: `SEOUL, May 5 (Reuters) - `, `By Ana Pires`; the words of a text begin behind them."""

import re
from typing import Final

from corpus.text.calendar import MONTH_NUMBERS, WEEKDAYS, either
from corpus.text.tables import table

_OUTLETS = table("corpus.text", "outlets")
_NAMES = either(re.escape(name) for row in _OUTLETS["names"].split("\n") for name in row.split("|") if name)
KNOWN: Final = rf"(?:[Tt]he )?{_NAMES}|The {either(_OUTLETS['everyday'].split('|'))}"
"""A pattern for the outlets that are known by name."""
BY: Final = ("by", "von", "par", "por")
"""What stands before the name of an author."""
LONGEST: Final = 300
"""Characters in which a dateline ends."""
FEWEST = 4  # letters of a place that is told by its capitals alone

_MONTH = either(MONTH_NUMBERS)
_DAY = rf"(?i:(?:{either(WEEKDAYS)},? )?(?:{_MONTH}\b\.? [0-9]{{1,2}}|[0-9]{{1,2}}\.? {_MONTH}\b\.?)(?:,? [0-9]{{4}})?)"
_CAPITALS = "A-ZÀ-ÖØ-Þ"
# 'SEOUL', 'SEOUL, South Korea', 'NEW DELHI [India]'.
_PLACE = (
    rf"[{_CAPITALS}]{{2,}}[{_CAPITALS} .,’'/-]{{0,60}}(?:, [A-Z][a-z][\w .’'-]{{1,40}}?)?(?: ?\[[^\[\]\n]{{1,40}}\])?"
)
# 'In Seoul, May 5 - Children's Day - was' begins a sentence.
_NO_PLACE = rf"(?i:{either(WEEKDAYS)}|in|on|at|since|by|until|after|before|from)\b"
_DATELINE = re.compile(
    rf"(?:(?P<place>{_PLACE}),? ?|(?!{_NO_PLACE})[{_CAPITALS}][\w .’'/-]{{1,60}}, (?={_DAY}))?"
    rf"(?:(?P<day>{_DAY})[,.]? ?)?"
    rf"(?:(?:\((?:(?P<outlet>{KNOWN})|[^()\n]{{1,40}})\)|/[^/\n]{{1,40}}/)(?P<agency>)\.?\s?)?"
    r"(?P<ends>(?:[–—―]|--?)(?(agency)\s*|\s)|:\s|(?<=[/.])\s)\s*"
)
_BEGINS = re.compile(rf"[{_CAPITALS}0-9\"“‘'(«]|[^\W\d_a-zß-ÿ]")
_NAME = r"(?:[^\W\d_a-z][\w.’'-]*|and|und|et|y|of|de|von|van|[|/&])"
_BYLINE = re.compile(rf"\s*(?i:{either(BY)}) {_NAME}(?:[ ,]+{_NAME}){{0,12}}[ ,]*(?:\n|\Z)")
_CREDITS = re.compile(r"\s*\(?(?:(?:With )?[Aa]dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by [^\n]{2,300}\Z")


def dateline(text: str) -> str:
    """The outlet in the dateline that a text begins with, if it is known: `SEOUL, May 5 (Reuters) - `."""
    found = _DATELINE.match(text[:LONGEST])
    return (found["outlet"] or "") if found and found["ends"][0] in "–—―-" else ""


def behind_dateline(text: str, start: int = 0) -> int:
    """Where the words begin that stand behind a dateline at a place of a text; the place itself for none.

    A place in capitals with a bracket, a day with a place or a bracket, or a bracket that holds an outlet makes one. By
    its capitals alone a place does where the text does not write it so again: 'ASEAN - China trade'.
    """
    found = _DATELINE.match(text, start, start + LONGEST)
    if found is None or not _BEGINS.match(text, found.end()):
        return start
    place, day, agency = found["place"], found["day"], found["agency"] is not None
    dashed = found["ends"][0] in "–—―-"
    # 'Update, June 4: ' says when what follows was added.
    if found["outlet"] or (day and (agency or (dashed and found.start("day") > start))):
        return found.end()
    if not dashed or not place:
        return start
    return found.end() if agency or _is_place(place, text[found.end() :]) else start


def without_frame(text: str) -> str:
    """A text without the byline, the dateline and the credits that each outlet sets around a report."""
    byline = _BYLINE.match(text[:LONGEST])
    begun = text[byline.end() if byline else 0 :].lstrip()
    begun = begun[behind_dateline(begun) :]
    credits = _CREDITS.search(begun, max(0, len(begun) - LONGEST))
    return begun[: credits.start()] if credits else begun


def _is_place(capitals: str, rest: str) -> bool:
    name = capitals.strip(" ,.-")
    first = re.split(r"[ ,/]", name)[0]
    return len(first) >= FEWEST and re.search(rf"\b{re.escape(name)}\b", rest) is None
