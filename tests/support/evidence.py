"""Whole articles as evidence."""

from corpus.article import Span
from corpus.evidence import evidence_of


def whole(article, rank=1, score=1.0):
    """The whole text of an article, as a search result."""
    return evidence_of(article, Span(0, len(article.text)), article.text, rank=rank, score=score)
