"""Compounds ("end-of-war declaration"): what is on one holds it, since each of its words by itself is common."""

import re
from collections.abc import Callable, Sequence

from corpus.article import Article
from corpus.evidence import Evidence

NEAR = 0.5  # the relevance of a passage that is on a topic by itself: docs/decisions/023-on-the-topic.md
# Three words or more and what they are said of; names joined to each other ("US-Japan-South Korea") have no small word.
_TERM = re.compile(r"\b((?=[\w-]{0,80}-[a-z])[^\W\d_]{1,30}(?:-[^\W\d_]{1,30}){2,6}) ([^\W\d_]{2,30})")
_SEVERAL = re.compile(r",|\band\b|\bor\b")


def held_to(question: str, found: Sequence[Evidence], article: Callable[[str, int], Article]) -> list[Evidence]:
    """The passages, of which those alone stay whose article holds the compound of the question, where one that is near
    has it with the word that follows. A question of several things is not held to one of them.
    """
    term = _TERM.search(question)
    if term is None or _SEVERAL.search(question):
        return list(found)
    compound, whole = (_said(words) for words in (term[1], term[0]))
    if not any((one.relevance or 0.0) >= NEAR and whole.search(one.text) for one in found):
        return list(found)
    return [one for one in found if compound.search(article(one.article_id, one.version).text)]


def _said(words: str) -> re.Pattern[str]:
    """Those words, with hyphens between them or without."""
    return re.compile(r"\b" + r"[\s-]".join(map(re.escape, re.split("[ -]", words))), re.I)
