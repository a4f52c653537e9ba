"""What of a saved briefing is computed from what it cites, or from its other fields, computed again by what made it.

Taken as they stand: what was ordered (request, day, form); what the search found, held against what is cited and what
the archive can have held, for an archive grows; what was left out; and remarks on the making of it (how a chat model
failed, that it was cut, as of which moment the archive was asked).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

from assistant import phrasing
from assistant.answer import ABSTENTION
from assistant.briefing.briefing import Briefing, Item, Kind, cited_in, lines_of
from assistant.briefing.drafting import CHANGED
from assistant.briefing.events.figures import DIFFER
from assistant.briefing.length import MOST_WORDS
from assistant.briefing.making import headings_of, title_of
from assistant.briefing.request import Order
from assistant.briefing.unknown import naming, one_outlet, standing, unknown, unmentioned
from assistant.gate.meaning.likelihood import forecast
from assistant.rechecking.abstained import abstention
from assistant.rechecking.cited import Line, instead, shown, wrong
from assistant.rechecking.found import articles_of, ways
from assistant.rechecking.held import held
from assistant.rechecking.items import Items
from assistant.rechecking.orders import order_of, ordered_again
from assistant.rechecking.outline import outline
from assistant.rechecking.reading import Edited
from assistant.rechecking.remarks import unmade
from corpus.scope import EVERYTHING
from corpus.store.archive import Archive

ONE_ON_IT = "The archive has only one outlet on it,"
ORDERED: tuple[Kind, ...] = ("developments", "positions", "background")
"""Sections whose items stand in order of day or outlet, unless an editor moved them."""


def briefing_lines(archive: Archive, one: Briefing, title: str | None = None) -> Iterator[Line]:
    """What differs of a briefing as a whole, and of each of its items. `title`: an edition's, which has its own."""
    edited, items = isinstance(one, Edited), [item for _, item in one.items()]
    edition = title is not None
    whole = not edited and not edition  # of an edition too items are gone: those that were told before
    if one.text != (ABSTENTION if one.abstained else lines_of(items)):
        yield "", "its text is not what its sentences say"
    if items or not edited:
        yield from (("", line) for line in abstention(one, one.topic, tells=bool(items), again=edition))
    title = title or title_of(order_of(one))
    if one.title != title:
        yield "", f"its title is {instead(title, one.title)}"
    yield from (("", line) for line in (*ordered_again(archive, one), *_coverage(one), *held(archive, one)))
    yield from _sections(one)
    yield from outline(one, whole=whole)
    yield from _unknown(archive, one, whole=whole)
    articles = articles_of(archive, [each for said in one.sentences() for each in said.citations], one.notes)
    reads = [Items(archive, one, articles, seen, edited=edited, whole=whole) for seen in ways(articles)]
    remarks = [
        each.remark for read in reads for each in read.differences if not whole or any(each.held(read.elsewhere))
    ]
    yield from (("", line) for line in unfounded(one.notes, remarks))
    yield from (("", line) for line in unmade(archive, one, edition=edition))
    if all(lacking := [read.unsaid() for read in reads]):
        yield from (("", line) for line in unsaid(lacking[0]))
    for section in one.sections:
        lines: list[Line] = []
        for number, item in enumerate(section.items, 1):
            if _stands(archive, item):
                made = [each for read in reads for each in read.made(section.kind, item)]
                found = [
                    *_item(item, made),
                    *_forecasts(one, item),
                    *(reads[0].reworded(section.kind, item) if section.kind != "changes" else ()),
                ]
                lines += [(f"{section.kind} {number}", line) for line in found]
        ranks = [(item.who if one.form == "review" else item.date) or "" for item in section.items]
        if section.kind in ORDERED and not edited and not lines and ranks != sorted(ranks):
            lines.append((section.kind, "its items do not stand in their order"))
        yield from lines


def unfounded(notes: Sequence[str], remarks: Sequence[str]) -> Iterator[str]:
    """The notes that say of sources that they differ and are none of the remarks."""
    for note in notes:
        if note.startswith(DIFFER) and note not in remarks:
            yield f"no sources differ as its remark says: {shown(note)}"


def unsaid(remarks: Sequence[str]) -> Iterator[str]:
    """The remarks on sources that a text lacks."""
    yield from (f"it does not say how its sources differ: {shown(one)}" for one in remarks)


def _item(item: Item, made: Sequence[Item]) -> Iterator[str]:
    if not made:
        yield "what it cites makes no item of this section"
        return
    for name in ("date", "who", "confidence"):
        known = [_field(one, name) for one in made]
        if (said := _field(item, name)) not in known:
            yield f"its {name} is {instead(known[0], said)}"


def _forecasts(one: Briefing, item: Item) -> Iterator[str]:
    """The words of likelihood that a chat model's sentences say on their own behalf."""
    for said in item.sentences if one.writer != "quotes" and not isinstance(one, Edited) else ():
        if word := forecast(said.text):
            yield f"it says on its own behalf how likely or sure something is: {word}"


