"""Remarks for the reader: how a text was narrowed, and where another article says otherwise on the same thing."""

from collections.abc import Callable, Sequence

from assistant import phrasing
from assistant.answer import Sentence
from assistant.briefing.briefing import Coverage
from assistant.briefing.events.figures import differences
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.tellings import tellings
from assistant.question.known_names import no_outlet
from corpus.article import Article
from corpus.evidence import Evidence
from corpus.scope import Scope
from corpus.store.archive import Archive
from corpus.store.vocabulary import outlets


def narrowed(scope: Scope, archive: Archive) -> tuple[str, ...]:
    """What a reader must know of how a text is narrowed: a moment of knowing, an outlet that there is not."""
    moment = phrasing.known_at(scope.known_at, archive.meta("arrivals_since"))
    return (*moment, *no_outlet(scope.named_outlets, archive))


def only(scope: Scope, archive: Archive) -> tuple[str, ...]:
    """The remark on the outlets to which a search is bound, as the archive writes them; nothing where it is not."""
    asked = {name.casefold() for name in scope.named_outlets}
    return phrasing.searched(sorted(name for name in outlets(archive).values() if name.casefold() in asked))


def remarks(
    sentences: Sequence[Sentence], evidence: Sequence[Evidence], article: Callable[[str, int], Article]
) -> tuple[str, ...]:
    """What of the evidence says otherwise than a sentence cites, each once; nothing where the sentences cite both."""
    places = [(one.article_id, one.start, one.end) for sentence in sentences for one in sentence.citations]
    found = differences(list(tellings(Gathered(tuple(evidence), article, {}, Coverage())))) if places else []
    return tuple(one.remark for one in found if sum(one.held(places)) == 1)
