"""Quotations inside a sentence, and whether they stand in a text to the letter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.words import fold

_OPEN, _CLOSE = "“„«‟", "”»"
_MARKS = re.compile(f'["{_OPEN}{_CLOSE}]')
# Signs that look like double marks, each as one code point and read as one; seconds and inches stand behind a digit.
_ALIKE = str.maketrans("❝❞❠〝〞〟🙶🙷🙸ʺˮ˝˶⁗״〃⹂", "“”““””“”“" + '"' * 8)
_PRIMES = re.compile(r"(?<!\d)[″‶‴]")
# Guillemets that point inwards, as in German and Danish, after none that is open.
_INWARDS = re.compile("»([^«»]*)«")
# What American typesetting draws inside the closing mark, and what a quotation that breaks off may leave there.
_EDGE = " ,."


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks, and where: `sentence[start:end]` with its marks."""

    text: str
    start: int
    end: int


def quotations(sentence: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a sentence in order: between double marks, marks of other scripts, and single ones.

    Straight marks open and close by turns. A mark that is never closed quotes all that follows; one that was never
    opened, all before it, up to another such mark. Inside curly marks that are closed, further marks are the text's.
    """
    out: list[Quotation] = []
    sentence = _plain(sentence)
    pairs = _pairs(sentence)
    start: int | None = None
    end = -1  # where the quotation that is open is closed, if its marks are a pair
    unopened = 0  # from where a mark that was never opened quotes
    odd = sentence.count('"') % 2 == 1
    for at, char in enumerate(sentence):
        opens = (
            char in _OPEN or (char == '"' and start is None) or (char == "”" and start is None and _leads(sentence, at))
        )
        if start is None and opens and not (char == '"' and odd and _inches(sentence, at)):
            start, end = at, pairs.get(at, -1)
        elif start is not None and at < end:
            continue
        elif start is not None and (char in _CLOSE or char == '"'):
            out.append(Quotation(sentence[start + 1 : at], start, at + 1))
            start = None
        elif start is None and char in _CLOSE:
            out.append(Quotation(sentence[unopened:at], unopened, at + 1))
            unopened = at + 1
    if start is not None:
        out.append(Quotation(sentence[start + 1 :], start, len(sentence)))
    others = _others(sentence, _covered(sentence, out))
    outer = _covered(sentence, others)
    out = [*(item for item in out if not outer[item.start]), *others]
    covered = _covered(sentence, out)
    for match in _SINGLE.finditer(sentence):
        if not any(covered[match.start() : match.end()]):
            out.append(Quotation(match.group(1), *match.span()))
    return tuple(sorted((item for item in out if item.text.strip(_EDGE)), key=lambda item: item.start))


def in_pairs(text: str) -> bool:
    """Whether each quotation that begins in a text ends there, whatever marks open and close it."""
    return len(_MARKS.findall(_plain(text))) % 2 == 0


def _plain(sentence: str) -> str:
    """The sentence with marks that are drawn alike as the marks that they are read for; as long as it was."""
    sentence = _PRIMES.sub('"', sentence.translate(_ALIKE))
    if -1 < sentence.find("»") < sentence.find("«"):
        sentence = _INWARDS.sub("“\\1”", sentence)
    return sentence


# Marks of other scripts and of other keyboards, each with those that close it. Angle marks (《》) are of titles in
# Chinese and of quotations in North Korea's press: either way, what stands in them is the wording of somebody else.
_OTHERS = {
    opening: re.compile(closing)
    for opening, closing in (
        *(("「", "」"), ("『", "』"), ("﹁", "﹂"), ("﹃", "﹄"), ("｢", "｣"), ("〝", "[〞〟]"), ("❝", "❞"), ("‹", "›")),
        *(("《", "》"), ("〈", "〉"), ("︽", "︾"), ("︿", "﹀"), ("⟪", "⟫"), ("⟨", "⟩"), ("≪", "≫")),
        *(("＂", "＂"), ("``", "''|``"), (",,", "''|``"), ("<<", ">>")),
    )
}
# Two commas before a blank are a slip.
_OTHER = re.compile("|".join(key + r"(?=\S)" * (key == ",,") for key in _OTHERS))


def _others(sentence: str, covered: bytearray) -> list[Quotation]:
    """What stands between marks of other scripts that are not inside other quotations; to the end where none closes."""
    out: list[Quotation] = []
    last = 0
    for opening in _OTHER.finditer(sentence):
        if opening.start() >= last and not covered[opening.start()]:
            closing = _OTHERS[opening[0]].search(sentence, opening.end())
            stop, last = closing.span() if closing else (len(sentence), len(sentence))
            out.append(Quotation(sentence[opening.end() : stop], opening.start(), last))
    return out


def _covered(sentence: str, found: Sequence[Quotation]) -> bytearray:
    covered = bytearray(len(sentence))
    for item in found:
        covered[item.start : item.end] = b"\1" * (item.end - item.start)
    return covered


# Single marks quote where the first stands before a word and the last after one, and the words between are no
# possessive: at least one mark is curly and opening, or both are straight and stand free.
_SINGLE = re.compile(r"(?:(?<=[\s(\[—–-])|^)[‘']((?=\S)(?:[^‘’']|['’](?=\w)){0,600}?[^\s‘’'])[’'](?![\w])")


def _pairs(text: str) -> dict[int, int]:
    """Where each curly opening mark is closed, marks inside marks counted."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for at, char in enumerate(text):
        if char in _OPEN:
            waiting.append(at)
        elif char in _CLOSE and waiting:
            found[waiting.pop()] = at
    return found


def _leads(text: str, at: int) -> bool:
    """Whether a mark stands before a word and after a space: the web's texts open quotations with closing marks."""
    return (at == 0 or text[at - 1] in " (\n") and at + 1 < len(text) and text[at + 1].isalnum()


def _inches(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit() and (at + 1 == len(text) or text[at + 1] in " ,.;)")


# Two letters or digits inside a word; in scripts that do not part words by blanks, or not all, none are.
_WORD = re.compile(r"[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")


def stands_in(quotation: str, folded: str) -> bool:
    """Whether a quotation stands in a folded text to the letter, at word boundaries; its outer comma or stop aside."""
    return not fold(quotation).strip(_EDGE) or next(places_in(quotation, folded), None) is not None


def places_in(quotation: str, folded: str) -> Iterator[tuple[int, int]]:
    """Where a quotation that has words stands so in a folded text: from where to where, its outer marks aside."""
    words = fold(quotation).strip(_EDGE)
    at = folded.find(words) if words else -1
    while at >= 0:
        before = folded[at - 1] if at else " "
        after = folded[at + len(words)] if at + len(words) < len(folded) else " "
        if not _WORD.fullmatch(before + words[0]) and not _WORD.fullmatch(words[-1] + after):
            yield at, at + len(words)
        at = folded.find(words, at + 1)


@lru_cache(maxsize=4096)
def without(sentence: str) -> str:
    """The sentence with each quotation as the bare marks: what it says in words of its own."""
    out, last = [], 0
    for item in quotations(sentence):
        out.append(sentence[last : item.start] + ' "" ')
        last = item.end
    return "".join(out) + sentence[last:]
