"""Nexis' exports: articles that end with `End of Document` or begin with `1 of 50 DOCUMENTS`; labels at both ends."""

import re
from typing import Any

from corpus.errors import Rejected
from corpus.reading.exports.lines import dated, name_of, paragraphs
from corpus.reading.found import Found
from corpus.text.published import parse_date
from corpus.text.tables import table

_END = re.compile(r"End of Document|Ende des Dokuments?|Fin du document|Fin del documento", re.IGNORECASE)
_BEGIN = re.compile(r"(?:FOCUS - )?[0-9]{1,6} of [0-9]{1,6} DOCUMENTS?", re.IGNORECASE)
_LABEL = re.compile(r"([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ -]{2,30}?)\s?:\s{0,9}(.*)")
_LOADED = ("load-date:", "date-chargement:")
_LENGTH = re.compile(r"(?:Length|Länge|Longueur):\s?[0-9].{0,30}", re.IGNORECASE)
_PAGE = re.compile(r"Page [0-9]{1,5} of [0-9]{1,5}", re.IGNORECASE)
_OUTLET_AND_DAY = re.compile(r"(\S.{1,80}?),\s{0,3}(\S.{5,40})")
# Lines in which the head of an article is looked for; a cover with a list of the articles may stand before the first.
_HEAD = 40
_COVER = 400
_TAIL = 20


def articles(text: str) -> list[Found | Rejected]:
    """The articles, in the place of two that have run into each other the reason; none where the text has not the
    marks of Nexis.
    """
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if not _PAGE.fullmatch(line)]
    numbered = sum(bool(_BEGIN.fullmatch(line)) for line in lines)
    parts = _split(lines, _BEGIN if numbered else _END, first=not numbered)
    read = [(fields, part) for part in parts if (fields := _article(part, numbered > 0))]
    found = [fields for fields, _ in read]
    if numbered or any(_END.fullmatch(line) for line in lines):
        return [_run_together(part) or Found(fields) for fields, part in read]
    # One article without either mark is known by what stands at its head and at its end.
    loaded = any(line.lower().startswith(_LOADED) for line in lines)
    return [Found(fields) for fields in found] if loaded and len(found) == 1 and found[0].get("published") else []


