"""Reading for an answer: passages are ranked, the best read whole, their likeliest sentences once more."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from math import exp

from corpus.evidence import Reading
from corpus.models.cross_encoder import cross_encoder
from corpus.models.reader import reader

# So many sentences of all passages, those in which the reader sees most of the answer, are read once more, each alone
# under its head: what the cross-encoder makes of them has a share. Chosen on the sample prompts:
# docs/decisions/021-reading.md.
ALONE, OWN = 12, 0.3
HEAD = 160  # characters of a passage's head that are read with a sentence
LONGEST = 1200  # ... and of the sentence


class CloseReader:
    """The cross-encoder and the trained reader together. Raises WorkError where a model's file is missing."""

    def relevance(self, question: str, passages: Sequence[tuple[str, str]]) -> list[float]:
        """How near each passage, `(head, text)`, comes to the question, in (0, 1)."""
        return _near(question, [head + text for head, text in passages])

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read each passage, `(head, text)`, with the question: whether it answers, and by which sentences."""
        readings = reader().read(question, passages)
        likely = [(-told.share, at, number) for at, one in enumerate(readings) for number, told in enumerate(one.told)]
        opened = sorted((at, number) for _, at, number in sorted(likely)[:ALONE])
        texts = []
        for at, number in opened:
            (head, text), told = passages[at], readings[at].told[number]
            texts.append(_head(head) + text[told.start : told.end][:LONGEST])
        own = dict(zip(opened, _near(question, texts), strict=True))
        return [
            replace(
                reading,
                told=tuple(
                    told._replace(share=(1 - OWN) * told.share + OWN * own.get((at, number), 0.0))
                    for number, told in enumerate(reading.told)
                ),
            )
            for at, reading in enumerate(readings)
        ]


@cache
def close_reader() -> CloseReader:
    """The close reader; its models are loaded at their first use."""
    return CloseReader()


def _head(head: str) -> str:
    """What is read of a passage's head: all of it but for a headline longer than any newspaper's."""
    return head if len(head) <= HEAD else f"{head[:HEAD]}\n"


def _near(question: str, texts: Sequence[str]) -> list[float]:
    return [1 / (1 + exp(-logit / 2)) for logit in cross_encoder().score(question[:400], texts)] if texts else []
