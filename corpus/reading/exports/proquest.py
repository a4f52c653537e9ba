"""ProQuest's exports: `Document 1 of 25`, the headline, and fields with labels, of which one is the full text."""

import re
from typing import Any

from corpus.reading.exports.lines import dated, name_of, paragraphs
from corpus.reading.found import Found
from corpus.text.tables import table

_BEGIN = re.compile(r"Document [0-9]{1,6} of [0-9]{1,6}", re.IGNORECASE)
_RULE = re.compile(r"_{20,}")
_LABEL = re.compile(r"([A-Za-z][A-Za-z /]{1,40}?)(?: \([A-Za-z]{1,20}\))?\s?:\s{0,9}(.*)")
_HEADING = re.compile(r"[A-Z][A-Z ]{3,30}(?: \([A-Z]{2,20}\))?")
_ABOUT = re.compile(
    r"(?P<source>[^;\[:]{2,120}?)(?:\s?;[^.:]{0,120})?(?:\s?\[[^\]]{0,80}\])?\s?\.\s(?P<day>[^:]{6,40})(?::.*)?"
)
_WHERE_AND_WHEN = {"publication title", "publication info", "publication date"}
_LINK = re.compile(r"\[?\s?ProQuest document link\s?\]?|https?://\S{1,500}", re.IGNORECASE)


def articles(text: str) -> list[Found]:
    """The articles; none where the text has not the marks of ProQuest."""
    lines = [line.strip() for line in text.splitlines()]
    parts: list[list[str]] = [[]]
    numbered = any(_BEGIN.fullmatch(line) for line in lines)
    for line in lines:
        if _BEGIN.fullmatch(line) or (not numbered and _RULE.fullmatch(line)):
            parts.append([])
        elif not _RULE.fullmatch(line):
            parts[-1].append(line)
    found = [_article(part) for part in (parts[1:] if numbered else parts)]
    if not numbered or not any(found):
        return [one for one in found if one]
    # Each number stands for an article: one without a text is refused, and not passed over.
    return [one or Found({"title": next(filter(None, part), None)}) for one, part in zip(found, parts[1:], strict=True)]


def _article(lines: list[str]) -> Found | None:
    """One article; None for lines without a full text or an abstract, or without an outlet or a day."""
    labels = table("corpus.reading", "exports")["proquest"]["labels"]
    held: dict[str, list[str]] = {}
    label = title = ""
    for line in lines:
        name, value = _labelled(line, labels)
        if name and name not in held:
            label = name
            held[label] = [value] if value else []
        elif label:
            held[label].append(line)
        elif line and not title and not _LINK.match(line):
            title = line
    if not {"full text", "abstract"} & held.keys() or not held.keys() & _WHERE_AND_WHEN:
        return None
    fields: dict[str, Any] = {"title": title or None}
    for name, values in held.items():
        field = labels[name]
        value = next(filter(None, values), "")  # whatever a label holds is one line, the texts aside
        if field and value and field not in ("text", "abstract", "about"):
            fields[field] = name_of(value) if field == "author" else value
    if (about := _ABOUT.match(" ".join(held.get("publication info", [])))) and dated(about["day"]):
        fields.setdefault("published", about["day"])
        fields.setdefault("source", about["source"])
    if "source" in fields:
        fields["source"] = fields["source"].partition(";")[0].strip()
    whole = paragraphs(held.get("full text", []))
    summary = {} if whole else {"summary_only": True}
    return Found(fields | {"text": whole or paragraphs(held.get("abstract", []))}, metadata=summary)


def _labelled(line: str, labels: dict[str, str]) -> tuple[str, str]:
    """The label that a line begins with and its value; ('', '') for a line without one."""
    if (match := _LABEL.fullmatch(line)) and (name := match[1].lower().strip()) in labels:
        return name, match[2].strip()
    if _HEADING.fullmatch(line) and (name := line.partition(" (")[0].lower().strip()) in labels:
        return name, ""
    return "", ""
