"""From which of its words on a sentence can be read without its neighbours, and how far a long one is quoted."""

import re
from collections.abc import Callable

from assistant.language.asides import is_aside
from assistant.question.pronouns import leans
from corpus.text.tables import table

FEWEST_WORDS, MOST_WORDS = 7, 70
LONG = 30  # words above which a sentence is quoted in part
FEWEST, BEST = 12, 28  # words of the part: at least, and as many as it should have
SPARED = 5  # words that are worth leaving off
REPAIRED = 5  # words within which a speaker who begins again says his last word again
_WORDS = table("assistant.briefing", "alone")


def _one_of(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split("|"), key=len, reverse=True))


_LINK = re.compile(rf"(?:{_one_of(_WORDS['links'])})\b(?:,|\s?[–—-]+(?=\s))?\s+", re.I)
_LEANING = re.compile(
    r"\W{0,3}(?:(?:He|She|It|They|His|Her|Its|Their|That|These|Those|Such|Here|Yes|No|Yeah|Because|Secondly|Third|Which|"
    r"You)\b|This\b(?! (?:week|month|year|morning|evening|spring|summer|autumn|fall|winter)\b)|"
    r"There\b(?! (?:is|are|was|were|has|have|will)\b)|Both\b(?! (?:of the )?[a-z]+s\b))"
)
# 'To support these initiatives, ...': what a sentence begins with, and which points to one before it. A condition is
# never cut off.
_INTRODUCTION = re.compile(
    rf"(?:{_one_of(_WORDS['introductions'])})\s[^,.;:]{{3,140}},\s(?=[A-Z]|I\b|we\b|the\b|both\b|our\b)", re.I
)
_CUT = re.compile(r"\((?:[A-Z]\.){1,4}\)$")  # 'under Executive Order (E.O.)': it goes on
_POINTING = re.compile(r"\b(?:this|these|that|those|such|it|its|his|her|their|them)\b", re.I)
_PARTIES = re.compile(rf"\b(?:the two|both) (?=(?:{_one_of(_WORDS['parties'])})\b)", re.I)

_TAIL = re.compile(
    rf",? (?:{_one_of(_WORDS['examples'])})\b|, (?:{_one_of(_WORDS['clauses'])})\b"
    rf"|, and (?:{_one_of(_WORDS['subjects'])})\b|;|(?<=\w) ?[–—]+ ?"
)
_BOUND = re.compile(rf"\b(?:{_one_of(_WORDS['bounds'])})\b|n['’]t\b", re.I)
_VERB = re.compile(rf"\b(?:{_one_of(_WORDS['verbs'])}|[a-z]{{3,20}}ed)\b")
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))


def standing(text: str) -> int | None:
    """Where in a sentence begins what a reader understands without its neighbours: behind words that link it to the one
    before, or behind an introduction that points there. None where nothing of it stands alone.
    """
    at = 0
    if text[:1].islower() and not _LINK.match(text):
        return None  # the rest of a sentence that a list or an abbreviation broke
    while link := _LINK.match(text, at):
        at = link.end()
    if is_aside(text[at:]) or _CUT.search(text, max(0, len(text) - 12)):
        return None
    if _is_whole(text[at:]):
        return at
    introduction = _INTRODUCTION.match(text, at)
    if introduction and _POINTING.search(introduction[0]) and _is_whole(text[introduction.end() :]):
        return introduction.end()
    return None


def _is_whole(text: str) -> bool:
    """Whether it is a whole statement, and no pronoun in it lacks its noun."""
    words = text.split()
    if (
        text.startswith("(")
        or len(words) < FEWEST_WORDS
        or len(text[: ending(text)].split()) > MOST_WORDS
        or text.rstrip("”\"’') ")[-1:] not in (".", "!", "。")
    ):
        return False
    small = sum(word[:1].islower() for word in words)
    return small >= 0.35 * len(words) and not _LEANING.match(text) and not leans(_PARTIES.sub("the ", text))


def ending(text: str, keeps: Callable[[str, str], bool] = lambda told, left: True) -> int:
    """Where the part of a sentence ends that is quoted: its end, or that of its main statement where it is long.

    `keeps`: whether what is told of a sentence, beside what would be left off, still tells what it is quoted for.
    """
    words = len(text.split())
    if words <= LONG:
        return len(text)
    ends = [one.start() for one in _TAIL.finditer(text) if _is_statement(text, one.start(), words)]
    ends = [end for end in ends if keeps(text[:end], text[end:])]
    best = [end for end in ends if len(text[:end].split()) <= BEST]
    return best[-1] if best else ends[0] if ends else len(text)


def _is_statement(text: str, end: int, words: int) -> bool:
    """Whether what stands before is a statement of its own, and what stands behind takes nothing of it back."""
    head, tail = text[:end], text[end:]
    count = len(head.split())
    if not FEWEST <= count <= words - SPARED or _BOUND.search(tail) or not _VERB.search(head):
        return False
    if head.split()[-1] in tail.split()[:REPAIRED]:
        return False  # 'in the wake of unprecedented – of an unprecedented number': a speaker began again
    return all(head.count(opening) == head.count(closing) for opening, closing in _PAIRS) and head.count('"') % 2 == 0
