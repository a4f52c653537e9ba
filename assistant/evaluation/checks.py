"""What is measured of one prompt: what search found, what the answer cites, whether it is supported, what it cost."""

from collections.abc import Sequence
from typing import Protocol

from assistant.answer import Answer, Citation, Sentence
from assistant.evaluation import measures
from assistant.evaluation.prompts import Prompt
from assistant.gate.recheck import recheck
from assistant.settings import Settings
from corpus.article import Article
from corpus.errors import BriefingError
from corpus.evidence import Evidence

Figures = dict[str, float | None]

RETRIEVAL = ("hit@1", "hit@10", "mrr@10", "ndcg@10", "recall@10")


class Articles(Protocol):
    """Where articles are looked up."""

    def article(self, id: str, version: int | None = None) -> Article:
        """An article by its id; raises CallError where there is none."""
        ...


def retrieval(articles: Articles, prompt: Prompt, found: Sequence[Evidence]) -> Figures:
    """How well search found the prompt's gold articles, and whether it found the passage of a gold quote."""
    # A copy leads to the same text, so that finding it under another id is finding it.
    ranked = [
        next((id for id in (one.article_id, *one.also) if id in prompt.gold_ids), one.article_id) for one in found
    ]
    gold = prompt.gold_ids
    figures: Figures = {
        "hit@1": measures.hit(ranked, gold, 1),
        "hit@10": measures.hit(ranked, gold, 10),
        "mrr@10": measures.reciprocal_rank(ranked, gold),
        "ndcg@10": measures.ndcg(ranked, gold),
        "recall@10": measures.recall(ranked, gold),
        "reranked": float(any("relevance" in one.explain for one in found)) if found else None,
    }
    if spans := gold_spans(articles, prompt):
        figures["quote_found@10"] = float(any(_overlaps(one, span) for one in found[:10] for span in spans))
    return figures


def missing_gold(articles: Articles, prompt: Prompt) -> list[str]:
    """In which gold articles and quotes the prompt does not fit this archive, in plain words."""
    texts = {id: _text(articles, id) for id in (*prompt.gold_ids, *(one.article_id for one in prompt.gold_quotes))}
    return [f"the prompt's gold article {id} is not in this archive" for id, text in texts.items() if text is None] + [
        f"the prompt's gold quote '{one.quote[:60]}' does not stand in {one.article_id} to the letter"
        for one in prompt.gold_quotes
        if (text := texts[one.article_id]) is not None and one.quote not in text
    ]


def citations(articles: Articles, prompt: Prompt, answer: Answer) -> tuple[Figures, list[str]]:
    """Whether the citations are exact and of the gold articles and quotes; and each that is not, in plain words."""
    cited = [citation for sentence in answer.sentences for citation in sentence.citations]
    wrong = [one for one in cited if not _exact(articles, one)]
    figures: Figures = {"citations_exact": 1 - len(wrong) / len(cited) if cited else None}
    if prompt.answerable and prompt.gold_ids:
        spans = gold_spans(articles, prompt)
        good = [bool({one.article_id, *one.also} & set(prompt.gold_ids)) for one in cited]
        touched = [any(_overlaps(one, span) for one in cited) for span in spans]
        figures |= {
            "citation_precision": sum(good) / len(good) if good else None,
            "citation_recall": sum(touched) / len(touched) if touched else None,
            "cites_gold": float(any(good)),
        }
    return figures, [
        f"citation [{one.marker}]: {one.article_id} does not hold '{one.quote[:60]}' at {one.start}-{one.end}"
        for one in wrong
    ]


def support(articles: Articles, answer: Answer) -> tuple[Figures, list[str]]:
    """What the desk's gate let through, and whether the gate, asked again, supports it; what it refuses, and why."""
    shown = len(answer.sentences)
    written = shown + sum(not one.unanswered for one in answer.left_out)
    refused = []
    for sentence in answer.sentences:
        reasons = _unsupported(articles, sentence)
        if reasons:
            refused.append(f"not supported: '{sentence.text[:80]}': {'; '.join(reasons)}")
    return {
        "passed_gate": shown / written if written else None,
        "supported": 1 - len(refused) / shown if shown else None,
    }, refused


def cost(answer: Answer, settings: Settings | None) -> Figures:
    """Tokens, and US dollars where they can be known: no tokens cost nothing, others need both prices."""
    used = answer.usage
    dollars: float | None = None
    if not used.input_tokens and not used.output_tokens:
        dollars = 0.0
    elif settings is not None and settings.price_in is not None and settings.price_out is not None:
        dollars = (used.input_tokens * settings.price_in + used.output_tokens * settings.price_out) / 1e6
    return {"input_tokens": used.input_tokens, "output_tokens": used.output_tokens, "cost": dollars}


def gold_spans(articles: Articles, prompt: Prompt) -> list[tuple[str, int, int]]:
    """Article, start and end of each gold quote that stands in its article."""
    spans = []
    for one in prompt.gold_quotes:
        at = (_text(articles, one.article_id) or "").find(one.quote)
        if at >= 0:
            spans.append((one.article_id, at, at + len(one.quote)))
    return spans


def _text(articles: Articles, id: str) -> str | None:
    try:
        return articles.article(id).text
    except BriefingError:
        return None


def _exact(articles: Articles, one: Citation) -> bool:
    try:
        return articles.article(one.article_id, one.version).text[one.start : one.end] == one.quote
    except BriefingError:
        return False


def _overlaps(one: Citation | Evidence, span: tuple[str, int, int]) -> bool:
    id, start, end = span
    return id in (one.article_id, *one.also) and one.start < end and start < one.end


def _unsupported(articles: Articles, sentence: Sentence) -> list[str]:
    """Why the archive's own words at the cited places do not support the sentence."""
    if not sentence.citations:
        return ["it cites nothing"]
    try:
        return recheck(sentence, articles.article).reasons
    except BriefingError as error:
        return [str(error)]
