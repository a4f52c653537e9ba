"""Words that say the opposite of one another (`assistant/language/data/opposites.toml`)."""

from typing import Final

from assistant.language.lexicon import words


def _opposites() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in words("opposites", "pairs"):
        one, other = pair.split("/")
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


OPPOSITES: Final = _opposites()
SMALL: Final = words("opposites", "small")
"""Small words among them: their company must be closer."""
