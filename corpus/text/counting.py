"""How many there are: `1 article`, `1,204 articles`, `two outlets`."""

from corpus.text.number_words import IN_WORDS


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """The number with its noun, an `s` at its end where it is not one; `plural` where English wants another form."""
    return f"{number:,} {_noun(number, noun, plural)}"


def in_words(number: int, noun: str) -> str:
    """As `counted`, with a small number in words: `no outlets`, `one outlet`, `two outlets`."""
    return f"{IN_WORDS.get(number, str(number)) if number else 'no'} {_noun(number, noun, None)}"


def _noun(number: int, noun: str, plural: str | None) -> str:
    return noun if number == 1 else plural or noun + "s"
