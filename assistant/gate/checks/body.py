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
_AGAIN: Final = frozenset(_ROWS["again"].split())
_FIELDS: Final = {form: field for field, forms in _ROWS["fields"].items() for form in forms.split()}
_FIELD: Final = either(_FIELDS)
# `foreign ministry`, `Ministry of National Defence`, `Ministry of Land, Infrastructure and Transport`.
_OF: Final = rf"(?: of (?P<of>(?:[\w-]{{1,40}}(?:,? and|,)? ){{0,5}}{_FIELD}))"
_BODY: Final = rf"(?:\b(?P<field>{_FIELD}) )?\b(?P<body>{either(_KINDS)})\b{_OF}?"
_WORD: Final = re.compile(rf"\b{either(_KINDS)}\b", re.I)
# `a police officer at the bank said`: who is somewhere may speak for another body.
_SOMEWHERE: Final = re.compile(r"\b(?:at|in|from|near) (?:the |an? )?(?:[\w'-]{1,40} )?$")
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
    """A body that says something: its kind, of a ministry its fields, and its words with their place."""

    kind: str
    fields: frozenset[str]
    text: str
    start: int
    end: int

    def takes_in(self, other: "_Body") -> bool:
        """Whether it is the other one, or a wider word for it."""
        if self.kind == other.kind:
            return not (self.fields and other.fields) or bool(self.fields & other.fields)
        return other.kind in _WIDER.get(self.kind, ())

    def calls(self, other: "_Body") -> bool:
        """Whether a text that has the other one may go on about it by this wider word."""
        return self.kind in _AGAIN and self.takes_in(other)


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
    called = any(_KINDS[word.lower()] == one.kind for unit in units for word in _WORD.findall(unit.text))
    told = ""
    for shared, unit in rated:
        speaking = list(_speaking(unit.text)) if shared >= _SHARED * most else []
        if any(one.takes_in(other) or (called and other.calls(one)) for other in speaking):
            return ""
        if shared == most:
            if not speaking or sayings(unit.text):
                return ""
            told = told or speaking[0].text
    return told


def _speaking(folded: str) -> Iterator[_Body]:
    """Each body that says something in a folded text."""
    for found in (one for pattern in (_SAYS, _SAID_BY) for one in pattern.finditer(folded)):
        start, end = found.start("body"), found.end("body")
        if _SOMEWHERE.search(folded, max(0, start - 60), start):
            continue
        kind, fields = _KINDS[found["body"].lower()], frozenset[str]()
        if kind == "ministry":
            named = f"{found['field'] or ''} {found['of'] or ''}".lower()
            fields = frozenset(_FIELDS[word] for word in re.findall(r"[\w-]+", named) if word in _FIELDS)
            start, end = found.start("field") if found["field"] else start, max(end, found.end("of"))
        yield _Body(kind, fields, folded[start:end], start, end)
