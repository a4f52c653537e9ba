"""Factiva's exports: an article ends with `Document` and its number; its fields have codes (HD, PD ...) or an order."""

import re
from typing import Any

from corpus.reading.exports.lines import CUT_OFF, dated, name_of, paragraphs
from corpus.reading.field_names import folded
from corpus.reading.found import Found
from corpus.text.tables import table

_END = re.compile(r"(?:AN\s{1,9})?Do[ck]umento?\s{1,9}([A-Za-z]{2,12}[0-9]{6,12}[0-9A-Za-z]{4,24})")
_CODE = re.compile(r"([A-Z]{2,3})(?:\s{1,9}(\S.*))?")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(?:\s?[AP]M)?(?: [A-Z]{2,4})?")
_SHORT = re.compile(r"[A-Z0-9]{2,10}")
_RIGHTS = re.compile(r"(?:©|\([Cc]\)|copyright\b|all rights reserved)", re.IGNORECASE)
_PLACES = 12  # lines between the number of words and the text
_LONGEST_BYLINE = 100
_SECTION = 25


def articles(text: str) -> list[Found]:
    """The articles, each by its number; none where the text has not the marks of Factiva."""
    found: list[Found] = []
    lines: list[str] = []
    for line in (one.strip() for one in text.splitlines()):
        if not (end := _END.fullmatch(line)):
            lines.append(line)
            continue
        fields = _coded(lines) or _ordered(lines)
        if fields is None and not found:
            return []
        found.append(Found({"id": end[1], **(fields or {})}))
        lines = []
    if found and (fields := _coded(lines) or _ordered(lines) or _begun(lines)):
        found.append(Found(fields, notes=(CUT_OFF,)))
    return found


def _begun(lines: list[str]) -> dict[str, Any]:
    """What is left of an article that breaks off before its text; empty where the lines begin none."""
    at = next((n for n, line in enumerate(lines) if (match := _CODE.fullmatch(line)) and match[1] == "HD"), None)
    return {} if at is None else {"title": lines[at].removeprefix("HD").strip() or " ".join(lines[at + 1 : at + 2])}


def _words(line: str) -> bool:
    """Whether a line tells the number of words."""
    number, _, word = line.rpartition(" ")
    return (
        len(line) < 30
        and number[:1].isdigit()
        and word.lower() in table("corpus.reading", "exports")["factiva"]["words"]
    )


def _coded(lines: list[str]) -> dict[str, Any] | None:
    """The fields of an article whose lines begin with codes, or None."""
    known = table("corpus.reading", "exports")["factiva"]
    held: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = _CODE.fullmatch(line)
        if (
            match
            and (match[1] in known["codes"] or match[1] in known["others"])
            and (match[1] not in held or not held[match[1]])
        ):
            code = match[1]
            held[code] = [match[2]] if match[2] else []
        elif code:
            held[code].append(line)
    if not {"HD", "PD"} <= held.keys() or not {"LP", "TD"} & held.keys():
        return None
    joined = {name: " ".join(filter(None, value)) for name, value in held.items()}
    return {
        "title": joined["HD"],
        "author": name_of(joined.get("BY", "")) or None,
        "published": " ".join(filter(None, (joined["PD"], joined.get("ET")))),
        "source": joined.get("SN"),
        "language": joined.get("LA"),
        "text": "\n\n".join(paragraphs(held[name]) for name in ("LP", "TD") if held.get(name)),
    }


def _ordered(lines: list[str]) -> dict[str, Any] | None:
    """The fields of an article by the order of its lines: headline, byline, number of words, day, time, outlet, code,
    page, language, rights, and the text; None where no line tells the number of words.
    """
    lines = [line for line in lines if line]
    words = next((number for number, line in enumerate(lines[:20]) if _words(line)), None)
    if not words:
        return None
    head, rest = lines[:words], lines[words + 1 :]
    if len(head) > 2 and len(head[0]) <= _SECTION:
        head = head[1:]  # the section of the newspaper
    byline = head[-1] if len(head) > 1 and len(head[-1]) <= _LONGEST_BYLINE and head[-1][-1:] not in ".?!" else ""
    day = next((number for number, line in enumerate(rest[:3]) if dated(line)), None)
    fields: dict[str, Any] = {"title": head[0], "author": name_of(byline) or None}
    after = 0
    if day is not None:
        after = day + 1
        fields["published"] = rest[day]
        if after < len(rest) and _TIME.fullmatch(rest[after]):
            fields["published"] += f" {rest[after]}"
            after += 1
        fields["source"] = rest[after] if after < len(rest) else None
        after += 1
    languages = table("corpus.reading", "fields")["languages"]
    last = next(
        (n for n, line in enumerate(rest[:_PLACES]) if folded(line) in languages or line.lower() in languages), None
    )
    if last is not None:
        fields["language"] = rest[last]
        after = max(after, last + 1)
    while after < len(rest) and (_SHORT.fullmatch(rest[after]) or _RIGHTS.match(rest[after])):
        after += 1
    return fields | {"text": "\n\n".join(rest[after:])}
