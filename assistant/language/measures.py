"""The words and signs in which numbers, their units and their limits are told."""

from typing import Final

from assistant.language.lexicon import ordered
from assistant.language.stems import stem
from corpus.text.number_words import CARDINALS
from corpus.text.number_words import ORDINALS as PLACES
from corpus.text.number_words import SCALES as WORDS

UNITS: Final = {word: value for word, value in CARDINALS.items() if value < 20}
TENS: Final = {word: value for word, value in CARDINALS.items() if value >= 20}
SCALES: Final = {word: float(value) for word, value in WORDS.items()} | {
    "bn": 1e9,
    "mn": 1e6,
    "m": 1e6,
    "k": 1e3,
    "tn": 1e12,
    "dozen": 12.0,
    "dozens": 12.0,
    "b": 1e9,
}
ORDINALS: Final = {word: float(value) for word, value in PLACES.items()}
FRACTIONS: Final = {
    "half": 0.5,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 0.25,
    "quarters": 0.25,
    "fifth": 0.2,
    "fifths": 0.2,
}


def _forms(rows: str) -> dict[str, str]:
    """Each form of a row's words with the stem of the row's first."""
    return {form: stem(row.split()[0]) for row in rows.split("|") for form in row.split()}


MONEY: Final = _forms(
    "dollar dollars $ usd|won ₩|yen ¥|yuan renminbi|euro euros €|pound pounds sterling £|cent cents"
    "|ruble rubles rouble roubles"
)
# Units of measure by their forms: 25 miles are not 25 kilometers. `am` and `pm` tell the half of a clock time.
MEASURED: Final = _forms(
    "kilometer kilometers kilometre kilometres km kms|mile miles|meter meters metre metres|foot feet ft|inch inches"
    "|centimeter centimeters centimetre centimetres cm|kilogram kilograms kg kgs kilo kilos|gram grams|lb lbs"
    "|ton tons tonne tonnes|barrel barrels|liter liters litre litres|gallon gallons|hectare hectares|acre acres"
    "|megawatt megawatts mw|gigawatt gigawatts gw|kiloton kilotons|megaton megatons|second seconds|minute minutes"
    "|hour hours|day days|week weeks|month months|year years|decade decades|century centuries|pm p.m. p.m"
)
MEASURES: Final = frozenset(MEASURED.values()) | frozenset(MONEY.values()) | {"am"}
# Stretches of years, by their stems and in the singular.
SPANS: Final = {"decade": 10.0, stem("decades"): 10.0, "century": 100.0, stem("centuries"): 100.0}
LASTING: Final = frozenset(stem(word) for word in ordered("year month week day hour minute decade century"))
VULGAR: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
# What limits a number, and which way: at least (+), at most (-), exactly more (++), exactly less (--), about (~), no more
# and no less (=).
LIMITS: Final = tuple(
    (tuple(phrase.split()), way)
    for way, phrases in (
        ("++", "more than|greater than|over|above|exceeding|upwards of|in excess of|older than|over the age of"),
        ("+", "at least|no less than|no fewer than|minimum of"),
        ("--", "fewer than|less than|under|below|nearly|almost|younger than|under the age of"),
        ("-", "at most|up to|as many as|no more than|maximum of"),
        ("~", "about|around|roughly|some|approximately|estimated|close to"),
        ("", "only|just"),
        ("=", "exactly|precisely"),
    )
    for phrase in phrases.split("|")
)
