"""The words of the gate and of names by what they do, read from the tables in `data/`."""

from typing import Final

from corpus.text.calendar import MONTH_NUMBERS, WEEKDAYS
from corpus.text.number_words import CARDINALS, ORDINALS, SCALES
from corpus.text.stop_words import FUNCTION, HANDED_ON
from corpus.text.tables import bag, table


def words(name: str, *path: str) -> frozenset[str]:
    """The words under a key of a table in `data/`; of a section, the words of all its rows."""
    found = table("corpus.text" if name == "people" else "assistant.language", name)  # labels are read by it too
    for key in path:
        found = found[key]
    return bag(found if isinstance(found, str) else " ".join(found.values()))


STOP: Final = FUNCTION | HANDED_ON
"""Words that carry no meaning of their own."""
CALENDAR: Final = frozenset(MONTH_NUMBERS) | frozenset(WEEKDAYS)
NUMERIC: Final = frozenset((*CARDINALS, *ORDINALS, *SCALES, *table("assistant.language", "measures")["scales"]))

OFFICE_WORDS: Final = words("people", "offices")
"""After one of these a person is named."""
WIDE: Final = words("people", "wide")
"""After `of`, one of these is not yet all that an office is of: `Director of National Intelligence`."""
LOWER: Final = words("people", "lower")
"""With one of these an office is another than without."""
GONE: Final = words("people", "gone")
"""With one of these an office is held no more, not yet, or by a deputy."""
COMES: Final = words("people", "comes")
"""After one of these, behind a name, an office is named that it comes to; blanks are written `_`."""
MAKES: Final = words("people", "makes")
"""After one of these and a name an office stands bare."""
ADDRESS: Final = words("people", "address")
TITLES: Final = OFFICE_WORDS | ADDRESS | words("people", "parts")
HOLDERS: Final = words("people", "offices", "plain")
"""What people are called by their office, and nothing else is."""
RANKS: Final = HOLDERS | words("people", "address", "plain") | words("people", "ends")
"""With one of these a title ends, whatever else stands near: after it a person is named."""
ROLES: Final = TITLES | words("people", "plural") | words("names", "roles")
"""Words with a capital that name nobody by themselves."""
FAMILY_FIRST: Final = words("people", "family_first")
"""Family names that stand before the given name."""
INSTITUTIONS: Final = words("names", "institutions", "last")
"""The last word of the name of an institution or a place, never a family name."""
NO_PERSON: Final = (
    INSTITUTIONS
    | words("names", "roles", "bodies")
    | words("names", "roles", "writings")
    | words("names", "institutions", "within")
) - FAMILY_FIRST
"""A name in which one of these stands is no person's."""
OPENERS: Final = STOP | NUMERIC | OFFICE_WORDS | words("names", "first")
"""A first word of a sentence that is one of these is no name by its capital."""
QUALIFYING: Final = words("names", "first", "adjectives")
"""These open a sentence too, and before an office they are a part of it: `Senior Official`."""
COMMON_ENDINGS: Final = tuple(words("names", "endings", "everyday"))
"""A word with one of these endings is an everyday word and no name when it stands first."""
OF_HEADS: Final = words("names", "institutions", "of")
"""After one of these `of`, `for` or `on` goes on with the name."""
DIRECTIONS: Final = words("names", "roles", "directions")
PARTICLES: Final = words("names", "parts", "particles")
KOREAN_SIDES: Final = words("names", "korean", "sides")
"""What follows a Korean noun, or a name in Korean text, without a space, and makes of it its side, or several of it."""
KOREAN_CASES: Final = words("names", "korean", "cases")
"""What follows in the same way, or one of these."""
KOREAN_TOPICS: Final = words("names", "korean", "topics")
"""What follows in the same way, or a case."""
JOINERS: Final = words("names", "parts", "joiners")
COMPOUNDS: Final = words("names", "parts", "compounds")
PLACE_WORDS: Final = words("names", "parts", "places")

SAYING: Final = words("verbs", "saying")
HELPING: Final = words("verbs", "opening", "helping")
BEING: Final = words("verbs", "opening", "being")
OPENING: Final = HELPING | BEING
"""A question that is answered by yes or no begins with one of these."""
ACTS: Final = SAYING | words("names", "parts", "acts")

PLAIN_NEGATORS: Final = words("modality", "denied", "plain")
"""These negate the words that follow them."""
SOFT_NEGATORS: Final = words("modality", "denied", "soft")
"""These negate too, and are themselves what happened: both sides count as one."""
HEDGES: Final = words("modality", "sure", "hedges")
POSSIBLE: Final = words("modality", "sure", "possible")
PLANNED: Final = words("modality", "sure", "planned")
PLANNED_TO: Final = words("modality", "sure", "planned_to")
SURE: Final = words("modality", "sure", "confirmed")
