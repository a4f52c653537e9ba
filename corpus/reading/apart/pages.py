"""Pages of a PDF as one text: without running heads and page numbers, lines and divided words joined."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.errors import Rejected
from corpus.reading.texts.lines import is_prose
from corpus.reading.texts.several import PAGE, is_end
from corpus.text.published import parse_date

# Lines at the top and the bottom of a page that may repeat on others; on how many of the pages they must.
_EDGE = 2
_SHARE = 0.3
_LONGEST_HEAD = 150
_NUMBER = re.compile(
    r"[\s|·–—-]{0,9}(?:page|p\.|seite|s\.|página|pagina|стр\.?|페이지)?\s{0,3}(?:[0-9]{1,4}|[ivxl]{1,8}(?![a-z]))"
    r"(?:\s{0,3}(?:/|of|von|de|di|van|sur|из)\s{0,3}[0-9]{1,4})?[\s|·–—-]{0,9}",
    re.IGNORECASE,
)
# What browsers print above and below a page: the day and hour, and the address with the number of the page.
_PRINTED = re.compile(r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4},? {1,3}[0-9]{1,2}:[0-9]{2}(?: ?[AP]M)?\b.{0,300}")
_ADDRESS = re.compile(r"(https?://\S{1,2000}) {1,9}[0-9]{1,4}/[0-9]{1,4}")
_DIVIDED = re.compile(r"([^\W\d_]+)-$")
_BULLET = re.compile(r"(?:[•▪◦●○‣·*–—-]|\(?[0-9]{1,3}[.)])\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A line was broken where the next word would have passed the width of the others, letters being of unlike width.
_FULL = 0.85
_NARROWEST = 25


@dataclass(slots=True)
class Cleaned:
    """The pages without what was printed around them; `address` and `printed` are what a browser wrote there."""

    pages: list[str]
    address: str = ""
    printed: bool = False
    left_out: list[str] = field(default_factory=list)


def cleaned(pages: Sequence[str]) -> Cleaned:
    """The pages, each without running heads, page numbers and what a browser prints around a page."""
    made = Cleaned([])
    split = [[line.strip() for line in page.strip().split("\n")] for page in pages]
    heads = _repeated([page[:_EDGE] for page in split]), _repeated([page[-_EDGE:] for page in split])
    for number, lines in enumerate(split):
        for edge, repeated in ((0, heads[0]), (-1, heads[1])):
            for _ in range(_EDGE):
                if not lines or not _around(lines, edge, repeated, number == 0, made):
                    break
                made.left_out.append(lines.pop(edge))
        made.pages.append("\n".join(lines))
    return made


def _around(lines: list[str], edge: int, repeated: frozenset[str], first: bool, made: Cleaned) -> bool:
    """Whether the line at an edge of a page is no line of its text."""
    line = lines[edge]
    if found := _ADDRESS.fullmatch(line):
        made.address = made.address or found[1]
        return True
    if edge == 0 and _PRINTED.fullmatch(line):
        made.printed = True
        return True
    if _NUMBER.fullmatch(line) and any(letter.isdigit() or letter in "ivx" for letter in line):
        return True
    if _key(line) not in repeated or is_end(line):
        return False
    # On the first page a head may be the headline, where none stands below it, and a dated one tells the day.
    headed = (
        len(lines) > 1 and not is_prose(lines[1]) and not _dated(lines[1]) and not lines[1].lower().startswith("by ")
    )
    return not first or edge != 0 or (headed and not _dated(line))


def _repeated(edges: list[list[str]]) -> frozenset[str]:
    """The lines, their numbers aside, that stand at the same edge of several pages."""
    counted = Counter(key for lines in edges for key in {_key(line) for line in lines if line})
    least = max(2, _SHARE * len(edges))
    return frozenset(key for key, count in counted.items() if count >= least and len(key) <= _LONGEST_HEAD)


def _key(line: str) -> str:
    return re.sub(r"[0-9]+", "0", line.casefold())


def _dated(line: str) -> bool:
    try:
        return parse_date(line[:_LONGEST_HEAD]) is not None
    except Rejected:
        return True


def joined(text: str, first: int = 1) -> tuple[str, list[tuple[int, int]], int]:
    """A text of lines as they were set, PAGE between its pages, with its paragraphs made whole.

    Also gives its pages, each as (its number, from `first` on; where it begins in the text), and how many words that
    were divided at the end of a line are one again.
    """
    widths = sorted(len(line.strip()) for line in text.split("\n") if len(line.strip()) >= _NARROWEST)
    width = widths[-1 - len(widths) // 20] if widths else 0
    words = Counter(_WORD.findall(text))
    parts: list[str] = []
    pages: list[tuple[int, int]] = []
    length = healed = 0
    before, blank = "", False
    for number, page in enumerate(text.split(PAGE), start=first):
        begins = True
        for line in map(str.strip, page.strip().split("\n")):
            if not line:
                blank = blank or not begins
                continue
            glue = "" if not before else "\n\n" if blank else _glue(before, line, width)
            if glue == "" and (divided := _DIVIDED.search(before)):
                healed += 1
                if not _compound(divided[1], line, words):
                    parts[-1], length = parts[-1][:-1], length - 1
            parts += (glue, line)
            if begins:
                pages.append((number, length + len(glue)))
            length += len(glue) + len(line)
            before, blank, begins = line, False, False
    return "".join(parts), pages, healed


def _glue(before: str, after: str, width: int) -> str:
    """What stands between two lines that were set one below the other."""
    if _BULLET.match(after):
        return "\n"
    if _DIVIDED.search(before) and after[0].islower():
        return ""
    full = width and len(before) + 1 + len(after.split(maxsplit=1)[0]) > _FULL * width
    goes_on = after[0].islower() and before[-1] not in ".!?…:;。"
    return " " if full or goes_on else "\n"


def _compound(left: str, line: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line's end is the word's own: the text has both halves, or the compound, elsewhere."""
    found = _WORD.match(line)
    right = found[0] if found else ""
    if words[left + right]:
        return False
    return bool(words[f"{left}-{right}"] or (words[left] and words[right] > 1))
