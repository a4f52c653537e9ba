"""How an answer reads: what is in pieces, torn apart, opined before it is reported, said twice, or leans on nothing."""

from collections.abc import Sequence
from itertools import pairwise

from assistant.answer import Answer, Citation
from assistant.evaluation.checks import Articles, Figures
from assistant.language.asides import is_aside, is_heading
from assistant.question.pronouns import is_short, stands_alone
from assistant.writers.excerpts import repeats
from corpus.article import Article
from corpus.text.sentences import sentence_spans
from corpus.text.speakers import is_question, speaker

AROUND = 2000  # characters of the article around a quotation in which its sentences are looked for
LABEL = 70  # characters of a speaker's label before the words, which is not quoted


def composition(articles: Articles, answer: Answer) -> Figures:
    """The measures of an answer's text, from its citations in their order; None where it cites nothing."""
    cited = [one for sentence in answer.sentences for one in sentence.citations]
    if not cited:
        return dict.fromkeys(("fragments", "article_split", "opinion_first", "repeated", "self_contained"))
    quotes = [one.quote for one in cited]
    opinions = [one.kind == "editorial" for one in cited]
    asking = [is_question(speaker(articles.article(one.article_id, one.version), one.start)) for one in cited]
    return {
        "fragments": _share(
            [
                _fragment(articles.article(one.article_id, one.version), one)
                or (not _goes_on(cited, at) if asks else is_aside(one.quote))
                for at, (one, asks) in enumerate(zip(cited, asking, strict=True))
            ]
        ),
        "article_split": float(_split(cited)),
        "opinion_first": float(opinions != sorted(opinions)),
        "repeated": _share([repeats(one, quotes[:at]) for at, one in enumerate(quotes)]),
        "self_contained": _share(
            [stands_alone(" ".join(quotes[_first(cited, at) : at + 1])) for at in range(len(cited))]
        ),
    }


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)


def _fragment(article: Article, one: Citation) -> bool:
    """Whether a quotation is no whole sentences, or is a heading."""
    if is_short(one.quote) or is_heading(one.quote):
        return True
    low = max(0, one.start - AROUND)
    spans = [(low + span.start, low + span.end) for span in sentence_spans(article.text[low : one.end + AROUND])]
    inside = [(start, end) for start, end in spans if start < one.end and one.start < end]
    return not inside or inside[-1][1] > one.end or one.start - inside[0][0] > LABEL


def _same(one: Citation, other: Citation) -> bool:
    return (one.article_id, one.version) == (other.article_id, other.version)


def _goes_on(cited: Sequence[Citation], at: int) -> bool:
    return at + 1 < len(cited) and _same(cited[at], cited[at + 1])


def _first(cited: Sequence[Citation], at: int) -> int:
    """Where the neighbouring citations of the same article begin."""
    while at and _same(cited[at - 1], cited[at]):
        at -= 1
    return at


def _split(cited: Sequence[Citation]) -> bool:
    """Whether an article's quotations stand apart, or in another order than in the article."""
    groups = [one for at, one in enumerate(cited) if _first(cited, at) == at]
    articles = [(one.article_id, one.version) for one in groups]
    backwards = any(_same(one, after) and after.start < one.start for one, after in pairwise(cited))
    return len(articles) > len(set(articles)) or backwards
