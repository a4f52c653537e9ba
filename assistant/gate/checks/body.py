"""Bodies that speak without a name: the police of a sentence against the coast guard of the cited text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.gate.cited_text import Source, Unit, content
from assistant.gate.fault import Fault
from assistant.gate.said import Said
from assistant.gate.sayings import sayings
from assistant.language.lexicon import SAYING
from assistant.language.words import fold
from corpus.text.calendar import either
from corpus.text.tables import table

_ROWS: Final = table("assistant.gate", "bodies")
_KINDS: Final = {form.replace("_", " "): kind for kind, forms in _ROWS["bodies"].items() for form in forms.split()}
_WIDER: Final = {kind: frozenset(kinds.split()) for kind, kinds in _ROWS["wider"].items()}
_BODY: Final = rf"(?P<field>\b[\w-]+ )?\b(?P<body>{either(_KINDS)})(?: of (?:the )?(?P<of>[\w-]+))?"
_MINISTRY: Final = "ministry"
_FIELDS: Final = {"defense": "defence", "labor": "labour"}
_NO_FIELD: Final = frozenset("the a an its their country's government".split())
# `the police said`, `a police spokesman later said`; `according to the police`, `, said the police`.
_SAYS: Final = re.compile(
    rf"{_BODY}(?: (?:spokes\w+|officials?|chief|statement))?(?: (?:also|has|had|have|later|again|\w+ly))*"
    rf" (?:{either(SAYING)})\b",
    re.I,
)
_SAID_BY: Final = re.compile(rf"(?:\baccording to|, (?:said|says)) (?:the |a |an )?{_BODY}", re.I)
_SHARED: Final = 0.75
"""What part of the most shared words a sentence of the body that is named must hold, to be what is told."""


@dataclass(frozen=True, slots=True)
class _Body:
    """A body that says something: its kind, of a ministry its field, and its words with their place."""

    kind: str
    field: str
    text: str
    start: int
    end: int

    def takes_in(self, other: "_Body") -> bool:
        """Whether it is the other one, or a wider word for it."""
        if self.kind == other.kind:
            return not (self.field and other.field) or self.field == other.field
        return other.kind in _WIDER.get(self.kind, ())


def wrong_body(said: Said, source: Source) -> Iterator[Fault]:
    """Yield a body whose words another body says in the cited text."""
    for part in said.parts:
        for one in _speaking(part.own):
            if fold(one.text) in source.vouched.lower():
                continue
            if told := _otherwise(one, content(part.own) - content(part.own[one.start : one.end]), source.units):
                yield Fault("speaker", part.place(one.start, one.end), one.text, told)


def _otherwise(one: _Body, words: frozenset[str], units: tuple[Unit, ...]) -> str:
    """Which other body says the words in the cited text; empty where none does, or nobody knows."""
    rated = [(len(words & unit.stems), unit) for unit in units]
    most = max((shared for shared, _ in rated), default=0)
    if most < min(2, max(1, len(words))):
        return ""
    told = ""
    for shared, unit in rated:
        speaking = list(_speaking(unit.text)) if shared >= _SHARED * most else []
        if any(one.takes_in(other) for other in speaking):
            return ""
        if shared == most:
            if not speaking or sayings(unit.text):
                return ""
            told = told or speaking[0].text
    return told


def _speaking(folded: str) -> Iterator[_Body]:
    """Each body that says something in a folded text."""
    for found in (one for pattern in (_SAYS, _SAID_BY) for one in pattern.finditer(folded)):
        kind, field, start = _KINDS[found["body"].lower()], "", found.start("body")
        end = found.end("body")
        if kind == _MINISTRY:
            field = (found["of"] or found["field"] or "").strip().lower()
            field = "" if field in _NO_FIELD else _FIELDS.get(field, field)
            start = found.start("field") if field and not found["of"] else start
            end = found.end("of") if found["of"] else end
        yield _Body(kind, field, folded[start:end], start, end)
