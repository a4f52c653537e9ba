"""Articles and passages cut into the lines that can be quoted, each with its speaker."""

from collections.abc import Iterator, Sequence

from assistant.writers.lines.line import Line, Page
from corpus.article import Article, Span
from corpus.evidence import Evidence
from corpus.text.heads.datelines import behind_dateline
from corpus.text.sentences import sentence_spans
from corpus.text.speakers import labels, speaker


def lines_of(article: Article, one: Evidence) -> list[Line]:
    """The lines of a passage by itself, in order."""
    page = Page(article, one)
    spans = [Span(one.start + span.start, one.start + span.end) for span in sentence_spans(one.text)]
    page.lines = list(cut(page, spans)) if spans else []
    return page.lines


def cut(page: Page, spans: Sequence[Span]) -> Iterator[Line]:
    """The lines of an article at these spans, in order, each with its speaker."""
    ahead = [one for one in labels(page.article.text) if spans[0].start <= one.start < spans[-1].end]
    number, end, who = 0, -1, speaker(page.article, spans[0].start)
    for span in spans:
        if span.start < end or page.article.text[max(0, span.start - 1) : span.start].isalnum():
            continue  # cut otherwise in another passage, or within a word
        start = min(behind_dateline(page.article.text, span.start), span.end)
        while ahead and ahead[0].start <= span.start:
            label = ahead.pop(0)
            who = label.name
            start = min(label.end, span.end) if label.start == span.start else start
        yield Line(page, number, span, Span(start, span.end), who)
        number, end = number + 1, span.end
