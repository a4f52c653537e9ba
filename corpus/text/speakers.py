"""Speakers' labels as transcripts print them (`MR PRICE:`, `QUESTION:`, `Q`), and whose words stand at a place."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Final, NamedTuple

from corpus.article import Article
from corpus.text.tables import bag, table

LONGEST_TURN, LONGEST_LABEL = 20_000, 70  # characters back to a speaker's label, and of it
TURNS = 4  # labels that make a transcript
MOST_NAMES, NAMED = 4, 2  # words behind a title that are no name any more; how surely a label names who speaks
LONGEST_ASKED = 300  # characters of a question that stand over what replies to it: docs/decisions/001-passages.md
_LISTED = {name: bag(words) for name, words in table("corpus.text", "speakers").items()}
_PEOPLE = table("corpus.text", "people")
_LISTED["titles"] |= bag(_PEOPLE["offices"]["plain"]) | bag(_PEOPLE["address"]["plain"])
_HEADS, _BESIDE = ("|".join(sorted(map(str.upper, _LISTED[name]))) for name in ("heads", "beside"))
_BETWEEN = r"S?\b[ .’'-]{0,3}"
# What the press puts before a text is no speaker's: 'UPDATE:', 'EDITOR'S NOTE:', 'WATCH:'.
_SPOKEN = (
    r"(?!(?=[A-Z .’'-]{1,60}(?:\([^)\n]{1,40}\))?:)"  # what is no label costs no look
    rf"(?:(?:{_BESIDE}){_BETWEEN}){{0,8}}(?:{_HEADS}){_BETWEEN}(?:(?:{_HEADS}|{_BESIDE}){_BETWEEN}){{0,8}}[(:])"
)
_C = "".join(filter(str.isupper, map(chr, range(0x250))))  # a capital, with its accent too: 'PRESIDENT NIINISTÖ'
_BOLD, _HOW = r"[*_`]{0,3}", r"(?:[^\S\n]\([^()\n]{1,40}\))?"  # '**MR PRICE:**', '(via interpreter)'
_OF_SEVERAL = r"(?:(?:(?<=OFFICIAL )|(?<=QUESTION )|(?<=SPEAKER ))#?\d{1,2})?"
_LABEL = (
    rf"{_BOLD}(?:(Q)(?:{_BOLD}[:.]{_BOLD})?[^\S\n]+"
    rf"|{_SPOKEN}([{_C}][{_C} .’'()-]{{1,60}}{_OF_SEVERAL}){_HOW}{_BOLD}:{_BOLD}[^\S\n]*)(?=\S)"
)
_PART = rf"[{_C}][^\W\d_]*(?:[.’'-][^\W\d_]+)*\.?"
_LINKS = rf"(?:(?:{'|'.join(sorted(_LISTED['links']))}) ){{0,2}}"
# What may be a label in small letters, and as well a heading: 'President Moon: ...', 'Food Security: ...'.
_MIXED = re.compile(
    rf"^{_BOLD}({_PART}(?:,? {_LINKS}{_PART}){{0,7}}(?: #?\d{{1,2}})?){_HOW}{_BOLD}:{_BOLD}[^\S\n]+"
    rf"(?=[\"“‘'(\[]{{0,2}}[{_C}\d…—–-])",
    re.MULTILINE,
)
_ANSWER = re.compile(rf"^{_BOLD}(A){_BOLD}[:.]{_BOLD}[^\S\n]+(?=\S)", re.MULTILINE)
_NO_HEAD = re.compile(_SPOKEN)
_SPEAKS = re.compile(r"\b(?:I|we|you|my|our|us|me|thanks?|yes|yeah)\b", re.I)
# 'I will be moderating this call', 'I'm Jane Doe, your moderator', but not 'I will turn it over to our moderator'.
_LEADS = re.compile(
    r"\bI(?:['’]m| am|['’]ll be| will be) (?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3},? )?"
    rf"(?:(?:your|the|today['’]s) )?(?:{'|'.join(sorted(_LISTED['leading']))})\b(?! (?:my|our)\b)"
)
_OPENING = 1_000  # characters of a turn in which it is said
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")
_WHOLE = re.compile(r"[\w)”\"’'%][.?!…](?=\W|$)|[—–-]\s*$")

LABEL: Final = re.compile(_LABEL)
"""A label where a sentence begins; its groups are `Q`, or the name."""
LABEL_AT_LINE: Final = re.compile(rf"^{_LABEL}", re.MULTILINE)
"""The words follow a label on its line; 'TO THE CONGRESS:' on a line of its own is a salutation."""
LABEL_IN_TEXT: Final = re.compile(
    r"(?:(?<=^)|(?<=[\n.?!”\"\])] )|(?<=\n))"
    rf"(?:{_SPOKEN}(?P<name>[{_C}][{_C}.’' -]{{1,45}}(?: \([^)]{{1,40}}\))?):(?=\s)|(?P<q>Q)\s{{1,8}}(?=[A-Z“\"—–-]))"
)
"""A label wherever it stands, also behind the last words of another speaker."""
TURN: Final = re.compile(rf"^(?:Q[^\S\n]|{_SPOKEN}[{_C}][{_C} .’'-]{{1,40}}:)", re.MULTILINE)
"""What looks like a label where a line begins, whatever follows it: several of these make a transcript."""
LINE: Final = re.compile(rf"[{_C}][{_C} .’'-]{{1,60}}:\s*")
"""A line that is nothing but a label: what is said begins on the next."""
GLUED: Final = re.compile(
    r"(?:QUESTION|MODERATOR|OPERATOR|(?:MR|MS|MRS|DR|GEN|AMB|SEN|SECRETARY|AMBASSADOR|PRESIDENT|THE PRESIDENT|MINISTER|"
    r"FOREIGN MINISTER|PRIME MINISTER|VICE PRESIDENT|THE VICE PRESIDENT|SENIOR [A-Z ]{3,40})\.?"
    r"(?: [A-Z][A-Z’'-]{1,30}){0,3}):"
)
"""A label that stands at a full stop without a space, as stripped HTML leaves it: only by what speakers are called."""


class Label(NamedTuple):
    """A speaker's label: where it begins, where the words behind it do, and whom it names."""

    start: int
    end: int
    name: str


