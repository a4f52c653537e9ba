"""A wide search: the passages that may say something on an order, and what the archive covers of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from assistant import phrasing
from assistant.briefing.briefing import Coverage
from assistant.briefing.request import Order
from assistant.briefing.unknown import lacking
from assistant.language.times.days import month
from assistant.language.topic import Topic
from assistant.language.words import content_stems
from corpus.article import Article, Passage, Span
from corpus.evidence import Evidence, Query, evidence_of
from corpus.scope import Scope
from corpus.search import Searcher
from corpus.store.archive import Archive
from corpus.store.reads import Row

PASSAGES = 200
ARTICLES = 400  # of a period without a topic: the newest of it
# The relevance of one passage that is on the topic by itself; a topic of so few words is on those that hold each of
# them: docs/decisions/023-on-the-topic.md.
ALONE, BARE = 0.5, 2
MONTHS, HALF = 12, 0.5  # months looked through for what names the topic and half of its other words
NEWS, FEW = 30, 3  # days of news on a topic, and how many passages on it make news
NEAR = 0.5  # the share of the best relevance from which a passage is as much on it
AFTER = timedelta(days=30)  # behind days of which nothing was published, what tells of them is looked for
OPENING = 6000  # characters of each of these that are read: news is written upside down


@dataclass(frozen=True, slots=True)
class Gathered:
    """The passages found, best first, and how to read their articles. Of a report in several outlets one article stands
    for all: `near` has the ids of the others.
    """

    evidence: tuple[Evidence, ...]
    article: Callable[[str, int], Article]
    near: dict[str, tuple[str, ...]]
    coverage: Coverage
    alone: bool = False
    """Whether only these passages are told from, and not the beginnings of their articles."""


def gather(order: Order, archive: Archive, searcher: Searcher) -> Gathered:
    """What the archive holds on the topic within the period; of a period alone, the opening of each of its articles; of
    what is new, the last days in which anything was published on it.
    """
    article = cache(archive.article)
    wide = Query(order.sought, order.scope, PASSAGES, recent=order.newest)
    found = _said(order.sought, searcher.search(wide)) if order.topic else _openings(order, archive, article)
    if order.newest:
        found = _newest(found)
    else:
        found = [*found, *_of_gaps(order, archive, searcher.unread, found)]
        found += _of_outlets(order, archive, searcher.unread, found)
    near = {one.article_id: tuple([*one.also, *one.explain.get("near", [])]) for one in found}
    others = rows_of([id for ids in near.values() for id in ids if id not in near], archive, order.scope)
    return Gathered(tuple(found), article, near, _coverage(found, others))


def rows_of(ids: Sequence[str], archive: Archive, scope: Scope) -> list[Row]:
    """Those of some articles that lie within a scope."""
    within = tuple(dict.fromkeys(id for id in ids if not scope.articles or id in scope.articles))
    return archive.browse(scope=replace(scope, articles=within), limit=len(within)) if within else []


def told_later(order: Order, archive: Archive) -> Order:
    """The order, or, where nothing was published within days that its request names, one for what those articles tell
    of these days that came out soon after.
    """
    since, until = order.scope.since, order.scope.until
    if order.window_from != "question" or not since or not until or since > str(order.scope.as_of):
        return order
    if archive.browse(scope=order.scope, limit=1):
        return order
    return of_later(order, since, until)


def of_later(order: Order, since: str, until: str) -> Order:
    """An order for what the articles tell of these days that came out within them or soon after."""
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    later = replace(order.scope, until=(min(last, date.max - AFTER) + AFTER).isoformat())
    return replace(order, scope=later, told_of=(since, until), notes=(*order.notes, phrasing.told_later(first, last)))


def opening(article: Article) -> Passage:
    """What is read of each article of a period without a topic."""
    text = article.text[:OPENING]
    return Passage(0, len(text), text)


def _said(topic: str, found: Sequence[Evidence]) -> list[Evidence]:
    """The passages, of which those that hold each word of a bare topic are on it where the reader sees none that is.

    The reader was trained on requests: of a word alone it may know one form and not the other.
    """
    words = content_stems(topic)
    near = any((one.relevance or 0.0) >= ALONE for one in found)
    if near or not 0 < len(words) <= BARE:
        return list(found)
    return [
        one.model_copy(update={"relevance": ALONE})
        if one.relevance is not None and words <= content_stems(f"{one.title} {one.text}")
        else one
        for one in found
    ]


def _of_gaps(order: Order, archive: Archive, searcher: Searcher, found: Sequence[Evidence]) -> list[Evidence]:
    """What names the topic in months of which nothing was found, though the archive has articles of them: a gap is not
    told where there is none. It counts as little as what was found last.
    """
    if not order.topic or not found:
        return []
    topic, days = Topic(order.sought), [one.published[:10] for one in found]
    first, last = order.scope.since or min(days), order.scope.until or max(days)
    lacking = archive.arrivals.months(order.scope) - {day[:7] for day in days}
    more: list[Evidence] = []
    for name in sorted(one for one in lacking if first[:7] <= one <= last[:7])[:MONTHS]:
        period = month(*map(int, name.split("-")))
        since, until = max(first, period.first.isoformat()), min(last, period.last.isoformat())
        within = Query(order.sought, replace(order.scope, since=since, until=until), FEW)
        more += (one for one in searcher.search(within) if _names(topic, f"{one.title} {one.text}"))
    least, count = min(one.score for one in found), len(found)
    return [one.model_copy(update={"score": least, "rank": count + at}) for at, one in enumerate(more, 1)]


def _of_outlets(order: Order, archive: Archive, searcher: Searcher, found: Sequence[Evidence]) -> list[Evidence]:
    """What names the topic, or has half of its other words, in outlets of which nothing was found: none is said to have
    nothing on it that may have.
    """
    topic, more = Topic(order.sought), list[Evidence]()
    held = [one.source for one in found if one.source]
    copies = {id for one in found for id in (*one.also, *one.explain.get("near", []))}
    for outlet in lacking(order, held, archive.arrivals.outlets(order.scope)) if held else ():
        within = Query(order.sought, replace(order.scope, source=outlet), FEW)
        texts = ((one, f"{one.title} {one.text}") for one in searcher.search(within))
        on = (one for one, text in texts if topic.is_named(text) or topic.shares(text)[1] >= HALF)
        more += (one for one in on if one.article_id not in copies)
    least, count = min((one.score for one in found), default=0.0), len(found)
    return [one.model_copy(update={"score": least, "rank": count + at}) for at, one in enumerate(more, 1)]


def _names(topic: Topic, text: str) -> bool:
    return topic.is_named(text) and topic.shares(text)[1] >= HALF


def _newest(found: Sequence[Evidence]) -> list[Evidence]:
    """The passages since the last days of news in which a few are about as much on the topic as the nearest one."""
    best = max((one.relevance or 0.0 for one in found), default=0.0)
    on = [date.fromisoformat(one.published[:10]) for one in found if (one.relevance or 0.0) >= NEAR * best]
    began = {last: last - timedelta(days=NEWS - 1) for last in sorted(on, reverse=True)}
    told = {last: sum(first <= day <= last for day in on) for last, first in began.items()}
    few = min(FEW, max(told.values(), default=0))
    first = next((began[last].isoformat() for last, count in told.items() if count >= few), "")
    return [one for one in found if first <= one.published[:10]]


def _openings(order: Order, archive: Archive, article: Callable[[str, int], Article]) -> list[Evidence]:
    found: list[Evidence] = []
    others: set[str] = set()
    for row in archive.browse(scope=order.scope, limit=ARTICLES):
        if row.id in others:
            continue
        one = article(row.id, row.version)
        copies, near = archive.copies(row.id), archive.near(row.id)
        others |= {*copies, *near}
        begins = opening(one)
        found.append(
            evidence_of(
                one,
                Span(begins.start, begins.end),
                begins.text,
                rank=len(found) + 1,
                score=0.0,
                also=copies,
                explain={"near": near},
            )
        )
    return found


def _coverage(found: Sequence[Evidence], others: Sequence[Row]) -> Coverage:
    """What was found, near-copies (`others`) counted too: an outlet that has its report from another one has it."""
    first = {one.article_id: one for one in found}
    each: list[Evidence | Row] = [*first.values(), *others]
    days = sorted(one.published for one in each)
    return Coverage(
        articles=len(each),
        origins=len(first),
        outlets=dict(sorted(Counter(one.source or "" for one in each).items())),
        by_month=dict(sorted(Counter(one.published[:7] for one in each).items())),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
