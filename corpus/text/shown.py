"""Text as it may be shown or written: nothing that a terminal obeys, a file refuses, or that hides what it says."""

import html
import re
import unicodedata

# Embeddings, overrides and isolates turn the direction of what follows, so that words read otherwise than they are
# stored (Unicode TR 36, section 3.2); the marks LRM and RLM stay, honest Hebrew and Arabic need them.
_TURNING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
# What no text needs: control characters, terminal escapes among them, and halves of characters. Tab and newline stay.
_CONTROLS = [*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)]
# What is no character at all, or only an anchor for one (Unicode 16, sections 23.7 and 23.8): XML refuses most of it.
_NONCHARACTERS = [
    *range(0xFDD0, 0xFDF0),
    *range(0xFFF9, 0xFFFC),
    *(end - low for end in range(0xFFFF, 0x110000, 0x10000) for low in (0, 1)),
]
UNSAFE = dict.fromkeys([*_TURNING, *_CONTROLS, *_NONCHARACTERS], "\ufffd")
# Marks that stand on or under one letter. Tibetan stacks most, 8; Unicode's stream-safe text (UAX 15) allows 30.
MOST_MARKS = 10
_MAY_BE_MARKS = re.compile(rf"[^\w\s\x00-\xac\xae-\u02ff]{{{MOST_MARKS + 1},}}")
_SHOWN = UNSAFE | dict.fromkeys([0x0D, 0x2028, 0x2029], "\n")


def escape(text: str) -> str:
    """The text, made plain, as HTML content or as a quoted attribute."""
    return html.escape(plain(text), quote=True)


def plain(text: str) -> str:
    """The text without control characters, noncharacters or direction overrides: each becomes U+FFFD. A line ends with
    one character.
    """
    return text.replace("\r\n", "\n").translate(_SHOWN)


def few_marks(text: str) -> str:
    """The text with at most MOST_MARKS marks on one letter: more cover the lines above and below it.

    What is not seen may stand between two marks of one letter.
    """
    return _MAY_BE_MARKS.sub(lambda run: _few(run[0]), text)


def _few(run: str) -> str:
    kept, marks = [], 0
    for letter in run:
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind in ("Mn", "Me") else marks if kind == "Cf" else 0
        if marks <= MOST_MARKS or kind == "Cf":
            kept.append(letter)
    return "".join(kept)
