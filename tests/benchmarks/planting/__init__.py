"""Planted errors and light paraphrases, made by rule from true sentences of press articles, for measuring the gate."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from corpus.text.sentences import sentence_spans
from tests.benchmarks.planting.case import _LABEL, Case, _lower
from tests.benchmarks.planting.errors import ERRORS
from tests.benchmarks.planting.paraphrases import PARAPHRASES

__all__ = ["Case", "cases", "half"]


def half(key: str) -> int:
    """0 for the half that thresholds are set on, 1 for the half that is reported."""
    return int(sha256(key.encode()).hexdigest(), 16) % 2


def cases(articles: Sequence[dict[str, Any]], *, per_article: int = 6, seed: int = 7) -> Iterator[Case]:
    """Cases of all kinds from each article: true sentences, their paraphrases, and their planted errors."""
    for article in articles:
        chance = random.Random(f"{seed}:{article['id']}")
        rows = list(_spans(article))
        chance.shuffle(rows)
        for base in rows[:per_article]:
            yield base
            yield from _unsaid(base, rows, chance)
            for make in (*PARAPHRASES, *ERRORS):
                made = make(base, chance)
                if made is not None and made.sentence != base.sentence:
                    yield made


def _unsaid(base: Case, rows: Sequence[Case], chance: random.Random) -> Iterator[Case]:
    """What the article says elsewhere: a whole sentence, and a clause of one added to the true sentence."""
    others = [row for row in rows if row.sentence not in base.quotes[0] and base.sentence not in row.sentence]
    if not others:
        return
    other = chance.choice(others)
    yield replace(base, kind="said elsewhere", sentence=other.sentence, true=False)
    words = chance.choice(others).sentence.rstrip('.”"').split()
    if len(words) > 9 and base.sentence.endswith("."):
        at = chance.randrange(0, len(words) - 8)
        tail = " ".join(words[at : at + 9]).strip(",.;:–- ")
        if not re.search(r"[“”\"]", tail):
            yield replace(base, kind="added words", sentence=f"{base.sentence[:-1]}, and {_lower(tail)}.", true=False)


def _spans(article: dict[str, Any]) -> Iterator[Case]:
    """Each sentence of 50 to 320 characters with a span of one to three sentences around it, its label kept."""
    text = article["text"]
    spans = sentence_spans(text)
    known = (article["title"], article.get("source") or "", article.get("author") or "", article["published"])
    speaker = ""
    for at, (start, end) in enumerate(spans):
        raw = text[start:end]
        label = _LABEL.match(raw)
        if label:
            speaker = label["label"]
        elif "\n" in text[spans[at - 1].end : start] if at else False:
            speaker = speaker if speaker and _turn_goes_on(text, start) else ""
        sentence = raw[label.end() :] if label else raw
        if not 50 <= len(sentence) <= 320 or sentence[-1] not in '.”"' or not sentence[0].isupper() or "\n" in sentence:
            continue
        size = int(sha256(raw.encode()).hexdigest(), 16) % 3
        first, last = max(0, at - (size == 2)), min(len(spans) - 1, at + (size >= 1))
        quote = text[spans[first].start : spans[last].end]
        yield Case(
            "verbatim",
            sentence,
            (quote,),
            (*known, *((f"speaker: {speaker}",) if speaker else ())),
            True,
            article["id"],
        )


def _turn_goes_on(text: str, start: int) -> bool:
    return bool(re.search(r"\n[A-Z][A-Z .’'-]{2,40}: ", text[max(0, start - 4000) : start]))
