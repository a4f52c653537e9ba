"""How many words a briefing may have: by default, at least, at most, and as its request says."""

import re

WORDS = 400
FEWEST_WORDS, MOST_WORDS = 30, 5000
NO_ROOM = "Nothing that the archive says of it fits into"
"""How the remark begins that so few words hold no item."""

# How long it should be: 'Brief me in 100 words on ...', 'Give me 100 words on ...', '... in about 100 words'.
_LENGTH = re.compile(
    r"(?P<order>\b(?:[Gg]ive|[Ss]end|[Bb]rief) (?:me|us) |\b(?:[Ww]rite|[Dd]raft) (?:me |us )?)?"
    r"(?P<in>\b(?:in|within|under) )?(?:(?:at most|no more than|up to|about|around) )?(?P<words>\d{1,5}) words\b"
    r"(?: or (?:less|fewer))?(?(order)(?= (?:on|about)\b)|(?(in)|(?!)))"
)


def at_length(request: str, words: int) -> tuple[str, int]:
    """A request without the words that say how long it should be, and how long: no longer than the caller allows."""
    left = _LENGTH.sub(lambda found: found["order"] or "", request).strip(" ,.")
    if not left or (length := _LENGTH.search(request)) is None:
        return request, words
    return left, max(FEWEST_WORDS, min(words, int(length["words"])))
