"""What a sentence counts, measures or votes, and of what matter it tells that: its event, and what became of it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from assistant.briefing.events.days import SAYS, SINCE, opening
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
FOR = "votes for"
WILL = re.compile(r"\bw(?:ill|ould)\b")
COUNTED = ("count", "money", "percent")
_LEADS_IN, _PLACED = re.compile(r"\b(?:in|at|near|on|off|of|from) (?:the )?$"), re.compile(r" [a-z]+")
_COUNTED = table("assistant.briefing", "counted")
_FATES = {stem(word): kind for kind, forms in _COUNTED["fates"].items() for word in forms.split()}
_THINGS = {stem(one): stem(row.split()[0]) for row in _COUNTED["words"]["things"].split("|") for one in row.split()}
_EVENTS = bag(_COUNTED["words"]["events"])
_FORETOLD, _GOES_ON = bag(_COUNTED["words"]["foretold"]), frozenset(map(stem, _COUNTED["words"]["goes_on"].split()))
ANEW = frozenset(_COUNTED["words"]["anew"].split())
"""What of which more, or fewer, are counted as days go by."""
_VOTING, BEGUN, ENDED, _RATES, _MAKING = (
    frozenset(map(stem, _COUNTED["words"][name].split())) for name in ("voting", "begun", "ended", "rates", "making")
)
IN_TURN = BEGUN | ENDED
"""What can be told of one thing one after the other: it opens and it closes."""
_VOTERS, _FAILED, _BODIES = (
    frozenset(map(stem, _COUNTED["words"][name].split())) for name in ("voters", "failed", "bodies")
)
_FOR_IT = re.compile(r"(?: (?!to\b)[\w'-]+){0,6}? (?:voted (?:for|in favou?r)|(?:were )?in favou?r|backed|approved)\b")
SCALE, _PEOPLE = stem("magnitude"), stem("people")
_SCALED = re.compile(r"\bmagnitude (?:of )?$", re.I)
# 'The number of people killed in the blast rose to', 'put the death toll at'.
_NUMBER_OF = re.compile(
    r"\b(?:number of (?:people |those |the )?(\w+)|(?:death )?toll)\b(?: (?!and\b)[\w'-]+){0,9}? (?:to|at|of|is|was) $",
    re.I,
)
_WITH = re.compile(r"\b(?:with|by|won|got|received) $")
_TO_BE = re.compile(r"\b(?:was|were|is|are) to (?!\d)")
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
_PART = re.compile(rf"\b(?:([A-Za-z'-]+) of|([A-Za-z]+ing)) {_THE} (?:[A-Z][\w-]+ )*([a-z-]+)")
_OF_THESE = re.compile(rf" of(?: {_THE})?( [\w'-]+)")
_AMONG = re.compile(rf"[^,;:.\d]{{0,30}}?\bamong(?: {_THE})?( [a-z'-]+)")
# 'passed 51-49', 'by 52 votes to 48', 'with 52 in favour and 48 against': not '10 to 12 percent', nor '2-3 years'.
_VOTES = re.compile(
    r"(?<![\w.,-])(\d{1,4})(?: votes)?(?:(?:-| to | against )(\d{1,4})(?: votes)?"
    r"(?=$|[.,;)]| (?:on|in|against|to|for)\b)| (?:for|in favou?r)(?:,| and) (\d{1,4})(?: votes)? against\b)"
)


def counted(one: Telling) -> dict[tuple[str, str], Quantity]:
    """The numbers of a sentence by kind and unit; none of a unit that it tells several of."""
    found: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for quantity in values(one.folded):
        told = (quantity.unit or quantity.kind == "percent") and not quantity.definite
        if told and not (quantity.unit in LASTING and _LAG.match(one.folded, _noun_ends(one.folded, quantity))):
            found[quantity.kind, _THINGS.get(quantity.unit, quantity.unit)].append(quantity)
    return {unit: each for unit, several in found.items() if (each := _only(one.folded, several))}


def _only(folded: str, several: Sequence[Quantity]) -> Quantity | None:
    """The one number among several; of `240 passengers` and `38 people`, who may be the same, the one it befell."""
    if len({each.unit for each in several}) < len(several) or len(several) == 1:
        return several[0] if len(several) == 1 else None
    near = sorted((told[0][1], at) for at, each in enumerate(several) if (told := _fates(folded, each)))
    return several[near[0][1]] if near and near[0][0] <= FAR and (len(near) == 1 or near[0][0] < near[1][0]) else None


@lru_cache(maxsize=4096)  # each sentence is compared with all others
def values(folded: str) -> tuple[Quantity, ...]:
    """What a folded sentence counts or measures, of whatever kind; of a vote the share of those who won it."""
    dated = frozenset(at for day in days(folded) for at in range(day.at, day.end))
    voted = [each for each in _VOTES.finditer(folded) if each.start() not in dated] if _is_vote(folded) else []
    inside = dated.union(*(range(*each.span()) for each in voted))
    votes = list[Quantity]()
    for each in voted:
        won, lost = sorted((int(one) for one in each.groups() if one), reverse=True)
        votes.append(Quantity(won / max(1, won + lost), "count", "votes", "", "", each[0], each.start()))
    counts = (each for each in quantities(folded, inside) if each.kind in COUNTED)
    return (*votes, *(replace(each, unit=_unit(folded, each)) for each in counts))


def _unit(folded: str, of: Quantity) -> str:
    """The unit of a number, also where no noun behind it tells that: `a magnitude of 6.1`, `the toll rose to 31`."""
    if _is_for(folded, of):
        return FOR
    if of.kind == "count" and _SCALED.search(folded, 0, of.start):
        return SCALE
    number = _NUMBER_OF.search(folded, 0, of.start) if not of.unit and of.kind == "count" else None
    return _PEOPLE if number and stem(number[1] or "toll") in _FATES else of.unit


def _is_for(folded: str, of: Quantity) -> bool:
    """Whether a number is of those who voted for something: `12 countries voted for it`, `passed with 14 votes`."""
    if of.unit not in _VOTERS or not _is_vote(folded):
        return False
    won = _WITH.search(folded, 0, of.start) and _FAILED.isdisjoint(each.stem for each in tokens(folded))
    return bool(_FOR_IT.match(folded, of.end) or (won and of.noun.startswith("vote")))


def _is_vote(folded: str) -> bool:
    return any(each.stem in _VOTING or each.stem in _BODIES for each in tokens(folded))


def is_vote(of: Quantity) -> bool:
    """Whether a number is of a vote: the share of those who won it, or how many were for it."""
    return of.unit in ("votes", FOR)


def is_count(of: Quantity) -> bool:
    """Whether a number counts things, whose name says of what it is told: no sum, no measure, no vote."""
    return of.kind == "count" and not is_vote(of) and of.unit.split(" ")[-1] not in MEASURES


def fate(folded: str, counted: Quantity) -> str:
    """What became of what is counted, by the nearest word that says it; empty where none does."""
    if is_vote(counted) or counted.unit == SCALE:
        return ""
    number = _NUMBER_OF.search(folded, 0, counted.start)
    became = _FATES.get(stem(number[1] or "toll"), "") if number and not counted.noun else ""
    return became or next((became for _, _, became in _fates(folded, counted)), "")


def _fates(folded: str, counted: Quantity) -> list[tuple[bool, int, str]]:
    """What can have become of what is counted, the nearest word first, that for what is counted last."""
    return sorted(
        (one.text == counted.noun, max(one.start - counted.end, counted.start - one.end), _FATES[one.stem])
        for one in tokens(folded)
        if one.stem in _FATES and one.lower not in _EVENTS
    )


def in_article(one: Telling) -> str:
    """A sentence, folded, with what its article begins with: that names the event of one that names nothing."""
    begins = one.article.text[slice(*opening(one.article))]
    return fold(f"{one.text} {one.article.title}. {begins}")


@lru_cache(maxsize=4096)
def whom(folded: str) -> frozenset[str]:
    """Who and what a folded sentence names, those aside who say it."""
    return who_and_what(SAYS.sub(" ", folded))


@lru_cache(maxsize=4096)
def matter(folded: str, counted: Quantity) -> frozenset[str]:
    """The words that say of what event a number is told: not who says it, what is counted and what became of it, nor
    names and what they are of (`Karst province`).
    """
    text, numbers = SAYS.sub(" ", folded), CALENDAR | {one.lower for one in tokens(f"{counted.text} {counted.noun}")}
    taken = {at for name in names(text) for at in range(name.lead, _end(text, name))}
    became = fate(folded, counted)
    out = _VOTING | _BODIES | _VOTERS if is_vote(counted) else {word for word, kind in _FATES.items() if kind == became}
    out = out | (_GOES_ON if became in ANEW else _MAKING if became == "costs" else frozenset())
    told = (one for one in tokens(text) if one.content and one.start not in taken and one.lower not in numbers | LIGHT)
    return frozenset(_THINGS.get(each, each) for each in {one.stem for one in told} - out - {counted.unit})


@lru_cache(maxsize=4096)
def placed(folded: str) -> frozenset[str]:
    """What names are of in a place, which is no matter beside the name: the mine in `at the Orle mine`."""
    text = SAYS.sub(" ", folded)
    return frozenset().union(*(_stems(text[one.end : _end(text, one)]) for one in names(text)))


def are_apart(mine: tuple[str, Quantity], theirs: tuple[str, Quantity]) -> bool:
    """Whether two folded sentences count different things by their words: each says over, to or against what it was,
    and nothing alike; or one of them narrows what is counted, by a word that the other has not, or counts
    more of it. So do votes of two bodies.
    """
    if len({_MORE.search(folded, 0, of.start) is None for folded, of in (mine, theirs)}) > 1:
        return True
    said = [{one.stem for one in tokens(folded)} for folded, _ in (mine, theirs)]
    bodies = [each & _BODIES for each in said]
    if is_vote(mine[1]) and all(bodies) and bodies[0].isdisjoint(bodies[1]):
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
    same = known | _MAKING | _stems(of.noun) | {word for word, kind in _FATES.items() if kind == became}
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
    be is either.
    """
    (mine, *way), (theirs, *other_way) = (_way(each.folded, each.article.day) for each in (one, other))
    return way == other_way and (mine == theirs or WILL.search((other if mine else one).folded) is not None)


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
    before = {each.stem for each in tokens(SAYS.sub(" ", one.folded))} - _FATES.keys()
    again = any(first.lower == "the" and two.stem in before for first, two in pairwise(told))
    return again or any(each.stem in _GOES_ON for each in told)
