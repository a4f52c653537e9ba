"""Numbers in words: `twelve`, `twelfth`, `million`, and what each stands for."""

from typing import Final

from corpus.text.tables import table

_WORDS: Final[dict[str, dict[str, int]]] = table("corpus.text", "numbers")

CARDINALS: Final = _WORDS["cardinals"]
"""`zero` to `nineteen`, and the tens up to `ninety`."""
IN_WORDS: Final = {number: word for word, number in CARDINALS.items() if number < 10}
"""The numbers that are written in words, with their words."""
SCALES: Final = _WORDS["scales"]
"""What a number before it is multiplied by: `hundred` to `trillion`."""
ORDINALS: Final = _WORDS["ordinals"]
"""`first` to `twentieth`, and the tens up to `hundredth`."""
ROUGH: Final = _WORDS["rough"]
"""Words that tell roughly how many (`a`, `few`), with the number they are taken for."""
