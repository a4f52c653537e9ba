"""How near each sentence is to the topic: by itself, by what its passage says of it, by the meeting that it came of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.briefing.events.days import opening
from assistant.briefing.events.gather import is_near
from assistant.briefing.events.kinds import kind_of, states
from assistant.briefing.events.meeting import SMALL, Event, event
from assistant.briefing.events.places import one_place
from assistant.briefing.events.tellings import Telling, keys
from assistant.briefing.events.weigh import beginning, occasion
from assistant.briefing.form import parted
from assistant.language.stems import stem
from assistant.language.times.mentions import Clock, mentions
from assistant.language.words import fold
from corpus.article import Article
from corpus.chunking import header
from corpus.evidence import Reading
from corpus.models import Reader
from corpus.text.sentences import sentence_spans

# Passages, and sentences, that the reader reads, which is the slowest step of choosing: for what matters most, for all.
FEW, MANY = (10, 12), (36, 60)
OF_EACH = 2  # passages of an article that are read before any more of one
ON_TOPIC = 4.0  # what being on the topic is worth beside a weight
CARRIES = 4.0  # ... and what it is to carry all of what is asked for
OF_PASSAGE = 0.6  # what its passage counts beside a sentence itself
OFF_TOPIC, OTHERS = 0.1, 0.02  # how near a sentence is that is on something else, with its passage, and alone
RESCUED = 0.3  # ... and how near it is by its passage alone that is not
LITTLE = 0.15  # what the sentence of a passage that carries most carries at least where the passage says it
LIFT = 0.5  # what a sentence carries at least by which its passage is on the topic, as a share of how near that is
ABOUT = 0.7  # how near an article comes, by one of its passages, that is on an occasion
CAME_OF_IT = 0.8  # what the sentences of such an article carry, as a share of how near it is
OF_EVENT = 6.0  # what it adds to be of the meeting that is asked for: more than what came last weighs more
RUN = 3  # days of a visit that is one; a day beside the one that most articles name has a third of these at least
MARGIN = 1.5  # times the articles of any other day that speak of a meeting on the day that is taken for its own
AT_PLACE = 90  # sentences on a place that are chosen from


def on_topic(
    found: Sequence[Telling], weights: Sequence[float], topic: str, reader: Reader, looked: tuple[int, int] = MANY
) -> dict[int, float]:
    """What being on the topic is worth for each sentence worth telling, by their places; those off it are left out.

    The passages are read whole, best first, then the sentences that weigh most with what their passage is worth. A
    sentence counts by itself, and by how much of its passage it carries: a name or a sum in a passage on the topic
    seldom says the topic again, and beside it stands what is on other matters. An article says nothing of its
    sentences: a joint statement has a paragraph on each matter. Where no sentence of an article says the topic by
    itself, each is what its passage makes of it. All that came of an occasion is on that; what is of the one meeting
    that is asked for is read first.
    """
    passages = {_passage(one): one for one in found}
    of_event, on_it = frozenset[int](), frozenset(range(len(found)))
    if asked := event(topic, _names_in(found, topic)):
        of_event, on_it = _of_event(found, asked)
    held = {_passage(found[at]) for at in of_event}
    best = sorted(_apart(passages), key=lambda each: each[0] not in held)[: looked[0]]
    shown = [_shown(one, one.evidence.text) for _, one in best]
    read, topics = _read([topic], shown, reader), [topic]
    if (parts := parted(topic)) and not is_near(read):
        read, topics = _read(parts, shown, reader), parts  # of several things side by side each is on one
    near = {place: reading for (place, _), reading in zip(best, read, strict=True)}
    around = [_found_on(one, near.get(_passage(one))) for one in found]
    worth = [
        weight + (ON_TOPIC * _within(one, reading) + CARRIES * _carried(one, reading) if reading else 0.0)
        for one, weight, reading in zip(found, weights, around, strict=True)
    ]
    places = sorted(range(len(found)), key=lambda at: (-worth[at], at))[: looked[1]]
    by_itself = [_shown(found[at], found[at].dateline + found[at].text) for at in places]
    alone = dict(zip(places, _read(topics, by_itself, reader), strict=True))
    shares = _shares(found, around, alone)
    carried = {
        at: max(
            _carried(found[at], around[at]),
            LIFT * _within(found[at], around[at]),
            *(one.share for one in own.told),
        )
        for at, own in alone.items()
    }
    for at, share in _of_occasion(found, around, topic).items():
        shares[at] = max(share, shares.get(at, 0.0))
        carried[at] = max(CAME_OF_IT * share, carried.get(at, 0.0))
    place = frozenset[str]() if occasion(topic) else one_place(topic)
    return {
        at: ON_TOPIC * share + CARRIES * carried[at] + OF_EVENT * (at in of_event)
        for at, share in shares.items()
        if share >= OFF_TOPIC and at in on_it and (not place or place & _around(found[at]))
    }


def _names_in(found: Sequence[Telling], topic: str) -> frozenset[str]:
    """The stems of the words that sentences write as names alone, for a topic without capitals; for others none."""
    if topic != topic.lower():
        return frozenset()
    small = frozenset(stem(word[0]) for one in found for word in SMALL.finditer(one.folded))
    return frozenset(stem(word) for one in found for word in one.names) - small


def _of_event(found: Sequence[Telling], asked: Event) -> tuple[frozenset[int], frozenset[int]]:
    """Which sentences are of the one meeting that a topic is: told of its days beside both parties, or said then, or on
    the next day, by an article that begins with both. Of a call, and where the days are not known, those that name both
    and it. And which can be on it at all: of a meeting of two people those beside which both are named, or in articles
    that begin with both; none where no sentence, and no beginning of an article, has both and the meeting.
    """
    named = [at for at, one in enumerate(found) if asked.parties <= one.keys and asked.called & one.keys]
    articles = {one.article.id: one.article for one in found}
    begun = {id: each for id, one in articles.items() if asked.parties <= (each := beginning(one))}
    headed = [articles[id] for id, each in begun.items() if asked.called & each]
    on_it = frozenset(range(len(found)))
    if asked.of_people:
        on_it = _of_both(
            found, asked, frozenset(id for id in begun if kind_of(articles[id]) in ("statement", "readout"))
        )
    days = _days_of([found[at] for at in named], headed) if asked.met else set()
    if not days:
        return frozenset(named), on_it
    told_of = {date.fromordinal(day).isoformat() for day in days}
    said = told_of | {date.fromordinal(min(max(days) + 1, date.max.toordinal())).isoformat()}
    of_it = frozenset(
        at
        for at, one in enumerate(found)
        if (one.dated and one.day in told_of and asked.parties <= _around(one))
        or (one.day in said and one.article.day in said and one.article.id in begun)
    )
    return of_it, on_it


def _of_both(found: Sequence[Telling], asked: Event, told: frozenset[str]) -> frozenset[int]:
    """Which sentences are of a meeting of two people: a sentence of their passage tells of it, one of whom may speak or
    stand in a title, or their article begins with both, as those `told` to be on both do. None where no sentence, nor a
    title, tells of it.
    """
    heads = {one.article.id: keys(fold(one.article.title)) for one in found}
    met = {
        place
        for place, one in {_passage(one): one for one in found}.items()
        if any(
            asked.called & told
            and asked.parties & told
            and asked.parties <= told | heads[one.article.id] | keys(fold(one.speaker or ""))
            for told in _sentences(one.evidence.text)
        )
    }
    if not (met or any(asked.parties <= head and asked.called & head for head in heads.values())):
        return frozenset()
    begins = {one.article.id: one.article.text[slice(*opening(one.article))] for one in found}
    told |= {id for id, words in begins.items() if asked.parties <= keys(fold(words)) | heads[id]}
    return frozenset(at for at, one in enumerate(found) if one.article.id in told or _passage(one) in met)


def _sentences(text: str) -> list[frozenset[str]]:
    """What each sentence of a passage names, also those that are not told: a reporter asks of the meeting."""
    return [keys(fold(text[each.start : each.end])) for each in sentence_spans(text)]


def _passage(one: Telling) -> tuple[str, int]:
    """Which passage a sentence stands in."""
    return one.evidence.article_id, one.evidence.start


def _days_of(named: Sequence[Telling], begun: Sequence[Article]) -> set[int]:
    """The days of a meeting, as ordinals, where the archive settles them: that about which most of the articles speak
    of it, and those beside it. An article speaks of it on the days in the sentences that name it, or else, where it
    begins with it, on its own.
    """
    told = {one.id: {date.fromisoformat(one.day).toordinal()} for one in begun}
    dated: dict[str, set[int]] = {}
    for one in named:
        said = mentions(one.folded, Clock(date.fromisoformat(one.article.day)))
        if days := {each.first.toordinal() for each in said if each.sure and each.period.length <= RUN}:
            dated.setdefault(one.article.id, set()).update(days)
    counts = Counter(day for days in (told | dated).values() for day in days)
    about = {day: counts[day - 1] + counts[day] + counts[day + 1] for day in counts}
    if not about:
        return set()
    best = max(about, key=lambda day: (about[day], counts[day], -day))
    run = {best}
    for step in (1, -1):
        day = best + step
        while counts[day] * RUN >= counts[best]:
            run.add(day)
            day += step
    rival = max((count for day, count in about.items() if not {day - 1, day, day + 1} & run), default=0)
    return run if about[best] >= MARGIN * rival else set()


def _shares(
    found: Sequence[Telling], around: Sequence[Reading | None], alone: Mapping[int, Reading]
) -> dict[int, float]:
    """How near each sentence that was read is, by itself and by its passage; those that neither says are left out."""
    said = {found[at].article.id for at, own in alone.items() if own.relevance >= OTHERS}
    shares = dict[int, float]()
    for at, own in alone.items():
        one, passage = found[at], around[at]
        inside = _within(one, passage)
        if one.article.id not in said:  # where the passage does not say it either, the search found it by its words
            read = passage is not None and passage.relevance >= OTHERS
            shares[at] = inside if read else one.evidence.relevance or 0.0
        elif own.relevance >= OTHERS or inside >= RESCUED:
            shares[at] = (1 - OF_PASSAGE) * own.relevance + OF_PASSAGE * inside if passage else own.relevance
    return shares


def _of_occasion(found: Sequence[Telling], around: Sequence[Reading | None], topic: str) -> dict[int, float]:
    """How near each sentence of a statement on a meeting, a visit or a summit is, where that is the topic.

    As near as the statement: what came of it seldom names it again. What was said there counts by itself, since a press
    conference is on everything.
    """
    if not (asked := occasion(topic)):
        return {}
    near: dict[str, float] = {}
    for one, reading in zip(found, around, strict=True):
        if reading is not None and states(one.article):
            near[one.article.id] = max(near.get(one.article.id, 0.0), reading.relevance)
    articles = {one.article.id: one.article for one in found}
    on_it = {id for id, share in near.items() if share >= ABOUT and asked <= beginning(articles[id])}
    return {at: near[one.article.id] for at, one in enumerate(found) if one.article.id in on_it}


def _around(one: Telling) -> frozenset[str]:
    """What is named in a sentence, its passage and the title of its article."""
    return one.keys | keys(fold(f"{one.article.title}\n{one.evidence.text}"))


def _apart(passages: Mapping[tuple[str, int], Telling]) -> list[tuple[tuple[str, int], Telling]]:
    """The passages, best first, but of no article more than a few before those of others."""
    ranked, counts = list[tuple[int, int]](), Counter[str]()
    best = sorted(passages.items(), key=lambda each: each[1].evidence.rank)
    for at, ((article, _), _) in enumerate(best):
        ranked.append((counts[article] // OF_EACH, at))
        counts[article] += 1
    return [best[at] for _, at in sorted(ranked)]


def _found_on(one: Telling, passage: Reading | None) -> Reading | None:
    """How its passage was read: where the reader sees the topic in it at all, at least as near as it was found to be by
    the words of it.
    """
    if passage is None or passage.relevance < OTHERS:
        return passage
    return replace(passage, relevance=max(one.evidence.relevance or 0.0, passage.relevance))


def _within(one: Telling, passage: Reading | None) -> float:
    """How near a sentence is by its passage: as near as that, so far as it is the sentence that carries it.

    0 where the passage was not read.
    """
    if passage is None:
        return 0.0
    most = max((each.share for each in passage.told), default=0.0)
    return passage.relevance * min(1.0, _carried(one, passage) / max(most, LITTLE))


def _carried(one: Telling, reading: Reading | None) -> float:
    """The share of what is asked for that a sentence carries, as its passage was read; 0 where that was not."""
    start, end = (at - one.evidence.start for at in one.span)
    told = reading.told if reading else ()
    return max((each.share for each in told if each.start < end and start < each.end), default=0.0)


def _shown(one: Telling, text: str) -> tuple[str, str]:
    return header(one.article.title, one.article.day), text


def _read(topics: Sequence[str], texts: Sequence[tuple[str, str]], reader: Reader) -> list[Reading]:
    """How texts were read, each beside the topic that it is nearest to."""
    read = [reader.read(topic, texts) for topic in topics] if texts else []
    return [max(each, key=lambda one: one.relevance) for each in zip(*read, strict=True)]


def at_places(found: Sequence[Telling], weights: Sequence[float], places: frozenset[str]) -> dict[int, float]:
    """The weightiest sentences, by their places, that name one of these places, or stand under or beside its name.

    All of them are on the topic alike: how often its name is said says nothing of what happened there.
    """
    titled = {one.article.id: bool(places & keys(fold(one.article.title))) for one in found}
    chosen: list[int] = []
    for at in sorted(range(len(found)), key=lambda at: (-weights[at], at)):
        one = found[at]
        if titled[one.article.id] or places & one.keys or places & keys(fold(one.evidence.text)):
            chosen.append(at)
        if len(chosen) == AT_PLACE:
            break
    return dict.fromkeys(chosen, 0.0)
