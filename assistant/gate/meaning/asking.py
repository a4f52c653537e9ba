"""What the cited text only asks, told as said."""

from collections.abc import Sequence

from assistant.gate.cited_text import Unit, content
from assistant.language.lexicon import words
from assistant.language.words import tokens


def only_asked(sentence: str, units: Sequence[Unit]) -> list[str]:
    """A reason where a sentence states what the cited text only asks."""
    if not units or not units[0].text.endswith("?") or "?" in sentence:
        return []
    mine = content(sentence)
    if {token.lower for token in tokens(sentence)} & _ASKING or not mine:
        return []
    shares = [len(mine & unit.stems) / len(mine) for unit in units]
    stated = [share for unit, share in zip(units, shares, strict=True) if not unit.text.endswith("?")]
    if shares[0] >= 0.6 and all(share < 0.6 * shares[0] for share in stated):
        return ["states what the cited text only asks"]
    return []


_ASKING = words("verbs", "asking")
