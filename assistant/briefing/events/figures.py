"""Agreement and disagreement: where two origins tell the same thing with another number, or on another day."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from assistant import phrasing
from assistant.briefing.events.days import opening
from assistant.briefing.events.kinds import kind_of
from assistant.briefing.events.tellings import Telling, who_and_what
from assistant.language.lexicon import CALENDAR, words
from assistant.language.measures import MEASURES
from assistant.language.names import Name, names
from assistant.language.quantities import Quantity, quantities, same_value
from assistant.language.stems import stem
from assistant.language.times.dates import days
from assistant.language.words import fold, tokens
from corpus.article import Span
from corpus.text.calendar import either
from corpus.text.tables import table

WIDEST = 5.0  # times: numbers further apart count different things
NEAR = 3  # days: two days of one event lie no further apart
ALIKE = 0.5  # share of the words on the matter of a count that the shorter of two sentences has too, and...
ALIKE_SUMS = 0.75  # ... of a sum or a measure, whose unit does not say of what it is: all names are shared there too
ALIKE_DAYS = 0.6  # share of the shorter sentence's words that both have where only the day differs
AROUND = 11  # words on either side of a value that are quoted of a long sentence
FAR = 30  # characters between a number and its noun
_WORD = re.compile(r"\S+")
_BOUND = re.compile(r"\b(?:as of|by|until|till|before|after) $", re.I)
_LEADS_IN, _PLACED = re.compile(r"\b(?:in|at|near|on|off|of|from) (?:the )?$"), re.compile(r" [a-z]+")
_WILL = re.compile(r"\bw(?:ill|ould)\b")
_WHO_SAYS = rf"[^,;:]{{1,60}}? (?:{either(words('verbs', 'plain') - {'according'})})\b"
# Who says it: `Police said on Monday that ...`, `..., the army said`, `..., said the army`, `according to the army`.
_SAYS = re.compile(rf"^{_WHO_SAYS}(?: on [A-Z]\w+)?(?: that)?|,(?:{_WHO_SAYS}| said| according to)[^,;:.]{{0,60}}")
_FATES = {
    stem(word): kind
    for kind, forms in table("assistant.briefing", "counted")["fates"].items()
    for word in forms.split()
}
DIFFER = "Sources differ:"
"""What a remark on a difference begins with."""
COUNTED = ("count", "money", "percent")


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sentences of different origins on one thing; `values`: what each says of it, in its own words."""

    one: Telling
    other: Telling
    values: tuple[str, str]

    @property
    def remark(self) -> str:
        """The difference for a reader: both values, each with who says it and when; neither is preferred."""
        told = (
            f"{phrasing.attribution(each.evidence)}, says “{value}”"
            for each, value in zip(self.pair, self.values, strict=True)
        )
        return f"{DIFFER} {'; '.join(told)}."

    @property
    def pair(self) -> tuple[Telling, Telling]:
        """Both sentences, the earlier first."""
        return self.one, self.other

    def excerpts(self) -> list[Telling]:
        """Both sentences, or of a long one the words around its value."""
        return [_around(each, value) for each, value in zip(self.pair, self.values, strict=True)]

    def held(self, cited: Iterable[tuple[str, int, int]]) -> tuple[bool, bool]:
        """Which of the two sentences is cited by spans of articles (id, start, end)."""
        places = list(cited)
        one, other = (
            any(
                id in (each.article.id, *each.evidence.also) and each.span.start < end and start < each.span.end
                for id, start, end in places
            )
            for each in self.pair
        )
        return one, other


def differences(found: Sequence[Telling]) -> list[Difference]:
    """Where sentences of different articles differ on a number or a day, each pair once; in their order."""
    told = sorted(found, key=lambda one: (one.article.day, one.article.id, one.span.start))
    by_unit: dict[tuple[str, str], list[tuple[Telling, Quantity]]] = defaultdict(list)
    by_month: dict[str, list[Telling]] = defaultdict(list)
    for one in told:
        for unit, counted in _counted(one).items():
            by_unit[unit].append((one, counted))
        if one.dated and len(one.day) == 10 and _one_day(one):
            by_month[one.day[:7]].append(one)
    pairs = {(id(one.one), id(one.other)): one for one in _numbers(by_unit)}
    for each in _days(by_month):
        pairs.setdefault((id(each.one), id(each.other)), each)
    return list(pairs.values())


