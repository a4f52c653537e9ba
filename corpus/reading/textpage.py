"""A newspaper's web page saved as text: navigation, headline, 'Posted' and 'Updated' lines, then the article."""

import re

from corpus.errors import Rejected
from corpus.reading.found import Found
from corpus.text.published import parse_date

# Lines that are not blank in which the head of a page is looked for; the longest seen had nine.
_HEAD = 15
_LONGEST_HEAD_LINE = 300
_LABEL = re.compile(
    r"(?P<label>title|headline|posted|published|publication date|date|first published|updated|last updated|modified|"
    r"last modified|by|author|source|outlet|url|link|language|kind|id|입력|등록|수정|게재|승인|기사입력|최종수정)"
    r"(?:\s?:|\s+on\s|\s)\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_FIELDS = {
    "title": "title",
    "headline": "title",
    "by": "author",
    "author": "author",
    "source": "source",
    "outlet": "source",
    "url": "url",
    "link": "url",
    "language": "language",
    "kind": "kind",
    "id": "id",
    "updated": "updated",
    "last updated": "updated",
    "modified": "updated",
    "last modified": "updated",
    "수정": "updated",
    "최종수정": "updated",
}
# A date that stands without a label has its line nearly to itself: 'SEOUL, 25 May 2021 (Tue) 07:27 KST'.
_REST_OF_DATE_LINE = 30


def text_page(text: str, stem: str = "") -> Found:
    """The title, dates, author and body of a saved page; raises Rejected for a date that does not exist.

    A headline that stands twice in the head is the title, and what stands before it is navigation. Without one, the
    first line of the head that is not labelled is the title. The body begins after the head's last labelled or dated
    line, and is kept to the letter. A page without such lines is a title line and a body.
    """
    lines = [line for line in re.finditer(r"[^\r\n]+", text[: _HEAD * 2000]) if line[0].strip()][:_HEAD]
    contents = [line[0].strip() for line in lines]
    twice = next((at for at, line in enumerate(contents) if line in contents[at + 1 :] and not _dated(line)), None)
    fields: dict[str, str] = {}
    unnamed: list[str] = []
    body = 0
    for at, (line, content) in enumerate(zip(lines, contents, strict=True)):
        if len(content) > _LONGEST_HEAD_LINE:
            break
        name, value = _labelled(content)
        if name and not (name in fields and name not in ("published", "updated")):
            fields.setdefault(name, value)
            body = line.end()
        elif twice is not None and content == contents[twice]:
            fields["title"] = content
            body = line.end()
        elif at >= (twice or 0):
            unnamed.append(content)
    if "title" not in fields and unnamed:
        fields["title"] = unnamed[0]
        body = max(body, lines[contents.index(unnamed[0])].end())
    return Found(fields | {"text": text[body:].strip()}, stem, claims=True)


def _labelled(line: str) -> tuple[str, str]:
    """The field that a line of the head gives, and its value; ('', '') for a line that gives none."""
    label = _LABEL.fullmatch(line)
    if label:
        name, value = label["label"].lower(), label["value"]
        field = _FIELDS.get(name, "published")
        if field in ("published", "updated"):
            if day := parse_date(value):
                return field, day
        elif ":" in line[: len(name) + 2] or (name == "by" and len(value) <= 80 and not value.endswith(".")):
            return field, value
    return ("published", day) if (day := _dated(line)) else ("", "")


def _dated(line: str) -> str | None:
    """The date of a line that holds little else, or None; raises Rejected where that date does not exist."""
    if len(line) > 100 or sum(letter.isalpha() for letter in line) > _REST_OF_DATE_LINE + 9:
        return None
    try:
        return parse_date(line)
    except Rejected:
        if re.search(r"[0-9]{4}", line) and len(line) <= 40:
            raise
        return None
