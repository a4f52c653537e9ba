"""Reading for an answer: passages ranked whole, the best read in runs of sentences, the best of those one by one."""

from collections.abc import Sequence
from functools import cache
from math import exp
from typing import NamedTuple

from corpus.article import Span
from corpus.evidence import Reading, ReadSentence
from corpus.models.cross_encoder import cross_encoder
from corpus.models.reader import reader
from corpus.text.sentences import sentence_spans

# A run of so many sentences, each beginning STEP after the last: cross-encoders judge sentences alone badly, and long
# passages by what most of them speaks of.
RUN, STEP = 3, 2
# So many of the runs nearest to the question go to the trained reader, and their sentences are read one by one; of each
# passage its nearest run goes there too. What is less near only adds noise: docs/decisions/021-reading.md.
OPENED = 4
# What a text of a few characters a sentence under a headline without an end may cost: of more sentences the runs are
# longer instead of more, and of a headline no more than this is read with each.
MOST_RUNS, HEAD = 8, 160
# What a sentence is worth: its own nearness to the question, that of the best run it stands in, and where the trained
# reader sees the answer: docs/decisions/021-reading.md.
OWN, AROUND, HEARD = 0.7, 0.1, 0.2


class _Run(NamedTuple):
    passage: int
    first: int
    last: int


class CloseReader:
    """The cross-encoder and the trained reader together. Raises WorkError where a model's file is missing."""

    def relevance(self, question: str, passages: Sequence[tuple[str, str]]) -> list[float]:
        """How near each passage, `(head, text)`, comes to the question, in (0, 1)."""
        return _near(question, [head + text for head, text in passages])

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read each passage, `(head, text)`, with the question: whether it answers, and by which sentences."""
        spans = [sentence_spans(text) or [Span(0, len(text))] for _, text in passages]
        runs = [_Run(at, *ends) for at, found in enumerate(spans) for ends in _ends(len(found))]
        texts = [passages[at][1][spans[at][first].start : spans[at][last].end] for at, first, last in runs]
        heads = [_head(passages[run.passage][0]) for run in runs]
        near = _near(question, [head + text for head, text in zip(heads, texts, strict=True)])
        nearest = sorted(range(len(runs)), key=lambda at: -near[at])
        firsts = {runs[at].passage: at for at in reversed(nearest)}
        heard = sorted({*nearest[:OPENED], *firsts.values()})
        readings = dict(zip(heard, reader().read(question, [(heads[at], texts[at]) for at in heard]), strict=True))
        answered = [-20.0] * len(passages)
        around: dict[tuple[int, int], float] = {}
        told: dict[tuple[int, int], float] = {}
        for at, run in enumerate(runs):
            reading = readings.get(at)
            if reading:
                answered[run.passage] = max(answered[run.passage], reading.answered)
            start = spans[run.passage][run.first].start
            for number in range(run.first, run.last + 1):
                place = run.passage, number
                around[place] = max(around.get(place, 0.0), near[at])
                told[place] = max(told.get(place, 0.0), _share(reading, spans[run.passage][number], start))
        opening = nearest[:OPENED]
        likely = ((runs[at].passage, number) for at in opening for number in range(runs[at].first, runs[at].last + 1))
        opened = sorted(list(dict.fromkeys(likely))[: OPENED * RUN])
        alone = _near(
            question,
            [_head(passages[at][0]) + passages[at][1][spans[at][n].start : spans[at][n].end] for at, n in opened],
        )
        own = dict(zip(opened, alone, strict=True))
        return [
            Reading(
                0.0,
                answered[at],
                tuple(
                    ReadSentence(*span, OWN * own.get((at, n), 0.0) + AROUND * around[at, n] + HEARD * told[at, n])
                    for n, span in enumerate(spans[at])
                ),
            )
            for at in range(len(passages))
        ]


@cache
def close_reader() -> CloseReader:
    """The close reader; its models are loaded at their first use."""
    return CloseReader()


def _ends(count: int) -> list[tuple[int, int]]:
    """The first and the last sentence of each run; no more than `MOST_RUNS` runs."""
    step = max(STEP, -(-count // MOST_RUNS))
    run = step + RUN - STEP
    return [(first, min(first + run, count) - 1) for first in range(0, max(1, count - run + step), step)]


def _head(head: str) -> str:
    """What is read of a passage's head with each run: all of it but for a headline longer than any newspaper's."""
    return head if len(head) <= HEAD else f"{head[:HEAD]}\n"


def _share(reading: Reading | None, span: Span, start: int) -> float:
    """What the trained reader sees in a sentence of its passage, in a reading of what begins at `start` there."""
    told = reading.told if reading else ()
    return max(
        (one.share for one in told if one.start < span.end - start and span.start - start < one.end), default=0.0
    )


def _near(question: str, texts: Sequence[str]) -> list[float]:
    return [1 / (1 + exp(-logit / 2)) for logit in cross_encoder().score(question[:400], texts)] if texts else []