def is_transcript(text: str) -> bool:
    """Whether the words of a text stand under speakers' labels."""
    turns = next(islice(TURN.finditer(text), TURNS - 1, None), None)
    return turns is not None or TURNS <= len(found := labels(text)) > len({one.name for one in found})


def speaker(article: Article, offset: int) -> str | None:
    """Whose words stand at the offset of a transcript: its label (`MR PRICE`, `QUESTION`, `Q`), or None."""
    found = labels(article.text)
    before = bisect_right(found, offset, key=_start)
    return found[before - 1].name if before else None


def labels(text: str, names: Collection[str] | None = None) -> Sequence[Label]:
    """The labels at the lines of a text, in order; `names`: those of the article that it is cut out of."""
    return _labels_of(text) if names is None else [one for one in _lines(text) if one.name in names]


def label_at(text: str, start: int) -> Label | None:
    """The label that a sentence of a text begins with, also within a line."""
    found = labels(text)
    at = bisect_right(found, start, key=_start) - 1
    if at >= 0 and found[at].start == start:
        return found[at]
    before = text[max(0, start - LONGEST_LABEL) : start].rstrip(" \t")
    within = LABEL.match(text, start) if before and not before.endswith("\n") else None
    return Label(start, within.end(), within[1] or within[2]) if within else None


def shown(label: str) -> str:
    """A label as a sentence names a speaker: `Mr Price` of `MR PRICE`."""
    return label.title() if label.isupper() else label


def _start(label: Label) -> int:
    return label.start


@lru_cache(maxsize=64)  # it is asked of many places of an article
def _labels_of(text: str) -> Sequence[Label]:
    found = _lines(text)
    names = _speaking(text, found)
    return [one for one in found if one.name in names]


def _lines(text: str) -> list[Label]:
    """What may be a label at the lines of a text, in order."""
    found = {one.start(): Label(one.start(), one.end(), one[1] or one[2]) for one in LABEL_AT_LINE.finditer(text)}
    mixed = (one for one in _MIXED.finditer(text) if not one[1].isupper() and _NO_HEAD.match(f"{one[1].upper()}:"))
    for one in chain(_ANSWER.finditer(text), mixed):
        found.setdefault(one.start(), Label(one.start(), one.end(), one[1]))
    return sorted(found.values())


