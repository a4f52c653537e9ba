"""A fault: what a sentence says otherwise than the text that it cites, where, and the reason in words.

Worded elsewhere: what checks of meaning find (`gate/meaning/`), what is wrong with a draft's form (its writer:
`Draft.problems`), and that a part of the question is not answered (`answer.UNANSWERED`).
"""

from dataclasses import dataclass
from typing import Final

from corpus.article import Span

# How each check words its faults: where the cited text says something else, and where it says nothing of the kind.
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "length": ("is longer than {cited}: nothing so long is checked", ""),
    "claims": ("", "makes more claims of one kind ({said}) than are checked"),
    "mark": ("", "holds the mark '{said}', which only the numbering of citations may make"),
    "quotation": ("", "the quotation '{said}' is not in the cited text to the letter"),
    "torn quotation": ("quotes '{said}' without the '{cited}' of the cited text", ""),
    "limit": ("says '{said}'; the cited text says '{cited}'", ""),
    "period": ("says {said}; the cited text says {cited}", "says {said}; the cited text gives no such date"),
    "name": ("", "names {said}; the cited text does not"),
    "parted name": ("", "names {said}; in the cited text these names belong to different people"),
    "title": ("gives the title {said}; the cited text has {cited}", ""),
    "speaker": ("says {said} said it; in the cited text it is {cited}", ""),
    "empty": ("", "the cited text does not say this"),
    "support": ("", "the cited text does not say this"),
    "in place": ("says '{said}' in the place of '{cited}'", ""),
    "handed on": ("", "stands in the cited text as words that others are to say"),
    "torn": ("", "leaves out what these words hang on in the cited text, in a language whose frames are not read"),
    "second look": ("a second look found: {cited}", "a second look found that the cited text does not say this"),
}
_OTHER: Final = ("says {said}; the cited text says {cited}", "says {said}; the cited text does not")
_LONGEST = 80
"""Characters of a sentence's own words that a reason repeats."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What one check found. `str()` words it.

    `check`: the name of the check. `span`: the offsets of the words at fault in the sentence as given. `said`: what the
    sentence says, `cited`: what the cited text says in its place (None: nothing of the kind); both in words as they
    are written, never in stems.
    """

    check: str
    span: Span
    said: str
    cited: str | None = None
    words: str | None = None
    """The reason in words, where the check cannot be worded by `said` and `cited` alone."""

    def __str__(self) -> str:
        """The fault as a reason in plain words."""
        if self.words is not None:
            return self.words
        otherwise, nothing = _WORDS.get(self.check, _OTHER)
        said = self.said if len(self.said) <= _LONGEST else self.said[: _LONGEST - 3] + "..."
        return nothing.format(said=said) if self.cited is None else otherwise.format(said=said, cited=self.cited)
