"""Speakers' labels as transcripts print them (`MR PRICE:`, `QUESTION:`, `Q`), and whose words stand at a place."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from corpus.article import Article
from corpus.text.tables import bag, table

LONGEST_TURN, LONGEST_LABEL = 20_000, 70  # characters back to a speaker's label, and of it
TURNS = 4  # labels that make a transcript
LONGEST_ASKED = 300  # characters of a question that stand over what replies to it: docs/decisions/001-passages.md
_HEADS, _BESIDE = ("|".join(sorted(bag(words.upper()))) for words in table("corpus.text", "speakers").values())
_BETWEEN = r"S?\b[ .’'-]{0,3}"
# What the press puts before a text is no speaker's: 'UPDATE:', 'EDITOR'S NOTE:', 'WATCH:'.
_SPOKEN = (
    r"(?!(?=[A-Z .’'-]{1,60}(?:\([^)\n]{1,40}\))?:)"  # what is no label costs no look
    rf"(?:(?:{_BESIDE}){_BETWEEN}){{0,8}}(?:{_HEADS}){_BETWEEN}(?:(?:{_HEADS}|{_BESIDE}){_BETWEEN}){{0,8}}[(:])"
)
_LABEL = rf"(?:(Q)[^\S\n]+|{_SPOKEN}([A-Z][A-Z .’'()-]{{1,60}}):[^\S\n]*)(?=\S)"

LABEL: Final = re.compile(_LABEL)
"""A label where a sentence begins; its groups are `Q`, or the name."""
LABEL_AT_LINE: Final = re.compile(rf"^{_LABEL}", re.MULTILINE)
"""The words follow a label on its line; 'TO THE CONGRESS:' on a line of its own is a salutation."""
LABEL_IN_TEXT: Final = re.compile(
    r"(?:(?<=^)|(?<=[\n.?!”\"\])] )|(?<=\n))"
    rf"(?:{_SPOKEN}(?P<name>[A-Z][A-Z.’' -]{{1,45}}(?: \([^)]{{1,40}}\))?):(?=\s)|(?P<q>Q)\s{{1,8}}(?=[A-Z“\"—–-]))"
)
"""A label wherever it stands, also behind the last words of another speaker."""
TURN: Final = re.compile(rf"^(?:Q[^\S\n]|{_SPOKEN}[A-Z][A-Z .’'-]{{1,40}}:)", re.MULTILINE)
"""What looks like a label where a line begins, whatever follows it: several of these make a transcript."""
LINE: Final = re.compile(r"[A-Z][A-Z .’'-]{1,60}:\s*")
"""A line that is nothing but a label: what is said begins on the next."""
GLUED: Final = re.compile(
    r"(?:QUESTION|MODERATOR|OPERATOR|(?:MR|MS|MRS|DR|GEN|AMB|SEN|SECRETARY|AMBASSADOR|PRESIDENT|THE PRESIDENT|MINISTER|"
    r"FOREIGN MINISTER|PRIME MINISTER|VICE PRESIDENT|THE VICE PRESIDENT|SENIOR [A-Z ]{3,40})\.?"
    r"(?: [A-Z][A-Z’'-]{1,30}){0,3}):"
)
"""A label that stands at a full stop without a space, as stripped HTML leaves it: only by what speakers are called."""


def is_transcript(text: str) -> bool:
    """Whether the words of a text stand under speakers' labels."""
    return next(islice(TURN.finditer(text), TURNS - 1, None), None) is not None


def speaker(article: Article, offset: int) -> str | None:
    """Whose words stand at the offset of a transcript: its label (`MR PRICE`, `QUESTION`, `Q`), or None."""
    starts, labels = _turns(article.text)
    before = bisect_right(starts, offset)
    return labels[before - 1] if before else None


def replying(text: str, start: int, end: int) -> str:
    """The words `text[start:end]` of a transcript under the end of the reporter's question to which they reply, as
    `Q: ...` on a line of its own; the words alone where they reply to none, or ask themselves.

    A reply seldom says again what it was asked.
    """
    label, asked, began = None, "", 0
    for match in _labels(text, start):
        if is_question(label):
            asked = text[began : match.start()]
        label, began = match.group(1) or match.group(2), match.end()
    question = "" if is_question(label) else " ".join(asked.split())[-LONGEST_ASKED:]
    return f"Q: {question}\n{text[start:end]}" if question else text[start:end]


def is_question(label: str | None) -> bool:
    """Whether a label marks a reporter's question."""
    return label in ("Q", "QUESTION")


def leads(label: str | None) -> bool:
    """Whether a label marks whoever leads through a conference and says nothing of its own."""
    return (label or "").startswith(("MODERATOR", "OPERATOR"))


@lru_cache(maxsize=64)  # it is asked of many places of an article
def _turns(text: str) -> tuple[list[int], list[str]]:
    """Where each label of a text stands, and which it is."""
    found = [(match.start(), match[1] or match[2]) for match in LABEL_AT_LINE.finditer(text)]
    return [start for start, _ in found], [label for _, label in found]


def _labels(text: str, offset: int) -> Iterator[re.Match[str]]:
    """The labels before the offset and at it, as far back as a turn may have begun."""
    found = LABEL_AT_LINE.finditer(text, max(0, offset - LONGEST_TURN), offset + LONGEST_LABEL)
    return (match for match in found if match.start() <= offset)
