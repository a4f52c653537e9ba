"""The gate: whether the cited text supports a sentence, and in plain words why not."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from assistant.gate.align import Aligned, align
from assistant.gate.checks.mark import made_mark
from assistant.gate.checks.name import parted_name, unknown_name, wrong_title
from assistant.gate.checks.period import wrong_day, wrong_relative, wrong_weekday
from assistant.gate.checks.quantity import wrong_limit, wrong_number, wrong_people, wrong_rate, wrong_size
from assistant.gate.checks.quotation import wrong_quotation
from assistant.gate.checks.speaker import wrong_speaker
from assistant.gate.cited_text import Source, content, row
from assistant.gate.claims import Kind, extract
from assistant.gate.fault import Fault
from assistant.gate.meaning.faults import meaning_faults
from assistant.gate.said import Said, read
from assistant.gate.support import missing_run, score, signals
from assistant.language.lexicon import SAYING, TITLES
from assistant.language.stems import stem
from assistant.language.times.dates import days
from assistant.language.words import tokens
from corpus.article import Span
from corpus.text.calendar import WEEKDAYS

Verdict = Literal["quote", "supported", "unsupported"]

LONGEST = 2000
"""Characters of a sentence that is judged at all."""
CLAIMS = 60
"""Claims of one kind that are looked up at all."""
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
    `faults`: the same, each with its place in the sentence.
    """

    verdict: Verdict
    score: float
    reasons: list[str]
    faults: tuple[Fault, ...] = ()


def judge(sentence: str, quotes: str | Sequence[str], *, known: Sequence[str] = ()) -> Judgement:
    """Judge a sentence against the texts that it cites; several sentences are judged as one.

    `quotes` are the cited texts, each a sentence or a whole article. `known` is what the archive itself says of the
    cited articles (title, outlet, author, dates, what 'on Friday' means), on which names and dates may lean.
    """
    if len(sentence) > LONGEST:
        long = Fault("length", Span(0, len(sentence)), "", f"{LONGEST:,} characters")
        return _refused(0.0, [long])
    if not any(char.isalnum() for char in sentence):  # what says nothing is said nowhere
        return _refused(0.0, [Fault("support", Span(0, len(sentence)), sentence)])
    source = Source.of(quotes, known)
    said = read(sentence, (quotes,) if isinstance(quotes, str) else quotes)
    found = list(dict.fromkeys(faults(said, source))) or list(added(said, source))
    if (said.whole or said.quotations) and not found and not (_claims(said.plain) - source.lean - source.known.stems):
        return Judgement("quote", 1.0, [])
    value = meaning(said, source, len(found))
    if found:
        return _refused(value / 2, found)
    if value < THRESHOLD:
        return _refused(value, [Fault("support", Span(0, len(sentence)), sentence)])
    return Judgement("supported", value, [])


def _refused(value: float, found: Sequence[Fault]) -> Judgement:
    return Judgement("unsupported", value, [str(fault) for fault in found], tuple(found))


Check = Callable[[Aligned, Source], Iterator[Fault]]

CHECKS: Final[dict[Kind, tuple[Check, ...]]] = {
    Kind.MARK: (made_mark,),
    Kind.QUOTATION: (wrong_quotation,),
    Kind.QUANTITY: (wrong_number, wrong_limit, wrong_size, wrong_people, wrong_rate),
    Kind.PERIOD: (wrong_day, wrong_weekday, wrong_relative),
    Kind.NAME: (unknown_name, parted_name, wrong_title),
    Kind.SPEAKER: (wrong_speaker,),
}
"""What is looked up of each kind of claim."""


def exact_faults(sentence: Said, source: Source) -> Iterator[Fault]:
    """Yield what can be looked up and is told otherwise, or not at all, by the cited text and the archive."""
    claims = list(extract(sentence))
    kinds = Counter(claim.kind for claim in claims)
    if many := next((kind for kind in kinds if kinds[kind] > CLAIMS), None):
        yield Fault("claims", Span(0, len(sentence.given)), many)
        return
    for one in align(claims, source):
        for check in CHECKS[one.claim.kind]:
            yield from check(one, source)


def faults(sentence: Said, source: Source) -> Iterator[Fault]:
    """Yield what a sentence says otherwise than the cited text and the archive."""
    yield from exact_faults(sentence, source)
    yield from meaning_faults(sentence, source)


def added(sentence: Said, source: Source) -> Iterator[Fault]:
    """Yield the first run of content words that stands neither in the cited text nor in what the archive says."""
    for part in sentence.parts:
        run = missing_run(row(part.own), source.lean | source.stems)
        if len(run) >= (ADDED if source.short else ADDED_TO_ARTICLE):
            words = [token for token in tokens(part.own) if token.stem in run]
            yield Fault("added words", part.span, f"{words[0].text} ... {words[-1].text}")
            return


def meaning(sentence: Said, source: Source, found: int) -> float:
    """The score of a sentence's meaning, mean over its sentences by length; `found` is how many faults it has."""
    texts = [part.text for part in sentence.parts]
    sizes = [len(text) for text in texts]
    values = [score(signals(text, source, source.lean, faulty=found > 0), found) for text in texts]
    return sum(size * value for size, value in zip(sizes, values, strict=True)) / max(1, sum(sizes))


def _claims(plain: str) -> set[str]:
    """The stems of the words that claim something: content words but verbs of saying, titles, and dates (checked apart)."""
    dated = {token.stem for day in days(plain) for token in tokens(day.text)} | {stem(day) for day in WEEKDAYS}
    spoken = {stem(word) for word in SAYING | TITLES}
    return {word for word in content(plain) if word not in spoken | dated and not word.isdigit()}
