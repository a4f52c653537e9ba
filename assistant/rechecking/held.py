"""What an archive can have held when a saved text was made: its size then, and what a briefing has of its coverage.

An archive grows, and what is removed may come back: so there is a least and a most, and no more is said of an archive
that has deleted something for good since, or of a moment that the text does not tell.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from assistant.answer import Answer, Citation
from assistant.briefing.briefing import Briefing
from assistant.rechecking.cited import shown
from corpus import clock
from corpus.store.archive import Archive
from corpus.store.beside.rows import Ever, ever
from corpus.text.counting import counted


def held(archive: Archive, one: Answer | Briefing) -> Iterator[str]:
    """What the archive cannot have held that a text says of it."""
    made = one.cutoff or "" if isinstance(one, Briefing) else ""
    compacted, rows = archive.arrivals.compacted, ever(archive)
    unknown = bool(compacted) and made <= clock.whole_seconds(compacted)
    if isinstance(one, Briefing):
        yield from _cutoff(archive, one, rows, unknown=unknown)
        yield from _coverage(one, rows, unknown=unknown)
    if not unknown:
        yield from _at_most(one, rows)
    restored = archive.arrivals.restored  # within the second of a cut-off, which is rounded up: perhaps behind it
    regained = not made or (restored and clock.whole_seconds(restored) >= made)
    yield from _at_least(one, rows, [] if regained else _then(rows, made))


def _cutoff(archive: Archive, one: Briefing, rows: Sequence[Ever], *, unknown: bool) -> Iterator[str]:
    """Whether the cut-off is when something came, and nothing came later that is cited."""
    if one.cutoff and not unknown:
        told = {(each.article_id, each.version) for each in _cited(one)}
        late = sorted(id for id, version in told if (archive.arrivals.of(id, version) or "")[:19] > one.cutoff[:19])
        yield from (f"its cutoff is {one.cutoff}, before {id} came" for id in late)
        if not late and one.cutoff not in {clock.whole_seconds(each.arrived) for each in rows if each.arrived}:
            yield f"its cutoff is {one.cutoff}, when nothing came"
    if one.cutoff and one.cutoff > clock.whole_seconds(clock.now()):
        yield f"its cutoff is {one.cutoff}, which lies ahead"


def _coverage(one: Briefing, rows: Sequence[Ever], *, unknown: bool) -> Iterator[str]:
    """Whether so many articles of so few reports can have been there, by its outlets, months and days."""
    found = one.coverage
    since, until = one.since or "", min(filter(None, (one.until, one.as_of)), default="9999")
    if (found.first and found.first[: len(since)] < since) or (found.last and found.last > until):
        yield "its coverage is of other days than its period"
    if unknown:
        return
    outlets, months = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for each in rows:
        outlets[each.outlet].add(each.article)
        months[each.published[:7]].add(each.article)
    more = Counter(found.outlets) - _sizes(outlets) or Counter(found.by_month) - _sizes(months)
    yield from (f"its coverage has more articles of {shown(name or None)} than the archive" for name in more)
    there = [each for each in rows if each.outlet in found.outlets and each.published[:7] in found.by_month]
    days = {each.published for each in there}
    for name, day in (("first", found.first), ("last", found.last)):
        if day and not more and day[:10] not in days:
            yield f"its coverage.{name} is {day}, of which the archive has nothing by its outlets"
    reports = defaultdict[int, set[str]](set)
    for each in there:
        reports[each.family].add(each.article)
    copies = sum(len(ids) - 1 for ids in reports.values())
    if found.articles - found.origins > copies:
        told = f"{counted(found.articles, 'article')} of {counted(found.origins, 'origin')}"
        yield f"its coverage has {told}, of which at most {counted(copies, 'article')} can be near-copies"


def _at_most(one: Answer | Briefing, rows: Sequence[Ever]) -> Iterator[str]:
    """Whether more is said than was ever there."""
    passages = {each.text: each.passages for each in rows}
    articles = min(len({each.article for each in rows}), len(passages))
    for name, said, most in (
        ("articles", one.archive.articles, articles),
        ("passages", one.archive.passages, sum(passages.values())),
    ):
        if said > most:
            yield f"its archive.{name} is {said}, more than the {most} that there are or were"
    newest, days = one.archive.newest, {day for each in rows for day in (each.published, each.updated) if day}
    # Where all articles lie ahead it is the day on which it was made.
    if newest not in days and (any(day <= newest for day in days) if newest else one.archive.articles):
        yield f"its archive.newest is {shown(newest)}, a day of no article"


def _at_least(one: Answer | Briefing, rows: Sequence[Ever], then: Sequence[Ever]) -> Iterator[str]:
    """Whether less is said than was there `then`, was found or is cited. Articles that share a text are one, and which
    shared it then nobody knows.
    """
    carriers, versions = defaultdict[int, set[str]](set), defaultdict[str, list[Ever]](list)
    for each in rows:
        carriers[each.text].add(each.article)
        versions[each.article].append(each)
    was = {each.article for each in then}
    ids = (was | {each.article_id for each in _cited(one)}) & versions.keys()
    lone = [id for id in ids if all(len(carriers[each.text]) == 1 for each in versions[id])]
    least = max(len(lone) + (len(lone) < len(ids)), one.coverage.origins if isinstance(one, Briefing) else 0)
    if one.archive.articles < least:
        yield f"its archive.articles is {one.archive.articles}, fewer than the {least} that were there"
    passages = sum(min(each.passages for each in versions[id]) for id in lone)
    if one.archive.passages < passages:
        yield f"its archive.passages is {one.archive.passages}, fewer than the {passages} that were there"
    made = max((each.arrived for each in then), default="")[:10]
    days = (min(max(each.published, each.updated) for each in versions[id]) for id in was)
    if (one.archive.newest or "") < (newest := max((day for day in days if day <= made), default="")):
        yield f"its archive.newest is {shown(one.archive.newest)}, before {newest}"


def _then(rows: Sequence[Ever], made: str) -> list[Ever]:
    """What is there still of what surely had come: a cut-off is rounded up to whole seconds."""
    return [each for each in rows if each.there and each.arrived and clock.whole_seconds(each.arrived) < made]


def _cited(one: Answer | Briefing) -> list[Citation]:
    """What is cited but for changes, which cite what another edition found."""
    said = (
        one.sentences
        if isinstance(one, Answer)
        else [each for section, item in one.items() if section.kind != "changes" for each in item.sentences]
    )
    return [cited for each in said for cited in each.citations]


def _sizes(ids: dict[str, set[str]]) -> Counter[str]:
    return Counter({name: len(some) for name, some in ids.items()})
