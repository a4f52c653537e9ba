"""Quotations: what stands between quotation marks must stand in a cited text, to the letter, with its 'not'."""

from collections.abc import Iterator, Sequence

from assistant.gate.align import Aligned
from assistant.gate.cited_text import Source, sentences
from assistant.gate.fault import Fault
from assistant.gate.meaning.denial import denials
from assistant.language.lexicon import PLAIN_NEGATORS, SOFT_NEGATORS
from assistant.language.quotations import Quotation, places_in, stands_in
from assistant.language.words import Token, tokens


def wrong_quotation(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a quotation that no cited text holds. What the archive says of the texts vouches for no quotation."""
    quoted = one.claim.value
    if isinstance(quoted, Quotation) and not any(stands_in(quoted.text, text) for text in source.texts):
        yield Fault("quotation", one.claim.span, quoted.text)


def torn_quotation(one: Aligned, source: Source) -> Iterator[Fault]:
    """Yield a quotation that leaves out what denies its words in the cited text, and is not denied itself."""
    quoted = one.claim.value
    if not isinstance(quoted, Quotation) or any(map(_negates, tokens(one.claim.part.own))):
        return
    for said in sentences(quoted.text):
        places = [(unit.tokens, *place) for unit in source.units for place in places_in(said, unit.text)]
        left = [_left_out(*place) for place in places]
        if left and all(left):
            yield Fault("torn quotation", one.claim.span, quoted.text, left[0])
            return


def _negates(token: Token) -> bool:
    return token.lower in PLAIN_NEGATORS | SOFT_NEGATORS


def _left_out(words: Sequence[Token], start: int, end: int) -> str:
    """What stands outside a place of a sentence and denies words there, or what those lead up to; empty for nothing."""
    inside = [at for at, token in enumerate(words) if start <= token.start and token.end <= end]
    for at, reach in denials(words):
        # 'the policy has | not changed'
        leads = bool(inside) and at == inside[-1] + 1 and not words[inside[-1]].content
        if inside and at not in inside and (leads or any(place in inside for place in reach)):
            return words[at].text
    return ""
