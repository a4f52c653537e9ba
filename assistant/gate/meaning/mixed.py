"""What is drawn together out of several articles: a number of one, told of what only another one names."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from assistant.gate.cited_text import Source
from assistant.gate.fault import Fault
from assistant.gate.said import Said, SaidPart
from assistant.gate.told import Facts
from assistant.language.measures import LASTING
from assistant.language.name_index import holds
from assistant.language.names import Name
from assistant.language.quantities import same_value

# What parts a sentence so far that a number on one side need not be told of a name on the other.
_BOUND = re.compile(
    r"[,;:()\"]| - |\b(?:and|or|but|while|whereas|that|which|who|whom|whose|because|although|though|after|before|when"
    r"|where|if|whether|as|than|with|since)\b",
    re.IGNORECASE,
)


def mixed(said: Said, articles: Sequence[Source]) -> Iterator[Fault]:
    """Yield a number and a name of one clause of which no cited article speaks together, each article one source.

    Each is told somewhere, and so no check that looks for it alone finds anything wrong.
    """
    if len(articles) < 2:
        return
    facts = Facts(said.plain)
    bounds = [match.start() for match in _BOUND.finditer(said.plain)]
    for number in facts.numbers:
        if number.kind not in ("count", "money", "percent") or number.unit in LASTING:
            continue
        having = [one for one in articles if any(same_value(number, other) for other in one.told.numbers)]
        others = [one for one in articles if one not in having]
        span, clause = said.span(number.start, number.end), bisect(bounds, number.start)
        for name in facts.names if having and others else ():
            apart = bisect(bounds, name.start) != clause or _part(said, name.start) != _part(said, number.start)
            if apart or any(_names(one, name) for one in having):
                continue
            if any(holds(name, one.known) for one in others):
                words = f"tells {number.text} of {name.text}, of which different articles speak"
                yield Fault("mixed", span, number.text, words=words)


def _part(said: Said, at: int) -> SaidPart:
    return said.part(said.span(at, at + 1).start)


def _names(article: Source, name: Name) -> bool:
    return any(holds(name, known) for known in (article.known, article.archive, article.officers))
