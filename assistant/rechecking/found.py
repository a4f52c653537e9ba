"""What the cited articles tell, read again, with those that remarks on differences name beside them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

from assistant import phrasing
from assistant.answer import Citation, Sentence
from assistant.briefing.drafting import quoted, told_at
from assistant.briefing.events.figures import DIFFER, Difference
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.kinds import kind_before, kind_of
from assistant.briefing.events.tellings import Telling, tellings
from assistant.language.times.dates import days
from assistant.language.words import fold
from corpus.article import Article, Span
from corpus.errors import CallError
from corpus.evidence import evidence_of
from corpus.scope import Scope
from corpus.store.archive import Archive

A_DAY = 1000  # articles of a day that are looked at for one that a remark names by its outlet and day


Seen = Callable[[Article], Article]


def as_it_is(article: Article) -> Article:
    """An article as its archive has it."""
    return article


def as_before(article: Article) -> Article:
    """An article taken for what briefings of before took it for, by how its title begins."""
    return replace(article, kind=kind_before(article))


def ways(articles: Iterable[Article]) -> tuple[Seen, ...]:
    """How articles are to be seen: as they are, and as once, where that makes another thing of one of them."""
    other = any(kind_of(one) != kind_before(one) for one in articles)
    return (as_it_is, as_before) if other else (as_it_is,)


def articles_of(archive: Archive, cited: Iterable[Citation], notes: Iterable[str]) -> list[Article]:
    """The articles that are cited, and those that remarks on differences name."""
    articles: dict[tuple[str, int], Article] = {}
    for one in cited:
        with suppress(CallError):  # what is gone is told of each citation
            articles[one.article_id, one.version] = archive.article(one.article_id, one.version)
    for note in notes:
        articles |= {(one.id, one.version): one for one in _named(archive, note)} if note.startswith(DIFFER) else {}
    return list(articles.values())


def told_again(archive: Archive, found: Iterable[Article], topic: str) -> list[Telling]:
    """What is told in these articles."""
    articles = {(one.id, one.version): one for one in found}
    evidence = [
        evidence_of(one, Span(0, len(one.text)), one.text, rank=1, score=0.0, also=archive.copies(one.id))
        for one in articles.values()
    ]
    gathered = Gathered(tuple(evidence), lambda id, version: articles[id, version], {})
    return list(tellings(gathered, topic))


def told_from(found: Iterable[Difference], said: Iterable[Sentence]) -> set[str]:
    """The remarks on two sentences that are both told. Of a report's copies one is told from: those cited beside it for
    the same words are the same voice, and stand in no remark of their own.
    """
    own = [
        place
        for one in said
        for at, (cited, place) in enumerate(zip(one.citations, told_at(one), strict=True))
        if at == 0 or quoted(one) not in cited.quote
    ]
    return {one.remark for one in found if all(any(_stands(each, *place) for place in own) for each in one.pair)}


def _stands(one: Telling, id: str, start: int, end: int) -> bool:
    return one.article.id == id and one.span.start < end and start < one.span.end


def _named(archive: Archive, note: str) -> Iterator[Article]:
    """The articles, in each of their versions, that a remark names by outlet and day."""
    told = {one.readings[0].first.isoformat() for one in days(fold(note)) if one.parts == "ymd"}
    for day in sorted(told):
        for removed in (False, True):
            for row in archive.browse(scope=Scope(since=day, until=day), removed=removed, limit=A_DAY):
                yield from (one for one in archive.versions(row.id) if phrasing.attribution(one) in note)