def _speaking(text: str, found: Sequence[Label]) -> set[str]:
    """Whom of these labels speaks: a heading does not, nor the place from which an article is sent.

    In small letters whoever has a title and a name, before a sentence; of others, among these, who comes again and
    says 'I', 'we' or 'you', and whom an office names that may be a thing's. In capitals all do, but where an article is
    told in other lines and each comes once, with no title, and says nothing of that kind.
    """
    said = defaultdict[str, list[str]](list)
    for one in found:
        end = text.find("\n", one.end)
        said[one.name].append(text[one.end : end if end >= 0 else len(text)])
    capitals = {name for name in said if name.isupper() and name != "A"}
    speaks = {name for name, turns in said.items() if any(_SPEAKS.search(_QUOTED.sub("", turn)) for turn in turns)}
    whole = {name for name, turns in said.items() if any(map(_WHOLE.search, turns))} - capitals - {"A"}
    again = {name for name, turns in said.items() if len(turns) > 1}
    told = sum(bool(line.strip()) for line in text.splitlines()) > len(found)
    titled = {name: _titled(name) for name in whole}
    who = {name for name in whole if titled[name] == NAMED or (titled[name] and name in speaks)}
    if not told or any(name in again | speaks or is_question(name) or _title(name) >= 0 for name in capitals):
        who |= capitals
    among = {name for name in whole if titled[name] or name in again & speaks}
    who |= among if len(who | among) > 1 and (who | among) & speaks else set()
    return who | ({"A"} if any(map(is_question, who)) else set())


def _words(name: str) -> list[str]:
    return [word.rstrip(".").replace("’", "'") for word in name.lower().split()]


def _title(name: str) -> int:
    """The place of the last word of a label that only says what a person is; -1 for none."""
    return max((at for at, word in enumerate(_words(name)) if word in _LISTED["titles"] | _LISTED["roles"]), default=-1)


def _titled(name: str) -> int:
    """Whether a label is a title with a name, or says who speaks by itself (NAMED); 1 where 'of' may begin the name, or
    an office: 'Secretary of State', 'Secretary of State Sherman'; 0 for others.
    """
    words, last = _words(name.rstrip("#0123456789 ")), _title(name)
    if last < 0 or any(word.endswith("'s") or word in _LISTED["greets"] for word in words):
        return 0
    first = next((at for at, word in enumerate(words) if word in _LISTED["titles"]), 0)
    if not _LISTED["links"].isdisjoint(words[:first]):  # 'To Secretary Blinken: ...'
        return 0
    named = [word for word in words[last + 1 :] if word not in _LISTED["links"]]
    if words[-1] in _LISTED["roles"]:
        return NAMED
    return (1 if {"of", "for"} & {*words} else NAMED) if 0 < len(named) < MOST_NAMES else 0


def replying(text: str, start: int, end: int) -> str:
    """The words `text[start:end]` of a transcript under the end of the reporter's question to which they reply, as
    `Q: ...` on a line of its own; the words alone where they reply to none, or ask themselves.

    A reply seldom says again what it was asked.
    """
    label, asked, began = None, "", 0
    for match in _before(text, start):
        if is_question(label):
            asked = text[began : match.start()]
        label, began = match.group(1) or match.group(2), match.end()
    question = "" if is_question(label) else " ".join(asked.split())[-LONGEST_ASKED:]
    return f"Q: {question}\n{text[start:end]}" if question else text[start:end]


def is_question(label: str | None) -> bool:
    """Whether a label marks a reporter's question."""
    return (label or "").lower().rstrip("#0123456789 ") in _LISTED["asks"]


def is_reply(label: str | None) -> bool:
    """Whether a label only says that its words answer a question."""
    return (label or "").lower() in ("a", "answer")


def leads(label: str | None, text: str = "") -> bool:
    """Whether a label marks whoever leads through a conference and says nothing of its own: by what it is, or since in
    the text who speaks under it says so ('I will be moderating the call').
    """
    return (label or "").upper().startswith(("MODERATOR", "OPERATOR")) or label in _leading(text)


@lru_cache(maxsize=64)
def _leading(text: str) -> frozenset[str]:
    found = labels(text)
    ends = [*(one.start for one in found[1:]), len(text)][: len(found)]
    turns = ((one.name, text[one.end : min(end, one.end + _OPENING)]) for one, end in zip(found, ends, strict=True))
    return frozenset(name for name, turn in turns if _LEADS.search(turn))


def _before(text: str, offset: int) -> Iterator[re.Match[str]]:
    """The labels before the offset and at it, as far back as a turn may have begun."""
    found = LABEL_AT_LINE.finditer(text, max(0, offset - LONGEST_TURN), offset + LONGEST_LABEL)
    return (match for match in found if match.start() <= offset)
