"""What a sentence counts, measures or votes, and of what matter it tells that: its event, and what became of it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from assistant.briefing.events.days import SAYS, SINCE, opening
from assistant.briefing.events.differing.fates import ANEW, FATES, FOR, NUMBER_OF, SCALE, SEAT, fate, fates, is_vote
from assistant.briefing.events.differing.votes import BODIES, OF_SEATS, OF_VOTES, is_for, votes
from assistant.briefing.events.tellings import Telling, who_and_what
from assistant.language.lexicon import CALENDAR
from assistant.language.measures import LASTING, MEASURES
from assistant.language.names import Name, names
from assistant.language.quantities import Quantity, quantities
from assistant.language.stems import stem
from assistant.language.times.dates import days
from assistant.language.times.days import Period
from assistant.language.times.mentions import Clock, mentions
from assistant.language.words import fold, tokens
from corpus.text.calendar import either
from corpus.text.stop_words import LIGHT
from corpus.text.tables import bag, table

FAR = 30  # characters between a number and its noun
COUNTED = ("count", "money", "percent")
_LEADS_IN, _PLACED = re.compile(r"\b(?:in|at|near|on|off|of|from) (?:the )?$"), re.compile(r" [a-z]+")
_COUNTED = table("assistant.briefing", "counted")
_THINGS = {stem(one): stem(row.split()[0]) for row in _COUNTED["words"]["things"].split("|") for one in row.split()}
_FORETOLD, _GOES_ON = bag(_COUNTED["words"]["foretold"]), frozenset(map(stem, _COUNTED["words"]["goes_on"].split()))
BEGUN, ENDED, _RATES, _MAKING = (
    frozenset(map(stem, _COUNTED["words"][name].split())) for name in ("begun", "ended", "rates", "making")
)
IN_TURN = BEGUN | ENDED
"""What can be told of one thing one after the other: it opens and it closes."""
_PEOPLE = stem("people")
_SCALED = re.compile(r"\bmagnitude (?:of )?$", re.I)
_TO_BE = re.compile(r"\b(?:was|were) to (?!\d)")
_WILL = re.compile(r"\b(?:w(?:ill|ould)|(?:is|are) to (?!\d)|costs)\b")
_SURVEYS = re.compile(either(_COUNTED["words"]["surveys"].split("|")), re.I)
_EACH = re.compile(
    r"\b(?:each|every|per|a) (?:day|week|month|year)\b(?![- ](?:ago|earlier|later|before|after|long|old))"
    r"|\b(?:daily|weekly|monthly|yearly|annually)\b"
)
_OF_THE = re.compile(r"(?:(\w+) )?[Oo]f (?:the|its|their|these|those)\b")
_THE = r"(?:the|an?|its|his|her|their|this|these)"
_WHAT_FOR = re.compile(
    rf"\b(?:(?:{_COUNTED['words']['what_for']})(?: {_THE})?|(?<!according )to(?: {_THE}|(?= [a-z]+s\b)))"
    r" (?=([a-z'-]+(?: [a-z'-]+)?))"
)
_MORE = re.compile(r"\b(?:another|extra|additional|further) $")
_LAG = re.compile(r" (?:late|later|earlier|ago|before|after|old|ahead|behind)\b")
_TAKEN = re.compile(rf"\b(?:{either(_COUNTED['words']['takers'].split())})(?: {_THE})?((?: [\w'-]+){{1,2}}) $")
_PART = re.compile(rf"\b(?:([A-Za-z'-]+) of|([A-Za-z]+ing)) (?:{_THE} )?(?:[A-Z][\w-]+(?:'s)? )*([a-z-]+)")
_OF_ALL = re.compile(r" (?:out )?of (?:(?:the|its|their|all) )?")  # '31 of 120 seats'
_OF_THESE = re.compile(rf" of(?: {_THE})?( [\w'-]+)")
_AMONG = re.compile(rf"[^,;:.\d]{{0,30}}?\bamong(?: {_THE})?( [a-z'-]+)")


def counted(one: Telling) -> dict[tuple[str, str], Quantity]:
    """The numbers of a sentence by kind and unit; none of a unit that it tells several of."""
    found: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    told_all = values(one.folded)
    wholes = {two.start for first, two in pairwise(told_all) if _OF_ALL.fullmatch(one.folded, first.end, two.start)}
    for quantity in told_all:
        if quantity.start in wholes:
            continue
        told = (quantity.unit or quantity.kind == "percent") and not quantity.definite
        if told and not (quantity.unit in LASTING and _LAG.match(one.folded, _noun_ends(one.folded, quantity))):
            found[quantity.kind, _THINGS.get(quantity.unit, quantity.unit)].append(quantity)
    return {unit: each for unit, several in found.items() if (each := _only(one.folded, several))}


def _only(folded: str, several: Sequence[Quantity]) -> Quantity | None:
    """The one number among several; of `240 passengers` and `38 people`, who may be the same, the one it befell."""
    if len({each.unit for each in several}) < len(several) or len(several) == 1:
        return several[0] if len(several) == 1 else None
    near = sorted((told[0][1], at) for at, each in enumerate(several) if (told := fates(folded, each)))
    return several[near[0][1]] if near and near[0][0] <= FAR and (len(near) == 1 or near[0][0] < near[1][0]) else None


@lru_cache(maxsize=4096)  # each sentence is compared with all others
def values(folded: str) -> tuple[Quantity, ...]:
    """What a folded sentence counts or measures, of whatever kind; of a vote the share of those who won it."""
    dated = frozenset(at for day in days(folded) for at in range(day.at, day.end))
    voted = votes(folded, dated)
    inside = dated.union(*(range(each.start, each.end) for each in voted))
    counts = (each for each in quantities(folded, inside) if each.kind in COUNTED)
    return (*voted, *(_measured(folded, each) for each in counts))


def _measured(folded: str, of: Quantity) -> Quantity:
    """A number with its unit; behind `magnitude` no noun is counted: `of magnitude 6.1 struck Pelin`."""
    if of.kind == "count" and _SCALED.search(folded, 0, of.start):
        return replace(of, unit=SCALE, noun="")
    return replace(of, unit=_unit(folded, of))


def _unit(folded: str, of: Quantity) -> str:
    """The unit of a number, also where no noun behind it tells that: `the toll rose to 31`."""
    if is_for(folded, of):
        return FOR
    number = NUMBER_OF.search(folded, 0, of.start) if not of.unit and of.kind == "count" else None
    return _PEOPLE if number and stem(number[1] or "toll") in FATES else of.unit


def is_count(of: Quantity) -> bool:
    """Whether a number counts things, whose name says of what it is told: no sum, no measure, no vote."""
    return of.kind == "count" and not is_vote(of) and of.unit.split(" ")[-1] not in MEASURES


def in_article(one: Telling) -> str:
    """A sentence, folded, with what its article begins with: that names the event of one that names nothing."""
    begins = one.article.text[slice(*opening(one.article))]
    return fold(f"{one.text} {one.article.title}. {begins}")


@lru_cache(maxsize=4096)
def whom(folded: str) -> frozenset[str]:
    """Who and what a folded sentence names, those aside who say it."""
    return who_and_what(SAYS.sub(" ", folded))


@lru_cache(maxsize=4096)
def _called(folded: str) -> tuple[str, tuple[tuple[Name, int], ...]]:
    """A folded sentence without who says it, and its names with where each ends, with the word that it is of."""
    text = SAYS.sub(" ", folded)
    return text, tuple((name, _end(text, name)) for name in names(text))


@lru_cache(maxsize=4096)
def matter(folded: str, counted: Quantity) -> frozenset[str]:
    """The words that say of what event a number is told: not who says it, what is counted and what became of it, nor
    names and what they are of (`Karst province`).
    """
    text, called = _called(folded)
    told_too = " ".join(each.text for each in values(folded))
    numbers = CALENDAR | {one.lower for one in tokens(f"{counted.text} {counted.noun} {told_too}")}
    taken = {at for name, end in called for at in range(name.lead, end)}
    became = fate(folded, counted)
    out = OF_VOTES if is_vote(counted) else {word for word, kind in FATES.items() if kind == became}
    out = out | OF_SEATS if counted.unit == SEAT else out
    out = out | (_GOES_ON if became in ANEW else _MAKING if became == "costs" else frozenset())
    told = (
        one
        for one in tokens(text)
        if one.content and one.start not in taken and one.lower not in numbers | LIGHT | _FORETOLD
    )
    return frozenset(_THINGS.get(each, each) for each in {one.stem for one in told} - out - {counted.unit})


@lru_cache(maxsize=4096)
def _sites(folded: str) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """What names are of in a place; and that by the name, where it stands with an article: `in the Orle mine`."""
    text, called = _called(folded)
    told = [(one, _stems(text[one.end : end])) for one, end in called]
    led = ((one, site) for one, site in told if site and text.endswith("the ", 0, one.lead))
    of = {one.canonical or one.words[-1]: frozenset(_THINGS.get(each, each) for each in site) for one, site in led}
    return frozenset().union(*(site for _, site in told)), of


def placed(folded: str) -> frozenset[str]:
    """What names are of in a place, which is no matter beside the name: the mine in `at the Orle mine`."""
    return _sites(folded)[0]


def elsewhere(one: str, other: str) -> bool:
    """Whether two folded texts name two places alike: `in the Orle market`, `in the Orle mine`."""
    mine, theirs = _sites(one)[1], _sites(other)[1]
    return any(mine[name].isdisjoint(theirs[name]) for name in mine.keys() & theirs.keys())


def are_apart(mine: tuple[str, Quantity], theirs: tuple[str, Quantity]) -> bool:
    """Whether two folded sentences count different things by their words: each says over, to or against what it was,
    and nothing alike; or one of them narrows what is counted, by a word that the other has not, or counts
    more of it. So do votes of two bodies.
    """
    if len({_MORE.search(folded, 0, of.start) is None for folded, of in (mine, theirs)}) > 1:
        return True
    said = [{one.stem for one in tokens(folded)} for folded, _ in (mine, theirs)]
    bodies = [each & BODIES for each in said]
    if (is_vote(mine[1]) or mine[1].unit == SEAT) and all(bodies) and bodies[0].isdisjoint(bodies[1]):
        return True
    causes = [_stems(" ".join(_WHAT_FOR.findall(SAYS.sub(" ", folded)))) for folded, _ in (mine, theirs)]
    if all(causes) and causes[0].isdisjoint(said[1]) and causes[1].isdisjoint(said[0]):
        return True
    pairs = ((*mine, said[1]), (*theirs, said[0]))
    return any(not _narrower(folded, of) <= known or _is_part(folded, of, known) for folded, of, known in pairs)


def _narrower(folded: str, of: Quantity) -> frozenset[str]:
    """The words that say of whom, of which of them or of what rate a number is told: `cost Tarn 120`, `boats of the
    navy`, `food inflation of 7 percent`.
    """
    noun = _noun_ends(folded, of)
    told = (
        _TAKEN.search(folded[: of.start]),
        _AMONG.match(folded, of.end),
        _OF_THESE.match(folded, noun) if is_count(of) or of.unit == FOR else None,
    )
    words = tokens(folded) if of.kind == "percent" else ()
    rates = [pair for pair in zip((*words[:1], *words), words, strict=False) if pair[1].stem in _RATES]
    said = frozenset(each.stem for pair in rates for each in pair if each.content)
    return said.union(*(_stems(one[1]) for one in told if one))


def _noun_ends(folded: str, of: Quantity) -> int:
    return folded.find(of.noun, of.end) + len(of.noun)


def _is_part(folded: str, of: Quantity, known: set[str]) -> bool:
    """Whether a cost, sum or share is told of a part of a thing, or a work on it, where another sentence tells of all:
    `the lights of the tunnel`, `repairing the bridge`. To build a thing is the whole of it.
    """
    became = fate(folded, of)
    if of.kind == "count" and became != "costs":
        return False
    same = known | _MAKING | _stems(of.noun) | {word for word, kind in FATES.items() if kind == became}
    for part, work, whole in _PART.findall(SAYS.sub(" ", folded)):
        said = _stems(part or (work if became == "costs" else ""))
        if said and said.isdisjoint(same) and _stems(whole) & known:
            return True
    return False


def _stems(text: str) -> frozenset[str]:
    return frozenset(one.stem for one in tokens(text) if one.content and one.lower not in LIGHT | CALENDAR)


def _end(text: str, name: Name) -> int:
    """Where a name ends, with the word that it is of in a place: `in Karst province`, `at the Orle mine`."""
    found = _PLACED.match(text, name.end) if _LEADS_IN.search(text, max(0, name.lead - FAR), name.lead) else None
    return found.end() if found else name.end


def comparable(one: Telling, other: Telling) -> bool:
    """Whether two sentences both tell what came of something, or what is foretold; no part, no other time. What will
    be, and what something costs, is either.
    """
    (mine, *way), (theirs, *other_way) = (_way(each.folded, each.article.day) for each in (one, other))
    return way == other_way and (mine == theirs or _WILL.search((other if mine else one).folded) is not None)


def is_ahead(one: Telling) -> bool:
    """Whether a sentence tells what will be, or is foretold; what something costs now is no price to come."""
    will = _WILL.search(one.folded)
    return (will is not None and will[0] != "costs") or _way(one.folded, one.article.day)[0]


@lru_cache(maxsize=4096)
def _way(folded: str, day: str) -> tuple[bool, bool, bool, frozenset[Period]]:
    low = {each.lower for each in tokens(_SURVEYS.sub(" ", folded))}
    foretold = not _FORETOLD.isdisjoint(low) or _TO_BE.search(folded) is not None
    of_it, each = _OF_THE.match(folded), _EACH.search(folded) is not None
    part = of_it is not None and stem((of_it[1] or "").lower()) not in _MAKING
    return foretold, part, each, _long(folded, date.fromisoformat(day))


def _long(folded: str, spoken: date) -> frozenset[Period]:
    """The times longer than a day that a sentence tells of: 'last year', 'this week', 'since January'. Not a month by
    its name, which is its day, nor the year of speech by its number, nor until when something holds.
    """
    return frozenset(
        one.period
        for one in mentions(folded, Clock(spoken))
        if (one.last - one.first).days > 1
        and not (one.first > spoken and folded.endswith("until ", 0, one.start))
        and (not {"m", "d"} & {*one.parts} or SINCE.search(folded, 0, one.start))
        and (one.parts != "y" or one.first.year != spoken.year)
    )


def goes_on(one: Telling, later: Telling) -> bool:
    """Whether a later sentence counts on from an earlier one, as it says: `the toll`, `rose`, `the quake`."""
    told = tokens(SAYS.sub(" ", later.folded))
    before = {each.stem for each in tokens(SAYS.sub(" ", one.folded))} - FATES.keys()
    again = any(first.lower == "the" and two.stem in before for first, two in pairwise(told))
    return again or any(each.stem in _GOES_ON for each in told)
