"""The gaps of an order: months and outlets of its period of which nothing was found, words that nothing has, whoever
was asked of and is not quoted, and a difference or a change that is none.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from assistant import phrasing
from assistant.answer import Sentence
from assistant.briefing.briefing import Coverage, Item
from assistant.briefing.form import parted, uncapital
from assistant.briefing.request import Order
from assistant.language.lexicon import SAYING
from assistant.language.times.days import month
from assistant.language.topic import Topic
from assistant.language.words import fold
from assistant.question.pronouns import is_person
from corpus.article import Article
from corpus.evidence import Evidence
from corpus.scope import ALL_DAYS, Scope, outlet_key
from corpus.store.archive import Archive
from corpus.text.calendar import either
from corpus.text.stop_words import PREPOSITIONS
from corpus.text.tables import bag, table

SHARE = 0.25  # of a briefing's words that its gaps may have
NAMED = 3  # outlets with nothing on it: of more, none is named
_SAYS = either(SAYING | {"say"})
# Between a name and its verb: 'China's foreign ministry spokesman Wang said', but not 'China to do what it said'.
_MINE = r"'s| (?!(?:that|to|and|is|was|are|were|has|have|had|will|would|can|could|must|should|may|might)\b)[\w-]+"
_PREPOSITION = either(PREPOSITIONS)
_HAS = r"(?: (?:has|have|had|also|again))*"
# 'What did | China | say about ...', '| Beijing's | position on ...'
_OF_WHOM = re.compile(rf"(?P<who>[^,;:]{{1,80}}?)(?:['’]s? (?=[a-z])| {_SAYS}\b)")
_DIFFER = re.compile(either(one.replace("_", " ") for one in bag(table("assistant.briefing", "matter")["differ"])))
SHORTEST = timedelta(days=7)  # a shorter end of a period, in another month than the rest, is no gap of it


def unknown(
    order: Order,
    coverage: Coverage,
    months: Collection[str],
    outlets: Collection[str] = (),
    *,
    unchanged: bool = False,
    edges: bool = False,
    named: Collection[str] = (),
    more: Sequence[Item] = (),
) -> Iterator[Item]:
    """What is not said, one item each, as far as that leaves room for what the archive does say: first `more`, then the
    gaps of the coverage. Of what arrived lately none, for they are those of a part. `months`: those (`YYYY-MM`) of
    which the archive may use anything at all; `outlets`: those of its period; `named`: of these such as name it even
    so; `unchanged`: nobody was found who says otherwise later; `edges`: few days at an end of the period are a gap too,
    as they were told once.
    """
    left = SHARE * order.words
    gaps = (
        (*more, *_all(order, coverage, months, outlets, named, unchanged, edges)) if order.scope.after is None else ()
    )
    for item in gaps:
        left -= sum(len(sentence.text.split()) for sentence in item.sentences)
        if left < 0:
            return
        yield item


def lacking(order: Order, held: Collection[str], outlets: Collection[str]) -> list[str]:
    """The outlets of which nothing is among those `held`, where that can be told: few, and none was named."""
    if not order.topic or order.newest or order.scope.named_outlets:
        return []
    known = set(map(outlet_key, held))
    without = sorted({outlet_key(one): one for one in sorted(outlets) if outlet_key(one) not in known}.values())
    return without if len(without) <= NAMED else []


def naming(order: Order, coverage: Coverage, outlets: Collection[str], archive: Archive) -> list[str]:
    """Those of the outlets of which nothing was found on it that name it even so: one passage has a name and a word of
    the topic.
    """
    sought = Topic(order.sought)
    lists = [[form for forms in sought.called.values() for form in forms], sought.lacking(())]
    return [
        outlet
        for outlet in lacking(order, coverage.outlets, outlets)
        if _together(archive, replace(order.scope, source=outlet), lists)
    ]


def unmentioned(order: Order, archive: Archive, words: Collection[str] | None = None) -> list[Item]:
    """Which words of the topic, or of these, no passage of the archive has that names whom or what it names."""
    everything = Scope(order.scope.as_of, known_at=order.scope.known_at)
    found = []
    for sought in map(Topic, parted(order.sought) or [order.sought]):
        forms, own = [form for each in sought.called.values() for form in each], sought.lacking(())
        found += [
            _item(f"No passage that names {' or '.join(sought.called)} has the word “{word}”.", "no passage has both")
            for word in own
            if (words is None or word in words) and forms and not _together(archive, everything, [forms, [word]])
        ]
    return found


def namesakes(topic: str, found: Sequence[Evidence], article: Callable[[str, int], Article]) -> list[str]:
    """The people of a topic, in full, whom nothing that was found names so: those there are others of that name."""
    full = (one for one in Topic(f"on {uncapital(topic)}").unnamed("") if " " in one.text and is_person(one.text))
    missing = {name.text: frozenset(name.words) for name in full}  # no 'Lee-Moon'
    passages = (f"{one.title}\n{one.text}" for one in found)
    ids = dict.fromkeys((one.article_id, one.version) for one in found)
    for text in chain(passages, (article(*each).text for each in ids)):
        if not missing:
            break
        missing = {name: words for name, words in missing.items() if not _is_named(words, text)}
    return sorted(missing)


def _is_named(words: frozenset[str], text: str) -> bool:
    """Whether the words of a name stand beside each other in a text, in any order, at most one other among them."""
    folded = fold(text).lower()
    if not all(word in folded for word in words):
        return False
    told = re.findall(r"\w+", folded)
    return any(words <= {*told[at : at + len(words) + 1]} for at, word in enumerate(told) if word in words)


def _together(archive: Archive, scope: Scope, lists: Iterable[Iterable[str]]) -> bool:
    """Whether a passage has a word of each of these lists, in any form; empty ones aside."""
    each = [{" ".join(re.findall(r"\w+", fold(one))) for one in words} for words in lists]
    match = " AND ".join("(" + " OR ".join(f'"{word}"' for word in sorted(one)) + ")" for one in each if one)
    return bool(match and archive.passages.matching(match, 1, scope))


def standing(order: Order, told: Iterable[Item], *, differ: bool, theirs: bool = False) -> Iterator[Item]:
    """What the request asks and nothing that is told answers: what somebody said, where no sentence names him as saying
    anything, unless all is `theirs` whoever speaks; one of several things; and where sources differ, unless any do.
    """
    told = list(told)
    asked = _OF_WHOM.match(order.sought) if order.stances and not theirs else None
    who = Topic(f"on {asked['who']}") if asked else None  # what a sentence begins with has no capital by itself
    if who and who.called and not any(_speaks(who, item) for item in told):
        yield _item(
            f"No sentence told here names {' or '.join(who.called)} as saying it.", "nobody told here is so named"
        )
    texts = [said.citing(()).text for item in told for said in item.sentences if said.citations]
    for part in parted(order.sought):
        if texts and not any(Topic(part).is_touched(text) for text in texts):
            yield _item(f"No sentence told here has a word of “{part}”.", "no sentence told here names it")
    if _DIFFER.search(order.request) and not differ:
        yield _item("No difference between sources was found on it.", "no two sources say otherwise of one thing")


def _speaks(who: Topic, item: Item) -> bool:
    """Whether an item may name somebody as saying something: as its speaker, before what is quoted, by a verb, or as
    holding what another says ('said that Oslo opposes it').
    """
    if item.who and who.is_named(item.who):
        return True
    forms = either(re.escape(fold(form).lower()) for each in who.called.values() for form in each)
    verb = re.compile(
        rf"\b{forms}\b(?:{_MINE}){{0,6}}{_HAS} {_SAYS}\b|[,'] {_SAYS}\b[^,.;:']{{0,80}}?\b{forms}\b"
        rf"|\b{_SAYS}\b[^,.;:']{{0,40}} that (?:the )?{forms} (?!{_PREPOSITION}\b)[a-z]"
    )
    texts = [said.citing(()).text for said in item.sentences]
    return any(who.is_named(text.partition("“")[0]) or verb.search(fold(text).lower()) for text in texts)


def _all(
    order: Order,
    coverage: Coverage,
    months: Collection[str],
    known: Collection[str],
    even_so: Collection[str],
    unchanged: bool,
    edges: bool,
) -> Iterator[Item]:
    named = phrasing.outlets_searched(order.notes)
    within = f" of {named[0]}" if len(named) == 1 else " of the outlets searched" if named else ""
    if order.topic and (gaps := _gaps(order, coverage, _of_matter(order, coverage), months.__contains__, edges)):
        yield _item(f"No article{within} on it was found for {gaps}.", "nothing on it found of these months")
    outlets = [name for name in coverage.outlets if name]
    if len(outlets) == 1 and not named:
        yield _item(f"{one_outlet(order)} {outlets[0]}.", "no other outlet")
    if gaps := _gaps(order, coverage, _whole(order, coverage), lambda one: one not in months, edges):
        yield _item(f"The archive has no article{within} at all for {gaps}.", "no coverage in these months")
    if order.turns and unchanged:
        text = "No change of position was found: no single speaker was found to say the opposite later."
        yield _item(text, "no two sentences found say the opposite")
    without = lacking(order, [*outlets, *even_so], known)
    if len(outlets) > 1 and without:
        period = _of_period(order)
        told = phrasing.several([phrasing.outlet(one) for one in without])
        have = "has" if len(without) == 1 else "have"
        count = len(set(map(outlet_key, known)))
        text = f"Of the {count} outlets{period} in the archive, {told} {have} nothing on it."
        yield _item(text, "no article of these outlets names it")


def _gaps(order: Order, coverage: Coverage, period: tuple[str, str], among: Callable[[str], bool], edges: bool) -> str:
    """The months among these of which nothing was found, inside the period; no day outside of it, and no few days at
    its ends, unless these are told too.
    """
    first, last = date.fromisoformat(period[0]), date.fromisoformat(min(order.scope.last, period[1]))
    runs: list[tuple[tuple[int, int], tuple[int, int]]] = []
    at = (first.year, first.month)
    while at <= (last.year, last.month):
        following = (at[0] + at[1] // 12, at[1] % 12 + 1)
        name = f"{at[0]}-{at[1]:02}"
        if name not in coverage.by_month and among(name):
            ends = runs and (runs[-1][1][0] + runs[-1][1][1] // 12, runs[-1][1][1] % 12 + 1) == at
            runs[-1:] = [(runs[-1][0], at)] if ends else [*runs[-1:], (at, at)]
        at = following
    days = [(max(first, month(*one).first), min(last, month(*other).last)) for one, other in runs]
    least = timedelta(0) if edges else min(SHORTEST, last - first)
    return "; ".join(phrasing.period(one, other) for one, other in days if other - one >= least)


def one_outlet(order: Order) -> str:
    """How it begins to say that there is one outlet only: on the topic, and of the period."""
    return f"The archive has only one outlet{' on it' if order.topic else ''}{_of_period(order)},"


def _of_period(order: Order) -> str:
    return " of this period" if order.scope.since or order.scope.until else ""


def _of_matter(order: Order, coverage: Coverage) -> tuple[str, str]:
    """The first and the last day between which something on the topic may be missed: of an ordered period its own. A
    time that the words of a request name ("the flood in 2022") is that of the matter: it has no gap before it begins or
    after it ends.
    """
    if order.window_from != "caller" and coverage.first and coverage.last:
        return coverage.first, coverage.last
    return _whole(order, coverage)


def _whole(order: Order, coverage: Coverage) -> tuple[str, str]:
    """The first and the last day of the period, or of what was found."""
    return order.scope.since or coverage.first or ALL_DAYS, order.scope.until or coverage.last or "0001-01-01"


def _item(text: str, reason: str) -> Item:
    return Item(sentences=[Sentence(text=text, verdict="supported", reasons=[reason], citations=[])])
