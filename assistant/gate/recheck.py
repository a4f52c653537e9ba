"""A sentence that was shown or left out, judged again from its citations alone."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant import phrasing
from assistant.answer import LeftOut, Sentence
from assistant.gate.cited_text import content
from assistant.gate.held import Articles, held_again
from assistant.gate.judge import Judgement, weigh
from assistant.gate.support.in_place import put_in_place
from assistant.language.times.derived import MARK
from assistant.language.times.spoken import derived_of
from assistant.language.words import fold
from corpus.article import Article, Passage, Span
from corpus.chunking import cut
from corpus.errors import CallError
from corpus.store.archive import Archive


def recheck(
    sentence: Sentence | LeftOut, article: Articles, passages: Callable[[Article], Sequence[Passage]] = cut
) -> Judgement:
    """What the gate makes of a sentence that was shown or left out, from its citations alone.

    `passages`: those that its articles were read in. Raises CallError where the archive has no such article.
    """
    text, known = sentence.text, []
    for one in sentence.citations:
        text = text.replace(f"[{one.marker}]", "")
        known.append(phrasing.attribution(one))
        headed, days = derived_of(article(one.article_id, one.version), Span(one.start, one.end))
        derived = [*([phrasing.under(headed)] if headed else []), *(each.meaning for each in days)]
        known += [f"{each}, {MARK}" for each in derived]
    return weigh(text.strip(), held_again(sentence.citations, article, passages), known)


def otherwise(reworded: Sentence) -> list[str]:
    """What a reworded sentence says otherwise than the words that it cites, where one stands for the other."""
    if reworded.verdict == "quote":
        return []
    vouched = frozenset().union(*(content(fold(phrasing.attribution(one))) for one in reworded.citations))
    faults = put_in_place(reworded.citing(()).text, [one.quote for one in reworded.citations], vouched)
    return [str(one) for one in faults]


def at_fault(archive: Archive, one: LeftOut) -> tuple[Span, ...]:
    """Where in a refused sentence the words at fault stand, by the passages that it cites; none where they are gone."""
    return _at_fault(archive, one.model_dump_json())


@lru_cache(maxsize=256)  # a page is drawn again at every click
def _at_fault(archive: Archive, left_out: str) -> tuple[Span, ...]:
    try:
        found = recheck(LeftOut.model_validate_json(left_out), archive.article)
    except CallError:
        return ()
    return tuple(dict.fromkeys(fault.span for fault in found.faults))
