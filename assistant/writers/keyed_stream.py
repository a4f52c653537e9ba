"""Cuts a chat model's answer, as it streams, into sentences and the keys that stand after them."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from corpus.article import Span
from corpus.text.sentences import sentence_spans

_EMPHASIS = r"(?:[*_`~^\\]{1,3}|</?(?:sup|sub|cite|ref|b|i|em|strong|small|code|u|span)>)?"
_OPEN, _CLOSED = "[【({<（［｛＜〔〖〈《「『«‹⟦⟨", "]】)}>）］｝＞〕〗〉》」』»›⟧⟩"
_NO_BRACKET = f"[^{re.escape(_OPEN + _CLOSED)}]"
_BLANKS = re.compile(r"\s+")
_REFERENCE = re.compile(r"[\w.:#^†-]*[\d_:#^†-][\w.:#^†-]*")
_ENDED = re.compile(r"[.!?…。]['\"”’»)*_]{0,9}\s{0,9}$")
_ENDS_NEXT = re.compile(r"\s*(?:[.!?…。]|\n|$)")
_GOES_ON = re.compile(r"\s*[a-z,;:)]")
_BULLET = re.compile(r"^(?:[-*•–—]\s+|#{1,6}\s+|\(?\d{1,2}[.)]\s+(?=[A-Z\"“]))+")
_FILLING = frozenset(
    "key keys passage passages source sources see and ref refs cited cite cf id document article evidence".split()
)
_LEADING = re.compile(
    rf"(?:^|(?<=[.!?…\n”\"])) ?(?:\(?(?:{'|'.join(sorted(_FILLING - {'and', 'id'}))}) ?[:=]? ?|[-–—→|/]{{1,3}} ?)$|"
    r"\\[a-z]{3,9}$",
    re.I,
)
_LABEL = re.compile(r"^(?:the )?(?:final |short |brief )?(?:answer|response|conclusion|summary) ?: ?", re.I)
_EMPTIED = re.compile(rf" ?\( ?(?:{'|'.join(sorted(_FILLING))})?[:=]? ?\)", re.I)
_LONGEST_BRACKET = 130
_LONGEST_LINK = 500
_LONGEST_WORD = 640
"""Characters without a blank after which a text is read on in the middle."""
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
    led: bool
    """Whether the first thing on its line is a mark: keys then stand before their sentences."""


@dataclass(slots=True)
class _Waiting:
    """The text after the last sentence that was given, without its marks."""

    text: str = ""
    marks: list[_Mark] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    """Where a mark after a full stop shows that a sentence ends, whatever the words look like ("in the U.S. [key]")."""
    curly: int = 0
    straight: int = 0
    led: bool = False
    """Whether the line that it ends with began with a mark."""

    def add(self, piece: str) -> None:
        self.text += piece
        self.led = self.led and "\n" not in piece
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
        if lead := _LEADING.search(bare, max(0, len(bare) - _TAIL)):
            bare = bare[: lead.start()].rstrip()  # 'Source: [key]'
        begins_line, self.text = "\n" in self.text[len(bare) :], bare
        self.led = self.led or begins_line or not bare
        self.marks.append(_Mark(len(bare), keys, unknown, begins_line, self.led))

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
        left.led = self.led
        return left


class SentenceReader:
    """Takes an answer piece by piece, and gives each sentence once it is complete and its keys are known."""

    def __init__(self, keys: Collection[str]) -> None:
        self._keys = frozenset(keys)
        self._marks = _marks(self._keys)
        self._listed = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, self._keys))) or '(?!)'})[ ,;]{{1,2}}$", re.I)
        self._longest_listed = max(map(len, self._keys), default=0) + 2
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
        """How much can be read: whole words with the beginning of what follows them, and no open bracket."""
        raw = self._raw
        whole = _word(raw, len(raw.rstrip()))
        while listed := self._listed.search(raw, max(0, whole - self._longest_listed), whole):
            whole = listed.start()  # another key may follow
        opened = [
            at
            for one, other in zip(_OPEN, _CLOSED, strict=True)
            if (at := raw.rfind(one, max(0, whole - _LONGEST_BRACKET), whole)) >= 0 and other not in raw[at:whole]
        ]
        link = raw.rfind("](", max(0, whole - _LONGEST_LINK), whole)
        if link >= 0 and ")" not in raw[link:whole]:
            opened.append(max(0, raw.rfind("[", 0, link)))
        if opened:
            whole = _word(raw, min(opened))
        if len(raw) - whole <= _LONGEST_WORD:
            return whole
        begun = max(raw.rfind(one, len(raw) - _LONGEST_BRACKET) for one in "[【")
        return begun if begun > whole else len(raw)

    def _read_on(self, until: int) -> None:
        """Take the marks out of the text up to a place, and note where they stood."""
        raw, waiting, done = self._raw, self._waiting, 0
        for match in self._marks.finditer(raw, 0, until):
            before = match["before"] or ""
            if match["link"] and (not self._linked(match) or match["link"].startswith("!")):
                continue
            escaped = before.endswith("\\")
            paired = escaped or bool(before) == bool(match["after"])
            start, end = match.span() if paired else match.span("mark")
            waiting.add(raw[done:start])
            done = start
            read = self._read(match, raw[end : end + _TAIL], emphasised=paired and bool(before))
            if read is None:
                continue  # words of the answer, such as "the [North Korean] leader"
            done = end
            waiting.mark(*read)
            ended, mark = waiting.ended, waiting.marks[-1]
            if raw.startswith(":", done) and (mark.begins_line or not mark.at or (ended and mark.led)):
                done += 1  # '[key]: the sentence'
            if raw[done : done + 1].isalnum():
                waiting.add(" ")
            if ended and not _GOES_ON.match(raw, done):
                waiting.ends.append(len(waiting.text))
        waiting.add(raw[done:until])
        self._raw = raw[until:]

    def _linked(self, match: re.Match[str]) -> str:
        """The known key that a link names or leads to; empty for other links."""
        both = ((match[name] or "").strip(" #<>").lower() for name in ("named", "target"))
        return next((one for one in both if one in self._keys), "")

    def _read(self, match: re.Match[str], after: str, *, emphasised: bool) -> tuple[list[str], bool] | None:
        """Read a mark as known keys and whether there are others; None where it is words of the answer."""
        if match["link"]:
            return [self._linked(match)], False
        square = next((match[name] for name in ("square", "thick") if match[name] is not None), None)
        content = square if square is not None else match["other"] or match["bare"]
        pieces = [re.findall(r"[^\W_]+", one) for one in re.split(r"[\s,;/&|]+", content.lower())]
        pieces = [one for one in pieces if one and not (len(one) == 1 and one[0] in _FILLING)]
        known = [next((word for word in one if word in self._keys), "") for one in pieces]
        keys = [key for key in known if key]
        if match["bare"]:
            ends = emphasised or self._waiting.ended or _ENDS_NEXT.match(after)
            return (keys, False) if ends else None
        if square is None:
            return (keys, False) if keys and len(keys) == len(pieces) else None
        if keys:
            return keys, len(keys) < len(pieces)
        if self._waiting.quoted:
            return None  # inside a quotation: the gate holds it against the text to the letter
        references = [one.strip(".:'\"`*“”") for one in re.split(r"[\s,;/&|]+", content.lower())]
        references = [one for one in references if one and one not in _FILLING]
        if (
            (references and all(_REFERENCE.fullmatch(one) for one in references))
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
            if mark.led and following and mark.at >= spans[owner].end and said[owner].keys:
                owner += 1  # the key stands before its sentence, as the first one on the line does
            if owner == len(spans) - 1:
                rest.append(mark)
            said[owner].keys += [key for key in mark.keys if key not in said[owner].keys]
            said[owner].unknown |= mark.unknown
        return [one for one in said if one.text or one is said[-1]], rest


def _tidy(text: str) -> str:
    """Return a sentence on one line, without list marks and emphasis."""
    plain = " ".join(text.replace("**", "").replace("__", "").split())
    return _LABEL.sub("", _BULLET.sub("", _EMPTIED.sub("", plain)))


def _word(text: str, until: int) -> int:
    """Where the last word before a place begins."""
    return max(text.rfind(" ", 0, until), text.rfind("\n", 0, until)) + 1


def _marks(keys: Collection[str]) -> re.Pattern[str]:
    """Everything in a text that may be a mark: brackets of all kinds, and keys that stand bare, emphasised or not."""
    key = rf"(?<![^\W_])(?:{'|'.join(map(re.escape, sorted(keys))) or '(?!)'})(?![^\W_])"
    return re.compile(
        rf"(?P<link>!?\[(?P<named>[^\[\]]{{0,300}})\]\((?P<target>[^()]{{0,500}})\))|(?P<before>{_EMPHASIS})(?P<mark>"
        rf"\[{{1,2}}(?P<square>[^\[\]]{{0,120}})\]{{1,2}}|【(?P<thick>[^【】]{{0,120}})】|"
        rf"[{re.escape(_OPEN)}](?P<other>{_NO_BRACKET}{{0,120}})[{re.escape(_CLOSED)}]|"
        rf"(?P<bare>{key}(?:[ ,;]{{1,2}}{key}){{0,9}}))(?P<after>{_EMPHASIS})",
        re.I,
    )
