"""A newspaper's web page saved as text: navigation, headline, 'Posted' and 'Updated' lines, then the article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.errors import Rejected
from corpus.reading.found import Found
from corpus.reading.texts.lines import (
    DATES,
    LABEL,
    LONGEST_LINE,
    SIDES,
    WORD,
    credited,
    is_prose,
    other_side,
    read_line,
)
from corpus.text.heads.datelines import dateline

# Lines that are not blank in which the head of a page is looked for; the longest seen had nine.
_HEAD = 15
# Lines at the end of a text in which what stands under a label ('Source: ...') is looked for.
_FOOT = 4
# What may stand below the text: a title or an id there is another text's.
_BELOW = (*DATES, "source", "author", "url")
# How databases of the press say how long an article is; what stands below it names the outlet, its code and language.
_COUNTED = re.compile(r"(?:Length:\s?)?[0-9][0-9,.]{0,9}\s(?:words?|Wörter|mots|palabras|parole)", re.IGNORECASE)
_CODE = re.compile(
    r"[A-Z0-9]{2,12}|[A-Z][a-z]{3,11}|(?:©|\(c\)|Copyright\b).{0,200}|[0-9]{1,2}:[0-9]{2}.{0,10}|body",
    re.IGNORECASE,
)


_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}.{0,10}")


def text_page(text: str, stem: str = "") -> Found:
    """The title, dates, author and body of a saved page; raises Rejected where its only date does not exist.

    A headline that stands twice in the head is the title, and what stands before it is navigation. Without one, the
    first line of the head that is not labelled is the title. The body begins after the head's last labelled or dated
    line; the sentences above that, and all that stands above a label at the end, are of the body too. A page without
    such lines is a title line and a body, or one sentence that is both.
    """
    lines = [line for line in re.finditer(r"[^\r\n]+", text[: _HEAD * 2000]) if line[0].strip()][:_HEAD]
    contents = [line[0].strip() for line in lines]
    head, whole = _Head(_headline_twice(contents)), len(text.rstrip())
    for at, (line, content) in enumerate(zip(lines, contents, strict=True), 1):
        if len(content) > LONGEST_LINE:
            break
        left = max(0, whole - line.end())
        if not head.credited(content, contents[at:], line.end(), left):
            head.read(content, line.end(), left)
    if head.early:  # above the headline a site tells its readers what day it is
        head.fields.setdefault("published", head.early)
    foot = text[max(head.body, len(text) - _FOOT * LONGEST_LINE) :]
    for content in [line.strip() for line in foot.splitlines() if line.strip()][-_FOOT:]:
        head.read_below(content)
    if head.wrong and "published" not in head.fields:
        raise head.wrong
    body = "\n\n".join([*head.above, text[head.body :].strip()]).strip()
    if outlet := dateline(body):
        head.fields.setdefault("source", outlet)
    if not body and is_prose(first := head.fields.get("title", "")):
        body = first  # a memo of one sentence
    return Found(head.fields | {"text": body}, stem, claims=True, notes=tuple(head.notes))


@dataclass(slots=True)
class _Head:
    """What the lines read so far give: `fields`, the lines `above` the `body` that belong to it, where that begins."""

    twice: str | None
    """The headline that stands twice: navigation stands before it, and below it only sentences are of the text."""
    fields: dict[str, str] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)
    body: int = 0
    notes: list[str] = field(default_factory=list)
    wrong: Rejected | None = None
    waiting: list[str] = field(default_factory=list)
    """Lines below the last one of the head, which a further one would put above the body."""
    early: str = ""
    """A date without a label above the title."""
    counted: bool = False
    """Whether the next line names the outlet, or its code or language, as databases of the press have them."""

    def read(self, content: str, end: int, left: int) -> None:
        """Read the next line of the head, which ends at `end`, with `left` characters below it."""
        try:
            label, name, value = read_line(content)
        except Rejected as reason:
            self.wrong, label, name, value = self.wrong or reason, "", "", ""
        untitled = "title" not in self.fields and self.twice is None
        if name == "author" and untitled and ":" not in content:
            name = ""  # 'By the sea' is a headline
        if name == "published" and not label and untitled and not left and is_prose(content):
            name = ""  # a memo of one sentence tells a day in it
        if name == "published" and not label and "title" not in self.fields:
            self.early, self.body = self.early or value, end
        elif name and (name not in self.fields or (name in DATES and (label or not self.waiting))):
            self._take(name, value, content, end, left)
            if side := other_side(content, name):
                self.fields.setdefault(*side)
        elif self.twice is not None and content == self.twice:
            self.above = [line for line in self.waiting if is_prose(line)] if "title" in self.fields else []
            self.fields["title"] = content
            self.waiting, self.body = [], end
        elif self.twice is not None and "title" not in self.fields:
            pass
        elif "title" not in self.fields:
            self.fields["title"], self.body = content, end
        elif _COUNTED.fullmatch(content) and not self._begun(left):
            self._database(end)
        elif self.counted and not is_prose(content) and "published" in self.fields and self._outlet(content):
            self.body = end
        else:
            self.waiting.append(content)

    def credited(self, content: str, below: Sequence[str], end: int, left: int) -> bool:
        """Read a line that names its outlet without a label, if it is one: above the text, or above the headline, which
        is the first line `below` it then that is no date.
        """
        first = next((line for line in below if _field(line) not in DATES), "")
        titled, over = "title" in self.fields, self.twice is None and _title(first) and not is_prose(first)
        if self.counted or "source" in self.fields or self._begun(left) or not (left and (titled or over)):
            return False
        try:
            found = credited(content)
        except Rejected:
            return False
        if not found:
            return False
        if not titled:
            self.early = self.early or found.pop("published", "")
        self.above += [line for line in self.waiting if self._kept(line, dated="published" in self.fields)]
        self.fields = found | self.fields
        self.waiting, self.body = [], end
        return True

    def read_below(self, content: str) -> None:
        """Read a line at the end of the text: of those under a label, what nothing above gave."""
        content = content.strip("*_")
        label = LABEL.match(content)
        try:
            _, name, value = read_line(content) if label and label["mark"].strip() in (":", "：") else ("", "", "")
        except Rejected:
            return
        if name in _BELOW:
            self.fields.setdefault(name, value)

    def _take(self, name: str, value: str, content: str, end: int, left: int) -> None:
        begun, dated = self._begun(left), "published" in self.fields
        if begun and (name not in _BELOW or (name == "published" and self.early)):
            self.waiting.append(content)
            return
        if begun and name == "published" and name not in self.fields:
            self.notes.append(f"is dated by a line below its first sentences, {content[:80]!r}")
        self.fields.setdefault(name, value)
        if begun:
            self.waiting.append(content)
        else:
            self.above += [line for line in self.waiting if self._kept(line, dated=dated)]
            self.waiting, self.body = [], end

    def _begun(self, left: int) -> bool:
        """Whether the text has begun: after two sentences, or one with no more than that below it."""
        prose = [line for line in self.waiting if is_prose(line)]
        return len(prose) > 1 or (bool(prose) and left < sum(map(len, self.waiting)))

    def _kept(self, line: str, *, dated: bool = False) -> bool:
        """Whether a line between headline and date is of the text, and no name of a place, a person or a button; below
        the date (`dated`) all are, but on a page that a browser saved.
        """
        return is_prose(line) or (self.twice is None and (dated or len(WORD.findall(line)) > 2))

    def _database(self, end: int) -> None:
        """A line with the number of words: what stands between it and the headline is who wrote it."""
        if self.waiting and len(self.waiting[-1]) <= 80:
            self.fields.setdefault("author", self.waiting.pop())
        self.above += [line for line in self.waiting if self._kept(line)]
        self.waiting, self.body, self.counted = [], end, True

    def _outlet(self, content: str) -> bool:
        """Whether a line below the number of words is of the head; the first one is the outlet."""
        if "source" not in self.fields and len(content) <= 120 and not _TIME.fullmatch(content):
            self.fields["source"] = content
            return True
        self.counted = bool(_CODE.fullmatch(content))
        return self.counted


def dated_head(lines: list[str]) -> int:
    """Which of the three lines below a headline (the first line) is the date of its article; 0 where none is."""
    for at, line in enumerate(lines[1:4], start=1):
        if _field(line) == "published":
            return at
        if is_prose(line):
            return 0
    return 0


def shown_day(lines: list[str], *, labelled: bool) -> str:
    """The day in the lines below a headline, as far as the text's first sentence; '' where none is.

    `labelled`: that behind 'Published' and the like, else a bare one. A line whose day does not exist or has two
    readings is given as it stands, for the door to say so.
    """
    for line in lines[:_HEAD]:
        if len(line) > LONGEST_LINE or is_prose(line):
            break
        for side in (line, *SIDES.split(line)[:4]):
            if labelled and not LABEL.fullmatch(side):
                continue
            try:
                label, name, value = read_line(side)
            except Rejected:
                return side
            if name == "published" and (label or not labelled):
                return value
    return ""


def _title(line: str) -> bool:
    """Whether a line can be a headline."""
    return sum(map(str.isalpha, line)) > 3 and not line.endswith((".", "。")) and not _field(line)


def _field(line: str) -> str:
    """The field that a line of the head gives; `published` for a day that does not exist too."""
    try:
        return read_line(line)[1]
    except Rejected:
        return "published"


def _headline_twice(contents: list[str]) -> str | None:
    """The line that stands twice in the head of a saved page, with navigation before it and no text."""
    for at, line in enumerate(contents):
        if is_prose(line):
            return None
        if line in contents[at + 1 :] and _title(line):
            return line
    return None
