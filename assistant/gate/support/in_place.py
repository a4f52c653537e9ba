"""Words that a rewording puts in the place of quoted ones: whether they say the same there."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.gate.cited_text import grouped
from assistant.gate.fault import Fault
from assistant.language.words import fold
from corpus.article import Span
from corpus.models import embedder
from corpus.models.support_model import support_model

MOST = 3  # words in one place: more are a clause told otherwise, which the gate reads as a whole
# What the support model's logit gains when the quoted words are put back, and how far both lie apart by themselves,
# together from which on they say something else: docs/measurements/gate.md.
OTHERWISE, APART, TYPICAL = 1.2, 8.0, 0.7

_Word = tuple[str, int, int]  # stem, start, end


def put_in_place(sentence: str, quotes: Sequence[str], vouched: frozenset[str] = frozenset()) -> list[Fault]:
    """The faults of a rewording that puts other words in the place of quoted ones and so says something else.

    `quotes`: the words that it rewords. `vouched`: stems of what the archive itself says of them. Names are looked up
    by other checks.
    """
    said, quoted = fold(sentence), fold(" ".join(quotes))
    faults = []
    for new, olds in _exchanged(said, quoted, vouched):
        words = said[slice(*new)]
        vector, *others = embedder().embed([words, *olds])
        like, old = max((float(vector @ other), old) for other, old in zip(others, olds, strict=True))
        back = f"{said[: new.start]}{old}{said[new.end :]}"
        now, restored = support_model().read([(said, quoted), (back, quoted)])
        if restored - now + APART * (TYPICAL - like) >= OTHERWISE:
            faults.append(Fault("in place", Span(0, len(sentence)), words, old))
    return faults


def _exchanged(said: str, quoted: str, vouched: frozenset[str]) -> Iterator[tuple[Span, list[str]]]:
    """Where words stand that the quoted ones lack, each with the quoted words whose place they may have taken.

    Where more of the quoted words are gone, the rest was left out before or behind these.
    """
    mine, theirs = _row(said), _row(quoted)
    own, other = {one[0] for one in mine} | vouched, {one[0] for one in theirs} | vouched
    matcher = SequenceMatcher(None, [one[0] for one in theirs], [one[0] for one in mine], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        old = [one for one in theirs[first:last] if one[0] not in own]
        new = [one for one in mine[start:end] if one[0] not in other]
        if kind != "replace" or not old or not 0 < len(new) <= MOST or any(said[at].isupper() for _, at, _ in new):
            continue
        places = [old] if len(old) <= MOST else [old[: len(new)], old[-len(new) :]]
        yield Span(new[0][1], new[-1][2]), [" ".join(quoted[at:stop] for _, at, stop in one) for one in places]


def _row(folded: str) -> list[_Word]:
    """The content words of a folded text, names of one thing as one."""
    return [
        (stem, group[0].start, group[-1].end)
        for stem, group in grouped(folded)
        if len(group) > 1 or group[0].content or stem[0] == "@"
    ]
