"""Two names of a sentence that stand in one another's place, told by the words around them."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from assistant.gate.cited_text import Unit, grouped
from assistant.gate.meaning.roles import MUTUAL, named_in, same
from assistant.language.names import Name

# How many words on either side of a name tell its place, and how many more must tell of the other's:
# docs/decisions/013-gate-score.md.
BESIDE = 3
GAIN = 3


@lru_cache(maxsize=4096)
def _places(sentence: str) -> tuple[tuple[Name, frozenset[str]], ...]:
    """Each name with the stems around it, those before it marked, those after it marked otherwise."""
    found = named_in(sentence)
    groups = grouped(sentence)
    taken = {at for name in found for at, (_, group) in enumerate(groups) if name.start <= group[0].start < name.end}
    out = []
    for name in found:
        mine = [at for at in taken if name.start <= groups[at][1][0].start < name.end]
        if not mine:
            continue
        before = [at for at in range(min(mine) - 1, -1, -1) if at not in taken][:BESIDE]
        after = [at for at in range(max(mine) + 1, len(groups)) if at not in taken][:BESIDE]
        around = {f"<{groups[at][0]}" for at in before} | {f">{groups[at][0]}" for at in after}
        out.append((name, frozenset(around)))
    return tuple(out)


def exchanged_names(sentence: str, units: Sequence[Unit]) -> list[str]:
    """A reason where two names of a folded sentence stand each where a cited sentence has the other."""
    mine = _places(sentence)
    for (one, here), (other, there) in combinations(mine, 2):
        if same(one, other) or {word[1:] for word in here | there} & MUTUAL:
            continue
        gains = [gain for unit in units if (gain := _gain(one, here, other, there, unit.text)) is not None]
        if gains and min(gains) >= GAIN:
            return [f"has {one.text} and {other.text} in one another's place"]
    return []


def _gain(one: Name, here: frozenset[str], other: Name, there: frozenset[str], cited: str) -> int | None:
    """How many more words around two names a cited sentence has around the other of them; None where it lacks one, or
    tells it from the other side.
    """
    theirs = _places(cited)
    firsts = [around for name, around in theirs if same(name, one)]
    seconds = [around for name, around in theirs if same(name, other)]
    if not firsts or not seconds:
        return None
    if any("<by" in around for around in (here, there)) != any("<by" in around for around in (*firsts, *seconds)):
        return None  # `accused by X` tells of X what `X accused` does, from the other side
    gains = [
        max(len(mine & around) for around in across) - max(len(mine & around) for around in own)
        for mine, own, across in ((here, firsts, seconds), (there, seconds, firsts))
    ]
    return sum(gains) if min(gains) > 0 else 0
