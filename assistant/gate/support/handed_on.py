"""Words that stand in a cited text to be said by others: around them it speaks to whoever retells it, answers or reads.

What stands around is read by a model (`addressed`), in English alone.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.gate.cited_text import Source, Unit, content
from assistant.gate.said import Said
from assistant.gate.support.addressed import addressed, is_english
from assistant.language.words import Token

# A cited sentence bears a part of a sentence out where it holds so much of its words; so many such are looked at.
BEARS, MOST = 0.7, 2
RUN, SAYS = 5, 2  # words, and content words, of a run from which on it says something
# Words of a sentence that leads into the next, of one that does so if the model is surer, and of one that speaks of the
# one before.
LEADS, LONG_LEADS, REFERS = range(3, 13), range(13, 31), range(2, 21)
# How sure the model must be that words speak to a reteller: of each few press sentences lie above, most of the forms
# that were left out do. docs/decisions/024-handed-on.md.
THRESHOLD = 0.9
# Before a colon a text announces what it will say: there less is enough, and a single word is read too.
COLON = 0.3
# A sentence before it may hand on words of its own, and no others; so may one behind it.
LEADING, LONG_LEADING = 0.1, 2.0
BEHIND = 0.5


def handed_on(said: Said, source: Source) -> bool:
    """Whether all that bears out a part of a sentence stands there to be said by others."""
    for part in said.parts:
        stems = content(part.own)
        bearing = bearers([len(stems & unit.stems) / max(1, len(stems)) for unit in source.units])
        if bearing and all(_hands_on(source.units, at, stems, part.text) for at in bearing):
            return True
    return False


def bearers(shares: Sequence[float]) -> list[int]:
    """Which cited sentences bear a part of a sentence out, by how much of its words each holds: those that hold most.

    One that lacks a word of it is none beside one that holds them all: that word may be what is not so.
    """
    best = max(shares, default=0.0)
    return [at for at, share in enumerate(shares) if share == best >= BEARS][:MOST]


def _hands_on(units: Sequence[Unit], at: int, stems: frozenset[str], told: str) -> bool:
    """Whether a cited sentence says those words for others to say; around one that is told whole nothing stands."""
    return (
        (units[at].text not in told and any(addressed(text).around > sure for text, sure in _around(units[at], stems)))
        or (at > 0 and _leads(units[at - 1].text))
        or (
            at + 1 < len(units)
            and _beside(units[at + 1].text, REFERS)
            and addressed(units[at + 1].text).behind > BEHIND
        )
    )


def _leads(text: str) -> bool:
    """Whether a sentence hands on what the next one says."""
    if _beside(text, LEADS):
        return addressed(text).leading > LEADING
    return _beside(text, LONG_LEADS) and addressed(text).leading > LONG_LEADING


def _beside(text: str, sizes: range) -> bool:
    """Whether a sentence may speak of the one beside it."""
    return len(text.split()) in sizes and ":" not in text[:-1] and is_english(text)


def _around(unit: Unit, stems: frozenset[str]) -> Iterator[tuple[str, float]]:
    """What stands around the words, run by run and with them, and from where on it hands them on."""
    more = False
    for said, run in groupby(unit.tokens, key=lambda token: token.stem in stems):
        words = list(run)
        head, colon, _ = unit.text[words[0].start : words[-1].end + 1].rpartition(":")
        if said:
            continue
        if colon:
            yield f"{head}:", COLON
        elif text := _telling(words):
            yield text, THRESHOLD
        more = True
    if more and is_english(unit.text):
        yield unit.text, THRESHOLD


def _telling(words: Sequence[Token]) -> str:
    """The words as one text, where they say something in English; nothing otherwise."""
    text = " ".join(token.text for token in words)
    told = len(words) >= RUN and sum(token.content for token in words) >= SAYS and is_english(text)
    return text if told else ""
