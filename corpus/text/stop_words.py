"""Stop words: words that carry no subject, by what they do."""

from typing import Any, Final

from corpus.text.tables import bag, table

_ROWS: Final[dict[str, Any]] = table("corpus.text", "stop_words")


def _all(kind: str) -> frozenset[str]:
    return frozenset().union(*(bag(words) for words in _ROWS[kind].values()))


SEARCH: Final = bag(_ROWS["search"])
"""The few that a search by words passes over."""
FUNCTION: Final = _all("function")
"""Function words: articles, pronouns, prepositions, auxiliaries and the like."""
PREPOSITIONS: Final = bag(_ROWS["function"]["prepositions"])
"""Those among the function words that lead to a noun."""
HANDED_ON: Final = _all("saying")
"""Verbs that only hand on what somebody says."""
LIGHT: Final = _all("light")
"""Words that questions are made of."""
