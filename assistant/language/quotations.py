"""Quotations inside a sentence, and whether they stand in a text to the letter."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.words import fold

_OPEN, _CLOSE = "“„«‟", "”»"
# What American typesetting draws inside the closing mark, and what a quotation that breaks off may leave there.
_EDGE = " ,."


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks, and where: `sentence[start:end]` with its marks."""

    text: str
    start: int
    end: int


def quotations(sentence: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a sentence in order: curly or straight double marks, then single ones.

    Straight marks open and close by turns. A mark that is never closed quotes all that follows; one that was never
    opened, all before it, up to another such mark.
    """
    out: list[Quotation] = []
    start: int | None = None
    unopened = 0  # from where a mark that was never opened quotes
    odd = sentence.count('"') % 2 == 1
    for at, char in enumerate(sentence):
        opens = (
            char in _OPEN or (char == '"' and start is None) or (char == "”" and start is None and _leads(sentence, at))
        )
        if start is None and opens and not (char == '"' and odd and _inches(sentence, at)):
            start = at
        elif start is not None and (char in _CLOSE or char == '"'):
            out.append(Quotation(sentence[start + 1 : at], start, at + 1))
            start = None
        elif start is None and char in _CLOSE:
            out.append(Quotation(sentence[unopened:at], unopened, at + 1))
            unopened = at + 1
    if start is not None:
        out.append(Quotation(sentence[start + 1 :], start, len(sentence)))
    covered = bytearray(len(sentence))
    for item in out:
        covered[item.start : item.end] = b"\1" * (item.end - item.start)
    for match in _SINGLE.finditer(sentence):
        if not any(covered[match.start() : match.end()]):
            out.append(Quotation(match.group(1), *match.span()))
    return tuple(sorted((item for item in out if item.text.strip(_EDGE)), key=lambda item: item.start))


# Single marks quote where the first stands before a word and the last after one, and the words between are no
# possessive: at least one mark is curly and opening, or both are straight and stand free.
_SINGLE = re.compile(r"(?:(?<=[\s(\[—–-])|^)[‘']((?=\S)(?:[^‘’']|['’](?=\w)){0,600}?[^\s‘’'])[’'](?![\w])")


def _leads(text: str, at: int) -> bool:
    """Whether a mark stands before a word and after a space: the web's texts open quotations with closing marks."""
    return (at == 0 or text[at - 1] in " (\n") and at + 1 < len(text) and text[at + 1].isalnum()


def _inches(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit() and (at + 1 == len(text) or text[at + 1] in " ,.;)")


def stands_in(quotation: str, folded: str) -> bool:
    """Whether a quotation stands in a folded text to the letter, at word boundaries; its outer comma or stop aside."""
    words = fold(quotation).strip(_EDGE)
    if not words:
        return True
    at = folded.find(words)
    while at >= 0:
        before = folded[at - 1] if at else " "
        after = folded[at + len(words)] if at + len(words) < len(folded) else " "
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            return True
        at = folded.find(words, at + 1)
    return False


@lru_cache(maxsize=4096)
def without(sentence: str) -> str:
    """The sentence with each quotation as the bare marks: what it says in words of its own."""
    out, last = [], 0
    for item in quotations(sentence):
        out.append(sentence[last : item.start] + ' "" ')
        last = item.end
    return "".join(out) + sentence[last:]