def _around(one: Telling, value: str) -> Telling:
    at = one.text.find(value)
    if at < 0 or one.words <= 2 * AROUND:
        return one
    starts = [match.start() for match in _WORD.finditer(one.text)]
    place = sum(start <= at for start in starts) - 1
    first = starts[max(0, place - AROUND)]
    last = starts[place + AROUND] if place + AROUND < len(starts) else len(one.text)
    text = one.text[first:last].rstrip(" ,;:")
    return replace(one, span=Span(one.span.start + first, one.span.start + first + len(text)), text=text)


def _counted(one: Telling) -> dict[tuple[str, str], Quantity]:
    """The numbers of a sentence by kind and unit; none of a unit that it tells several of."""
    found: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for quantity in _values(one):
        if (quantity.unit or quantity.kind == "percent") and not quantity.definite:
            found[quantity.kind, quantity.unit].append(quantity)
    return {unit: several[0] for unit, several in found.items() if len(several) == 1}


def _values(one: Telling) -> Iterator[Quantity]:
    """What a sentence counts or measures, of whatever kind."""
    dated = frozenset(at for day in days(one.folded) for at in range(day.at, day.end))
    return (each for each in quantities(one.folded, dated) if each.kind in COUNTED)


def _tells(one: Telling, value: Quantity) -> bool:
    """Whether a sentence tells a value too, of whatever: then it does not say otherwise."""
    return any(same_value(each, value) for each in _values(one))


def _numbers(by_unit: dict[tuple[str, str], list[tuple[Telling, Quantity]]]) -> Iterator[Difference]:
    for told in by_unit.values():
        for (one, first), (other, second) in combinations(told, 2):
            if one.article.id == other.article.id or not _apart(first, second):
                continue
            if _tells(one, second) or _tells(other, first):
                continue
            soon = not (now := _one_time(one, other)) and _both_ahead(one, other)
            if (now or soon) and _one_matter(one, first, other, second, exact=soon):
                yield Difference(one, other, (_said(one, first), _said(other, second)))