def _split(lines: list[str], mark: re.Pattern[str], *, first: bool) -> list[list[str]]:
    """The lines between the marks; `first`: what stands before the first mark is an article too."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if mark.fullmatch(line):
            parts.append([])
        else:
            parts[-1].append(line)
    return [part for part in (parts if first else parts[1:]) if any(part)]


def _run_together(lines: list[str]) -> Rejected | None:
    """Why the lines are no single article: below what stands after its text another one has its head; or None."""
    words = table("corpus.reading", "exports")["nexis"]
    loaded = [n for n, line in enumerate(lines) if line.lower().startswith(_LOADED)]
    below = lines[loaded[0] + 1 :] if loaded else []
    if len(loaded) < 2 and not any(line.lower() in words["body"] or _LENGTH.fullmatch(line) for line in below):
        return None
    return Rejected("holds two articles without the line that ends the first: part them with `End of Document`")


def _article(lines: list[str], numbered: bool) -> dict[str, Any] | None:
    """The fields of one article, or None for lines that hold none."""
    words = table("corpus.reading", "exports")["nexis"]
    lines = _without_cover(lines, words["cover"])
    labels: dict[str, str] = {}
    head: list[str] = []
    at, label = 0, ""
    begun = False
    for number, line in enumerate(lines[: 2 * _HEAD]):
        match = _LABEL.fullmatch(line) if begun or any(map(_when, head)) else None  # before the day stands a headline
        if line.lower() in words["body"]:
            at = number + 1
            break
        if match and match[1].lower() in words["labels"]:
            label, begun, at = match[1].lower(), True, number + 1
            labels[label] = match[2]
        elif begun and label and line and not lines[number - 1]:
            label = ""  # an empty line ended the label's value
            break
        elif begun and label and line and numbered:
            labels[label] += f" {line}"
            at = number + 1
        elif begun and line:
            break
        elif line and not begun:
            head.append(line)
    fields, used = _head(head, words, numbered)
    if fields is None:
        return None
    if not begun and not at:
        at = next((n for n, line in enumerate(lines) if line == used), -1) + 1
    for name, value in labels.items():
        if (field := words["labels"][name]) and value:
            fields[field] = name_of(value) if field == "author" else value
    lead = fields.pop("lead", "")
    body, tail = _body(lines[at:], words)
    fields.update({name: value for name, value in tail.items() if name not in fields})
    text = paragraphs(body)
    if lead and lead not in text:
        text = f"{lead}\n\n{text}"
    return fields | {"text": text}


def _without_cover(lines: list[str], cover: list[str]) -> list[str]:
    """The lines after the cover, which lists the articles of a file and how they were found."""
    marks = [n for n, line in enumerate(lines[:_COVER]) if line.lower().startswith(tuple(cover))]
    if len(marks) < 3:
        return lines
    last = marks[-1]
    day = next((n for n, line in enumerate(lines[last + 1 :], last + 1) if line and dated(line)), None)
    filled = [n for n, line in enumerate(lines[:day]) if line and n > last] if day else []
    return lines[filled[-2] :] if len(filled) >= 2 else lines[last + 1 :]


def _head(head: list[str], words: dict[str, Any], numbered: bool) -> tuple[dict[str, Any] | None, str]:
    """Title, outlet and day of an article by their order, and the last line that they took."""
    kept = [line for line in head if not _idle(line, words)]
    day = next((n for n, line in enumerate(kept[:_HEAD]) if _when(line)), None)
    if day is None:
        return ({"title": kept[0]}, kept[0]) if kept else (None, "")
    outlet, when = _when(kept[day]) or ("", "")
    before, after = kept[:day], [line for line in kept[day + 1 :] if not _edition(line, words["editions"])]
    fields: dict[str, Any] = {"published": when}
    if numbered:
        fields |= {"source": outlet or (before[-1] if before else None), "title": " ".join(after) or None}
    elif outlet:
        fields |= {"source": outlet, "title": " ".join(before) or None}
    else:
        fields |= {"source": before[-1] if len(before) > 1 else None, "title": " ".join(before[:-1] or before) or None}
    return fields, kept[day]


def _when(line: str) -> tuple[str, str] | None:
    """The outlet ('' where it stands in a line of its own) and the day of a line that holds little else."""
    if not (day := dated(line)):
        return None
    match = _OUTLET_AND_DAY.fullmatch(line)
    if match and not any(letter.isdigit() for letter in match[1]) and parse_date(match[2]) == day:
        return match[1], day
    rest = sum(letter.isalpha() for letter in line)
    return ("", day) if rest <= 40 else None


def _edition(line: str, words: list[str]) -> bool:
    """Whether a short line names an edition."""
    return len(line) < 40 and any(word in line.lower().split() for word in words)


def _body(lines: list[str], words: dict[str, Any]) -> tuple[list[str], dict[str, str]]:
    """The lines of the text, and the fields of the labels after it."""

    def first(marks: list[str], since: int, until: int) -> int:
        numbers = (n for n in range(max(since, 0), until) if lines[n].lower().startswith(tuple(marks)))
        return next((n for n in numbers if ":" in lines[n] or lines[n].lower() in marks), until)

    end = first(words["ends"], 0, len(lines))
    end = first(words["doubtful"], end - _TAIL, end)
    tail: dict[str, str] = {}
    for line in lines[end:]:
        if (match := _LABEL.fullmatch(line)) and (field := words["labels"].get(match[1].lower())) and match[2]:
            tail.setdefault(field, match[2])
    body = lines[:end]
    while body and _idle(body[-1], words):
        body = body[:-1]
    while body and _idle(body[0], words):
        body = body[1:]
    return body, tail


def _idle(line: str, words: dict[str, Any]) -> bool:
    """Whether a line says nothing of the article."""
    return not line or line.lower().startswith(tuple(words["idle"]))
