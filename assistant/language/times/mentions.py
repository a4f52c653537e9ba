"""Words that name a time ('late July 2021', 'last week', 'Q2', '지난주') and the days that they span."""

import re

from assistant.language.times import named, relative
from assistant.language.times.clock import Clock, Mention
from assistant.language.times.korean import korean
from assistant.language.times.words import NAMES, RULES, YEAR

__all__ = ["Clock", "Mention", "mentions"]
assert named and relative  # their rules are in RULES


def mentions(text: str, clock: Clock) -> list[Mention]:
    """The times that a text names, in order and without overlap; remarks are added to `clock.notes`.

    Where two rules match the same words, the longer match is meant. Names that hold a date ('September 11
    attacks', 'Theresa May', 'resolution 2017') are not times.
    """
    masked = NAMES.sub(lambda m: "_" * len(m.group()), text).replace("\n", " ")
    clock.years = [
        (m.start(), int(m["y"]))
        for pattern, _ in RULES
        for m in pattern.finditer(masked)
        if "y" in pattern.groupindex and m["y"] and re.fullmatch(YEAR, m["y"])
    ]
    kept = list(clock.notes)
    found: list[tuple[Mention, list[str]]] = []
    for pattern, handler in RULES:
        for m in pattern.finditer(masked):
            clock.notes = []
            result = handler(m, clock)
            if result is not None:
                found.append((Mention(m.start(), m.end(), *result[0], result[1]), clock.notes))
    for mention in korean(masked, clock):
        found.append((mention, []))
    clock.notes = kept
    chosen: list[tuple[Mention, list[str]]] = []
    for mention, notes in sorted(found, key=lambda item: (item[0].start - item[0].end, item[0].start)):
        if all(mention.end <= other.start or mention.start >= other.end for other, _ in chosen):
            chosen.append((mention, notes))
    chosen.sort(key=lambda item: item[0].start)
    for _, notes in chosen:
        for words in notes:
            clock.note(words)
    return [mention for mention, _ in chosen]
