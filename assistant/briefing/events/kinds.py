"""What an article is: statement, readout, transcript, editorial or report; by the archive, its title or its labels."""

import re
from functools import lru_cache

from corpus.article import Article
from corpus.text.speakers import is_transcript
from corpus.text.tables import table

_TITLES = {
    kind: tuple(starts.split("|")) for kind, starts in table("assistant.briefing", "importance")["kinds"].items()
}
_STATED = re.compile(rf"\b(?:{'|'.join(map(re.escape, _TITLES['statement']))})\b", re.I)


def kind_of(article: Article) -> str:
    """One of the kinds of articles; `report` where nothing tells."""
    return _kind(article.id, article.version, article.kind or "", article.title, article.text)


@lru_cache(maxsize=2048)
def _kind(id: str, version: int, given: str, title: str, text: str) -> str:
    if given:
        return given
    start = title.lower().lstrip("“\"'[ ")
    named = next((kind for kind, starts in _TITLES.items() if start.startswith(starts)), "")
    return "transcript" if named != "readout" and is_transcript(text) else named or "report"


def states(article: Article) -> bool:
    """Whether an article is a statement: a communiqué or a fact sheet too, wherever its title says so."""
    return kind_of(article) == "statement" or (not article.kind and _STATED.search(article.title) is not None)
