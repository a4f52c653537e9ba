"""A newspaper's web page saved as text: navigation, headline, 'Posted' and 'Updated' lines, then the article."""

import re
from dataclasses import dataclass, field

from corpus.errors import Rejected
from corpus.reading.found import Found
from corpus.text.calendar import either
from corpus.text.published import foreign_date, parse_date
from corpus.text.tables import bag, table

# Lines that are not blank in which the head of a page is looked for; the longest seen had nine.
_HEAD = 15
# Lines at the end of a text in which what stands under a label ('Source: ...') is looked for.
_FOOT = 4
_LONGEST_HEAD_LINE = 300
_FIELDS: dict[str, str] = {
    label: field for field, labels in table("corpus.reading", "labels")["labels"].items() for label in labels
}
_LABEL = re.compile(rf"(?P<label>{either(_FIELDS)})(?P<mark>\s?[:：]|\s+on\s|\s)\s*(?P<value>\S.*)", re.IGNORECASE)
# 'Published: 3 May 2022 | Updated: 4 May 2022'.
_SIDES = re.compile(r"\s{1,3}(?:[|·•–—-]|//)\s{1,3}")
# How Org and reStructuredText mark a field: '#+DATE: ...', ':date: ...'.
_MARKED = re.compile(r"(?:#\+|:)(?=[^\W\d_]{2,20}:)")
_DATES = ("published", "updated")
_BY = ("by", "von", "par", "por")
# What may stand below the text: a title or an id there is another text's.
_BELOW = (*_DATES, "source", "author", "url")
_OTHER_DAYS = bag(table("corpus.reading", "labels")["other_days"]["words"])
# A date that stands without a label has its line nearly to itself: 'SEOUL, 25 May 2021 (Tue) 07:27 KST'.
_REST_OF_DATE_LINE = 30
# In another language a line of a date has room for a label too: 'Veröffentlicht am Dienstag, 3. Mai 2022'.
_LONGEST_FOREIGN = 50
STOPS = tuple('.!?…。"”’»)')
_WORD = re.compile(r"\S+")
_HAN = re.compile("[가-힣\u3040-\u30ff\u4e00-\u9fff]")
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
    for line, content in zip(lines, contents, strict=True):
        if len(content) > _LONGEST_HEAD_LINE:
            break
        head.read(content, line.end(), max(0, whole - line.end()))
    if head.early:  # above the headline a site tells its readers what day it is
        head.fields.setdefault("published", head.early)
    foot = text[max(head.body, len(text) - _FOOT * _LONGEST_HEAD_LINE) :]
    for content in [line.strip() for line in foot.splitlines() if line.strip()][-_FOOT:]:
        head.read_below(content)
    if head.wrong and "published" not in head.fields:
        raise head.wrong
    body = "\n\n".join([*head.above, text[head.body :].strip()]).strip()
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
            label, name, value = _labelled(content)
        except Rejected as reason:
            self.wrong, label, name, value = self.wrong or reason, "", "", ""
        untitled = "title" not in self.fields and self.twice is None
        if name == "author" and untitled and ":" not in content:
            name = ""  # 'By the sea' is a headline
        if name == "published" and not label and untitled and not left and is_prose(content):
            name = ""  # a memo of one sentence tells a day in it
        if name == "published" and not label and "title" not in self.fields:
            self.early, self.body = self.early or value, end
        elif name and (name not in self.fields or (name in _DATES and (label or not self.waiting))):
            self._take(name, value, content, end, left)
            if side := _other_side(content, name):
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

    def read_below(self, content: str) -> None:
        """Read a line at the end of the text: of those under a label, what nothing above gave."""
        content = content.strip("*_")
        label = _LABEL.match(content)
        try:
            _, name, value = _labelled(content) if label and label["mark"].strip() in (":", "：") else ("", "", "")
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
        return is_prose(line) or (self.twice is None and (dated or len(_WORD.findall(line)) > 2))

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
        try:
            if _labelled(line)[1] == "published":
                return at
        except Rejected:
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
        if len(line) > _LONGEST_HEAD_LINE or is_prose(line):
            break
        for side in (line, *_SIDES.split(line)[:4]):
            if labelled and not _LABEL.fullmatch(side):
                continue
            try:
                label, name, value = _labelled(side)
            except Rejected:
                return side
            if name == "published" and (label or not labelled):
                return value
    return ""


def is_prose(line: str) -> bool:
    """Whether a line is a sentence of a text, and no headline, name, place or button."""
    words = len(_WORD.findall(line))
    return words > 14 or (line.endswith(STOPS) and (words > 5 or len(_HAN.findall(line)) > 14))


def _title(line: str) -> bool:
    """Whether a line that stands twice can be a headline."""
    try:
        letters = sum(map(str.isalpha, line))
        return letters > 3 and not line.endswith((".", "。")) and not _labelled(line)[1]
    except Rejected:
        return False


def _labelled(line: str) -> tuple[str, str, str]:
    """The label of a line of the head ('' for a bare date), its field and its value; ('', '', '') for one without."""
    line = _MARKED.sub("", line.strip("*_"), count=1)  # as Markdown and others mark it
    if label := _LABEL.fullmatch(line):
        name, value, colon = label["label"].lower(), label["value"], label["mark"].strip() in (":", "：")
        field = _FIELDS[name]
        if field in _DATES:
            if day := parse_date(value) or foreign_date(value):
                return name, field, day
        elif (colon and not (value.endswith(STOPS) and len(_WORD.findall(value)) > 3)) or (
            name in _BY and len(value) <= 80 and not value.endswith(".")
        ):
            return name, field, value
    return ("", "published", day) if (day := _dated(line)) else ("", "", "")


def _other_side(line: str, first: str) -> tuple[str, str] | None:
    """The other date of a line that gives two, each under its label."""
    for side in _SIDES.split(line)[1:4]:
        try:
            label, name, value = _labelled(side)
        except Rejected:
            continue
        if label and name in _DATES and name != first:
            return name, value
    return None


def _headline_twice(contents: list[str]) -> str | None:
    """The line that stands twice in the head of a saved page, with navigation before it and no text."""
    for at, line in enumerate(contents):
        if is_prose(line):
            return None
        if line in contents[at + 1 :] and _title(line):
            return line
    return None


def _dated(line: str) -> str | None:
    """The date of a line that holds little else, or None; raises Rejected where that date does not exist."""
    if len(line) > 100 or sum(letter.isalpha() for letter in line) > _REST_OF_DATE_LINE + 9:
        return None
    if _OTHER_DAYS.intersection(_WORD.findall(line.lower())):
        return None
    try:
        return parse_date(line) or (foreign_date(line) if len(line) <= _LONGEST_FOREIGN else None)
    except Rejected:
        if re.search(r"[0-9]{4}", line) and len(line) <= 40:
            raise
        return None
