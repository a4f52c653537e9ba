"""The words and signs in which numbers, their units and their limits are told, read from `data/measures.toml`."""

from typing import Final

from assistant.language.lexicon import words
from corpus.text.number_words import CARDINALS
from corpus.text.number_words import ORDINALS as PLACES
from corpus.text.number_words import SCALES as WHOLE
from corpus.text.tables import table

_ROWS: Final = table("assistant.language", "measures")


def _forms(kind: str) -> dict[str, str]:
    """Each form of a kind of units with what the unit is called."""
    return {form: unit for unit, forms in _ROWS[kind].items() for form in forms.split()}


UNITS: Final = {word: value for word, value in CARDINALS.items() if value < 20}
TENS: Final = {word: value for word, value in CARDINALS.items() if value >= 20}
ORDINALS: Final = {word: float(value) for word, value in PLACES.items()}
SCALES: Final = {word: float(value) for word, value in (WHOLE | _ROWS["scales"]).items()}
FRACTIONS: Final = {word: 1 / parts for word, parts in _ROWS["fractions"].items()}
SIZES: Final = {word: float(least) for word, least in _ROWS["sizes"].items()}
"""Sizes told without a number, with the least that each may stand for."""
VULGAR: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

MONEY: Final = _forms("money")
MEASURED: Final = _forms("units")
"""Units of measure by their forms: 25 miles are not 25 kilometers. `am` and `pm` tell the half of a clock time."""
MEASURES: Final = frozenset(MEASURED.values()) | frozenset(MONEY.values())
YEARS: Final[dict[str, int]] = _ROWS["years"]
"""Stretches of years, with how many."""
LASTING: Final = frozenset("year month week day hour minute decade century".split())
"""Units of time: `over five years` is how long it took."""

LIMITS: Final = {tuple(form.split()): limit for limit, forms in _ROWS["limits"].items() for form in forms.split("|")}
"""Phrases that limit a number, each with its limit in plain words: `at least`, `about`."""
BETWEEN: Final = words("measures", "words", "between")
DEFINITE: Final = words("measures", "words", "definite")
NUMBERED: Final = words("measures", "words", "numbered")
"""What is called by a number: after one of these it counts nothing."""
LEADING: Final = words("measures", "words", "leading")
"""What leads in a place or a time; the name behind it is not called by a number."""
OPENING: Final = words("measures", "words", "opening")
"""What opens a sentence and is no name, for all its capital."""
UNCOUNTED: Final = words("measures", "words", "several")
"""Words for several things that do not end as plurals do."""