def _field(item: Item, name: str) -> str | None:
    if name == "confidence":
        return f"{item.confidence.level}: {item.confidence.basis}" if item.confidence else None
    return item.date if name == "date" else item.who


def _stands(archive: Archive, item: Item) -> bool:
    """Whether all that an item cites stands in the archive; what does not is told of each citation."""
    cited = [each for one in item.sentences for each in one.citations]
    lines = [line for one in cited for line in wrong(archive, one, EVERYTHING)]
    return bool(item.sentences) and all(one.citations for one in item.sentences) and not lines


def _sections(one: Briefing) -> Iterator[Line]:
    """Their order, and their headings."""
    headings, kinds = headings_of(one.form), [section.kind for section in one.sections]
    if kinds != [kind for kind in headings if kind in kinds]:
        yield "", "its sections do not stand in their order"
    for section in one.sections:
        if section.heading != headings[section.kind]:
            yield section.kind, f"its heading is {instead(headings[section.kind], section.heading)}"
        if not section.items or not all(item.sentences for item in section.items):
            yield section.kind, "an item of it says nothing"


def _coverage(one: Briefing) -> Iterator[str]:
    """Whether it adds up, and has what is cited of it: a change cites an article that another edition found."""
    held, months = one.coverage, sorted(one.coverage.by_month)
    if held.used != (used := len(cited_in(item for _, item in one.items()))):
        yield f"its coverage has {used} articles used, not {held.used}"
    ends = [day[:7] for day in (held.first, held.last) if day]
    totals = {sum(held.outlets.values()), sum(held.by_month.values())}
    # Briefings of before count of each report one article there.
    if (
        len(totals) > 1
        or 0 in (*held.outlets.values(), *held.by_month.values())
        or totals.isdisjoint({held.articles, held.origins})
        or held.articles < held.origins
        or ends != [*months[:1], *months[-1:]]
    ):
        yield "its coverage does not add up"
    if (named := order_of(one).scope.outlets) and not set(map(phrasing.outlet, held.outlets)) <= set(named):
        yield "its coverage has outlets that were not searched"
    told = [item for section, item in one.items() if section.kind != "changes"]
    cited = {each.article_id: each for item in told for said in item.sentences for each in said.citations}.values()
    lacks = Counter(each.source or "" for each in cited) - Counter(held.outlets)
    lacks += Counter(each.published[:7] for each in cited) - Counter(held.by_month)
    days = sorted(each.published[:10] for each in cited)
    if days and not (held.first or "") <= days[0] <= days[-1] <= (held.last or ""):
        yield "its coverage is of other days than what it cites"
    yield from (f"its coverage has too few articles of {shown(name or None)}" for name in lacks)


def _of_now(item: Item, order: Order) -> Item:
    """A gap in today's words: of the only outlet briefings of before said neither of what nor of when it is alone."""
    if cited_in([item]) or not item.sentences or not item.sentences[0].text.startswith(ONE_ON_IT):
        return item
    first = item.sentences[0]
    text = first.text.replace(ONE_ON_IT, one_outlet(order), 1)
    return item.model_copy(update={"sentences": [first.model_copy(update={"text": text}), *item.sentences[1:]]})


def _unknown(archive: Archive, one: Briefing, *, whole: bool) -> Iterator[Line]:
    told = {section.kind: section.items for section in one.sections}
    words = sum(len(sentence.text.split()) for sentence in one.sentences())  # as many were ordered, or more
    order = replace(order_of(one), words=MOST_WORDS)
    months = archive.arrivals.months(replace(order.scope, known_at=one.cutoff))  # it may have grown since
    order = replace(order, scope=replace(order.scope, known_at=one.cutoff))
    outlets = archive.arrivals.outlets(order.scope)
    named = naming(order, one.coverage, outlets, archive)
    changed = any(CHANGED in each.text for each in one.sentences())
    made = bool(told) and one.form != "timeline"
    # Few days at an end were told once, and all of a period that the request named.
    once = dict.fromkeys((order, replace(order, window_from="caller"))) if made else ()
    how = list(product(once, (False, True)))
    said = [_of_now(item, order) for item in told.get("unknown", [])]
    items = [item for section, item in one.items() if section.kind not in ("unknown", "changes")]
    differ = "disagreements" in told or any(note.startswith(DIFFER) for note in one.notes)
    more = [item for item in (*standing(order, items, differ=differ), *unmentioned(order, archive)) if item in said]
    counted = partial(unknown, coverage=one.coverage, months=months, named=named, more=more)
    gaps = [item for each, edges in how for item in counted(each, outlets=outlets, unchanged=not changed, edges=edges)]
    for number, item in enumerate(said, 1):
        if item not in gaps and not cited_in([item]):
            yield f"unknown {number}", "its coverage does not say so"
    # Briefings of before say nothing of outlets and changes, and what was found is not kept.
    least = [list(counted(replace(each, words=words), edges=edges)) for each, edges in how]
    lacks = [[item for item in each if item not in said] for each in least]
    if whole and lacks and all(lacks):
        yield from (("unknown", f"it lacks {shown(lines_of([item]))}") for item in lacks[0])