def _one_matter(one: Telling, first: Quantity, other: Telling, second: Quantity, *, exact: bool) -> bool:
    """Whether two sentences count the same of one event: the same became of it, in like words, under a common name; or,
    where it has to be `exact`, in nearly the same words on the same names.
    """
    if _fate(one.folded, first) != _fate(other.folded, second):
        return False
    mine, theirs = (each.folded if one.names and other.names else _in_article(each) for each in (one, other))
    count = first.kind == "count" and first.unit.split(" ")[-1] not in MEASURES
    whom = (who_and_what(_SAYS.sub(" ", each)) for each in (mine, theirs))
    matters = (_matter(mine, first), _matter(theirs, second))
    named, of = _shared(*whom), _shared(*matters)
    if exact:
        return named == 1 and len(matters[0] & matters[1]) >= ALIKE_SUMS * max(1, *map(len, matters))
    return named == 1 and of > 0 and of >= (ALIKE if count else ALIKE_SUMS)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """What share of the fewer of two sets of words the other has too."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _fate(folded: str, counted: Quantity) -> str:
    """What became of what is counted, by the nearest word that says it; empty where none does."""
    told = [(max(one.start - counted.end, counted.start - one.end), one.stem) for one in tokens(folded)]
    return min(((far, _FATES[stem]) for far, stem in told if stem in _FATES), default=(0, ""))[1]


def _in_article(one: Telling) -> str:
    """A sentence, folded, with what its article begins with: that names the event of one that names nothing."""
    begins = one.article.text[slice(*opening(one.article))]
    return fold(f"{one.text} {one.article.title}. {begins}")


def _matter(folded: str, counted: Quantity) -> frozenset[str]:
    """The words that say of what event a number is told: not who says it, what is counted and what became of it, nor
    names and what they are of (`Karst province`).
    """
    text, numbers = _SAYS.sub(" ", folded), CALENDAR | {one.lower for one in tokens(f"{counted.text} {counted.noun}")}
    taken = {at for name in names(text) for at in range(name.lead, _end(text, name))}
    told = (one for one in tokens(text) if one.content and one.start not in taken and one.lower not in numbers)
    return frozenset(one.stem for one in told if one.stem != counted.unit and one.stem not in _FATES)


def _end(text: str, name: Name) -> int:
    """Where a name ends, with the word that it is of in a place: `in Karst province`, `at the Orle mine`."""
    found = _PLACED.match(text, name.end) if _LEADS_IN.search(text, max(0, name.lead - FAR), name.lead) else None
    return found.end() if found else name.end


def _days(by_month: dict[str, list[Telling]]) -> Iterator[Difference]:
    for told in by_month.values():
        for one, other in combinations(told, 2):
            apart = abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)
            if one.article.id == other.article.id or not 0 < apart <= NEAR or one.numbers != other.numbers:
                continue
            if _alike(one, other) >= ALIKE_DAYS and one.names & other.names:
                yield Difference(one, other, (phrasing.day(one.day), phrasing.day(other.day)))


def _one_day(one: Telling) -> bool:
    """Whether a sentence names one day only, its own: not `he spoke today of the launch of March 24`.

    Nor one by which things stood so: `as of March 25 there were six`.
    """
    named = [day for day in days(one.folded) if "d" in day.parts]
    bounds = any(_BOUND.search(one.folded, max(0, day.at - FAR), day.at) for day in named)
    return not bounds and {day.day for day in named} == {date.fromisoformat(one.day).day}


def _apart(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers cannot both be told of one thing: `at least 400` and 420 can."""
    low, high = sorted((one, other), key=lambda each: each.value)
    if low.value <= 0 or high.value > WIDEST * low.value or same_value(one, other) or same_value(other, one):
        return False
    return not (low.limit in ("more than", "at least") or high.limit in ("less than", "at most"))


def _one_time(one: Telling, other: Telling) -> bool:
    """Whether two sentences speak of the same day; a count of another day may be another count.

    One of them names it, or both stand in reports, which tell what came to be shortly before.
    """
    reported = kind_of(one.article) == kind_of(other.article) == "report"
    return one.is_of_day(other) and (one.dated or other.dated or reported)


def _both_ahead(one: Telling, other: Telling) -> bool:
    """Whether two sentences published within days tell what will be, of the same time or of none: it grows by no day.

    `Repairs will cost 3 million crowns` and, two days later, 4 million: not `in June` and `in July`.
    """
    days_apart = abs((date.fromisoformat(one.article.day) - date.fromisoformat(other.article.day)).days)
    first, second = ({each.lower for each in tokens(telling.folded)} for telling in (one, other))
    ahead = not (one.dated or other.dated) and _WILL.search(one.folded) and _WILL.search(other.folded)
    return bool(ahead) and days_apart <= NEAR and first & CALENDAR == second & CALENDAR


def _alike(one: Telling, other: Telling) -> float:
    """The share of the shorter sentence's content words, numbers aside, that the other has too."""
    first, second = (
        frozenset(key for key in each.keys if not any(letter.isdigit() for letter in key)) for each in (one, other)
    )
    return _shared(first, second)


def _said(one: Telling, of: Quantity) -> str:
    """A number with its limit and its noun, to the letter."""
    before, after = one.folded[: of.start].rstrip(), one.folded[of.end :]
    start = len(before) - len(of.limit) if of.limit and before.endswith(of.limit) else of.start
    noun = after.find(of.noun) if of.noun else -1
    return one.folded[start : of.end + (noun + len(of.noun) if 0 <= noun < FAR else 0)]
