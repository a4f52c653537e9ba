"""What one line at the head of a text says: a label and its value, a day, an outlet; or that it is a sentence of it."""

import re

from corpus.errors import Rejected
from corpus.text.calendar import either
from corpus.text.heads.datelines import BY, KNOWN
from corpus.text.published import foreign_date, parse_date
from corpus.text.tables import bag, table

_FIELDS: dict[str, str] = {
    label: field for field, labels in table("corpus.reading", "labels")["labels"].items() for label in labels
}
LABEL = re.compile(rf"(?P<label>{either(_FIELDS)})(?P<mark>\s?[:：]|\s+on\s|\s)\s*(?P<value>\S.*)", re.IGNORECASE)
# 'Published: 3 May 2022 | Updated: 4 May 2022'.
SIDES = re.compile(r"\s{1,3}(?:[|·•–—-]|//)\s{1,3}")
# How Org and reStructuredText mark a field: '#+DATE: ...', ':date: ...'.
_MARKED = re.compile(r"(?:#\+|:)(?=[^\W\d_]{2,20}:)")
DATES = ("published", "updated")
_OTHER_DAYS = bag(table("corpus.reading", "labels")["other_days"]["words"])
# A date that stands without a label has its line nearly to itself: 'SEOUL, 25 May 2021 (Tue) 07:27 KST'.
_REST_OF_DATE_LINE = 30
# In another language a line of a date has room for a label too: 'Veröffentlicht am Dienstag, 3. Mai 2022'.
_LONGEST_FOREIGN = 50
LONGEST_LINE = 300
STOPS = tuple('.!?…。"”’»)')
WORD = re.compile(r"\S+")
_HAN = re.compile("[가-힣\u3040-\u30ff\u4e00-\u9fff]")

_OUTLETS = table("corpus.text", "outlets")
# 'World News' is a heading as well.
_ENDINGS = {*_OUTLETS["endings"].replace("\n", "").split("|")} - {"News"}
_NAMED_SO = rf"(?:[A-Z][\w&.-]* ){{1,4}}{either(_ENDINGS)}"
# What parts the outlet, the day and the author of a line; no comma within a day does: 'May 5, 2022'.
_PARTS = re.compile(r"\s*(?:[|·•()]|//)\s*|\s+[–—-]+\s+|,\s+(?![0-9]{4}\b)|\s+(?=by )")
# A place, a weekday, a time of day, a time zone.
_BESIDE = re.compile(
    r"[^\W\d_]{2,20}|[A-Z]{2,20}(?:[ /][A-Z]{2,20}){1,3}|[0-9]{1,2}[:.][0-9]{2}(?: ?[A-Za-z.]{2,5}){0,2}|[–—-]"
)


def credited(line: str) -> dict[str, str]:
    """The `source` of a line that names an outlet, and nothing beside it but the day, the author and the place.

    `Reuters, 5 May 2022`, `By Hyonhee Shin | Reuters | May 5 2022`; one that the table does not have is told by its day
    and the end of its name: `Gull Island Gazette, 5 May 2022`. Empty for any other line. Raises Rejected.
    """
    found: dict[str, str] = {}
    parts = [part.strip(" ,") for part in _PARTS.split(line) if part.strip(" ,")]
    if len(line) > 160 or len(parts) > 6:
        return {}
    for part in parts:
        name, value = _part(part)
        if not name or name in found:
            return {}
        if value:
            found[name] = value
    known = re.fullmatch(KNOWN, found.get("source", "")) is not None
    return found if "source" in found and (known or "published" in found) else {}


def _part(part: str) -> tuple[str, str]:
    """What a part of a line says of its article: a field and its value, `beside` and nothing, or nothing at all."""
    by = re.fullmatch(rf"(?i:{either(BY)}) (?P<who>[A-Z].{{1,78}})", part)
    part = by["who"] if by else part
    if re.fullmatch(f"{KNOWN}|{_NAMED_SO}", part):
        return "source", part
    label, name, value = read_line(part)
    if name == "published" or (label and name in ("updated", "author")):
        return name, value
    if by:
        return "author", part
    return (f"beside {part}", "") if _BESIDE.fullmatch(part) else ("", "")


def is_prose(line: str) -> bool:
    """Whether a line is a sentence of a text, and no headline, name, place or button."""
    words = len(WORD.findall(line))
    return words > 14 or (line.endswith(STOPS) and (words > 5 or len(_HAN.findall(line)) > 14))


def read_line(line: str) -> tuple[str, str, str]:
    """The label of a line of the head ('' for a bare date), its field and its value; ('', '', '') for one without."""
    line = _MARKED.sub("", line.strip("*_"), count=1)  # as Markdown and others mark it
    if label := LABEL.fullmatch(line):
        name, value, colon = label["label"].lower(), label["value"], label["mark"].strip() in (":", "：")
        field = _FIELDS[name]
        if field in DATES:
            if day := parse_date(value) or foreign_date(value):
                return name, field, day
        elif (colon and not (value.endswith(STOPS) and len(WORD.findall(value)) > 3)) or (
            name in BY and len(value) <= 80 and not value.endswith(".")
        ):
            return name, field, value
    return ("", "published", day) if (day := _dated(line)) else ("", "", "")


def other_side(line: str, first: str) -> tuple[str, str] | None:
    """The other date of a line that gives two, each under its label."""
    for side in SIDES.split(line)[1:4]:
        try:
            label, name, value = read_line(side)
        except Rejected:
            continue
        if label and name in DATES and name != first:
            return name, value
    return None


def _dated(line: str) -> str | None:
    """The date of a line that holds little else, or None; raises Rejected where that date does not exist."""
    if len(line) > 100 or sum(letter.isalpha() for letter in line) > _REST_OF_DATE_LINE + 9:
        return None
    if _OTHER_DAYS.intersection(WORD.findall(line.lower())):
        return None
    try:
        return parse_date(line) or (foreign_date(line) if len(line) <= _LONGEST_FOREIGN else None)
    except Rejected:
        if re.search(r"[0-9]{4}", line) and len(line) <= 40:
            raise
        return None
