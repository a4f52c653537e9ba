"""What a sentence is held against: each cited passage whole, with its head and the words before it that it leans on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant import phrasing
from assistant.answer import Citation
from assistant.language.times.spoken import day_of_article
from assistant.writers.base import Cited
from assistant.writers.injection import is_planted, planted
from corpus.article import Article, Passage, Span
from corpus.chunking import cut
from corpus.text.metadata import plain_name
from corpus.text.sentences import sentence_spans
from corpus.text.speakers import is_question, labels, speaker

Articles = Callable[[str, int], Article]

# How many characters back a passage is read on: to a reporter's question, or over one sentence.
BEFORE = 700
# How many characters from its passage a cited span is still read with it: three passages.
FAR = 3000


@dataclass(frozen=True, slots=True)
class Held:
    """A cited text as the gate reads it.

    `head`: what the archive vouches for, part by part (title, outlet, kind, day, speaker). `text`: the words, without
    those that speak to a machine; `spoiled`: there were such. `cited`: the spans that are cited, to the letter.
    `article`: the id of the article whose they are; empty where nobody knows. `speaker`: whose words they begin with,
    as a transcript labels them; `labels`: all who speak in the article, None where nobody knows it.
    """

    head: tuple[str, ...]
    text: str
    spoiled: bool = False
    cited: tuple[str, ...] = ()
    article: str = ""
    speaker: str = ""
    labels: frozenset[str] | None = None

    @property
    def line(self) -> str:
        """The head in one line, as the support model was trained on it."""
        return " | ".join(self.head)


def held(spans: Iterable[Cited], article: Articles) -> list[Held]:
    """The cited passages, each once, in the order in which they are cited."""
    found: dict[tuple[str, int, int, int], list[Cited]] = {}
    for one in spans:
        found.setdefault(passage(one), []).append(one)
    return [
        # A quotation may run on past its passage.
        _held(
            article(id, version),
            min(start, *(one.start for one in each)),
            max(end, *(one.end for one in each)),
            [Span(one.start, one.end) for one in each],
        )
        for (id, version, start, end), each in found.items()
    ]


def passage(one: Cited) -> tuple[str, int, int, int]:
    """The passage that a cited span stands in: article, version, start and end. One that stands far from what was found
    is its own passage: all that lies between is not read for it, which may be a whole book.
    """
    of = one.evidence
    far = max(one.start - of.end, of.start - one.end) > FAR
    start, end = (one.start, one.end) if far else (of.start, of.end)
    return of.article_id, of.version, start, end


def held_again(
    citations: Iterable[Citation], article: Articles, passages: Callable[[Article], Sequence[Passage]] = cut
) -> list[Held]:
    """What a sentence was held against, by its citations alone: the passages that the cited spans stand in.

    `passages`: those that an article was read in, if not in those of a search.
    """
    found: dict[tuple[str, int, int, int], list[Span]] = {}
    for one in citations:
        whole = article(one.article_id, one.version)
        around = [each for each in passages(whole) if each.start < one.end and one.start < each.end]
        holding = [each for each in around if each.start <= one.start and one.end <= each.end] or around
        start, end = min(each.start for each in holding), max(each.end for each in holding)
        found.setdefault((one.article_id, one.version, start, end), []).append(Span(one.start, one.end))
    return [_held(article(id, version), start, end, spans) for (id, version, start, end), spans in found.items()]


def _held(article: Article, start: int, end: int, spans: Iterable[Span]) -> Held:
    start = _begins(article, start)
    label = speaker(article, start)
    told = [
        article.title,
        article.source and not is_planted(article.source) and plain_name(article.source),
        day_of_article(article).isoformat(),
        article.kind,
        phrasing.day(article.published),
        label,
        phrasing.QUESTION if is_question(label) else None,
    ]
    words = article.text[start:end]
    text = unplanted(words, article.text)
    cited = (article.text[span.start : span.end] for span in spans)
    return Held(
        tuple(part for part in told if part and not is_planted(part)),  # it is nothing to lean on
        text,
        text != words,
        tuple(one for one in cited if not planted(one, article.text)),
        article.id,
        ("QUESTION" if is_question(label) else label) or "",
        frozenset(one.name for one in labels(article.text)),
    )


def _begins(article: Article, start: int) -> int:
    """Where the words begin on which a passage leans: the reporter's question, or the sentence before it."""
    low = max(0, start - BEFORE)
    before = [span.start + low for span in sentence_spans(article.text[low:start])]
    if low:
        before = before[1:]  # the first is cut off in the middle
    if not is_question(speaker(article, start)):
        for at in reversed(before):
            if is_question(speaker(article, at)):
                return at
    return before[-1] if before else start


def unplanted(text: str, within: str = "") -> str:
    """The text without the sentences that speak to a machine or to a reteller; `within`: the whole article."""
    for span in reversed(planted(text, within)):
        text = text[: span.start] + text[span.end :]
    return text
