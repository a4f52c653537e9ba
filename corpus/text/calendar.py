"""The calendar in words: what months and weekdays are called, and the number that each name stands for."""

from collections.abc import Iterable
from typing import Final

from corpus.text.tables import table


def _numbered(kind: str, *, short: bool) -> dict[str, int]:
    """The names of a table of the calendar, or what they are shortened to, each with its place in it, from 1."""
    rows: dict[str, str] = table("corpus.text", "calendar")[kind]
    return {
        word: at for at, (name, shorts) in enumerate(rows.items(), 1) for word in (shorts.split() if short else [name])
    }


MONTHS: Final = tuple(_numbered("months", short=False))
"""The twelve months by their whole names, in lower case."""
SHORT_MONTHS: Final = _numbered("months", short=True)
"""What months are shortened to (`jan`), each with its number, 1 to 12."""
MONTH_NUMBERS: Final = _numbered("months", short=False) | SHORT_MONTHS
"""Every name of a month, whole or shortened, with its number, 1 to 12."""
WEEKDAYS: Final = tuple(_numbered("weekdays", short=False))
"""The seven weekdays by their whole names, Monday first, in lower case."""
SHORT_WEEKDAYS: Final = frozenset(_numbered("weekdays", short=True))
"""What weekdays are shortened to (`mon`)."""
FIRST_DAY, LAST_DAY = "1605-01-01", "9000-12-31"
"""The first newspaper came out in Strasbourg in 1605; and far enough ahead that what is counted on from it is a day."""


def either(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"
