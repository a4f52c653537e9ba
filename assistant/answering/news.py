"""What is new on a topic: of each article of its last days what it says on it, the newest first, opinions last.

What came last stands before what weighs most, and each article has one sentence, unless few articles have any.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import chain, zip_longest

from assistant.briefing.choosing import MOST
from assistant.briefing.events.days import is_older
from assistant.briefing.events.developments import weighed
from assistant.briefing.events.gather import ALONE, FEW, NEWS, PASSAGES, Gathered
from assistant.briefing.events.kinds import opines
from assistant.briefing.events.places import within
from assistant.briefing.events.tellings import Telling, tellings
from assistant.briefing.request import Order
from assistant.language.topic import Topic
from assistant.language.words import fold, tokens
from assistant.writers.excerpts import repeats
from corpus.evidence import Query
from corpus.search import Searcher
from corpus.store.archive import Archive


def latest(order: Order, archive: Archive, searcher: Searcher) -> list[Telling]:
    """What is told of what is new, in the order in which it came, the newest first and opinions last; empty where no
    article has all that the topic names in one sentence, or is surely on it.
    """
    topic = Topic(order.sought)
    near = searcher.search(Query(order.sought, order.scope, PASSAGES, recent=True))
    held = searcher.holding(topic.ways, order.scope, PASSAGES) if topic.ways else []
    once = {(one.article_id, one.start): one for one in [*held, *near]}
    found = list(tellings(Gathered(tuple(once.values()), cache(archive.article), {}), order.sought))
    weights = {id(one): weight for one, weight in zip(found, weighed(found, order.sought), strict=True)}
    articles = dict[str, list[tuple[int, float, Telling]]]()
    for one in found:
        if on := _on(one, topic, within(order.sought)):
            articles.setdefault(one.article.id, []).append((on, weights[id(one)], one))
    ranked = [
        [each for *_, each in sorted(told, key=lambda each: each[:2], reverse=True)] for told in articles.values()
    ]
    began = _began(told[0].article.day for told in ranked if not opines(told[0].article))
    new = [[one for one in told if not is_older(one.day, began, one.article.day)] for told in ranked]
    new = [told for told in new if told and told[0].article.day >= began]
    new.sort(key=lambda told: (told[0].article.day, weights[id(told[0])]), reverse=True)
    new.sort(key=lambda told: opines(told[0].article))
    return list(_each(new))[:MOST]


def _on(one: Telling, topic: Topic, places: frozenset[str]) -> int:
    """How surely a sentence is on a topic: it has all that this names, begins a report whose title has, or stands in
    one, or has some of it in a passage that was read to be on it; 0 where it is not on it.
    """
    told = one.dateline + one.text
    if topic.is_misled(one.text):
        return 0
    if (_has_all(topic, told) and topic.shares(told)[1] == 1.0) or places & one.keys:
        return 4
    if _has_all(topic, one.article.title) and topic.shares(one.article.title)[1] == 1.0:
        return 3 if one.at == 0 and one.speaker is None else 2
    return int((one.evidence.relevance or 0.0) >= ALONE and _has_all(topic, told) and topic.shares(told)[1] > 0)


def _has_all(topic: Topic, text: str) -> bool:
    """Whether a text names all whom and what a topic names, in full: 'Kim' may be another one."""
    words = {one.lower for one in tokens(fold(text))}
    full = (name for name, ways in topic.called.items() if len(ways) > 1 and name.lower().split() == [*ways])
    return topic.shares(text)[0] == 1.0 and all(words.issuperset(name.lower().split()) for name in full)


def _began(days: Iterable[str]) -> str:
    """The first of the last days of news of which a few reports are, or as many as there are."""
    last = sorted(map(date.fromisoformat, days), reverse=True)
    spans = [(day - timedelta(days=NEWS - 1), day) for day in last]
    counts = [sum(first <= day <= end for day in last) for first, end in spans]
    few = min(FEW, max(counts, default=0))
    return next((first.isoformat() for (first, _), count in zip(spans, counts, strict=True) if count >= few), "")


def _each(articles: Sequence[Sequence[Telling]]) -> Iterator[Telling]:
    """One sentence of each article, and as many more as it takes to tell a few; what says another again is none."""
    told = list[Telling]()
    for at, one in enumerate(chain.from_iterable(zip_longest(*articles))):
        if at >= len(articles) and len(told) >= FEW:
            return
        if one is not None and not repeats(one.text, (each.text for each in told)):
            told.append(one)
            yield one
