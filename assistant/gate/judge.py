"""The gate: which checks there are, whether the cited text supports a sentence, and in plain words why not.

Each kind of fault is worded in `gate/fault.py`. No chat model is asked here: what `BRIEFING_JUDGE` names answers in
`gate/second/look.py`, and who marks the answers of an evaluation in `evaluation/judging.py`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from assistant.gate.align import Aligned, align
from assistant.gate.checks.body import wrong_body
from assistant.gate.checks.mark import made_mark
from assistant.gate.checks.name import parted_name, unknown_name, wrong_title
from assistant.gate.checks.office import wrong_office
from assistant.gate.checks.period import wrong_day, wrong_relative, wrong_weekday
from assistant.gate.checks.quantity import wrong_limit, wrong_number, wrong_people, wrong_rate, wrong_size
from assistant.gate.checks.quotation import torn_quotation, wrong_quotation
from assistant.gate.checks.speaker import wrong_speaker
from assistant.gate.cited_text import Source, content
from assistant.gate.claims import Kind, extract
from assistant.gate.fault import Fault
from assistant.gate.held import Held, unplanted
from assistant.gate.meaning.faults import meaning_faults
from assistant.gate.meaning.mixed import mixed
from assistant.gate.said import Said, read
from assistant.gate.support.carried import carried
from assistant.gate.support.handed_on import handed_on
from assistant.gate.support.torn import torn, unsaid
from assistant.language.lexicon import SAYING, TITLES
from assistant.language.stems import stem
from assistant.language.times.dates import days
from assistant.language.words import tokens
from corpus import spans
from corpus.article import Span
from corpus.text.calendar import WEEKDAYS

SUPPORT: Final = "support"
"""The check that finds what no other finds: the cited texts do not say it."""
Verdict = Literal["quote", "supported", "unsupported"]

LONGEST = 2000
"""Characters of a sentence that is judged at all."""
CLAIMS = 60
"""Claims of one kind that are looked up at all."""


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

    @property
    def open(self) -> bool:
        """Whether a second look may say otherwise: no rule found anything wrong."""
        return all(one.check == SUPPORT for one in self.faults)


@spans.span("judge")
def judge(sentence: str, quotes: str | Sequence[str], *, known: Sequence[str] = ()) -> Judgement:
    """Judge a sentence against the texts that it cites; several are judged as one, and each must be borne out.

    `quotes` are the cited texts, each a sentence or a whole article. `known` is what the archive itself says of the
    cited articles (title, outlet, author, dates, what 'on Friday' means), on which names and dates may lean.
    """
    texts = (quotes,) if isinstance(quotes, str) else tuple(quotes)
    return weigh(sentence, [Held(tuple(known) if at == 0 else (), unplanted(text)) for at, text in enumerate(texts)])


def weigh(sentence: str, cited: Sequence[Held], known: Sequence[str] = ()) -> Judgement:
    """Judge a sentence against cited texts, each with its own head; `known` as in `judge`, beside the heads."""
    if len(sentence) > LONGEST:
        long = Fault("length", Span(0, len(sentence)), "", f"{LONGEST:,} characters")
        return refused(0.0, [long])
    if not any(char.isalnum() for char in sentence):  # what says nothing is said nowhere
        return refused(0.0, [Fault("empty", Span(0, len(sentence)), sentence)])
    texts = [one.text for one in cited]
    heads = tuple(dict.fromkeys([*(part for one in cited for part in one.head), *known]))
    source = Source.of(texts, heads, [(one.speaker, one.labels) for one in cited])
    said = read(sentence, [*texts, *(words for one in cited for words in one.cited)])
    # "Yes." says what no text can be asked for, unless it is its own words.
    if not (said.quotations or said.whole or content(said.plain) or source.holds_whole(said.plain)):
        return refused(0.0, [Fault("empty", Span(0, len(sentence)), sentence)])
    exact = list(dict.fromkeys(exact_faults(said, source)))
    if found := exact or list(dict.fromkeys([*meaning_faults(said, source), *mixed(said, _articles(cited))])):
        return refused(0.5 / (1 + len(found)), found)
    if (said.whole or said.quotations) and not (_claims(said.plain) - source.lean - source.known.stems):
        return Judgement("quote", 1.0, [])
    copied = all(source.holds_whole(part.own) for part in said.parts)
    value = 1.0 if copied else carried(sentence, said, source, cited)
    # Before what a second look may overrule: its yes says that words stand there, not what for.
    if handed_on(said, source):
        return refused(0.0, [Fault("handed on", Span(0, len(sentence)), sentence)])
    if torn(said, source):
        return refused(0.0, [Fault("torn", Span(0, len(sentence)), sentence)])
    if value < 0.5 or unsaid(said, source):
        return refused(value, [Fault(SUPPORT, Span(0, len(sentence)), sentence)])
    return Judgement("supported", value, [])


def _articles(cited: Sequence[Held]) -> list[Source]:
    """Each cited article by itself, where it is known of all texts whose they are."""
    if not all(one.article for one in cited):
        return []
    ids = dict.fromkeys(one.article for one in cited)
    texts = [[one for one in cited if one.article == id] for id in ids]
    return [Source.of([one.text for one in each], [part for one in each for part in one.head]) for each in texts]


def refused(value: float, found: Sequence[Fault]) -> Judgement:
    """The judgement of a sentence with faults, and how well it is carried all the same."""
    return Judgement("unsupported", value, [str(fault) for fault in found], tuple(found))


Check = Callable[[Aligned, Source], Iterator[Fault]]

CHECKS: Final[dict[Kind, tuple[Check, ...]]] = {
    Kind.MARK: (made_mark,),
    Kind.QUOTATION: (wrong_quotation, torn_quotation),
    Kind.QUANTITY: (wrong_number, wrong_limit, wrong_size, wrong_people, wrong_rate),
    Kind.PERIOD: (wrong_day, wrong_weekday, wrong_relative),
    Kind.NAME: (unknown_name, parted_name, wrong_title),
    Kind.SPEAKER: (wrong_speaker,),
}
"""What is looked up of each kind of claim."""
_LETTERS: Final = (Kind.MARK, Kind.QUOTATION)
"""Of a sentence that stands in the cited text to the letter, these alone are."""


def exact_faults(sentence: Said, source: Source) -> Iterator[Fault]:
    """Yield what can be looked up and is told otherwise, or not at all, by the cited text and the archive."""
    claims = list(extract(sentence))
    kinds = Counter(claim.kind for claim in claims)
    if many := next((kind for kind in kinds if kinds[kind] > CLAIMS), None):
        yield Fault("claims", Span(0, len(sentence.given)), many)
        return
    whole = [part for part in sentence.parts if source.holds_whole(part.text)]
    for one in align((claim for claim in claims if claim.part not in whole or claim.kind in _LETTERS), source):
        for check in CHECKS[one.claim.kind]:
            yield from check(one, source)
    yield from wrong_body(sentence, source)
    yield from wrong_office(sentence, source)


def _claims(plain: str) -> set[str]:
    """The stems of the words that claim something: content words but verbs of saying, titles and dates."""
    dated = {token.stem for day in days(plain) for token in tokens(day.text)} | {stem(day) for day in WEEKDAYS}
    spoken = {stem(word) for word in SAYING | TITLES}
    return {word for word in content(plain) if word not in spoken | dated and not word.isdigit()}
