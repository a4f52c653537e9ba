"""Cuts a chat model's answer, as it streams, into sentences and the keys that stand after them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from corpus.article import Span
from corpus.text.sentences import sentence_spans

_PIECE = re.compile(
    r"(?P<link>!?\[[^\[\]]{0,300}\]\([^()]{0,500}\))|(?P<white>\s*)(?:\[(?P<square>[^\[\]]{0,120})\]|【(?P<thick>[^【】]{0,120})】)"
)
_REFERENCE = re.compile(r"[\w.:#^†-]*[\d_:#^†-][\w.:#^†-]*")
_ENDED = re.compile(r"[.!?…。]['\"”’»)]*\s*$")
_ENDS_NEXT = re.compile(r"\s*(?:[.!?…。]|\n|$)")
_GOES_ON = re.compile(r"\s*[a-z,;:)]")
_BULLET = re.compile(r"^(?:[-*•–—]\s+|#{1,6}\s+|\(?\d{1,2}[.)]\s+(?=[A-Z\"“]))+")
_FILLING = frozenset(("key", "keys", "passage", "passages", "source", "sources", "see", "and", "ref"))
_LONGEST_BRACKET = 130
_AHEAD = 3
"""Characters after a closing bracket that must be known before it is clear what the bracket is."""


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
    raw: int
    """Where in the text with marks."""
    keys: list[str]
    unknown: bool
    begins_line: bool


@dataclass(slots=True)
class _Clean:
    text: str = ""
    origin: list[int] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    """Where a mark after a full stop shows that a sentence ends, whatever the words look like ("in the U.S. [key]")."""

    def add(self, piece: str, at: int) -> None:
        self.text += piece
        self.origin += range(at, at + len(piece))

    def spans(self) -> list[Span]:
        found = []
        for start, end in zip([0, *self.ends], [*self.ends, len(self.text)], strict=True):
            found += [Span(start + one.start, start + one.end) for one in sentence_spans(self.text[start:end])]
        return found


class SentenceReader:
    """Takes an answer piece by piece, and gives each sentence once it is complete and its keys are known."""

    def __init__(self, keys: Collection[str]) -> None:
        self._keys = frozenset(keys)
        self._raw = ""

    def feed(self, piece: str) -> Iterator[Said]:
        """Yield the sentences that this piece completes: those after which another one has clearly begun."""
        self._raw += piece
        clean = self._strip(self._raw[: self._settled()])
        spans = clean.spans()
        if len(spans) > 1 and " " not in clean.text[slice(*spans[-1])]:
            spans.pop()  # one word more may yet show that the one before goes on: "the U.S." "President"
        if len(spans) < 2:
            return
        done, rest = self._assign(clean, spans)
        self._raw = self._raw[rest:]
        yield from done[:-1]

    def close(self, *, cut: bool = False) -> Iterator[Said]:
        """Yield what is left. `cut`: a limit ended the answer; what then lacks its stop or its key is not whole."""
        clean = self._strip(self._raw)
        self._raw = ""
        spans = clean.spans()
        said, _ = self._assign(clean, spans) if spans else ([], 0)
        if cut and said:
            said[-1].whole = bool(said[-1].keys) and bool(_ENDED.search(said[-1].text))
        yield from said

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

    def _strip(self, raw: str) -> _Clean:
        """Take the marks out of a text, and note where they stood."""
        clean = _Clean()
        done = 0
        for match in _PIECE.finditer(raw):
            if match["link"]:
                continue
            clean.add(raw[done : match.start()], done)
            done = match.start()
            content = match["square"] if match["square"] is not None else match["thick"]
            read = self._read(content, clean.text, raw[match.end() :])
            if read is None:
                continue  # words of the answer, such as "the [North Korean] leader"
            after_stop = bool(_ENDED.search(clean.text))
            clean.marks.append(_Mark(len(clean.text), match.start(), *read, "\n" in match["white"]))
            done = match.end()
            if raw[done : done + 1].isalnum():
                clean.add(" ", match.end() - 1)
            if after_stop and not _GOES_ON.match(raw, done):
                clean.ends.append(len(clean.text))
        clean.add(raw[done:], done)
        return clean

    def _read(self, content: str, before: str, after: str) -> tuple[list[str], bool] | None:
        """Read a bracket as known keys and whether there are others; None where it is words of the answer."""
        pieces = [one.strip(".:'\"`*“”") for one in re.split(r"[\s,;/&|]+", content.lower())]
        pieces = [one for one in pieces if one and one not in _FILLING]
        known = [one for one in pieces if one in self._keys]
        if known:
            return known, len(known) < len(pieces)
        if before.count("“") > before.count("”") or before.count('"') % 2:
            return None  # inside a quotation: the gate holds it against the text to the letter
        if (
            (pieces and all(_REFERENCE.fullmatch(one) for one in pieces))
            or _ENDED.search(before)
            or _ENDS_NEXT.match(after)
        ):
            return [], True
        return None

    def _assign(self, clean: _Clean, spans: list[Span]) -> tuple[list[Said], int]:
        """Give each mark to its sentence; also where in the raw text the last sentence begins."""
        said = [Said(_tidy(clean.text[span.start : span.end])) for span in spans]
        rest = clean.origin[spans[-1].start]
        for mark in clean.marks:
            owner = max((place for place, span in enumerate(spans) if span.start < mark.at), default=0)
            following = owner + 1 < len(spans)
            if mark.begins_line and following and mark.at >= spans[owner].end and said[owner].keys:
                owner += 1  # the key stands before its sentence, as the first thing on the line
            if owner == len(spans) - 1:
                rest = min(rest, mark.raw)
            said[owner].keys += [key for key in mark.keys if key not in said[owner].keys]
            said[owner].unknown |= mark.unknown
        return [one for one in said if one.text or one is said[-1]], rest


def _tidy(text: str) -> str:
    """Return a sentence on one line, without list marks and emphasis."""
    return _BULLET.sub("", " ".join(text.replace("**", "").replace("__", "").split()))
