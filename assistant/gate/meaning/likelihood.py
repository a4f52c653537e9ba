"""Likelihood and confidence: a sentence says of itself neither how likely a thing is nor how sure anybody is of it.

Such words stand where the cited words have them; in a briefing in a quotation, or where somebody says them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.gate.cited_text import Source, content
from assistant.gate.said import SaidPart
from assistant.gate.sayings import sayings
from assistant.language.lexicon import PLAIN_NEGATORS, PLANNED, POSSIBLE
from assistant.language.lexicon import words as listed
from assistant.language.quotations import quotations
from assistant.language.words import Token, fold, tokens
from corpus.text.tables import bag, table


def _one_of(name: str) -> re.Pattern[str]:
    words = [each.strip() for each in table("assistant.language", "modality")["sure"][name].split("|")]
    each = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"\b(?:{each})\b(?! \d)", re.IGNORECASE)  # 'perhaps 200 people' are about 200


# Words of a sentence, and the words of which its cited text has to have one.
_OWN: Final = (
    (_one_of("likelihood"), POSSIBLE | PLANNED | listed("modality", "sure", "estimated")),
    (_one_of("confidence"), listed("modality", "sure", "trusted")),
)


def forecast(sentence: str) -> str | None:
    """The word by which a sentence says on its own behalf how likely or sure something is; None where it does not."""
    folded = fold(sentence)
    quoted = [(one.start, one.end) for one in quotations(folded)]
    for match in (match for form, _ in _OWN for match in form.finditer(folded)):
        if not any(start <= match.start() < end for start, end in quoted):
            return None if sayings(folded) else match.group().lower()
    return None


def estimated(part: SaidPart, source: Source) -> Iterator[str]:
    """Reasons where a part of a sentence says in its own words how likely or sure a thing is of which the cited
    sentences do not say so.
    """
    own, words = part.own, tokens(part.own)
    sure = [(match, carriers) for form, carriers in _OWN if (match := form.search(own))]
    doubts = [at for at, token in enumerate(words) if token.text in _DOUBTS]
    if not sure and not doubts:
        return
    rows = [unit.tokens for unit in source.best(content(part.text))]
    theirs = {token.lower for row in rows for token in row}
    for match, carriers in sure:
        if not theirs & carriers:
            yield f"says '{match.group()}' on its own behalf; the cited text does not say how likely or sure it is"
    for at in doubts if rows and not theirs & _OPEN else ():
        if not content(own):  # it claims what it quotes
            yield f"says '{words[at].text}' of what it quotes; the cited text tells it as a fact"
        elif (verb := _doubted(words[at + 1 :], rows[0])) is not None:
            yield f"says '{own[words[at].start : verb.end]}'; the cited text tells it as a fact"


_DOUBTS = bag("may might could")
# A text with one of these may tell of what can be, or of what is allowed.
_OPEN = (
    POSSIBLE
    | PLANNED
    | listed("modality", "sure", "estimated")
    | bag("right rights entitled free can able unable allow allows allowed allowing permit permits permitted let help")
)
_HAVE, _AHEAD = bag("have has had"), bag("will shall")


def _doubted(words: Sequence[Token], row: Sequence[Token]) -> Token | None:
    """The verb of the words behind a `may`, where a cited sentence tells it as done or as what will be."""
    words = [token for token in words if not token.lower.endswith("ly")][:2]
    if len(words) < 2 or words[0].lower in PLAIN_NEGATORS:
        return None
    done = words[0].lower == "have" and words[1].content
    verb = words[1] if done else words[0]
    for at, token in enumerate(row):
        low, before = token.lower, {one.lower for one in row[max(0, at - 2) : at]}
        ahead = bool(_AHEAD & before) and not done
        if verb.lower == "have":
            alike = at + 1 < len(row) and row[at + 1].lower == words[1].lower  # `have his`, `had his`
            told = alike and (low in ("has", "had") or (low == "have" and ahead))
        else:
            past = low == verb.lower if done else low != verb.lower and not low.endswith(("ing", "s", "er"))
            alike = verb.content and token.stem == verb.stem
            told = alike and (past or ahead or bool(_HAVE & before) or low.endswith("ed"))
        if told:
            return verb
    return None
