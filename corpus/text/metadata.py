"""Titles, outlets and authors as strangers write them: on one line, bounded, shown so that no mark reads as ours."""

import re
import unicodedata
from collections.abc import Callable

from corpus.text.published import dated_at
from corpus.text.shown import UNSAFE, few_marks

# The longest title of the press had 441 characters; outlets and lists of authors stay far below theirs.
LONGEST_TITLE, LONGEST_OUTLET, LONGEST_AUTHOR = 500, 120, 200

# Format characters that are drawn: signs of Arabic, Syriac and Kaithi, which stand before the number that they mark.
_DRAWN = frozenset([*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD])
# Letters and marks that show nothing (Unicode: Default_Ignorable_Code_Point), or that put a letter in a circle or key.
_UNSEEN = frozenset(
    [0x34F, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, *range(0x20DD, 0x20E5), *range(0xE0100, 0xE01F0)]
)
_FILLERS = frozenset([0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0])

_DOUBLE = frozenset('"“”„‟«»″‶‴⁗❝❞❠〝〞〟「」『』﹁﹂﹃﹄｢｣《》〈〉︽︾︿﹀⟪⟫⟨⟩≪≫＂⹂🙶🙷🙸ˮ״')
_SINGLE = frozenset("'‘’‚‛‹›′‵´`❛❜❟＇｀")
_BRACKETS = dict(zip("[]［］【】〔〕〖〗〘〙〚〛⟦⟧⁅⁆❲❳︹︺︻︼﹝﹞", "()" * 13, strict=True))
# Superscripts, subscripts, and digits in circles, in brackets or with a point, as notes and citations are marked.
_MARKS = (
    *((0xB2, 0xB3), (0xB9, 0xB9), (0x2070, 0x209C), (0x2460, 0x249B), (0x24EA, 0x24FF), (0x2776, 0x2793)),
    *((0x3251, 0x325F), (0x32B1, 0x32BF), (0x1F100, 0x1F10C)),
)
_SPACES = re.compile(" {2,}")
_TYPED = re.compile("<<|>>|''|,,|``")  # marks of quotation, typed with the keys at hand
_OPENING = re.compile(r"(?<![^\s(/–—-])[\"‘'](?=\S)")
_RUN = re.compile("[‘’']{2,}")
# What stands before words that are quoted: a name that holds it would read as the head of a quotation of ours.
_SAYING = re.compile(rf"\s{{0,9}}[:：]\s{{0,9}}(?=[{''.join(map(re.escape, sorted(_DOUBLE | _SINGLE)))}])")
_LOOSE = " ,;:：|·•–—-([（"


class _Table(dict[int, str]):
    """A table for `str.translate`, filled as characters come."""

    def __init__(self, of: Callable[[str], str]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, code: int) -> str:
        self[code] = found = self._of(chr(code))
        return found


def one_line(text: str) -> str:
    """The text in one line of characters that can be seen: no controls, breaks, marks of direction, noncharacters.

    A blank of any kind, and what breaks a line, is a space; what shows nothing goes, and of a heap of marks all
    but the first. Lone surrogates stay as they are.
    """
    return _SPACES.sub(" ", few_marks(text.translate(_LINE))).strip(" ")


def without_controls(text: str) -> str:
    """The text itself; one that holds what a terminal obeys or a file refuses, on `one_line` without it."""
    return one_line(text) if text.translate(UNSAFE) != text else text


def unseen(text: str) -> bool:
    """Whether a text holds anything that cannot be seen, but for plain spaces."""
    return any(_LINE[ord(letter)] != letter for letter in text if not letter.isalnum())


def bounded(text: str, longest: int) -> str:
    """The text itself, or its first words and an ellipsis: at most `longest` characters."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    return (kept[: kept.rfind(" ")] if " " in kept[longest // 2 :] else kept).rstrip() + "…"


def name_alone(text: str) -> str:
    """The name of an outlet or author without what reads as the head of a quotation: a day, or a colon before quoted
    words, with all that follows; '' where nothing stands before that. Changes nothing when done again.
    """
    if saying := _SAYING.search(text):
        text = text[: saying.start()].rstrip(_LOOSE)
    while any(map(str.isdecimal, text[:300])) and (at := dated_at(text)) is not None:
        text = text[:at].rstrip(_LOOSE)
    return text


def plain_name(text: str, longest: int = LONGEST_OUTLET) -> str:
    """An outlet or author as it is shown beside a quotation: no mark in it opens a quotation or reads as a citation.

    Marks of quotation become apostrophes; `[1]`, `①` and `¹` become `(1)`, `1` and `1`; what would read as the head
    of a quotation is cut (`name_alone`), so that nothing may be left. Changes nothing when done again.
    """
    return name_alone(bounded(_RUN.sub("’", _OPENING.sub("’", _plain(text, longest)).replace('"', "’")), longest))


def plain_title(text: str, longest: int = LONGEST_TITLE) -> str:
    """A headline as it is shown in a list of sources: as `plain_name`, but single quotation marks stay."""
    paired = _OPENING.sub(lambda found: "‘" if found[0] == '"' else found[0], _plain(text, longest))
    return bounded(_RUN.sub(lambda run: run[0][0], paired.replace('"', "’")), longest)


def _plain(text: str, longest: int) -> str:
    """One line without brackets and raised or circled digits, with `"` for each double mark of quotation."""
    return _TYPED.sub('"', one_line(text[: 8 * longest]).translate(_ORDINARY))


def _seen(letter: str) -> str:
    code, kind = ord(letter), unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp", "Zs") or code in _FILLERS:
        return " "
    nothing = kind == "Cf" and code not in _DRAWN
    return "" if nothing or code in _UNSEEN or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF else letter


def _ordinary(letter: str) -> str:
    if letter in _DOUBLE:
        return '"'
    if letter in _SINGLE:
        return letter if letter in "'’" else "‘"
    if any(first <= ord(letter) <= last for first, last in _MARKS):
        plain = unicodedata.normalize("NFKC", letter)
        return str(int(unicodedata.numeric(letter))) if plain == letter else plain
    return _BRACKETS.get(letter, letter)


_LINE, _ORDINARY = _Table(_seen), _Table(_ordinary)
