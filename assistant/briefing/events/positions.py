"""Who says a sentence: the speaker of a transcript, or whom it names as saying it; and who says otherwise later."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from assistant.answer import Sentence
from assistant.briefing.briefing import Item
from assistant.briefing.events.tellings import Telling
from assistant.gate.meaning.polarity import opposed, turned
from assistant.language.lexicon import SAYING
from assistant.language.names import names

IN_COMMON = 3  # words that two sentences of one speaker on one matter share beside his name
_SAYS = re.compile(r"(?:\s(?:also|again|has|have|had|[a-z]{2,20}ly)){0,3}\s([a-z]{2,20})\b")


def who_of(one: Telling) -> str | None:
    """Whose words or stand a sentence tells; None where it tells nobody's."""
    return one.speaker.title() if one.speaker else who_in(one.folded)


def who_of_both(one: Telling, later: Telling) -> str:
    """Who changes his position from one sentence to the later one, by his longer name."""
    return max((who_of(one) or "", who_of(later) or ""), key=len)


def who_in(folded: str) -> str | None:
    """Whom a folded sentence names as saying something; None for nobody."""
    for name in names(folded):
        said = _SAYS.match(folded, name.end)
        if said and said[1] in SAYING and not name.office:
            return folded[name.lead : name.end]
    return None


def is_position(one: Telling) -> bool:
    """Whether a sentence is what somebody says, and no event of a day that it names."""
    return not one.dated and who_of(one) is not None


def key_of(who: str) -> str:
    """What a speaker is known by under all his titles: the last of his names."""
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
