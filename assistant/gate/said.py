"""The sentence that is judged, read once: its quotations, and what it says in words of its own, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.quotations import Quotation, quotations
from assistant.language.words import fold
from corpus.article import Span
from corpus.text.folding import Folded, fold_with_offsets
from corpus.text.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class SaidPart:
    """One sentence of what is judged.

    `span`: its offsets. `given`: as it came. `text`: folded. `own`: folded, with quotations as bare marks.
    """

    span: Span
    given: str
    text: str
    own: str

    def place(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the sentence as given."""
        found = _folded(self.given).raw(start, end)
        return Span(self.span.start + found.start, self.span.start + found.end)


@dataclass(frozen=True, slots=True)
class Said:
    """What is judged. Offsets are those of `given`, the sentence as it came.

    `quotations`: what stands between quotation marks, those aside that hold a `whole` cited text. `plain`:
    the folded text with every quotation as bare marks.
    """

    given: str
    quotations: tuple[Quotation, ...]
    whole: tuple[Quotation, ...]
    plain: str
    parts: tuple[SaidPart, ...]
    _folded: Folded

    def span(self, start: int, end: int) -> Span:
        """Where `plain[start:end]` stands in the sentence as given."""
        return self._folded.raw(start, end)

    def part(self, at: int) -> SaidPart:
        """The part that holds a place of the sentence as given."""
        return next((one for one in self.parts if at < one.span.end), self.parts[-1])


def read(sentence: str, texts: Sequence[str]) -> Said:
    """Read a sentence that cites these texts.

    Press texts open quotations that they never close, and close them with other marks: only the cited text itself
    tells where a quotation of the whole of it ends.
    """
    bare, whole = list(sentence), list[Quotation]()
    for text in texts:
        at = sentence.find(f"“{text}”") if text else -1
        while at >= 0:
            whole.append(Quotation(text, at, at + len(text) + 2))
            _blank(bare, at, at + len(text) + 2)
            at = sentence.find(f"“{text}”", at + len(text) + 2)
    found = quotations("".join(bare))
    for one in found:
        _blank(bare, one.start, one.end)
    own = "".join(bare)
    folded = _folded(own)
    spans = sentence_spans(sentence) or [Span(0, len(sentence))]
    parts = tuple(
        SaidPart(span, given, fold(given), fold(own[slice(*span)]))
        for span in spans
        for given in [sentence[slice(*span)]]
    )
    return Said(sentence, found, tuple(dict.fromkeys(whole)), folded.text, parts, folded)


def _blank(letters: list[str], start: int, end: int) -> None:
    """Make a quotation a pair of bare marks, offsets kept."""
    letters[start:end] = ['"', '"', *" " * (end - start - 2)] if end - start > 1 else [" "]


def _folded(text: str) -> Folded:
    """The text as `fold` gives it, with offsets."""
    folded = fold_with_offsets(text.replace('"', "'"))
    lead = len(folded.text) - len(folded.text.lstrip())
    return Folded(folded.text.strip(), folded.starts[lead:], folded.ends[lead:])
