"""Folding of odd spaces, quotes and hyphens, so that texts are compared as people read them; raw offsets are kept."""

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from corpus.article import Span

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u3164"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_INVISIBLE = (  # soft hyphen, zero-width spaces and joiners, word joiner, marks of direction, byte order mark
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u2035\u00b4\u0060\u02bc\u2039\u203a\uff07\u1fef\u1ffd"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u300c\u300d\u300e\u300f\u301d\u301e\uff02"

_TABLE: dict[int, str] = (
    dict.fromkeys(map(ord, _SPACES), " ")
    | dict.fromkeys(map(ord, _HYPHENS), "-")
    | dict.fromkeys(map(ord, _INVISIBLE), "")
    | dict.fromkeys(map(ord, _SINGLE), "'")
    | dict.fromkeys(map(ord, _DOUBLE), '"')
    | {0x2026: "...", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
    # Full-width ASCII, as East Asian keyboards write it; its quotes and hyphen are above.
    | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _HYPHENS + _SINGLE + _DOUBLE}
)

_WHITE = re.compile(r"\s+")
# A letter with marks of its own, or the parts of a decomposed Hangul syllable: what NFC may draw together.
# The length of a run is bounded, since normalizing sorts the marks of a run: a text of marks alone stays linear.
_CLUSTER = re.compile(
    r"[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[\uac00-\ud7a3][\u11a8-\u11ff]"
    r"|[^\u1100-\u11ff][\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u20d0-\u20ff]{1,30}"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; character `i` of it came from the raw characters `starts[i]` to `ends[i]`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def raw(self, start: int, end: int) -> Span:
        """The raw span behind `text[start:end]`, which must not be empty."""
        return Span(self.starts[start], self.ends[end - 1])


def fold(text: str) -> str:
    """The text with odd spaces, hyphens and quotes made plain, invisible characters gone, letters composed (NFC).

    A run of white space, line breaks included, becomes one space; case and accents are kept. Folding twice changes
    nothing more.
    """
    if not text.isascii():
        text = _CLUSTER.sub(lambda found: normalize("NFC", found[0]), text.translate(_TABLE))
    return _WHITE.sub(" ", text.replace("`", "'"))


def fold_with_offsets(text: str) -> Folded:
    """The same text as `fold` gives, and for each of its characters the raw ones that it came from."""
    plain: list[str] = []
    starts, ends = array("L"), array("L")
    for at, letter in enumerate(text):
        for folded in _TABLE.get(ord(letter), letter):
            plain.append(folded)
            starts.append(at)
            ends.append(at + 1)
    joined = Folded("".join(plain), starts, ends)
    return _each(_WHITE, lambda run: " ", _each(_CLUSTER, lambda run: normalize("NFC", run), joined))


def _each(pattern: re.Pattern[str], change: Callable[[str], str], before: Folded) -> Folded:
    """Change every match of the pattern; what a match becomes is said to come from the whole match."""
    parts: list[str] = []
    starts, ends, done = array("L"), array("L"), 0
    for found in pattern.finditer(before.text):
        after = change(found[0])
        parts += (before.text[done : found.start()], after)
        span = before.raw(*found.span())
        starts += array("L", before.starts[done : found.start()]) + array("L", [span.start] * len(after))
        ends += array("L", before.ends[done : found.start()]) + array("L", [span.end] * len(after))
        done = found.end()
    parts.append(before.text[done:])
    starts += array("L", before.starts[done:])
    ends += array("L", before.ends[done:])
    return Folded("".join(parts), starts, ends)
