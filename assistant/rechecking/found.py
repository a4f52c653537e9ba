"""What the cited articles tell, read again, with those that remarks on differences name beside them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from assistant import phrasing
from assistant.answer import Citation
from assistant.briefing.events.figures import DIFFER
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.tellings import Telling, tellings
from assistant.language.times.dates import days
from assistant.language.words import fold
from corpus.article import Article, Span
from corpus.errors import CallError
from corpus.evidence import evidence_of
from corpus.scope import Scope
from corpus.store.archive import Archive

A_DAY = 1000  # articles of a day that are looked at for one that a remark names by its outlet and day


def told_again(archive: Archive, cited: Iterable[Citation], notes: Iterable[str], topic: str) -> list[Telling]:
    """What is told in the articles that are cited, and in those that remarks on differences name."""
    articles: dict[tuple[str, int], Article] = {}
    for one in cited:
        with suppress(CallError):  # what is gone is told of each citation
            articles[one.article_id, one.version] = archive.article(one.article_id, one.version)
    for note in notes:
        articles |= {(one.id, one.version): one for one in _named(archive, note)} if note.startswith(DIFFER) else {}
    evidence = [
        evidence_of(one, Span(0, len(one.text)), one.text, rank=1, score=0.0, also=archive.copies(one.id))
        for one in articles.values()
    ]
    gathered = Gathered(tuple(evidence), lambda id, version: articles[id, version], {})
    return list(tellings(gathered, topic))


def _named(archive: Archive, note: str) -> Iterator[Article]:
    """The articles, in each of their versions, that a remark names by outlet and day."""
    told = {one.readings[0].first.isoformat() for one in days(fold(note)) if one.parts == "ymd"}
    for day in sorted(told):
        for removed in (False, True):
            for row in archive.browse(scope=Scope(since=day, until=day), removed=removed, limit=A_DAY):
                yield from (one for one in archive.versions(row.id) if phrasing.attribution(one) in note)
