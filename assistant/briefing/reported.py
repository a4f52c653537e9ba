"""Whose words are asked for: what others report of an outlet that the archive does not have; editorials alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant import phrasing
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.kinds import is_editorial
from assistant.briefing.making import Making
from assistant.language.outlets import reports
from assistant.question.known_names import no_outlet, not_held
from assistant.writers.lines.cut import lines_of
from corpus.article import Article
from corpus.evidence import Evidence


def reported(
    unheld: Sequence[str], evidence: Sequence[Evidence], article: Callable[[str, int], Article]
) -> tuple[Evidence, ...]:
    """The sentences of the evidence that report what one of these outlets said, each as evidence of its own.

    What a reporter asks is none: a spokesman's answer to it is not the outlet's word.
    """
    return tuple(
        line.alone
        for one in evidence
        for line in lines_of(article(one.article_id, one.version), one)
        if not line.asks and reports(unheld, line.text)
    )


def of_outlets(making: Making, gathered: Gathered) -> Gathered:
    """What was found; where it is asked for the words of outlets that the archive does not have, what others report of
    them, and if nothing, a reason to abstain.
    """
    unheld = not_held(making.order.request, making.archive)
    if not unheld or not gathered.evidence:
        return gathered
    told = reported(unheld, gathered.evidence, gathered.article)
    making.notes += [*no_outlet(unheld, making.archive), *([phrasing.REPORTED] if told else [])]
    making.reason = None if told else "name_absent"
    return replace(gathered, evidence=told or gathered.evidence, alone=True)


def of_editorials(making: Making, gathered: Gathered) -> Gathered:
    """What was found; of it the editorials, where their words are asked for, and a reason to abstain if it has none."""
    if not making.order.editorials or not gathered.evidence:
        return gathered
    told = tuple(one for one in gathered.evidence if one.kind == "editorial" or is_editorial(one.title))
    making.reason = making.reason if told else "not_stated"
    return replace(gathered, evidence=told or gathered.evidence)
