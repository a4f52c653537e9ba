"""Words that name a time ('late July 2021', 'last week', 'Q2', '지난주') and the days that they span."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from assistant.language.times import named, relative
from assistant.language.times.clock import Clock, Mention
from assistant.language.times.korean import KOREAN
from assistant.language.times.words import NAMES, NOT_COUNTED, Rule

__all__ = ["Clock", "Mention", "apart", "mentions"]

_YEAR = re.compile(rf"(?<![\w$€£₩])(?:19|20)\d\d(?![\w%]){NOT_COUNTED}")


def mentions(text: str, clock: Clock, rules: Sequence[Rule] = (*named.RULES, *relative.RULES)) -> list[Mention]:
    """The times that a text names, in order and without overlap; remarks are added to `clock.notes`.

    Where two rules match the same words, the longer match is meant. Names that hold a date ('September 11
    attacks', 'Theresa May', 'resolution 2017') are not times.
    """
    masked = NAMES.sub(lambda m: "_" * len(m.group()), text).replace("\n", " ")
    clock.text = text
    clock.years = [(m.start(), int(m.group())) for m in _YEAR.finditer(masked)]
    notes, clock.notes = clock.notes, []
    found: dict[Mention, list[str]] = {}

    def add(rule: Rule) -> None:
        for m in rule.pattern.finditer(masked):
            with suppress(ValueError, OverflowError):  # 'nine hundred decades ago' leaves the calendar
                if (reading := rule.read(m, clock)) is not None:
                    found.setdefault(Mention(m.start(), m.end(), *reading), clock.notes)
            clock.notes = []

    for one in (*rules, KOREAN):
        add(one)
    clock.named = apart(found)
    add(relative.TOLD)
    clock.notes, chosen = notes, apart(found)
    for mention in chosen:
        for words in found[mention]:
            clock.note(words)
    return chosen


def apart(found: Iterable[Mention]) -> list[Mention]:
    """The mentions in order of place, of those that overlap the longest, of those of one length the first."""
    taken: set[int] = set()
    chosen = []
    for mention in sorted(found, key=lambda mention: (mention.start - mention.end, mention.start)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            taken.update(range(mention.start, mention.end))
            chosen.append(mention)
    return sorted(chosen, key=lambda mention: mention.start)
