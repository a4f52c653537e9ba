"""Who says a sentence: the speaker of a transcript, or whom it names as saying it; and who says otherwise later."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from assistant.answer import Sentence
from assistant.briefing.briefing import Item
from assistant.briefing.events.tellings import Telling
from assistant.gate.meaning.polarity import opposed, turned
from assistant.language.lexicon import ROLES, SAYING
from assistant.language.names import Name, names
from assistant.language.naming import PEOPLES, PUBLIC
from assistant.language.words import fold
from corpus.text.sentences import sentence_spans

IN_COMMON = 3  # words that two sentences of one speaker on one matter share beside his name
_SAYS = re.compile(r"(?:\s(?:also|again|has|have|had|[a-z]{2,20}ly)){0,3}\s([a-z]{2,20})\b")
# What stands in a clause of its own ('whether Oslo had replied', 'what Price called'), or behind a preposition
# ('the visit to Seoul underscores'), is not who says the sentence.
_LOWER = re.compile(
    r"\b(?:whether|if|that|which|whom|what|when|while|as|after|before|because|since|in|to|of|for|with|on|at|from|by|about)"
    r"(?: the)? $",
    re.I,
)
_AND, _COMMA = re.compile(r",? and (?:the )?$"), re.compile(r", (?:the )?$")
_CLAUSE = re.compile(r"(?:^|[^\w ]|\bthat) ?(?:the )?$")  # where a clause begins
_OF = re.compile(r" of (?:the )?$")
_CAPITALS = re.compile(r"(?:\b[Tt]he )?\b[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,4}$")


def who_of(one: Telling) -> str | None:
    """Whose words or stand a sentence tells, as it names them; None where it tells nobody's."""
    return one.speaker.title() if one.speaker else who_in(one.folded)


def speakers_of(one: Telling) -> str | None:
    """The same, a bare surname with the title or the given name that the article has for it, the nearest before."""
    who = who_of(one)
    whose, of, body = (who or "").partition(" of ")
    if not whose or " " in whose or whose.lower() in PUBLIC:
        return who
    spans = sentence_spans(one.article.text)
    before = sum(span.start < one.span.end for span in spans)
    texts = [one.article.text[slice(*span)] for span in (*reversed(spans[:before]), *spans[before:])]
    fuller = (_fuller(whose, fold(text)) for text in texts if whose in text)
    return f"{next(filter(None, fuller), whose)}{of}{body}"


def who_of_both(one: Telling, later: Telling) -> str:
    """Who changes his position from one sentence to the later one, by his longer name."""
    return max((speakers_of(one) or "", speakers_of(later) or ""), key=len)


def _fuller(who: str, folded: str) -> str | None:
    for name in names(folded):
        titled = name.lead < name.start or len(name.words) > 1
        if titled and not name.office and not name.canonical and who.lower() in (name.words[0], name.words[-1]):
            return folded[name.lead : name.end]
    return None


def who_in(folded: str) -> str | None:
    """Who is named in a folded sentence as saying it: all, where several do; None for nobody."""
    found = names(folded)
    for name in found:
        said = _SAYS.match(folded, name.end)
        if said and said[1] in SAYING and not name.office and name.text.lower() not in PEOPLES:
            start = _start(folded, found, name)
            first = _first(folded, found, start)
            if not re.search("[^s]s$", said[1]) and _CLAUSE.search(folded, 0, first):
                start = first  # 'Minister Park and Minister Wong agree': it is not one who 'agrees'
            if not any(_LOWER.search(folded, max(0, at - 16), at) for at in (start, first)):
                the = folded[:start].lower().endswith("the ") and name.canonical
                return ("The " if the else "") + folded[start : name.end]
    return None


def _start(folded: str, found: Sequence[Name], name: Name) -> int:
    """Where the name of a speaker begins: with his title, his country before it, or before what he is of."""
    before = next((one for one in found if folded[one.end : name.lead] == " " and one.canonical), None)
    if before and name.lead < name.start:
        return before.lead
    of = _OF.search(folded, 0, name.lead)
    whose = next((one for one in found if of and one.end == of.start() and not one.canonical), None)
    return _start(folded, found, whose) if whose else name.lead


def _first(folded: str, found: Sequence[Name], start: int) -> int:
    """Where the first of several begins who say it together: `Secretary Blinken, Minister Park and | Minister Wong`."""
    joined = _AND.search(folded, 0, start)
    while joined:
        name = next((one for one in found if one.end == joined.start()), None)
        run = _CAPITALS.search(folded, 0, joined.start())
        office = run is not None and all(word.lower() in ROLES | {"the"} for word in run[0].split())
        if name and not name.place:
            start = _start(folded, found, name)
        elif run and office:
            start = run.start()
        else:
            break
        joined = _AND.search(folded, 0, start) or _COMMA.search(folded, 0, start)
    return start


def is_position(one: Telling) -> bool:
    """Whether a sentence is what somebody says, and no event of a day that it names."""
    return not one.dated and who_of(one) is not None


def key_of(who: str) -> str:
    """What a speaker is known by under all his titles: the last of his names; several by all that is said of them."""
    if " and " in who:
        return who.lower()
    return (who.split() or [""])[-1].lower().removesuffix("'s")


def changes(found: Sequence[Telling]) -> list[tuple[Telling, Telling]]:
    """Changes of position: what a speaker says, and the first that he says otherwise later; in order of day."""
    by: dict[str, list[Telling]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (one.article.day, one.article.id, one.span.start)):
        if who := who_of(one):
            by[key_of(who)].append(one)
    pairs: list[tuple[Telling, Telling]] = []
    for who, said in by.items():
        ended: set[int] = set()
        for one, later in combinations(said, 2):
            if {id(one), id(later)} & ended or one.article.day == later.article.day:
                continue
            if len((one.keys & later.keys) - {who}) >= IN_COMMON and _otherwise(one.folded, later.folded):
                pairs.append((one, later))
                ended |= {id(one), id(later)}
    return sorted(pairs, key=lambda pair: pair[0].article.day)


def _otherwise(one: str, later: str) -> bool:
    return bool(turned(later, [one]) or opposed(later, [one], [one]))


def merged(told: list[tuple[str, str, Sentence]]) -> list[Item]:
    """Positions (who, day, sentence) as items in order of day: what one speaker said of one day is one item."""
    by: dict[tuple[str, str], list[tuple[str, Sentence]]] = {}
    for who, day, sentence in sorted(told, key=lambda one: one[1]):
        by.setdefault((day, key_of(who)), []).append((who, sentence))
    return [
        Item(date=day, who=max((who for who, _ in said), key=len) or None, sentences=[one for _, one in said])
        for (day, _), said in by.items()
    ]
