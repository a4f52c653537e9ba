"""The second chance: sentences refused for what they say go back to their writer once, together, with the reasons."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from assistant.answer import LeftOut, Sentence
from assistant.gate.cited_text import content
from assistant.language.lexicon import PLAIN_NEGATORS
from assistant.language.names import names
from assistant.language.words import fold, tokens
from assistant.writers.base import Brief, Draft, Mending, Meter, RefusedDraft, Writer
from corpus.errors import WorkError

MOST = 20  # sentences that are sent back; an answer with more is not mended by saying it again


@dataclass(slots=True)
class SecondChance:
    """Holds back what one writer's answer was refused for, and gives what became of it at the end: a sentence that is
    not told yet.
    """

    writer: Writer
    refused: list[RefusedDraft] = field(default_factory=list)
    _told: set[tuple[str, ...]] = field(default_factory=set)
    """The words of each sentence that passed."""

    def takes(self, draft: Draft, checked: Sentence | LeftOut) -> bool:
        """Whether a refused sentence is held back, since it may be said again, or stands behind one that may."""
        if isinstance(checked, Sentence):
            self._told.add(_said(draft.text))
            return False
        if not isinstance(self.writer, Mending):
            return False
        self.refused.append(RefusedDraft(draft, checked))
        return True

    def tells(self, draft: Draft) -> bool:
        """Whether a sentence of the same words has passed."""
        return _said(draft.text) in self._told

    def given(
        self, brief: Brief, meter: Meter, check: Callable[[Draft], Sentence | LeftOut]
    ) -> Iterator[Sentence | LeftOut]:
        """Yield what passes the same gate when it is said again, then what stays refused: each sentence in the place of
        which nothing came.
        """
        left = list(self.refused)
        # What has a problem of its form (no key, a link) is not said again.
        sent = [one for one in left if not one.draft.problems][:MOST]
        if sent and isinstance(self.writer, Mending) and meter.deadline.left > 0:
            try:
                for draft in self.writer.again(brief, sent, meter):
                    meter.deadline.check()
                    if self.tells(draft):
                        continue
                    words, checked = _words(draft.text), check(draft)
                    if isinstance(checked, Sentence) and sent:
                        self._told.add(_said(draft.text))
                        became = max(sent, key=lambda one: len(words & _words(one.draft.text)))
                        if words & _words(became.draft.text):
                            sent.remove(became)
                            left.remove(became)
                        yield checked
            except WorkError as error:
                meter.notes.append(f"What was refused could not be said again: {error}.")
        yield from (one.left_out for one in left)


def _said(text: str) -> tuple[str, ...]:
    """What a sentence is known by when it comes again: its words, and in their order its names and what it denies."""
    folded = fold(text)
    denied = [one.lower for one in tokens(folded) if one.lower in PLAIN_NEGATORS]
    return (*sorted(content(folded)), *(one.text for one in names(folded)), *denied)


def _words(text: str) -> frozenset[str]:
    return content(fold(text))
