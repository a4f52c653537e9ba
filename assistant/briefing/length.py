"""How many words a briefing may have: by default, at least and at most."""

WORDS = 400
FEWEST_WORDS, MOST_WORDS = 30, 5000
NO_ROOM = "Nothing that the archive says of it fits into"
"""How the remark begins that so few words hold no item."""
