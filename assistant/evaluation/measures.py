"""Every measure, defined once, with its source: a number per prompt, and the statistic that a report tells."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.statistics import Statistic, abstain_f1, abstain_precision, mean, quantile


@dataclass(frozen=True, slots=True)
class Measure:
    """What a measure says, where it is from, and which number of a result it is the statistic of."""

    name: str
    group: str
    meaning: str
    source: str = ""
    key: str = ""
    statistic: Statistic = mean
    lower: bool = False
    """Whether less of it is better."""

    @property
    def value(self) -> str:
        """The key of its number in a result's figures."""
        return self.key or self.name


IR = "Manning, Raghavan and Schütze, Introduction to Information Retrieval (2008), chapter 8"
ALCE = "after ALCE, Gao et al. (2023), with gold articles and quotes in place of a model's judgement"

_ALL = (
    Measure(
        "right",
        "Answers",
        "answerable prompts whose answer does not abstain, keeps to the word limit, holds a string of every group of "
        "must_include and none of must_not_include",
    ),
    Measure("vital_told", "Briefings", "vital nuggets that a briefing tells, of those that it should"),
    Measure("nuggets_told", "Briefings", "nuggets that a briefing tells, vital or not"),
    Measure("days_right", "Briefings", "nuggets told whose item has the right day, as far as it tells one"),
    Measure("told_twice", "Briefings", "cited spans most of which the briefing cites before", lower=True),
    Measure("hit@1", "Retrieval", "a gold article is the first article", IR),
    Measure("hit@10", "Retrieval", "a gold article is among the first ten distinct articles", IR),
    Measure("mrr@10", "Retrieval", "one divided by the rank of the first gold article among ten; 0 for none", IR),
    Measure(
        "ndcg@10",
        "Retrieval",
        "discounted cumulative gain of ten articles, each gold one worth 1, against the best order",
        "Järvelin and Kekäläinen (2002)",
    ),
    Measure("recall@10", "Retrieval", "share of the gold articles among the first ten", IR),
    Measure("quote_found@10", "Retrieval", "one of the first ten passages holds words of a gold quote"),
    Measure("reranked", "Retrieval", "the reader read the passages that were found; 0 where it is off"),
    Measure(
        "citations_exact",
        "Citations",
        "citations whose quote stands in their article at their place, to the letter",
    ),
    Measure("citation_precision", "Citations", "citations that are of a gold article, where any is made", ALCE),
    Measure("citation_recall", "Citations", "gold quotes that a citation overlaps; 0 where nothing is cited", ALCE),
    Measure("cites_gold", "Citations", "answers that cite a gold article at all"),
    Measure(
        "supported",
        "Support",
        "sentences shown that the gate supports when it is asked again, here, outside of the desk",
    ),
    Measure("passed_gate", "Support", "sentences written that the desk showed; the others it left out"),
    Measure("fragments", "Text", "quotations that are no whole sentences, or a heading or question alone", lower=True),
    Measure(
        "article_split", "Text", "answers in which an article's quotations stand apart or out of order", lower=True
    ),
    Measure("opinion_first", "Text", "answers that quote an editorial before another text", lower=True),
    Measure("repeated", "Text", "quotations that say what one before them says", lower=True),
    Measure(
        "self_contained", "Text", "quotations that say themselves, with those before them, of whom and what they speak"
    ),
    Measure(
        "abstain_precision",
        "Abstaining",
        "abstentions where the archive has no answer",
        key="outcome",
        statistic=abstain_precision,
    ),
    Measure("abstain_recall", "Abstaining", "prompts without an answer that were met with an abstention"),
    Measure("abstain_f1", "Abstaining", "harmonic mean of the two", key="outcome", statistic=abstain_f1),
    Measure("over_refusal", "Abstaining", "answerable prompts that were met with an abstention", lower=True),
    Measure(
        "first_sentence_p50",
        "Time",
        "seconds to the first sentence, median",
        key="first_sentence",
        statistic=quantile(50),
        lower=True,
    ),
    Measure(
        "first_sentence_p95",
        "Time",
        "seconds to the first sentence, 95th percentile",
        key="first_sentence",
        statistic=quantile(95),
        lower=True,
    ),
    Measure(
        "seconds_p50",
        "Time",
        "seconds to the whole answer, median",
        key="seconds",
        statistic=quantile(50),
        lower=True,
    ),
    Measure(
        "seconds_p95",
        "Time",
        "seconds to the whole answer, 95th percentile",
        key="seconds",
        statistic=quantile(95),
        lower=True,
    ),
    Measure("input_tokens", "Cost", "tokens that the chat model read for a prompt", lower=True),
    Measure("output_tokens", "Cost", "tokens that the chat model wrote for a prompt", lower=True),
    Measure("cost", "Cost", "US dollars for a prompt, at BRIEFING_PRICE_IN and BRIEFING_PRICE_OUT", lower=True),
    Measure("failed", "Run", "prompts that could not be run", lower=True),
)
MEASURES: dict[str, Measure] = {one.name: one for one in _ALL}
"""The measures by name, in the order in which they are shown."""


def hit(ranked: Sequence[str], gold: Sequence[str], k: int) -> float:
    """1 if a gold article is among the first k distinct articles, else 0."""
    return float(any(one in gold for one in distinct(ranked)[:k]))


def reciprocal_rank(ranked: Sequence[str], gold: Sequence[str], k: int = 10) -> float:
    """1/rank of the first gold article among the first k distinct articles, else 0."""
    return next((1 / rank for rank, one in enumerate(distinct(ranked)[:k], 1) if one in gold), 0.0)


def recall(ranked: Sequence[str], gold: Sequence[str], k: int = 10) -> float:
    """The share of gold articles among the first k distinct articles."""
    return len(set(distinct(ranked)[:k]) & set(gold)) / len(set(gold))


def ndcg(ranked: Sequence[str], gold: Sequence[str], k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first k distinct articles, each gold article worth 1."""
    gain = sum(1 / math.log2(rank + 1) for rank, one in enumerate(distinct(ranked)[:k], 1) if one in gold)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(set(gold))) + 1))


def distinct(ranked: Sequence[str]) -> list[str]:
    """The articles in order of their first appearance."""
    return list(dict.fromkeys(ranked))
