"""What of a saved answer is computed from its other fields, or from what it cites, computed again by what made it.

Taken as they stand: the question, what its conversation made of it, and as of which day it was asked; which model
wrote; what was left out and why; how near came what comes closest; and remarks on how the question was read, and on the
making of the answer. Of the archive's size it is known what it can have been, for an archive grows.
"""

from collections.abc import Iterator
from itertools import product

from assistant.answer import Answer, text_of
from assistant.briefing.drafting import told_at
from assistant.briefing.events.figures import differences
from assistant.rechecking.abstained import abstention
from assistant.rechecking.briefings import unfounded, unsaid
from assistant.rechecking.cited import Line, shown
from assistant.rechecking.found import articles_of, told_again, told_from, ways
from assistant.rechecking.held import held
from assistant.rechecking.orders import asked_again, orders
from corpus.scope import Scope
from corpus.store.archive import Archive

FORMS = ("answer", "brief")


def answer_lines(archive: Archive, one: Answer) -> Iterator[Line]:
    """What differs of an answer as a whole."""
    if one.text != text_of(() if one.abstained else one.sentences):
        yield "", "its text is not what its sentences say"
    found = [*abstention(one, one.standalone_question, tells=bool(one.sentences)), *asked_again(archive, one)]
    found += [*_remarks(archive, one), *held(archive, one)]
    if one.form not in FORMS:
        found.append(f"its form is {' or '.join(FORMS)}, not {shown(one.form)}")
    yield from (("", line) for line in found)


def _remarks(archive: Archive, one: Answer) -> Iterator[str]:
    """Remarks on differences that the articles do not show, or that it lacks where it quotes both; the short form of a
    briefing has what all of it cites.
    """
    cited = [each for said in one.sentences for each in said.citations]
    places, topics, short = [place for said in one.sentences for place in told_at(said)], [""], one.form == "brief"
    if short:
        scope = Scope(one.as_of, one.since, one.until) if one.window_from == "caller" else Scope(one.as_of)
        topics += [order.topic for order in orders(archive, one.standalone_question, scope)]
    articles = articles_of(archive, cited, one.notes)
    how = product(ways(articles), dict.fromkeys(topics))
    told = [told_again(archive, map(seen, articles), topic) for seen, topic in how]
    found = [each for all_told in told for each in differences(all_told, before=True)]
    yield from unfounded(one.notes, [each.remark for each in found if short or any(each.held(places))])
    if one.writer == "quotes":
        both = [told_from(differences(all_told), one.sentences) for all_told in told]
        yield from unsaid(sorted(frozenset.intersection(*map(frozenset, both)) - {*one.notes}))
