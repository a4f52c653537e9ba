"""The gate: whether the cited text supports a sentence, and in plain words why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.gate.checks.binding import exchanged, misplaced
from assistant.gate.checks.certainty import surer, weaker
from assistant.gate.checks.claims import (
    SPAN,
    wrong_names,
    wrong_numbers,
    wrong_peoples,
    wrong_rates,
    wrong_sizes,
    wrong_titles,
)
from assistant.gate.checks.dating import wrong_dates
from assistant.gate.checks.exchanged import exchanged_names
from assistant.gate.checks.polarity import opposed, outranked, turned
from assistant.gate.checks.roles import exchanged_countries, rebound, swapped
from assistant.gate.checks.speakers import misattributed, only_asked, unspoken
from assistant.gate.cited_text import Source, content, row, sentences, source
from assistant.gate.support import missing_run, score, signals
from assistant.language.lexicon import SAYING, TITLES
from assistant.language.name_index import known as lookup
from assistant.language.names import names
from assistant.language.numbers import numbers
from assistant.language.quotations import quotations, stands_in, without
from assistant.language.stems import stem
from assistant.language.times.dates import days
from assistant.language.words import fold, tokens
from corpus.text.calendar import WEEKDAYS

Verdict = Literal["quote", "supported", "unsupported"]

THRESHOLD = 0.5
# A run of so many content words that the cited text lacks is an added fact: of a span's, and of a whole article's. On the
# setting halves, four: none of 311 true press sentences and light paraphrases, half of the clauses added from elsewhere in
# the article (five: 36%); of whole pages four would refuse 35% of the claims that experts found supported, five 20%.
ADDED, ADDED_TO_ARTICLE = 4, 5


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate says of a sentence.

    `verdict`: `quote` (nothing but quotations, to the letter, and who said them when), `supported`, or `unsupported`.
    `score`: how well the cited text carries the sentence, in [0, 1]; at least 0.5 where it is not refused.
    `reasons`: why it is refused, in plain words; empty otherwise.
    """

    verdict: Verdict
    score: float
    reasons: list[str]


def judge(sentence: str, quotes: str | Sequence[str], *, known: Sequence[str] = ()) -> Judgement:
    """Judge a sentence against the texts that it cites; several sentences are judged as one.

    `quotes` are the cited texts, each a sentence or a whole article. `known` is what the archive itself says of the
    cited articles (title, outlet, author, dates, what 'on Friday' means), on which names and dates may lean.
    """
    texts = (quotes,) if isinstance(quotes, str) else tuple(quotes)
    cited = source(texts)
    lean = fold(" ; ".join(known))
    sentence, whole = without_whole_spans(sentence, texts)
    reasons = faults(sentence, cited, lean) or added(sentence, cited, content(lean))
    plain = fold(without(sentence))
    if (whole or quotations(sentence)) and not reasons and not (_claims(plain) - content(lean) - cited.known.stems):
        return Judgement("quote", 1.0, [])
    value = meaning(sentence, cited, content(lean), len(reasons))
    if reasons:
        return Judgement("unsupported", value / 2, reasons)
    if value < THRESHOLD:
        return Judgement("unsupported", value, ["the cited text does not say this"])
    return Judgement("supported", value, [])


def without_whole_spans(sentence: str, texts: Sequence[str]) -> tuple[str, bool]:
    """The sentence without the cited texts that it quotes whole between “ and ”, and whether there were any.

    Press texts open quotations that they never close, and close them with other marks: only the cited text itself
    tells where such a quotation ends.
    """
    bare = sentence
    for text in texts:
        bare = bare.replace(f"“{text}”", "“”")
    return bare, bare != sentence


def faults(sentence: str, cited: Source, lean: str) -> list[str]:
    """What a sentence says otherwise than the cited text and the archive, in plain words; empty where nothing."""
    plain = fold(without(sentence))
    archive = lookup(lean)
    reasons = [
        f"the quotation '{_short(item.text)}' is not in the cited text to the letter"
        for item in quotations(sentence)
        if not any(stands_in(item.text, text) for text in (*cited.texts, lean))
    ]
    copied = _copied(plain, cited)
    reasons += wrong_numbers(plain, cited.whole, lean, copied) + wrong_sizes(plain, cited.whole, lean)
    reasons += wrong_rates(plain, cited.whole) + wrong_peoples(plain, cited.whole)
    reasons += wrong_dates(plain, cited.whole, lean, copied)
    reasons += wrong_names(plain, cited.known, archive) + wrong_titles(plain, cited.known, archive)
    for part in sentences(sentence):
        own = fold(without(part))
        best = cited.best(content(part))
        near = [unit.text for unit in best[:3]]
        if not _verbatim(part, cited):
            reasons += exchanged(own, cited.units) + exchanged_names(own, cited.units)
            bare = unspoken(own)
            reasons += (turned(own, near) or turned(bare, near)) + opposed(
                own, near, [unit.text for unit in cited.units]
            )
            reasons += (surer(own, near) or surer(bare, near)) + weaker(bare, near) + outranked(own, near)
            reasons += swapped(own, cited.units) + exchanged_countries(own, cited.units)
            if len(cited.whole) <= SPAN:
                reasons += rebound(own, cited.units) + misplaced(own, cited.units)
        reasons += misattributed(fold(part), cited.units, lean) + only_asked(own, best)
    return reasons


def added(sentence: str, cited: Source, lean: frozenset[str]) -> list[str]:
    """A reason where a run of content words stands neither in the cited text nor in what the archive says."""
    for part in sentences(sentence):
        own = fold(without(part))
        run = missing_run(row(own), lean | cited.stems)
        if len(run) >= (ADDED if len(cited.whole) <= SPAN else ADDED_TO_ARTICLE):
            words = [token for token in tokens(own) if token.stem in run]
            return [f"adds '{words[0].text} ... {words[-1].text}', which the cited text does not say"]
    return []


def meaning(sentence: str, cited: Source, lean: frozenset[str], found: int) -> float:
    """The score of a sentence's meaning, mean over its sentences by length; `found` is how many faults it has."""
    parts = sentences(sentence)
    sizes = [len(part) for part in parts]
    values = [score(signals(part, cited, lean, faulty=found > 0), found) for part in parts]
    return sum(size * value for size, value in zip(sizes, values, strict=True)) / max(1, sum(sizes))


def _claims(plain: str) -> set[str]:
    """The stems of the words that claim something: content words but verbs of saying, titles, and dates (checked apart)."""
    dated = {token.stem for day in days(plain) for token in tokens(day.text)} | {stem(day) for day in WEEKDAYS}
    spoken = {stem(word) for word in SAYING | TITLES}
    return {word for word in content(plain) if word not in spoken | dated and not word.isdigit()}


def _copied(sentence: str, cited: Source) -> str:
    """The cited sentence that holds at least four of five of a sentence's common content words, or nothing."""
    texts = [name.text for name in names(sentence)] + [number.text for number in numbers(sentence)]
    told = {stem(word) for text in texts for word in text.lower().split()}
    mine = {word for word in content(sentence) if word[0] != "@" and not word.isdigit() and word not in told}
    best = max(cited.units, key=lambda unit: len(mine & unit.stems), default=None)
    return best.text if best and mine and len(mine & best.stems) >= 0.8 * len(mine) else ""


def _verbatim(sentence: str, cited: Source) -> bool:
    """Whether the sentence is whole sentences of the cited text."""
    return any(sentence == unit.text for unit in cited.units) or sentence in cited.texts


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "..."
