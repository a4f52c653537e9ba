"""Cuts a chat model's answer, as it streams, into sentences and the keys that stand after them."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from corpus.article import Span
from corpus.text.sentences import sentence_spans

_BRACKET = re.compile(
    r"(?P<link>!?\[[^\[\]]{0,300}\]\([^()]{0,500}\))|\[(?P<square>[^\[\]]{0,120})\]|【(?P<thick>[^【】]{0,120})】"
)
_BLANKS = re.compile(r"\s+")
_REFERENCE = re.compile(r"[\w.:#^†-]*[\d_:#^†-][\w.:#^†-]*")
_ENDED = re.compile(r"[.!?…。]['\"”’»)]{0,9}\s{0,9}$")
_ENDS_NEXT = re.compile(r"\s*(?:[.!?…。]|\n|$)")
_GOES_ON = re.compile(r"\s*[a-z,;:)]")
_BULLET = re.compile(r"^(?:[-*•–—]\s+|#{1,6}\s+|\(?\d{1,2}[.)]\s+(?=[A-Z\"“]))+")
_FILLING = frozenset(("key", "keys", "passage", "passages", "source", "sources", "see", "and", "ref"))
_LONGEST_BRACKET = 130
_AHEAD = 3
"""Characters after a closing bracket that must be known before it is clear what the bracket is."""
_TAIL = 20
"""Characters at the end of a text that show whether it has ended, and of what follows that show whether it goes on."""
_STEP = 64
_PATIENCE = 16
"""The text that waits is looked through again when it has grown by one part in so many: so all of it is read in linear
time, in whatever pieces it comes."""


@dataclass(slots=True)
class Said:
    """One sentence as the model wrote it, without marks: the known keys beside it, and whether it had others."""

    text: str
    keys: list[str] = field(default_factory=list)
    unknown: bool = False
    whole: bool = True
    """False where a limit broke the answer off inside it."""


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    """Where in the text without marks."""
    keys: list[str]
    unknown: bool
    begins_line: bool


@dataclass(slots=True)
class _Waiting:
    """The text after the last sentence that was given, without its marks."""

    text: str = ""
    marks: list[_Mark] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    """Where a mark after a full stop shows that a sentence ends, whatever the words look like ("in the U.S. [key]")."""
    curly: int = 0
    straight: int = 0

    def add(self, piece: str) -> None:
        self.text += piece
        self.curly += piece.count("“") - piece.count("”")
        self.straight += piece.count('"')

    @property
    def quoted(self) -> bool:
        """Whether the text ends inside a quotation."""
        return self.curly > 0 or self.straight % 2 == 1

    @property
    def ended(self) -> bool:
        """Whether the text ends with the stop of a sentence."""
        return bool(_ENDED.search(self.text[-_TAIL:]))

    def mark(self, keys: list[str], unknown: bool) -> None:
        """Note a mark at the end of the text; the blanks before it go."""
        bare = self.text.rstrip()
        begins_line, self.text = "\n" in self.text[len(bare) :], bare
        self.marks.append(_Mark(len(bare), keys, unknown, begins_line))

    def spans(self) -> list[Span]:
        found = []
        for start, end in zip([0, *self.ends], [*self.ends, len(self.text)], strict=True):
            found += [Span(start + one.start, start + one.end) for one in sentence_spans(self.text[start:end])]
        return found

    def after(self, cut: int, marks: list[_Mark]) -> "_Waiting":
        """What is left behind a place, with the marks that belong to it."""
        left = _Waiting(
            marks=[replace(mark, at=max(0, mark.at - cut)) for mark in marks],
            ends=[end - cut for end in self.ends if end > cut],
        )
        left.add(self.text[cut:])
        return left


class SentenceReader:
    """Takes an answer piece by piece, and gives each sentence once it is complete and its keys are known."""

    def __init__(self, keys: Collection[str]) -> None:
        self._keys = frozenset(keys)
        self._raw = ""  # of which it is not clear yet what its last bracket is
        self._waiting = _Waiting()
        self._looked_at = 0

    def feed(self, piece: str) -> Iterator[Said]:
        """Yield the sentences that this piece completes: those after which another one has clearly begun."""
        for start in range(
            0, len(piece), _STEP
        ):  # a long piece is read as a short one is, whatever its quotation marks
            yield from self._feed(piece[start : start + _STEP])

    def _feed(self, piece: str) -> Iterator[Said]:
        self._take(piece)
        self._read_on(self._settled())
        grown = len(self._waiting.text) - self._looked_at
        if grown * _PATIENCE <= self._looked_at:
            return
        self._looked_at = len(self._waiting.text)
        spans = self._waiting.spans()
        if len(spans) > 1 and " " not in self._waiting.text[slice(*spans[-1])]:
            spans.pop()  # one word more may yet show that the one before goes on: "the U.S." "President"
        if len(spans) < 2:
            return
        done, rest = self._assign(spans)
        self._waiting = self._waiting.after(spans[-1].start, rest)
        self._looked_at = len(self._waiting.text)
        yield from done[:-1]

    def close(self, *, cut: bool = False) -> Iterator[Said]:
        """Yield what is left. `cut`: a limit ended the answer; what then lacks its stop or its key is not whole."""
        self._read_on(len(self._raw))
        spans = self._waiting.spans()
        said, _ = self._assign(spans) if spans else ([], [])
        self._waiting = _Waiting()
        if cut and said:
            said[-1].whole = bool(said[-1].keys) and bool(_ENDED.search(said[-1].text[-_TAIL:]))
        yield from said

    def _take(self, piece: str) -> None:
        """Add a piece to what was not read yet. Of blanks it counts only whether they hold line breaks."""
        before, self._raw = self._raw, self._raw.rstrip()
        piece = before[len(self._raw) :] + piece
        self._raw += _BLANKS.sub(lambda run: "\n\n"[: run[0].count("\n")] or " ", piece)

    def _settled(self) -> int:
        """How much of the text can be read: up to a bracket that is open, or only just closed."""
        raw = self._raw
        opened = max(raw.rfind("["), raw.rfind("【"))
        if opened < 0:
            return len(raw)
        closed = max(raw.find("]", opened), raw.find("】", opened))
        if closed < 0:
            return opened if len(raw) - opened < _LONGEST_BRACKET else len(raw)
        in_link = raw[closed + 1 : closed + 2] == "(" and ")" not in raw[closed:] and len(raw) - closed < 500
        return opened if in_link or len(raw) - closed <= _AHEAD else len(raw)

    def _read_on(self, until: int) -> None:
        """Take the marks out of the text up to a place, and note where they stood."""
        raw, waiting, done = self._raw, self._waiting, 0
        for match in _BRACKET.finditer(raw, 0, until):
            if match["link"]:
                continue
            waiting.add(raw[done : match.start()])
            done = match.start()
            content = match["square"] if match["square"] is not None else match["thick"]
            read = self._read(content, raw[match.end() : match.end() + _TAIL])
            if read is None:
                continue  # words of the answer, such as "the [North Korean] leader"
            ended, done = waiting.ended, match.end()
            waiting.mark(*read)
            if raw[done : done + 1].isalnum():
                waiting.add(" ")
            if ended and not _GOES_ON.match(raw, done):
                waiting.ends.append(len(waiting.text))
        waiting.add(raw[done:until])
        self._raw = raw[until:]

    def _read(self, content: str, after: str) -> tuple[list[str], bool] | None:
        """Read a bracket as known keys and whether there are others; None where it is words of the answer."""
        pieces = [one.strip(".:'\"`*“”") for one in re.split(r"[\s,;/&|]+", content.lower())]
        pieces = [one for one in pieces if one and one not in _FILLING]
        known = [one for one in pieces if one in self._keys]
        if known:
            return known, len(known) < len(pieces)
        if self._waiting.quoted:
            return None  # inside a quotation: the gate holds it against the text to the letter
        if (
            (pieces and all(_REFERENCE.fullmatch(one) for one in pieces))
            or self._waiting.ended
            or _ENDS_NEXT.match(after)
        ):
            return [], True
        return None

    def _assign(self, spans: list[Span]) -> tuple[list[Said], list[_Mark]]:
        """Give each mark to its sentence; also the marks of the last one."""
        said = [Said(_tidy(self._waiting.text[span.start : span.end])) for span in spans]
        starts, rest = [span.start for span in spans], []
        for mark in self._waiting.marks:
            owner = max(0, bisect_left(starts, mark.at) - 1)
            following = owner + 1 < len(spans)
            if mark.begins_line and following and mark.at >= spans[owner].end and said[owner].keys:
                owner += 1  # the key stands before its sentence, as the first thing on the line
            if owner == len(spans) - 1:
                rest.append(mark)
            said[owner].keys += [key for key in mark.keys if key not in said[owner].keys]
            said[owner].unknown |= mark.unknown
        return [one for one in said if one.text or one is said[-1]], rest


def _tidy(text: str) -> str:
    """Return a sentence on one line, without list marks and emphasis."""
    return _BULLET.sub("", " ".join(text.replace("**", "").replace("__", "").split()))
