"""Sentence spans with exact offsets, for press texts, transcripts and Korean."""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.article import Span
from corpus.text import speakers
from corpus.text.calendar import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS

# No sentence is longer than a citation may be, so that every one can be cited whole: docs/decisions/014-citations.md.
LONGEST = 600

_CLOSERS = r"[\"'”’»)\]}」』]"
_END = re.compile(rf"[.!?…。！？]++(?:\s?{_CLOSERS}(?=\s|$)|{_CLOSERS})*+(?:\[[0-9]{{1,3}}\])*+")
_OPENERS = "\"'“‘«([{「『—–-"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# With a capital these never end a sentence; 'sen' and 'rev' without one are words.
_TITLES = _words(
    "mr mrs ms messrs mx dr prof rev hon fr gen col lt maj capt cmdr adm sgt cpl pvt brig amb sen rep gov sec pres "
    "st mt ft supt insp det dept"
)
_INSIDE = _words("vs v cf viz approx al pp nos")
_BEFORE_NUMBERS = _words("no fig figs vol art sec ch para p pp ed")
_SOMETIMES = _words(
    "inc corp ltd co jr sr bros ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo "
    "mont neb nev "
    "okla ore pa tenn tex va vt wash wis wyo ph.d"
).union(SHORT_MONTHS, SHORT_WEEKDAYS - {"sat", "sun"})  # a verb, and what newspapers are called
# Words that begin a sentence far more often than they continue one after an abbreviation.
_STARTERS = _words(
    "the this that these those it its he she they we you i his her their our in on at as but and or so if when "
    "while after before since although though however there here what who why how for from with by a an no not yes "
    "thank meanwhile moreover also some many most all both each such then now today to question let let's it's "
    "that's i'm i've we're we've he's she's they're there's what's"
)
_SAID = re.compile(r"\s+(?:[^\s.!?]{1,30}\s+){0,6}?(?:said|says|asked|asks|added|told|wrote|replied|warned|declared)\b")
# What stands in round brackets is part of a sentence, as in '(73 Stat. 212)', while its bracket closes on its line.
_BRACKETED, _OPENED = 120, re.compile(r"\([^()\n]*\Z")
_CLOSED = re.compile(r"[^()\n]*\)")
# So is what dashes stand around: the words before its mark are few.
_DASH, _ASIDE = re.compile(r"\s*[—–]\s"), re.compile(r"\s[—–]\s+[^.!?—–\n]{1,40}\Z")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){2,}$")
_LINK = re.compile(r"https?://|www\b|[^\s@]@[^\s@]", re.IGNORECASE)
# 'HealthCare.Gov', 'www.YouTube.com/live': addresses in capitals are no glued sentences.
_ADDRESS = re.compile(
    r"(?:[\w-]{1,40}\.){0,3}(?:com|gov|org|net|edu|mil|int|info|kr|jp|cn|uk|eu)\b|[\w.+-]{1,40}@", re.IGNORECASE
)
_KOREAN_DAY = re.compile(r"[0-9]{4}\.\s?[0-9]{1,2}\.\s?[0-9]{1,2}$")
_KOREAN_DATE = re.compile(r"[0-9]{1,2}(?:\.|일)")
_WORD_ENDS = re.compile(r"[\s,;:.!?]")
_CUTS = (re.compile(r"[;\n]\s"), re.compile(r"[,:—–]\s"), re.compile(r"\s"))
_NUMBERING = re.compile(r"[0-9]{1,3}|[a-z]|[ivx]{1,5}")
_BULLET = re.compile(r"(?:[•▪◦●○‣·*–—-]|\(?[0-9]{1,3}[.)])\s")
_LISTED = re.compile(r"(?<!\S)(?:[0-9]{1,2}|[a-z]|[ivx]{1,5})\)")
_BREAK = re.compile(r"[\n\r\u2028\u2029]\s*")


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a text: exact, in order, not overlapping, none empty, only white space between them.

    None is longer than LONGEST characters: a longer run is cut after a semicolon, a comma or a word. The time is
    linear in the length of the text, whatever it holds.
    """
    return list(sentences(text))


def sentences(text: str) -> Iterator[Span]:
    """As `sentence_spans`, one by one: who stops early has the rest of the text not looked at."""
    return (
        piece for block in blocks(text) for sentence in _sentences(text, block) for piece in _pieces(text, sentence)
    )


def is_piece(text: str) -> bool:
    """Whether it is the rest of a sentence or a quotation: it begins with a small letter, or closes a bracket or a
    quotation that it does not open ('The lake was full," he said').
    """
    closed = re.match(r"[^()]*\)", _LISTED.sub("", text)) or re.match(r"[^“”\"]*(?:”|[a-z,.?!…]\"(?!\w))", text)
    return text[:1].islower() or bool(closed)


def blocks(text: str) -> Iterator[Span]:
    """Runs of lines that one sentence may span: lines, joined where a line was broken inside a sentence."""
    start, width = 0, _wrapped_at(text)
    for found in _BREAK.finditer(text):
        ends = found.start()
        while ends and text[ends - 1].isspace():
            ends -= 1
        gap = Span(ends, found.end())
        if not _continues(text, start, gap, width):
            yield Span(start, gap.start)
            start = gap.end
    yield Span(start, len(text))


def _continues(text: str, start: int, gap: Span, width: int) -> bool:
    """Whether a sentence goes on over a line break, in a text whose lines are broken at a width, or at none (0)."""
    before = text[max(start, gap.start - 160) : gap.start]
    after = text[gap.end : gap.end + 40]
    if not before or not after:
        return False
    line = before.rpartition("\n")[2]
    if speakers.LINE.fullmatch(line):
        return True
    if text.count("\n", *gap) > 1 or _BULLET.match(after):
        return False
    if width and len(line) <= width < len(line) + 1 + len(after.split(maxsplit=1)[0]):
        return True
    return after[0].islower() and before[-1] not in ".!?…:;。"


def _wrapped_at(text: str) -> int:
    """The width at which a text's lines were broken, as in e-mail and PDF, or 0 where lines are whole.

    A paragraph is wrapped if no line of it had room for the first word of the next. Lines of 30 to 140 characters
    count, in paragraphs of three lines or more: of those, more than half must be wrapped.
    """
    wrapped: list[int] = []
    whole = 0
    for paragraph in re.split(r"\n[^\S\n]*\n", text):
        lines = [line.strip() for line in paragraph.strip().split("\n", 200)]
        width = max(map(len, lines))
        if len(lines) < 3:
            continue
        filled = 30 <= width <= 140 and all(
            len(line) + 1 + len(after.split(maxsplit=1)[0]) > width for line, after in pairwise(lines) if after
        )
        wrapped += [width] * filled
        whole += not filled
    return max(wrapped) if len(wrapped) > whole else 0


def _sentences(text: str, block: Span) -> Iterator[Span]:
    """The sentences of one block, untrimmed."""
    start = block.start
    for end in _END.finditer(text, block.start, block.end):
        cut = min(end.end(), block.end)
        if cut < block.end and _ends(text, start, end, block.end):
            yield Span(start, cut)
            start = cut
    yield Span(start, block.end)


def _ends(text: str, start: int, end: re.Match[str], stop: int) -> bool:
    """Whether a sentence that began at `start` ends with this punctuation."""
    cut = end.end()
    glued = not text[cut].isspace()
    ahead = text[cut : min(cut + 160, stop)]
    following = ahead.lstrip().lstrip(_OPENERS + " ")
    if not following:
        return not glued
    if end[0][0] in "。！？":
        return True
    words = text[max(start, end.start() - 60) : end.start()].split()
    token = words[-1].lstrip(_OPENERS) if words and not text[end.start() - 1].isspace() else ""
    if glued:
        return _glued_end(token, ahead, end)
    if following[0].islower() or _bracketed(text, start, cut) or _dashed(text, start, end.start(), ahead):
        return False
    if end[0][0] in "!?":
        return not (end[0][-1] in "\"”’'" and _SAID.match(ahead))
    if end[0] == ".":
        first = end.start() - start < 12 and text[start : end.start()].strip() == token
        if token.isdigit() and _KOREAN_DAY.search(text, max(start, end.start() - 12), end.start()):
            return False
        return not _abbreviates(token, following, first)
    return bool(token) or end[0][-1] in "\"”’')"


def _bracketed(text: str, start: int, cut: int) -> bool:
    """Whether a place of a sentence that began at `start` lies within round brackets of a few words."""
    opened = _OPENED.search(text[max(start, cut - _BRACKETED) : cut])
    return bool(opened and _CLOSED.match(text[cut : cut + _BRACKETED]))


def _dashed(text: str, start: int, at: int, ahead: str) -> bool:
    """Whether a place of a sentence that began at `start` lies between dashes: 'only four — right? — Cuba, Iran'."""
    return bool(_DASH.match(ahead) and _ASIDE.search(text[max(start, at - _BRACKETED) : at]))


def _abbreviates(token: str, following: str, first: bool) -> bool:
    """Whether the point after a word belongs to an abbreviation, or a number, inside a sentence."""
    word, capital = token.lower(), token[:1].isupper()
    if not word:
        return False
    if first and _NUMBERING.fullmatch(word):
        return True
    if following[0].isdigit():
        dated = word.isdigit() and len(word) <= 4 and _KOREAN_DATE.match(following)
        if dated or word in MONTHS or word in _SOMETIMES:
            return True
    if word in _INSIDE or (capital and word in _TITLES) or (word in _BEFORE_NUMBERS and following[0].isdigit()):
        return True
    starts = _WORD_ENDS.split(following, maxsplit=1)[0].lower().replace("’", "'") in _STARTERS
    if len(word) == 1 and word.isalpha() and word.isascii():
        return not (word == "i" and starts)
    return ((capital and word in _SOMETIMES) or bool(_ACRONYM.search(word + "."))) and not starts


def _glued_end(token: str, ahead: str, end: re.Match[str]) -> bool:
    """Whether a sentence ends where the next word follows without a space, as stripped HTML leaves it ('ended.The')."""
    if speakers.GLUED.match(ahead):
        return True
    following = ahead.lstrip(_OPENERS)
    # Points that leave words out of a quotation stand between words: 'voting “more with…Republicans”'.
    if len(following) < 2 or _ADDRESS.match(following) or end[0].startswith(("..", "…")) or _LINK.search(token):
        return False
    if "가" <= following[0] <= "힣":
        return token[-1:] in tuple("다요까죠오음함임됨")
    begins = following[0].isupper() and (following[1].islower() or following[1] in " ’'")
    if end[0][0] != ".":
        return begins
    word = token.lower()
    if (
        (len(word) < 2 and not word.isdigit())
        or word in _TITLES
        or not (token[-1].islower() or token[-1].isdigit() or end[0][-1] != ".")
    ):
        return False
    return begins


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Cut a span where it is longer than LONGEST; the pieces are without outer white space, and none is empty."""
    start, stop = span
    while start < stop:
        cut = stop if stop - start <= LONGEST else _cut(text, start)
        piece = text[start:cut]
        begin, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if begin < end:
            yield Span(begin, end)
        start = cut


def _cut(text: str, start: int) -> int:
    """Where to cut a run that is too long: after its last semicolon, comma or word in the second half of the limit."""
    half, limit = start + LONGEST // 2, start + LONGEST
    for pattern in _CUTS:
        if ends := [found.end() for found in pattern.finditer(text, half, limit)]:
            return ends[-1]
    return limit
