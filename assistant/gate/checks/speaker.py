"""Speakers: who says it in the sentence, against the speaker of the same words in the cited text."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant import phrasing
from assistant.gate.align import Aligned
from assistant.gate.cited_text import Source, Unit, content
from assistant.gate.claims import Claim
from assistant.gate.fault import Fault
from assistant.gate.sayings import Saying, sayings
from assistant.language.lexicon import OFFICE_WORDS, ROLES, SAYING
from assistant.language.names import Name, names
from assistant.language.naming import CAPITALS, NATIONS
from assistant.language.quotations import stands_in
from assistant.language.words import fold, tokens
from corpus.text.calendar import either
from corpus.text.tables import bag

_ASKER: Final = "a reporter's question"
_QUESTION: Final = bag("question q reporter journalist press media")
# `the plant that Samsung announced`: said there is what stands before, and not the sentence around it.
_RELATIVE: Final = re.compile(r"(\w+),? (?:that|which) $")
_REACH: Final = 60  # characters before it that are looked at; no verb of saying is as long
# `a reporter said that ...`: what stands in a question is given to whoever asked it.
_ASKED: Final = re.compile(
    r"\b[Aa]ccording to \w+ (?:reporter|journalist)\b"
    rf"|\b(?:reporter|journalist)(?: [A-Z]\S+){{0,3}}(?: had| has| also)? (?:{either(SAYING)})\b"
)
_SHARED = 0.75
"""What part of the most shared words a sentence of the one named must hold, to be what is told."""


def wrong_speaker(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a speaker whose words another says in the cited text."""
    saying = one.claim.value
    if not isinstance(saying, Saying):
        return
    name = saying.name
    if (name.canonical and name.canonical[1:] not in NATIONS) or (not name.canonical and name.words[-1] in CAPITALS):
        return
    if saying.quoted and _is_outlet(one.claim, source):
        return
    units = [unit for unit in source.units if not saying.quoted or _quotes(saying.quoted, unit.text)]
    said = saying.stems if saying.quoted else saying.stems - content(name.text)
    told = _otherwise(saying, said, units, source.vouched) if said else ""
    if told and not (told == _ASKER and _ASKED.search(one.claim.part.text)):
        yield Fault("speaker", one.claim.span, name.text, told)


def _is_outlet(claim: Claim, source: Source) -> bool:
    """Whether what stands beside a quotation is what the archive vouches for by itself, and no speaker's label."""
    given = fold(claim.part.given[claim.span.start - claim.part.span.start : claim.span.end - claim.part.span.start])
    labels = {fold(phrasing.QUESTION), *(unit.speaker for unit in source.units)}
    return given in source.vouched.split(" ; ") and given not in labels


def _quotes(quoted: str, text: str) -> bool:
    """Whether a quotation has its words from a sentence, or holds the whole of it."""
    return stands_in(quoted, text) or stands_in(text, fold(quoted))


def _otherwise(saying: Saying, said: frozenset[str], units: Sequence[Unit], vouched: str) -> str:
    """Who says the words in the cited text, if it is not the one named; empty if it is, or is not told."""
    name = saying.name
    rated = [(len(said & stems), speakers, unit) for unit in units for speakers, stems in _spoken(unit)]
    most = max((shared for shared, _, _ in rated), default=0)
    if most < min(2, len(said)):
        return ""
    surnames = {word for word in name.words if word not in ROLES}
    mine = surnames or set(name.words)  # 'The President', by the office alone
    told, unknown = "", False
    for shared, speakers, unit in rated:
        label = {token.lower.rstrip(".") for token in tokens(unit.speaker)}
        if (any(_same(name, other) for other in speakers) or label & mine) and shared >= _SHARED * most:
            return ""
        if shared < most:
            continue
        if label & _QUESTION:
            told = told or _ASKER
        elif not surnames and not label & OFFICE_WORDS:
            unknown = True
        elif speakers and all(bool(other.canonical) == bool(name.canonical) for other in speakers):
            told = told or speakers[0].text
        elif not speakers and label and not name.canonical and not _titled(saying, label, vouched):
            told = told or unit.speaker.title()
        else:
            unknown = True
    return "" if unknown else told


def _spoken(unit: Unit) -> list[tuple[tuple[Name, ...], frozenset[str]]]:
    """The clauses of a cited sentence by their speakers; the whole sentence where it names none or one."""
    found = [one for one in sayings(unit.text) if not _in_relative(unit.text, one)]
    if len(found) < 2:
        return [(tuple(one.name for one in found), unit.stems)]
    return [((one.name,), one.stems) for one in found]


def _in_relative(text: str, one: Saying) -> bool:
    """Whether a saying only tells more of a thing; what follows a verb of saying is what was said."""
    noun = _RELATIVE.search(text, max(0, one.start - _REACH), one.start)
    return noun is not None and noun[1].lower() not in SAYING


def _same(one: Name, other: Name) -> bool:
    if one.canonical or other.canonical:
        return one.canonical == other.canonical or CAPITALS.get(one.words[-1]) == other.canonical[1:]
    return bool({w for w in one.words if w not in ROLES} & {w for w in other.words if w not in ROLES})


def _titled(saying: Saying, label: set[str], vouched: str) -> bool:
    """Whether the archive names the speaker whom the transcript only labels (`MODERATOR`, `THE PRESIDENT`)."""
    surnames, last = label - ROLES - {"the", "a"}, saying.name.words[-1]
    titles = {word for one in names(vouched) if one.words[-1] == last for word in vouched[one.lead : one.start].split()}
    titles = {word.lower() for word in titles} | saying.titles
    if surnames or last in ROLES or last not in vouched.lower():
        return False
    return not titles or bool(titles & label) or not label & OFFICE_WORDS
