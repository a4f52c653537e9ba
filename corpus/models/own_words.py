"""A reader for questions in letters that no bundled model reads: by the question's own words, weighed by rarity."""

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nlargest
from math import log

from corpus.evidence import Reading, ReadSentence
from corpus.text.sentences import sentence_spans
from corpus.text.unread.letters import Letters

HELD = 0.55  # share of the question's weight from which a sentence clearly holds most: docs/decisions/028-letters.md
AROUND = 0.5  # what a word counts that stands in the title, or in the sentence before, and not in it
BESIDE = 0.1  # what the share of a sentence counts that does not hold most of the question
NEAREST = 0.95
ANSWERED, UNANSWERED = 3.0, -6.0  # logits: sure either way


class OwnWords:
    """A reader that goes by the words of one question, as rare as they are in `passages`: their numbers and texts."""

    def __init__(self, question: str, letters: Letters, passages: Iterable[tuple[int, str]]) -> None:
        self._letters = letters
        self._units = letters.units(question)
        self._number, self._counted = letters.asks_number(question), letters.counted(question)
        self._memo: dict[str, frozenset[int]] = {}
        held, total = dict[int, frozenset[int]](), 0
        for passage, text in passages:
            total += 1
            if found := self._held(text):
                held[passage] = found
        with_it = Counter(at for one in held.values() for at in one)
        self._weights = [log(1 + total / (1 + with_it[at])) for at in range(len(self._units))]
        self._total = sum(self._weights) or 1.0
        self.scores = {passage: self._weight(found) for passage, found in held.items()}
        """The share of the question's weight that each passage holds, where it holds any."""

    def best(self, most: int) -> dict[int, float]:
        """The passages that hold most of it."""
        return dict(nlargest(most, self.scores.items(), key=lambda one: (one[1], -one[0])))

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read each passage, `(head, text)`; the question is the one that it was made for."""
        return [self._reading(head, text) for head, text in passages]

    def _reading(self, head: str, text: str) -> Reading:
        told, around = list[ReadSentence](), self._held(head)
        for span in sentence_spans(text):
            sentence = text[span.start : span.end]
            own = self._held(sentence)
            share = (1 - AROUND) * self._weight(own) + AROUND * self._weight(own | around)
            lacks = self._number and not (self._letters.has_number(sentence) and self._counts(sentence))
            told.append(ReadSentence(*span, share * (BESIDE if lacks or share < HELD else 1.0)))
            around = self._held(head) | own
        best = max((one.share for one in told), default=0.0)
        return Reading(min(best, NEAREST), ANSWERED if best >= HELD else UNANSWERED, tuple(told))

    def _counts(self, sentence: str) -> bool:
        return not self._counted or bool(self._letters.held(self._counted, sentence, {}))

    def _held(self, text: str) -> frozenset[int]:
        return self._letters.held(self._units, text, self._memo)

    def _weight(self, held: Iterable[int]) -> float:
        return sum(self._weights[at] for at in held) / self._total
