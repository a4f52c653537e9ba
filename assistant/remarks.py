"""Remarks on an answer: where another article of its evidence gives another number or day of the same thing."""

from collections.abc import Callable, Sequence

from assistant.answer import Sentence
from assistant.briefing.briefing import Coverage
from assistant.briefing.events.figures import differences
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.tellings import tellings
from corpus.article import Article
from corpus.evidence import Evidence


def remarks(
    sentences: Sequence[Sentence], evidence: Sequence[Evidence], article: Callable[[str, int], Article]
) -> tuple[str, ...]:
    """What of the evidence says otherwise than a sentence cites, each once; nothing where the sentences cite both."""
    places = [(one.article_id, one.start, one.end) for sentence in sentences for one in sentence.citations]
    found = differences(list(tellings(Gathered(tuple(evidence), article, {}, Coverage())))) if places else []
    return tuple(one.remark for one in found if sum(one.held(places)) == 1)
