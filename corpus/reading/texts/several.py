"""Texts that hold several articles, as exports and digests do: cut where one ends and the next begins."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise

from corpus.errors import Rejected
from corpus.reading.found import Found, Reading
from corpus.reading.texts.lines import STOPS, is_prose
from corpus.reading.texts.textpage import dated_head, text_page
from corpus.text.calendar import SHORT_WEEKDAYS

PAGE = "\f"
"""Stands between the pages of a text."""

# How databases of the press mark the end of an article: Nexis, Factiva.
_ENDS = re.compile(
    r"^[ \t]*(?:End of Document|Ende des Dokuments?|Fin du document|Fin del documento|"
    r"Do[ck]umento? [A-Z]{2,12}[0-9A-Za-z]{12,30})[ \t]*$",
    re.MULTILINE,
)
# ... and its beginning: LexisNexis, ProQuest.
_BEGINS = re.compile(r"^[ \t]*(?:Document )?[0-9]{1,5} of [0-9]{1,5}(?: DOCUMENTS)?[ \t]*$", re.MULTILINE)
_PAGE = re.compile(PAGE)
_RULE = re.compile(r"^[ \t]*(?:[-=_*#~•·—–] ?){3,200}[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"\A#{1,3} +")
_MOST = 5_000
# Characters of the lines that may be a head.
_LONGEST_LINE = 300
_LONGEST_NAME = 80
_OUTLET = re.compile(r"([^\W\d_][^\d,;|]{1,80})\s{0,3}[,;|·–—-]\s{0,3}\S")
_MOST_NAMES = 2  # lines with the name and the day of a collection


def text_pages(text: str, stem: str = "") -> list[tuple[str, Reading]]:
    """The articles of a text, each with ':number' where there are several; PAGE may stand between pages."""
    pieces = parts(text)
    if len(pieces) < 2:
        return [("", partial(text_page, "\n\n".join(pieces).replace(PAGE, "\n\n"), stem))]
    return [(f":{number}", partial(_one_of, piece, len(pieces))) for number, piece in enumerate(pieces, start=1)]


def _one_of(text: str, all_of_them: int) -> Found:
    found = text_page(_HEADING.sub("", text.replace(PAGE, "\n\n")))
    return replace(found, notes=(*found.notes, f"is one of {all_of_them} articles in its file"))


def parts(text: str) -> list[str]:
    """The pieces of a text that are articles, in order; all of the text as one where it holds one.

    A mark that only databases of the press write at the end decides by itself. Numbers, pages, ruled lines and
    headlines do only where everything between them begins as an article does, with a headline and a date.
    """
    if _ENDS.search(text):
        pieces = _between(text, _ENDS)
        return pieces if len(pieces) <= _MOST and any(map(_article, pieces)) else ["\n\n".join(pieces)]
    clips = _between(text, _PAGE)
    heads = [[line.strip() for line in clip[: 4 * _LONGEST_LINE].splitlines() if line.strip()] for clip in clips]
    clips = clips if all(map(_head, heads)) else []
    for pieces in (_between(text, _BEGINS), clips, _between(text, _RULE), list(_at_heads(text))):
        if 1 < len(pieces) <= _MOST and all(map(_article, pieces)):
            return pieces
    return [text]


def is_end(line: str) -> bool:
    """Whether a line is the mark with which a database of the press ends an article."""
    return bool(_ENDS.match(line))


def _between(text: str, marks: re.Pattern[str]) -> list[str]:
    return [piece.strip() for piece in marks.split(text) if piece.strip()]


def _article(text: str) -> bool:
    """Whether a piece has a headline, a date and a text of its own."""
    try:
        found = text_page(text.replace(PAGE, "\n"))
    except Rejected:
        return False
    return bool(found.fields.get("title") and found.fields.get("published") and found.fields.get("text"))


def _at_heads(text: str) -> Iterator[str]:
    """The text, cut at each headline that has a date in the lines right below it: after a blank line, or a sentence."""
    lines = [line for line in re.finditer(r"[^\r\n]+", text) if line[0].strip()]
    heads, below = list[tuple[int, int]](), 0
    for at, line in enumerate(lines):
        ended = at == 0 or _parted(text, lines[at - 1], line) or lines[at - 1][0].rstrip().endswith(STOPS)
        dated = ended and at >= below and _head([one[0][:_LONGEST_LINE].strip() for one in lines[at : at + 4]])
        # A bare date after a blank line is one of a chronicle; below a headline it stands with the name of the outlet.
        if dated and (not _parted(text, line, lines[at + dated]) or _names_outlet(lines[at + dated][0].strip())):
            heads.append((at, dated))
            below = at + dated + 1
    if len(heads) > 1 and heads[0][1] > 1 and all(dated == 1 for _, dated in heads[1:]):
        heads[0] = (heads[0][0] + 1, 1)  # the name of the collection stands right above its first headline
    starts = [lines[at].start() for at, _ in heads]
    if len(starts) > 2 and not _article(text[starts[0] : starts[1]]):
        starts = starts[1:]  # the name and the day of the collection
    if len(starts) > 1 and _named(text[: starts[0]].strip().split("\n")):
        for start, end in pairwise([*starts, len(text)]):
            yield text[start:end].strip()


def _parted(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a blank line stands between two lines."""
    return len(text[one.end() : other.start()].replace("\r\n", "\n").strip(" \t")) > 1


def _names_outlet(line: str) -> bool:
    """Whether a dated line begins with a name."""
    match = _OUTLET.match(line.strip("*_"))
    return bool(match) and match is not None and match[1].lower()[:3] not in SHORT_WEEKDAYS


def _named(above: list[str]) -> bool:
    """Whether the lines above the first article are none, or no more than the name and the day of the collection."""
    lines = [line for line in above if line.strip()]
    return len(lines) <= _MOST_NAMES and all(len(line) <= _LONGEST_NAME and not is_prose(line) for line in lines)


def _head(lines: list[str]) -> int:
    """In which of some lines, of which the first is a headline, the date of its article stands; 0 where in none."""
    title = lines[0]
    return dated_head(lines) if 0 < len(title) < _LONGEST_LINE and title[-1] not in ".:;," else 0
