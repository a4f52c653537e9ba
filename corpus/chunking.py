"""Article -> passages: runs of whole sentences, offsets exact."""

from corpus.article import Article, Passage
from corpus.text.sentences import sentence_spans

# Long enough to hold a thought, short enough for the models: docs/decisions/001-passages.md.
TARGET = 900
OVERLAP_SENTENCES = 1
# Characters of a title: more would leave a model of 512 tokens no room for the passage.
HEADLINE = 500


def cut(article: Article) -> list[Passage]:
    """The article's passages, in order: `text == article.text[start:end]`.

    Each holds whole sentences up to about TARGET characters, and begins with the last sentence of the one before,
    so that no thought is lost at a cut. Together they cover every sentence.
    """
    spans = sentence_spans(article.text)
    passages: list[Passage] = []
    first = 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last + 1].end - spans[first].start <= TARGET:
            last += 1
        start, end = spans[first].start, spans[last].end
        passages.append(Passage(start, end, article.text[start:end]))
        if last + 1 == len(spans):
            break
        first = max(first + 1, last + 1 - OVERLAP_SENTENCES)
    return passages


def header(title: str, published: str) -> str:
    """What stands before a passage when it is embedded or read, so that it is not read out of its context."""
    return f"{title[:HEADLINE]} ({published[:10]})\n"
