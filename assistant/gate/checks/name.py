"""Names: who and what a sentence names, and by which title, as the cited text or the archive knows them."""

import re
from collections.abc import Iterator

from assistant.gate.align import Aligned
from assistant.gate.cited_text import Source
from assistant.gate.fault import Fault
from assistant.language.lexicon import LOWER, OFFICE_WORDS, STOP
from assistant.language.name_index import Known, holds, joined
from assistant.language.name_index import known as lookup
from assistant.language.names import Name
from assistant.language.words import fold

_IS = ("is", "was", "as")
_ARTICLES = ("a", "an", "the")
_REACH = 6  # words behind a name: 'is the Japanese vice minister'
_JOINED = re.compile(r"[\w.]{1,40}-\Z")  # 'U.S.-' before 'Palau'


def unknown_name(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a name that neither the cited text nor the archive knows."""
    name = one.claim.value
    if isinstance(name, Name) and not _is_known(name, source) and not _to_the_letter(one, source):
        yield Fault("name", one.claim.span, name.text)


def parted_name(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a full name of which the cited text gives the parts to different people."""
    name = one.claim.value
    if not isinstance(name, Name) or "'" in name.text or not _is_known(name, source):
        return
    vouched = any(set(name.words) <= known.words and joined(name, known) for known in (source.archive, source.officers))
    elsewhere = any(source.known.beside(word, after=True) - set(name.words) for word in name.words)
    if not joined(name, source.known) and not vouched and elsewhere:
        yield Fault("parted name", one.claim.span, name.text)


def wrong_title(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a person to whom a sentence gives a title that the cited text gives to another person only."""
    name = one.claim.value
    if not isinstance(name, Name):
        return
    theirs, archive = source.known.titled, source.archive.titled
    stated = lookup(one.claim.part.own)
    for title, person in sorted(stated.titled | {(held, who) for held in _held(name, stated) for who in name.words}):
        if person not in name.words or (title, person) in theirs | archive or person not in {who for _, who in theirs}:
            continue
        rank = title.rpartition(" ")[2]
        own = sorted(held for held, who in theirs if who == person and held.rpartition(" ")[2] == rank)
        others = sorted(who for held, who in theirs if held == title and who != person)
        if own or others:
            said = f"{title.title()} {person.title()}"
            cited = f"{own[0].title()} {person.title()}" if own else f"{title.title()} {others[0].title()}"
            yield Fault("title", one.claim.span, said, cited)


def _held(name: Name, stated: Known) -> Iterator[str]:
    """Yield the titles that a sentence states a person to hold: `Mori is the Japanese vice minister`."""
    behind = [token for token in stated.tokens if token.start >= name.end][:_REACH]
    if len(behind) < 2 or behind[0].lower not in _IS or stated.folded[name.end : behind[0].start].strip():
        return
    for at, token in enumerate(behind[1:], start=1):
        gap = stated.folded[behind[at - 1].end : token.start]
        if gap.strip(" -") or (token.lower in STOP and token.lower not in _ARTICLES):
            return
        if token.lower in OFFICE_WORDS:
            lower = next((word.lower for word in behind[1:at] if word.lower in LOWER), "")
            yield f"{lower} {token.lower}".strip()


def _to_the_letter(one: Aligned, source: Source) -> bool:
    """Whether a name stands in the cited text as it is written, with what a hyphen joins to it: `U.S.-Palau Pact`."""
    given, at = one.claim.part.given, one.claim.part.span.start
    start, end = one.claim.span.start - at, one.claim.span.end - at
    joined = _JOINED.search(given, 0, start)
    words = fold(given[joined.start() if joined else start : end])
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", source.whole) is not None


def _is_known(name: Name, source: Source) -> bool:
    """Whether the cited text or the archive knows a name, or the holder of an office that they speak of has it."""
    if any(holds(name, known) for known in (source.known, source.archive, source.officers)):
        return True
    department = len(name.words) == 2 and name.words[1] == "department"  # the Energy Department is the DOE
    return department and f"DO{name.words[0][0].upper()}" in source.known.acronyms
