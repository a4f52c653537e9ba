"""Each claim of a sentence beside the cited sentences that could bear it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.gate.cited_text import Source, Unit, content
from assistant.gate.claims import Claim
from assistant.gate.said import SaidPart
from assistant.gate.told import Facts
from assistant.language.stems import stem

# A cited sentence that holds so much of a sentence's common words tells the same thing.
_COPIED = 0.8


@dataclass(frozen=True, slots=True)
class Aligned:
    """A claim with the cited sentences that could bear it, best first; `copied`: the first tells the same thing."""

    claim: Claim
    units: tuple[Unit, ...]
    copied: bool


def align(claims: Iterable[Claim], source: Source) -> Iterator[Aligned]:
    """Yield each claim beside the cited sentences that hold most of its part's words."""
    found: dict[SaidPart, tuple[tuple[Unit, ...], bool]] = {}
    for claim in claims:
        if claim.part not in found:
            found[claim.part] = _bearing(claim.part, source)
        yield Aligned(claim, *found[claim.part])


def _bearing(part: SaidPart, source: Source) -> tuple[tuple[Unit, ...], bool]:
    """The cited sentences nearest to a part by its words, names and numbers aside; whether the first tells the same."""
    told = Facts(part.own)
    exact = [name.text for name in told.names] + [number.text for number in told.numbers]
    own = {stem(word) for text in exact for word in text.lower().split()}
    words = content(part.own)
    common = frozenset(word for word in words if word[0] != "@" and not word.isdigit() and word not in own)
    first = max(source.units, key=lambda unit: len(common & unit.stems), default=None)
    copied = first is not None and bool(common) and len(common & first.stems) >= _COPIED * len(common)
    near = source.best(words)
    return (first, *(unit for unit in near if unit is not first)) if copied and first else near, copied
