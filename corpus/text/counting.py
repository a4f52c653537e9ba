"""How many there are, in words: `1 article`, `1,204 articles`."""


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """The number with its noun, an `s` at its end where it is not one; `plural` where English wants another form."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
