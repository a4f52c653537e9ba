"""Lines of an article as they stand in an answer: their quotations, who says them, and what their days mean."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from assistant import phrasing
from assistant.answer import LONGEST, SHORTEST
from assistant.language.times.derived import MARK, derived_days
from assistant.writers.lines.line import Line, Page
from corpus.article import Span
from corpus.text.speakers import is_question, is_reply, shown

DERIVED = 2  # relative dates of one quotation that are resolved


def quotations(group: Sequence[Line]) -> list[list[Span]]:
    """Neighbouring lines as one quotation of at most LONGEST characters within a paragraph. A sentence that is longer
    is one quotation too, and has a citation for each of its pieces.
    """
    runs = [[group[0].words]]
    for one, after in pairwise(group):
        if one.page.next(one) is after:
            if after.span.end - runs[-1][-1].start <= LONGEST:
                runs[-1][-1] = Span(runs[-1][-1].start, after.span.end)
                continue
            if after.is_rest:
                runs[-1].append(after.words)
                continue
        runs.append([after.words])
    cited = ([span for span in run if span.end - span.start >= SHORTEST] for run in runs)
    return [run for run in cited if run]


def cost(lines: Sequence[Line]) -> int:
    """Words of the answer that quotes these lines, a marker for each among them."""
    frames = {attribution(line.page, line.speaker) for line in lines}
    return sum(len(text.split()) for text in (*frames, *(line.text for line in lines))) + len(lines)


def attribution(page: Page, label: str | None) -> str:
    """Who says the words of an article under a speaker's label, and when."""
    who = phrasing.attribution(page.evidence)
    if label is None or is_reply(label):
        return who
    return f"{who}, {phrasing.QUESTION if is_question(label) else shown(label)}"


def derived(text: str, headed: date | None, spoken: date) -> str:
    """The date that a quotation stands under in its article, and what its relative dates mean, marked as derived; empty
    for none.
    """
    day = (headed or spoken).isoformat()
    found = sorted(derived_days(text, day), key=lambda one: one.first != one.last)  # single days say most
    # 'This year' and 'earlier this year' beside the day of publication need no words.
    told = [one for one in found if one.first == one.last or "this" not in one.phrase.lower().split()]
    days = list(dict.fromkeys(one.meaning for one in told))[:DERIVED]
    days = [phrasing.under(headed), *days] if headed else days
    return f" ({'; '.join(days)}, {MARK})" if days else ""
