"""A wide search: the passages that may say something on an order, and what the archive covers of it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from assistant import phrasing
from assistant.briefing.briefing import Coverage
from assistant.briefing.form import parted
from assistant.briefing.request import Order
from assistant.briefing.unknown import lacking
from assistant.language.times.days import month
from assistant.language.topic import Topic
from assistant.language.words import content_stems, fold, tokens
from corpus.article import Article, Passage, Span
from corpus.chunking import header
from corpus.evidence import Evidence, Query, Reading, evidence_of
from corpus.models import Reader, embedder
from corpus.models.words import is_word
from corpus.scope import Scope
from corpus.search import Searcher
from corpus.store.archive import Archive
from corpus.store.reads import Row
from corpus.text.tables import bag, table

PASSAGES = 200
ARTICLES = 400  # of a period without a topic: the newest of it
# The relevance of one passage that is on the topic by itself; a topic of so few words is on those that hold each of
# them: docs/decisions/023-on-the-topic.md.
ALONE, BARE = 0.5, 2
# The relevance of a passage that is on it beside others, and the mean of the two nearest without which nothing is.
ON_TOPIC = 0.3
MONTHS, HALF = 12, 0.5  # months looked through for what is on the topic, and the share of its words that makes it so
NEWS, FEW = 30, 3  # days of news on a topic, and how many passages on it make news
NEAR = 0.5  # the share of the best relevance from which a passage is as much on it
AFTER = timedelta(days=30)  # behind days of which nothing was published, what tells of them is looked for
# Of a topic with names the matter, read by itself: docs/decisions/023-on-the-topic.md.
NEAREST = 5  # passages with its names in which it is looked for under other words
ALIKE = 0.73  # the likeness of words from which one may stand for another
_VAGUE, _MISHAPS = (bag(table("assistant.briefing", "matter")[name]) for name in ("vague", "mishaps"))
OPENING = 6000  # characters of each of these that are read: news is written upside down


@dataclass(frozen=True, slots=True)
class Gathered:
    """The passages found, best first, and how to read their articles. Of a report in several outlets one article stands
    for all: `near` has the ids of the others.
    """

    evidence: tuple[Evidence, ...]
    article: Callable[[str, int], Article]
    near: dict[str, tuple[str, ...]]
    held: Sequence[Evidence | Row] = ()
    """Of each article found one passage, and the near-copies."""
    on: frozenset[str] = frozenset()
    """The ids of the articles that are on the topic."""
    alone: bool = False
    """Whether only these passages are told from, and not the beginnings of their articles."""
    lacks: tuple[str, ...] = ()
    """Words of the topic that nothing has which names whom or what it names, nor surely says in others."""

    def coverage(self, cited: Collection[str] = ()) -> Coverage:
        """What is on the topic of what was found, or is `cited`, near-copies counted too: an outlet that has its report
        from another one has it.
        """
        on = self.on.union(cited)
        first = {id for id, near in self.near.items() if not on.isdisjoint((id, *near))}
        ids = first.union(*(self.near[id] for id in first))
        each = [one for one in self.held if (one.article_id if isinstance(one, Evidence) else one.id) in ids]
        days = sorted(one.published for one in each)
        return Coverage(
            articles=len(each),
            origins=len(first),
            outlets=dict(sorted(Counter(one.source or "" for one in each).items())),
            by_month=dict(sorted(Counter(one.published[:7] for one in each).items())),
            first=days[0] if days else None,
            last=days[-1] if days else None,
        )


def gather(order: Order, archive: Archive, searcher: Searcher) -> Gathered:
    """What the archive holds on the topic within the period; of a period alone, the opening of each of its articles; of
    what is new, the last days in which anything was published on it.
    """
    article = cache(archive.article)
    wide = Query(order.sought, order.scope, PASSAGES, recent=order.newest)
    found, whole = _searched(wide, searcher) if order.topic else (_openings(order, archive, article), False)
    if order.newest:
        found = _newest(found)
    else:
        more = _of_lacking(order, archive, searcher, found, _on_topic(order.sought, found))
        found = [*found, *more]
    found, lacks = _of_matter(order.sought, found, searcher.reader) if whole else (found, [])
    near = {one.article_id: tuple([*one.also, *one.explain.get("near", [])]) for one in found}
    others = rows_of([id for ids in near.values() for id in ids if id not in near], archive, order.scope)
    on = _on_topic(order.sought, found) if order.topic and searcher.reader else found
    first = {one.article_id: one for one in found}
    ids = frozenset(one.article_id for one in on)
    return Gathered(tuple(found), article, near, [*first.values(), *others], ids, lacks=tuple(lacks))


def _searched(wide: Query, searcher: Searcher) -> tuple[list[Evidence], bool]:
    """The passages on a topic, and whether they are on the whole of it: of several things side by side, on which all
    together nothing is, those on each.
    """
    found = _said(wide.text, searcher.search(wide))
    parts = parted(wide.text)
    if not parts or is_near(found):
        return found, True
    best = dict[tuple[str, int], Evidence]()
    for part in parts:
        for one in _said(part, searcher.search(replace(wide, text=part))):
            place = (one.article_id, one.start)
            if place not in best or (one.relevance or 0.0) > (best[place].relevance or 0.0):
                best[place] = one
    ranked = sorted(best.values(), key=lambda one: (one.rank, -(one.relevance or 0.0)))[: wide.k]
    return [one.model_copy(update={"rank": rank}) for rank, one in enumerate(ranked, 1)], False


def is_near(found: Iterable[Evidence | Reading]) -> bool:
    """Whether one of some passages is on the topic by itself, or the two nearest are together; so are those that were
    not read.
    """
    near = sorted((one.relevance for one in found if one.relevance is not None), reverse=True)[:2]
    return not near or near[0] >= ALONE or sum(near) / len(near) >= ON_TOPIC


def rows_of(ids: Sequence[str], archive: Archive, scope: Scope) -> list[Row]:
    """Those of some articles that lie within a scope."""
    within = tuple(dict.fromkeys(id for id in ids if not scope.articles or id in scope.articles))
    return archive.browse(scope=replace(scope, articles=within), limit=len(within)) if within else []


def told_later(order: Order, archive: Archive) -> Order:
    """The order, or, where nothing was published within days that its request names, one for what those articles tell
    of these days that came out soon after; of what came after an event, all later ones.
    """
    since, until = order.scope.since, order.scope.until
    if order.window_from != "question" or not since or not until or since > str(order.scope.as_of):
        return order
    if archive.browse(scope=order.scope, limit=1):
        return order
    # What came after an event may have come late.
    return replace(order, scope=replace(order.scope, until=None)) if order.around else of_later(order, since, until)


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


def _of_matter(topic: str, found: list[Evidence], reader: Reader | None) -> tuple[list[Evidence], list[str]]:
    """The passages, and the words of a topic with names that none of these has which names one, nor surely tells in
    others. Where these are all its words, and none has any like them, no passage is near: a place is no strike there.
    """
    sought = Topic(topic)
    named = [one for one in found if sought.called and sought.shares(f"{one.title} {one.text}")[0] > 0]
    own, words = (
        [one for one in sought.lacking(texts) if one not in _VAGUE]
        for texts in ((), [f"{one.title} {one.text}" for one in named])
    )
    # A word of another language, or a rare one, neither model knows.
    if reader is None or not named or not words or not all(one.isascii() and is_word(one) for one in words):
        return found, []
    first = named[:NEAREST]
    read = reader.read(" ".join(words), [(header(one.title, one.published), one.text) for one in first])
    if max(one.relevance for one in read) >= ON_TOPIC:
        return found, []
    if _is_like(" ".join(words), [f"{one.title}. {one.text}" for one in first]):
        return found, words if len(words) == len(own) else []
    if len(words) < len(own):
        return found, words
    return [one.model_copy(update={"relevance": 0.0}) for one in found], words


def _is_like(words: str, texts: Sequence[str]) -> bool:
    """Whether a word of these texts, or two of them in a row, mean about what some words do."""
    told = [[one.lower for one in tokens(fold(text)) if one.content and one.lower not in _MISHAPS] for text in texts]
    forms = dict.fromkeys(form for each in told for form in (*each, *map(" ".join, pairwise(each))))
    vectors = embedder().embed([words, *forms])
    return bool(forms) and float((vectors[1:] @ vectors[0]).max()) >= ALIKE


def _of_lacking(
    order: Order, archive: Archive, searcher: Searcher, found: Sequence[Evidence], on: Sequence[Evidence]
) -> list[Evidence]:
    """What is on the topic in months and outlets of which nothing that was found is (`on`): none is said to have
    nothing on it that has. It counts as little as what was found last.
    """
    if not order.topic or not on:
        return []
    copies = {id for one in on for id in (*one.also, *one.explain.get("near", []))}
    held: list[Evidence | Row] = [*on, *rows_of([*copies], archive, order.scope)]
    days = [one.published[:10] for one in held]
    first, last = order.scope.since or min(days), order.scope.until or max(days)
    months = archive.arrivals.months(order.scope) - {day[:7] for day in days}
    outlets = lacking(order, [one.source for one in held if one.source], archive.arrivals.outlets(order.scope))
    scopes = [replace(order.scope, source=outlet) for outlet in outlets]
    for name in sorted(one for one in months if first[:7] <= one <= last[:7])[:MONTHS]:
        period = month(*map(int, name.split("-")))
        since, until = max(first, period.first.isoformat()), min(last, period.last.isoformat())
        scopes.append(replace(order.scope, since=since, until=until))
    more = [one for scope in scopes for one in searcher.unread.search(Query(order.sought, scope, FEW))]
    more = [one for one in _near(order.sought, more, searcher.reader) if one.article_id not in copies]
    least, count = min(one.score for one in found), len(found)
    return [one.model_copy(update={"score": least, "rank": count + at}) for at, one in enumerate(more, 1)]


def _near(topic: str, found: Sequence[Evidence], reader: Reader | None) -> list[Evidence]:
    """Those of a few passages that are on the topic, for which the reader reads them."""
    shown = [(header(one.title, one.published), one.text) for one in found]
    near = [one.relevance for one in reader.read(topic, shown)] if reader and shown else [None] * len(shown)
    read = [one.model_copy(update={"relevance": each}) for one, each in zip(found, near, strict=True)]
    return _on_topic(topic, read)


def _on_topic(topic: str, found: Sequence[Evidence]) -> list[Evidence]:
    """The passages that are on the topic: the reader finds them near to it, or they have half of its own words; of a
    topic that is names alone, one of these. All are, where there is no topic.
    """
    if not topic:
        return list(found)
    sought = Topic(topic)
    texts = [f"{one.title} {one.text}" for one in found]
    return [
        one
        for one, text in zip(found, texts, strict=True)
        if (one.relevance or 0.0) >= ON_TOPIC or (sought.is_touched(text) and sought.shares(text)[1] >= HALF)
    ]


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
