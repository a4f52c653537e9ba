"""A question of two halves as several questions, each standing alone."""

import re
from collections.abc import Sequence

from assistant.window import Span

_WH = r"(?:in |on |at |to |for |from |with |by |of |under |about )?(?:who|whom|whose|what|when|where|why|how|which)\b"
_AUX = r"(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should)\b"
_SPLIT = re.compile(rf"(?:[,;]\s*(?:and|but|or)?|\band|\bor)\s+(?=(?:{_WH}|{_AUX} (?:the|it|he|she|they|his|her|its|their|[A-Z])))", re.I)


def halves(question: str, spans: Sequence[Span] = ()) -> tuple[str, ...]:
    """The parts of a question that asks two things; empty where it asks one."""
    for span in spans:
        if span.joint and len(span.mentions) > 1:
            first = span.mentions[0].start
            head = re.sub(r"\b(?:between|from|both)\s+((?:[\w’'-]+ ){0,2})$", r"in \1", question[:first], flags=re.I)
            tail = question[span.mentions[-1].end:]
            return tuple(f"{head}{question[m.start:m.end]}{tail}" for m in span.mentions)
    cut = _SPLIT.search(question, 8)
    if cut and re.match(_WH + "|" + _AUX, question, re.I):
        one, two = question[: cut.start()].strip(" ,;"), question[cut.end():].strip()
        if len(one.split()) >= 3 and len(two.split()) >= 3:
            return (one.rstrip("?") + "?", two[0].upper() + two[1:])
    return ()
