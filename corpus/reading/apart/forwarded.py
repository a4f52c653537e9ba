"""Messages that were passed on: the letter inside, with its own sender, date and subject."""

import re
from dataclasses import dataclass
from email.utils import parseaddr

from corpus.text.tables import table

_TABLE = table("corpus.reading", "mail")
_LABELS = {label: name for name, labels in _TABLE["labels"].items() for label in labels}
_LINE = re.compile(r"[>\s*_|]{0,8}(?P<label>[^\W\d_][^:：\n]{0,24}?)[*_\s]{0,4}[:：][*_\s]{0,4}(?P<value>\S.{0,1000})")
_OTHER = re.compile(r"[>\s*_|]{0,8}[^\W\d_][^:：\n]{0,24}[:：].{0,1000}")  # another label, such as 'To:' or 'Cc:'
_MARK = re.compile(r"\s{0,3}([^\W\d_]{1,12})\s?(?:\[[0-9]{1,3}\])?[:：]\s{0,3}")
_DIVIDER = re.compile(r"\s{0,9}(?:[-_=*>]{2}.{0,200}|.{0,100}[:：]\s{0,9})")
# Characters of a note above a letter that is passed on; a longer one is a letter itself.
_LONGEST_NOTE = 600
_BLANK = re.compile(r"[\s>]{0,200}")
_MOST_LINES = 200
_LONGEST_HEAD = 24  # lines
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Inner:
    """The letter inside: `note` is what was written above it by whoever passed it on."""

    sender: str
    sent: str
    subject: str
    text: str
    note: str = ""


def letter_inside(text: str, subject: str) -> Inner | None:
    """The letter that a message of this subject passes on, the innermost of several; None where it passes on none."""
    if _marked(subject, "answered"):
        return None
    found, notes = None, list[str]()
    for _ in range(_DEEPEST):
        inner = _next(found.text if found else text)
        if inner is None or (inner.note and len(inner.note) > min(_LONGEST_NOTE, len(inner.text))):
            break
        found = inner
        notes += [inner.note] if inner.note else []
    return found and Inner(found.sender, found.sent, bare(found.subject), found.text, "\n".join(notes))


def bare(subject: str) -> str:
    """A subject without the marks of having been passed on."""
    while _marked(subject, "forwarded"):
        subject = _MARK.sub("", subject, count=1)
    return subject


def passed_on(subject: str) -> bool:
    """Whether a subject is marked as that of a message that was passed on."""
    return _marked(subject, "forwarded")


def _marked(subject: str, kind: str) -> bool:
    mark = _MARK.match(subject)
    return bool(mark) and mark is not None and mark[1].lower() in _TABLE["marks"][kind]


def _next(text: str) -> Inner | None:
    """The first letter with a head of its own in a text."""
    lines = text.split("\n", _MOST_LINES)
    for start, line in enumerate(lines[:_MOST_LINES]):
        label = _LINE.fullmatch(line)
        if label is None or _LABELS.get(label["label"].strip().lower()) is None:
            continue
        head, end = _head(lines, start)
        if head.get("sender") and (head.get("sent") or head.get("subject")):
            note = "\n".join(one.strip() for one in lines[:start] if one.strip() and not _DIVIDER.fullmatch(one))
            return Inner(
                head["sender"], head.get("sent", ""), head.get("subject", ""), _unquoted("\n".join(lines[end:])), note
            )
    return None


def _head(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """The sender, day and subject of the lines with labels from `start` on, and where these end."""
    head: dict[str, str] = {}
    end = start
    for at in range(start, min(len(lines), start + _LONGEST_HEAD)):
        label = _LINE.fullmatch(lines[at])
        name = _LABELS.get(label["label"].strip().lower()) if label else None
        if label and name and name not in head:
            head[name] = label["value"].strip().strip("*_")
        elif not _BLANK.fullmatch(lines[at]) and not (
            _OTHER.fullmatch(lines[at]) and (len(head) < 3 or "@" in lines[at])
        ):
            break  # below the subject only a line of addresses is of the head
        end = at + 1
    return head, end


def _unquoted(text: str) -> str:
    """A text without the marks of quotation before each of its lines."""
    lines = text.split("\n")
    if all(line.startswith(">") for line in lines if line.strip()):
        lines = [line.removeprefix(">").removeprefix(" ") for line in lines]
    return "\n".join(lines).strip()


def named(sender: str) -> str:
    """The name of a sender, or the host of its address."""
    name, address = parseaddr(re.sub(r"\[mailto:([^\]]{1,200})\]", r"<\1>", sender)[:1000])
    return (name or address.partition("@")[2] or sender).strip("\"' ")
